// What the clocks of a case owe at an instant, and when to look again. Both see the same moments,
// so that a look never finds nothing and nothing waits for a look that is too late.
#include "states/promise.hpp"
#include "states/step.hpp"

#include <algorithm>

namespace redress {
namespace {

const clock_rule* rule_of(const clock& c, std::span<const policy* const> rules)
{
    for (const policy* p : rules)
        if (p->id == c.policy) return p->clock(c.clock_id);
    return nullptr;
}

bool has_fired(const clock& c, const warning& w)
{
    return std::find(c.warned.begin(), c.warned.end(), w.text) != c.warned.end();
}

/// Calls f(when, threshold or null) for each moment that a running clock still has ahead or owes.
template <class F>
void for_each_moment(const facts& known, const clock& c, std::span<const policy* const> rules,
                     const calendar_source& calendars, F f)
{
    if (c.state != clock_state::running || !c.due) return;
    if (const clock_rule* rule = rule_of(c, rules); rule != nullptr && !rule->warn.empty()) {
        const auto* by = calendar_of(known, c, calendars);
        for (const warning& w : rule->warn)
            if (!has_fired(c, w))
                if (const auto when = crossing(c, w, by)) f(*when, &w);
    }
    f(*c.due, nullptr);
}

event event_of(const clock& c, const warning* w)
{
    event e{.type = w                              ? event_type::deadline_warned
                    : c.kind == clock_kind::window ? event_type::window_lapsed
                                                   : event_type::deadline_missed,
            .fields = {}};
    e.set(field::clock, c.clock_id).set(field::generation, c.generation);
    if (!c.subject.empty()) e.set(field::subject_of, c.subject);
    if (w) e.set(field::threshold, w->text);
    return e;
}

}  // namespace

std::vector<event> due_events(const complaint& now, std::span<const policy* const> rules, instant at,
                              const calendar_source& calendars)
{
    struct moment {
        instant when;
        const clock* whose;
        const warning* threshold;
    };
    std::vector<moment> moments;
    for (const clock& c : now.facts.clocks)
        for_each_moment(now.facts, c, rules, calendars, [&](instant when, const warning* w) {
            if (when <= at) moments.push_back({when, &c, w});
        });
    // Warnings stand before their clock's end already; at one instant they come before every end.
    std::stable_sort(moments.begin(), moments.end(), [](const moment& a, const moment& b) {
        return a.when != b.when ? a.when < b.when : a.threshold && !b.threshold;
    });
    std::vector<event> events;
    events.reserve(moments.size());
    for (const moment& m : moments) events.push_back(event_of(*m.whose, m.threshold));
    return events;
}

std::optional<instant> look_at(const complaint& now, std::span<const policy* const> rules,
                               const calendar_source& calendars)
{
    std::optional<instant> earliest;
    for (const clock& c : now.facts.clocks)
        for_each_moment(now.facts, c, rules, calendars, [&](instant when, const warning*) {
            if (!earliest || when < *earliest) earliest = when;
        });
    return earliest;
}

}  // namespace redress
