#include "workflow/case_replay.hpp"

#include "workflow/canonical.hpp"
#include "workflow/entry.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <stdexcept>
#include <tuple>
#include <vector>

namespace redress::workflow {
namespace {

std::vector<clock> in_order(std::vector<clock> clocks)
{
    std::ranges::sort(clocks, {},
                      [](const clock& one) { return std::tuple(one.clock_id, one.subject, one.generation); });
    return clocks;
}

/// The first thing that differs; empty: nothing.
std::string difference(const complaint& folded, const complaint& stored)
{
    if (folded.cseq != stored.cseq)
        return "entries: " + std::to_string(folded.cseq) + " are there, the case counts " +
               std::to_string(stored.cseq);
    if (folded.head != stored.head) return "head: the case ends in another entry";
    if (folded.version != stored.version) return "version: stored otherwise";
    if (folded.lifecycle != stored.lifecycle) return "state: stored otherwise";
    if (folded.hold != stored.hold) return "hold: stored otherwise";
    if (folded.ladder != stored.ladder) return "ladder: stored otherwise";
    std::string found;
    for_each_member<facts>([&](auto, auto m) {
        if (!found.empty()) return;
        if constexpr (std::is_same_v<std::decay_t<decltype(folded.facts.*m.where)>, std::vector<clock>>) {
            if (in_order(folded.facts.*m.where) != in_order(stored.facts.*m.where))
                found = "clocks: stored otherwise";
        } else {
            if (folded.facts.*m.where != stored.facts.*m.where)
                found = "fact " + std::string(m.name) + ": stored otherwise";
        }
    });
    return found;
}

}  // namespace

void case_replay::take(std::string_view body)
{
    if (wrong_) return;
    const auto expected = now_.cseq + 1;
    const auto fails = [&](std::string what) {
        wrong_ = replay_difference{.id = now_.id, .cseq = expected, .what = std::move(what)};
    };
    try {
        const auto entry = boost::json::parse(boost::json::string_view(body)).as_object();
        std::string canonical;
        append_canonical(canonical, entry);
        if (canonical != body) return fails("entry: its bytes are not canonical");
        const auto* cseq = entry.if_contains("cseq");
        if (cseq == nullptr || !cseq->is_int64() || cseq->get_int64() != expected)
            return fails("chain: another entry stands in this place");
        std::string before;
        append_hex(before, now_.head);
        const auto* cprev = entry.if_contains("cprev");
        const bool follows = expected == 1
                                 ? cprev == nullptr
                                 : cprev != nullptr && cprev->is_string() && cprev->get_string() == before;
        if (!follows) return fails("chain: the entry does not follow the one before it");
        fold(now_, body);
    } catch (const std::exception& e) {
        return fails(std::string("entry: it cannot be read: ") + e.what());
    }
    now_.cseq = expected;
    now_.head = leaf_of(body);
}

std::optional<replay_difference> case_replay::against(const complaint& stored) const
{
    if (wrong_) return wrong_;
    auto what = difference(now_, stored);
    if (what.empty()) return std::nullopt;
    return replay_difference{.id = now_.id, .cseq = now_.cseq, .what = std::move(what)};
}

}  // namespace redress::workflow
