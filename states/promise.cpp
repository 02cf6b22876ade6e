#include "states/promise.hpp"

#include "states/outside_range.hpp"

#include <algorithm>

namespace redress {
namespace {

using std::chrono::days;

class none final : public calendar_source {
    const calendar* in_force(std::string_view) const override { return nullptr; }
    const calendar* pinned(std::string_view, std::string_view) const override { return nullptr; }
};

bool in_working_time(const clock& one)
{
    const auto rule = promise_of(one);
    return rule.limit.unit == limit_unit::bd || rule.limit.unit == limit_unit::bh;
}

/// `count` business days before the date that ends at or holds `due`, at its time of day.
instant business_days_before(const calendar& by, instant due, std::int64_t count)
{
    const auto reading = by.zone().reading(due);
    // The midnight that ends a day belongs to it.
    const auto date = std::chrono::floor<days>(reading - duration(1));
    return by.zone().first_instant(by.business_day_before(date, count) + (reading - date));
}

/// So long before the due time.
instant before(const clock& one, const limit& lead, const calendar* by)
{
    const auto due = *one.due;
    if (by == nullptr || !needs_calendar(lead.unit)) return due - shortest(lead);
    if (lead.unit == limit_unit::bd) return business_days_before(*by, due, lead.count);
    if (lead.unit == limit_unit::bh) {
        const auto worked = by->worked(due) - shortest(lead);
        return worked > duration{} ? by->when_worked(worked) : one.started.value_or(due);
    }
    const auto reading = by->zone().reading(due);
    return by->zone().first_instant(reading - shortest(lead));
}

/// When a share of what counts between start and due has counted. `measure` never falls, `reached` is the
/// first instant at which it shows so much.
template <class Measure, class Reached>
instant share(const clock& one, int percent, Measure measure, Reached reached)
{
    const auto paused = pauses_of(one, *one.due);
    auto total = measure(*one.due) - measure(*one.started);
    for (const auto& rest : paused) total -= measure(rest.until) - measure(rest.from);
    auto wanted = measure(*one.started) + total / 100 * percent;
    for (const auto& rest : paused) {
        if (wanted <= measure(rest.from)) break;
        wanted += measure(rest.until) - measure(rest.from);
    }
    return total > duration{} ? reached(wanted) : *one.due;
}

}  // namespace

const calendar_source& no_calendars()
{
    static const none nothing;
    return nothing;
}

unknown_calendar::unknown_calendar(const calendar_pin& pin)
    : std::runtime_error("calendar " + pin.id + " of version " + pin.sha256 + " with zone data " +
                         pin.zone_data + " is not at hand; restore its row in the table of policies")
{
}

limit_rule promise_of(const clock& one)
{
    return {.limit = parse_limit(one.limit).value_or(limit{}),
            .end = one.end,
            .roll = one.roll,
            .cutoff = one.cutoff,
            .more_days = one.granted};
}

void promise(clock& one, const limit_rule& rule)
{
    one.limit = to_string(rule.limit);
    one.end = rule.end;
    one.roll = rule.roll;
    one.cutoff = rule.cutoff;
}

std::vector<instant_span> pauses_of(const clock& one, instant now)
{
    std::vector<instant_span> spans;
    spans.reserve(one.pauses.size());
    for (const auto& rest : one.pauses)
        spans.push_back({rest.from.value_or(instant{}), rest.until.value_or(now)});
    return spans;
}

const calendar* calendar_of(const facts& known, const clock& one, const calendar_source& from)
{
    if (one.calendar <= 0 || one.calendar > static_cast<std::int64_t>(known.calendars.size())) return nullptr;
    const auto& pin = known.calendars[static_cast<std::size_t>(one.calendar) - 1];
    const auto* found = from.pinned(pin.sha256, pin.zone_data);
    if (found == nullptr) throw unknown_calendar(pin);
    return found;
}

instant due_of(const clock& one, const calendar* by)
{
    const auto rule = promise_of(one);
    const auto start = one.started.value_or(instant{});
    const auto rests = pauses_of(one, start);
    if (by != nullptr) return due_time(*by, start, rule, rests);
    return elapsed_due(start, shortest(rule.limit) + days(rule.more_days), rests);
}

bool count_from_start(clock& one, const calendar_source& from, std::string_view calendar_id,
                      std::vector<calendar_pin>& pins)
{
    one.calendar = 0;
    if (!needs_calendar(promise_of(one))) {
        one.due = due_of(one, nullptr);
        return true;
    }
    if (const auto* by = from.in_force(calendar_id)) try {
            one.due = due_of(one, by);
            const calendar_pin pin{
                .id = by->rules().id, .sha256 = by->rules().version, .zone_data = by->zone().version()};
            auto found = std::ranges::find(pins, pin);
            if (found == pins.end()) found = pins.insert(found, pin);
            one.calendar = found - pins.begin() + 1;
            return true;
        } catch (const outside_range&) {  // as the head of promise.hpp says
        }
    one.due = due_of(one, nullptr);
    return false;
}

bool count_again(clock& one, const facts& known, const calendar_source& from)
{
    const auto* by = calendar_of(known, one, from);
    try {
        one.due = due_of(one, by);
        return true;
    } catch (const outside_range&) {
        one.calendar = 0;
        one.due = due_of(one, nullptr);
        return false;
    }
}

instant due_after(const calendar_source& from, std::string_view calendar_id, instant start,
                  const limit_rule& rule)
{
    if (needs_calendar(rule))
        if (const auto* by = from.in_force(calendar_id)) try {
                return due_time(*by, start, rule);
            } catch (const outside_range&) {  // as the head of promise.hpp says
            }
    return start + shortest(rule.limit) + days(rule.more_days);
}

std::optional<instant> crossing(const clock& one, const warning& at, const calendar* by)
{
    if (!one.due || !one.started) return std::nullopt;
    instant when;
    if (at.percent == 0) {
        try {
            when = before(one, at.before, by);
        } catch (const outside_range&) {
            return std::nullopt;  // before the calendar's first year, and so before the start
        }
    } else if (by != nullptr && in_working_time(one))
        when = share(
            one, at.percent, [&](instant t) { return by->worked(t); },
            [&](duration worked) { return by->when_worked(std::max(worked, duration(1))); });
    else
        when = share(
            one, at.percent, [](instant t) { return t.time_since_epoch(); },
            [](duration passed) { return instant(passed); });
    return when > *one.started ? std::optional(when) : std::nullopt;
}

}  // namespace redress
