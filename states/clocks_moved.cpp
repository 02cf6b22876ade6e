// Running clocks under other policies and calendars (`time_and_policy.md`, rule 3): each keeps its start and
// its pauses, and has the limit that the new rule would have given it.
#include "states/lookups.hpp"
#include "states/promise.hpp"
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

limit_rule limit_at_start(const complaint& now, const clock_rule& rule, const clock& one)
{
    const auto* special = special_limit(now, rule, one.subject);
    return special != nullptr ? special->limit : rule.limit;
}

bool promises(const clock& one, const limit_rule& rule)
{
    auto said = promise_of(one);
    said.more_days = rule.more_days;
    return rule.given() && said == rule;
}

/// The limit under another rule of the same clock; not given: it keeps its own.
limit_rule limit_under(const complaint& now, const clock& one, const policy& was, const policy& next,
                       const clock_rule& old_rule, const clock_rule& rule)
{
    const bool again = one.generation > 1;
    if (again && rule.kind == clock_kind::window && promises(one, was.window_restart))
        return next.window_restart;
    if (again && promises(one, old_rule.repeat_limit))
        return rule.repeat_limit.given() ? rule.repeat_limit : limit_at_start(now, rule, one);
    // A clock that the new policy has for others alone keeps what it promised here.
    return limit_at_start(now, rule, one);
}

/// The clock under the new rule, its calendar pinned among `pins`; as it is where nothing better is known.
clock under(const clock& one, const limit_rule& limit, const clock_rule& rule,
            const calendar_source& calendars, std::vector<calendar_pin>& pins)
{
    if (!limit.given()) return one;
    clock then = one;
    promise(then, limit);
    const bool rests = one.state == clock_state::paused;
    if (rests) then.pauses.pop_back();  // it has no end, and so no place in a due time
    auto with_it = pins;
    if (!count_from_start(then, calendars, rule.calendar, with_it)) return one;
    then.pauses = one.pauses;
    if (rests) then.due.reset();
    // A due time that an event named stays, as far as the new longest allows.
    if (one.limit.empty() && one.due && *one.due <= *then.due) return one;
    pins = std::move(with_it);
    return then;
}

}  // namespace

moved_clocks clocks_moved(const complaint& now, std::span<const policy* const> rules,
                          std::span<const policy* const> in_force, const calendar_source& calendars)
{
    moved_clocks moved{.clocks = {}, .calendars = now.facts.calendars};
    for (std::size_t i = 0; i < now.facts.clocks.size(); ++i) {
        const auto& one = now.facts.clocks[i];
        const auto* was = policy_called(rules, one.policy);
        const auto* next = policy_called(in_force, one.policy);
        if (!counting(one) || was == nullptr || next == nullptr) continue;
        const auto* old_rule = was->clock(one.clock_id);
        const auto* rule = next->clock(one.clock_id);
        if (old_rule == nullptr || rule == nullptr) continue;
        auto then = under(one, limit_under(now, one, *was, *next, *old_rule, *rule), *rule, calendars,
                          moved.calendars);
        if (then == one) continue;
        moved.clocks.push_back({.index = static_cast<std::uint16_t>(i), .then = std::move(then)});
    }
    return moved;
}

}  // namespace redress
