// Guards about windows, clocks and levels.
#include "states/guards.hpp"
#include "states/lookups.hpp"
#include "states/promise.hpp"

#include <algorithm>

namespace redress::guards {
namespace {

int appeal_levels(const view& look)
{
    int levels = 0;
    for (const auto* pinned : look.context.rules) levels = std::max(levels, pinned->appeal_levels);
    return levels;
}

/// The longest of the pins: each promised it to the complainant.
instant reopen_until(const view& look)
{
    const auto closed = look.facts().closed_at.value_or(instant{});
    auto until = closed;
    for (const auto* pinned : look.context.rules)
        until = std::max(until,
                         due_after(*look.context.calendars, pinned->calendar, closed, pinned->reopen_window));
    return until;
}

bool overdue(const clock& one, instant at)
{
    return one.state == clock_state::missed ||
           (one.state == clock_state::running && one.due && *one.due < at);
}

/// The rule of a promise that stands, kept yet or missed; null for a window and for what repeats.
const clock_rule* standing_promise(const policy& pinned, const clock& one)
{
    if (!counting(one) && one.state != clock_state::missed) return nullptr;
    const auto* rule = pinned.clock(one.clock_id);
    return rule != nullptr && rule->kind != clock_kind::window && !rule->repeat ? rule : nullptr;
}

bool kept_by_a_holding_response(const policy& pinned, const clock& one)
{
    const auto* rule = standing_promise(pinned, one);
    return rule != nullptr && rule->stop.test(dispatched(letter_kind::holding_response));
}

/// Whether it counts towards the final response itself.
bool promises_the_final_response(const policy& pinned, const clock& one)
{
    const auto* rule = standing_promise(pinned, one);
    return rule != nullptr && rule->stop.test(dispatched(letter_kind::final_response)) &&
           !rule->stop.test(dispatched(letter_kind::initial_response));  // the first answer's own
}

const clock* extended_clock(const view& look)
{
    // The latest generation: an extension names the promise, not the period. Of two policies with a clock of
    // that name it is the one whose rule gives more time.
    const clock* latest = nullptr;
    for (const auto& one : look.facts().clocks) {
        const auto* rule = rule_of(look.context.rules, one);
        if (one.clock_id == look.what.text(field::clock) && rule != nullptr && rule->extend_days > 0 &&
            (latest == nullptr || one.generation > latest->generation))
            latest = &one;
    }
    return latest;
}

void name_the_clock(const view& look, refusal& no)
{
    no.args.emplace_back("clock", look.what.text(field::clock));
}

}  // namespace

bool within_appeal_window::check(const view& look)
{
    const auto* decision = last_decision_letter(look.now);
    if (decision == nullptr || !reached(*decision)) return true;  // the window starts with its dispatch
    const auto* window = latest_window(look.now, look.context.rules, event_type::appeal_window_lapsed);
    if (window == nullptr) return true;
    return window->state == clock_state::paused ||
           (window->state == clock_state::running && (!window->due || look.context.occurred <= *window->due));
}

bool appeal_level_left::check(const view& look)
{
    // What an outside body has determined is not heard again by us.
    return look.facts().external_outcomes == 0 && look.facts().appeal_level < appeal_levels(look);
}

void appeal_level_left::explain(const view& look, refusal& no)
{
    no.args.emplace_back("levels", std::to_string(appeal_levels(look)));
}

bool within_reopen_window::check(const view& look)
{
    return look.facts().closed_at && look.context.occurred <= reopen_until(look);
}

void within_reopen_window::explain(const view& look, refusal& no)
{
    no.args.emplace_back("until", look.facts().closed_at ? to_string(reopen_until(look)) : "");
}

bool late_for_good_cause_recorded::check(const view& look)
{
    const auto& f = look.facts();
    return f.good_cause_at && (!f.closed_at || *f.good_cause_at >= *f.closed_at);
}

bool before_due::check(const view& look)
{
    // Holding responses explain why the final response is late, so they go out before it is. Where a rule lets one
    // keep a promise, that promise counts alone. Else what one policy still has time for is not shut by a promise of
    // another that is broken: the letter that a law wants in its eighth week goes out though the house had said two.
    bool may_keep = false, too_late = false, in_time = false, broken = false;
    for (const auto* pinned : look.context.rules) {
        bool promised = false, late = false;
        for (const auto& one : look.facts().clocks) {
            if (one.policy != pinned->id) continue;
            const bool is_overdue = overdue(one, look.context.occurred);
            if (kept_by_a_holding_response(*pinned, one)) {
                may_keep = true;
                too_late = too_late || is_overdue;
            }
            if (!promises_the_final_response(*pinned, one)) continue;
            promised = true;
            late = late || is_overdue;
        }
        in_time = in_time || (promised && !late);
        broken = broken || late;
    }
    return may_keep ? !too_late : in_time || !broken;
}

bool extension_allowed::check(const view& look)
{
    const auto* one = extended_clock(look);
    const auto days = look.what.integer(field::days);
    return one != nullptr && one->kind != clock_kind::window && !one->extended &&
           (counting(*one) || one->state == clock_state::missed) && days > 0 &&
           days <= rule_of(look.context.rules, *one)->extend_days &&
           promise_of(*one).limit.unit != limit_unit::bh;  // days mean nothing to working hours
}

void extension_allowed::explain(const view& look, refusal& no)
{
    name_the_clock(look, no);
}

bool letter_sent_before_due::check(const view& look)
{
    const auto* one = extended_clock(look);
    return one != nullptr && !overdue(*one, look.context.occurred);
}

bool clock_is_due::check(const view& look)
{
    // Not only `running`: a clock put back past its due time, and one satisfied late before its miss
    // was recorded, report the miss that they owe afterwards.
    const auto* one = named_clock(look.now, look.what);
    return one != nullptr && one->due && *one->due <= look.context.at &&
           (one->state == clock_state::running || one->state == clock_state::missed ||
            one->state == clock_state::met_late);
}

void clock_is_due::explain(const view& look, refusal& no)
{
    name_the_clock(look, no);
}

bool clock_is_known::check(const view& look)
{
    return named_clock(look.now, look.what) != nullptr;
}

void clock_is_known::explain(const view& look, refusal& no)
{
    name_the_clock(look, no);
}

}  // namespace redress::guards
