// Running clocks under other policies (`time_and_policy.md`, rule 3): each keeps its start and what it has
// counted, and has the limit that the new rule would have given it.
#include "states/lookups.hpp"
#include "states/step.hpp"

#include <algorithm>

namespace redress {
namespace {

const policy* policy_called(std::span<const policy* const> rules, std::string_view id)
{
    for (const auto* one : rules)
        if (one->id == id) return one;
    return nullptr;
}

duration limit_at_start(const complaint& now, const clock_rule& rule, const clock& one)
{
    const auto* special = special_limit(now, rule, one.subject);
    return special != nullptr ? special->limit : rule.limit;
}

/// The limit under another rule of the same clock. A limit that an event named stays, as far as the new
/// longest allows; days that were granted come on top again.
duration limit_under(const complaint& now, const clock& one, const policy& was, const policy& next,
                     const clock_rule& old_rule, const clock_rule& rule)
{
    if (rule.from_event) return rule.limit > duration{} ? std::min(one.limit, rule.limit) : one.limit;
    const bool again = one.generation > 1;
    if (again && rule.kind == clock_kind::window && one.limit == was.window_restart)
        return next.window_restart > duration{} ? next.window_restart : one.limit;
    const auto begun = limit_at_start(now, old_rule, one);
    if (again && old_rule.repeat_limit > duration{} && one.limit == old_rule.repeat_limit)
        return rule.repeat_limit > duration{} ? rule.repeat_limit : limit_at_start(now, rule, one);
    const auto granted = one.extended && one.limit > begun ? one.limit - begun : duration{};
    const auto fresh = limit_at_start(now, rule, one);
    // A clock that the new policy has for others alone keeps what it promised here.
    return fresh > duration{} ? fresh + granted : one.limit;
}

}  // namespace

std::vector<moved_clock> clocks_moved(const complaint& now, std::span<const policy* const> rules,
                                      std::span<const policy* const> in_force)
{
    std::vector<moved_clock> moved;
    for (std::size_t i = 0; i < now.facts.clocks.size(); ++i) {
        const auto& one = now.facts.clocks[i];
        const auto* was = policy_called(rules, one.policy);
        const auto* next = policy_called(in_force, one.policy);
        if (!counting(one) || was == nullptr || next == nullptr) continue;
        const auto* old_rule = was->clock(one.clock_id);
        const auto* rule = next->clock(one.clock_id);
        if (old_rule == nullptr || rule == nullptr) continue;
        const auto limit = limit_under(now, one, *was, *next, *old_rule, *rule);
        if (limit == one.limit) continue;
        moved.push_back({.index = static_cast<std::uint16_t>(i),
                         .limit = limit,
                         .due = one.since ? std::optional(*one.since + (limit - one.ran)) : std::nullopt});
    }
    return moved;
}

}  // namespace redress
