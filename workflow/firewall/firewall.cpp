#include "workflow/firewall/firewall.hpp"

#include "workflow/firewall/page.hpp"
#include "workflow/utf8.hpp"

#include <algorithm>
#include <array>

namespace redress::workflow {
namespace {

constexpr std::array<std::string_view, secret_kind_count> kind_names = {
    "seed_phrase", "private_key", "card_number", "card_code", "one_time_code", "password", "bearer_token"};

// One behind another: where two overlap, the first detector's stays, grown to hold what the other took.
void settle(sightings& seen)
{
    std::stable_sort(seen.begin(), seen.end(),
                     [](const sighting& a, const sighting& b) { return a.begin < b.begin; });
    sightings apart;
    for (const auto& one : seen) {
        if (apart.empty() || one.begin >= apart.back().end) {
            apart.push_back(one);
            continue;
        }
        auto& last = apart.back();
        last.end = std::max(last.end, one.end);
        last.kind = std::min(last.kind, one.kind);
    }
    seen = std::move(apart);
}

}  // namespace

std::string_view name_of(secret_kind kind)
{
    return kind_names[static_cast<std::size_t>(kind)];
}

std::string mark_of(secret_kind kind)
{
    return "⟦" + std::string(name_of(kind)) + "⟧";
}

std::vector<finding> find_secrets(std::string_view text)
{
    const page folded(text);
    sightings seen;
    see_seed_phrases(folded, seen);
    see_chinese_phrases(folded, seen);
    see_encoded_keys(folded, seen);
    see_private_keys(folded, seen);
    see_cards(folded, seen);
    see_codes(folded, seen);
    see_passwords(folded, seen);
    see_tokens(folded, seen);
    settle(seen);

    std::vector<finding> found;
    found.reserve(seen.size());
    std::size_t point = 0;
    auto rest = text;
    const auto points_up_to = [&](std::size_t byte) {
        while (text.size() - rest.size() < byte) {
            take_code_point(rest);
            ++point;
        }
        return point;
    };
    for (const auto& one : seen) {
        const std::size_t begin = folded.glyphs[one.begin].begin;
        const std::size_t end = folded.glyphs[one.end - 1].end;
        const auto begin_point = points_up_to(begin);
        found.push_back({one.kind, begin, end, begin_point, points_up_to(end)});
    }
    return found;
}

std::string without(std::string_view text, const std::vector<finding>& findings)
{
    std::string clean;
    clean.reserve(text.size());
    std::size_t at = 0;
    for (const auto& one : findings) {
        clean += text.substr(at, one.begin - at);
        clean += mark_of(one.kind);
        at = one.end;
    }
    clean += text.substr(at);
    return clean;
}

}  // namespace redress::workflow
