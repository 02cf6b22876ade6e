#include "workflow/bisect.hpp"

#include "workflow/dead_letters.hpp"

#include <algorithm>
#include <iterator>
#include <new>
#include <optional>
#include <tuple>

namespace redress::workflow {
namespace {

struct coordinates {
    const std::string* topic;
    std::int32_t partition;
    std::int64_t offset;
};

coordinates where(const record& one)
{
    if (const auto* asked = std::get_if<command>(&one))
        return {&asked->from.topic, asked->from.partition, asked->from.offset};
    const auto& letter = std::get<dead_letter>(one);
    return {&letter.topic, letter.partition, letter.offset};
}

bool lies_in(const record& one, const offset_advance& move)
{
    const auto at = where(one);
    return at.partition == move.partition && *at.topic == move.topic;
}

template <class... Kinds>
bool is_one_of(const std::exception& failed)
{
    return ((dynamic_cast<const Kinds*>(&failed) != nullptr) || ...);
}

record given_up(const record& one, const std::string& why)
{
    const std::string detail = "it could not be decided and written, try after try: " + why;
    if (const auto* asked = std::get_if<command>(&one)) return dead_letter_of(*asked, "gave_up", detail);
    dead_letter letter = std::get<dead_letter>(one);
    letter.reason = "gave_up";
    letter.detail = detail;
    return letter;
}

void apply_into(std::vector<answer>& answers, engine& writer, batch work, int tries)
{
    std::string why;
    for (int n = 0; n < tries; ++n) {
        try {
            auto said = writer.apply(work);
            std::move(said.begin(), said.end(), std::back_inserter(answers));
            return;
        } catch (const std::exception& failed) {
            if (!counts_as_try(failed)) throw;
            why = failed.what();
        }
    }
    if (work.records.size() > 1) {
        auto [first, second] = halves_of(std::move(work));
        apply_into(answers, writer, std::move(first), tries);
        apply_into(answers, writer, std::move(second), tries);
        return;
    }
    if (work.records.empty()) throw write_rejected(why);
    work.records.front() = given_up(work.records.front(), why);
    auto said = writer.apply(work);
    std::move(said.begin(), said.end(), std::back_inserter(answers));
}

}  // namespace

bool counts_as_try(const std::exception& failed)
{
    return !is_one_of<store_unavailable, outcome_unknown, lost_fence, unknown_policy, std::bad_alloc>(failed);
}

std::pair<batch, batch> halves_of(batch work)
{
    batch first{.kind = work.kind};
    batch second{.kind = work.kind};
    const auto middle = work.records.begin() + static_cast<std::ptrdiff_t>(work.records.size() / 2);
    for (const offset_advance& move : work.offsets) {
        const auto here = [&](const record& one) { return lies_in(one, move); };
        const auto split = std::find_if(middle, work.records.end(), here);
        const auto before = std::count_if(work.records.begin(), middle, here);
        offset_advance low = move;
        offset_advance high = move;
        if (split == work.records.end()) {
            first.offsets.push_back(low);
            continue;
        }
        // Up to the first record of the second half: gaps before it belong to the first.
        low.next = high.expected = where(*split).offset;
        low.skipped = low.next - low.expected - before;
        high.skipped = move.skipped - low.skipped;
        if (low.next > low.expected) first.offsets.push_back(low);
        second.offsets.push_back(high);
    }
    first.records.assign(std::make_move_iterator(work.records.begin()), std::make_move_iterator(middle));
    second.records.assign(std::make_move_iterator(middle), std::make_move_iterator(work.records.end()));
    return {std::move(first), std::move(second)};
}

std::vector<answer> apply_bisecting(engine& writer, batch work, int tries)
{
    std::vector<answer> answers;
    apply_into(answers, writer, std::move(work), tries);
    return answers;
}

}  // namespace redress::workflow
