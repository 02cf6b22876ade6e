#include "states/explain.hpp"

#include "states/lookups.hpp"

#include <algorithm>

namespace redress {
namespace {

using std::chrono::days;

class explainer {
public:
    explainer(const calendar* by, const limit_rule& rule, instant start, std::vector<instant_span> pauses)
        : by_(by), rule_(rule), start_(start), pauses_(std::move(pauses))
    {
    }

    /// From the start to the due time. Counted parts come from the arithmetic itself; here is only said what
    /// lies between them.
    std::vector<explained_part> explain(instant due)
    {
        if (by_ == nullptr || !rule_.given()) {
            pass(start_, due);
            return std::move(parts_);
        }
        const auto told = explain_due(*by_, start_, rule_, pauses_);
        const bool dates = counts_days(rule_.limit.unit);
        const auto why = dates                                ? counting_reason::dates
                         : rule_.limit.unit == limit_unit::bh ? counting_reason::working_time
                                                              : counting_reason::elapsed;
        instant so_far = before_counting(dates);
        for (const auto& part : told.counted) {
            between(so_far, part.span.from, dates);
            parts_.push_back({.span = part.span, .why = why, .dates = part.dates, .name = {}, .name_zh = {}});
            so_far = part.span.until;
        }
        if (so_far < due) after(so_far, due);
        return std::move(parts_);
    }

private:
    void add(instant from, instant until, counting_reason why, std::int64_t dates = 0,
             const special_day* day = nullptr)
    {
        if (from >= until) return;
        const auto name = day == nullptr ? std::string() : day->name;
        if (!parts_.empty() && parts_.back().why == why && parts_.back().span.until == from &&
            parts_.back().name == name) {
            parts_.back().span.until = until;
            parts_.back().dates += dates;
            return;
        }
        const auto name_zh = day == nullptr ? std::string() : day->name_zh.empty() ? day->name : day->name_zh;
        parts_.push_back(
            {.span = {from, until}, .why = why, .dates = dates, .name = name, .name_zh = name_zh});
    }

    /// Time that passes, its pauses told apart.
    void pass(instant from, instant until)
    {
        for (const auto& rest : pauses_) {
            if (rest.from >= until) break;
            add(from, rest.from, counting_reason::elapsed);
            add(std::max(from, rest.from), std::min(until, rest.until), counting_reason::paused);
            from = std::max(from, rest.until);
        }
        add(from, until, counting_reason::elapsed);
    }

    /// What lies before counting begins; its end.
    instant before_counting(bool dates)
    {
        instant from = start_;
        if (rule_.cutoff == limit_cutoff::cob) {
            const auto date = by_->zone().date(start_);
            const auto close = by_->close_of_business(date);
            if (!close || start_ >= *close) {
                from = by_->zone().first_instant(by_->business_day_after(date, 1));
                add(start_, from, counting_reason::cutoff);
            }
        }
        if (!dates) return from;
        const auto next = by_->zone().first_instant(by_->zone().date(from) + days(1));
        add(from, next, counting_reason::start_day);
        return next;
    }

    const special_day* special(local_date date) const
    {
        const auto& all = by_->rules().special;
        const auto found = std::ranges::lower_bound(all, date, {}, &special_day::date);
        return found != all.end() && found->date == date && found->hours.empty() ? &*found : nullptr;
    }

    /// One date that did not count.
    void date_between(local_date date, instant from, instant until)
    {
        const bool business = rule_.limit.unit == limit_unit::bd;
        if (const auto* holiday = special(date); business && holiday != nullptr)
            add(from, until, counting_reason::holiday, 1, holiday);
        else if (business && !by_->is_business_day(date))
            add(from, until, counting_reason::day_off, 1);
        else
            add(from, until, counting_reason::paused, 1);  // its end passed during a pause
    }

    void between(instant from, instant until, bool dates)
    {
        if (from >= until) return;
        if (dates) {
            for (auto date = by_->zone().date(from); from < until; date += days(1)) {
                const auto end = std::min(until, by_->zone().first_instant(date + days(1)));
                if (end > from) date_between(date, from, end);
                from = std::max(from, end);
            }
            return;
        }
        for (const auto& rest : pauses_) {
            if (rest.until <= from) continue;
            if (rest.from >= until) break;
            idle(from, std::max(from, rest.from));
            add(std::max(from, rest.from), std::min(until, rest.until), counting_reason::paused);
            from = std::min(until, rest.until);
        }
        idle(from, until);
    }

    /// Nobody works: a holiday by its name, any other time without one.
    void idle(instant from, instant until)
    {
        while (from < until) {
            const auto date = by_->zone().date(from);
            const auto end = std::min(until, by_->zone().first_instant(date + days(1)));
            const auto* holiday = special(date);
            add(from, end, holiday != nullptr ? counting_reason::holiday : counting_reason::not_working, 0,
                holiday);
            from = end;
        }
    }

    /// From where nothing more is counted to the due time: the rest of the last day, or days that it gives
    /// way to.
    void after(instant from, instant due)
    {
        const bool rolls = rule_.roll == limit_roll::next_bd && rule_.limit.unit != limit_unit::bh &&
                           !by_->is_business_day(by_->zone().date(from - duration(1)));
        add(from, due, rolls ? counting_reason::rolled : counting_reason::day_end);
    }

    const calendar* by_;
    const limit_rule& rule_;
    instant start_;
    std::vector<instant_span> pauses_;
    std::vector<explained_part> parts_;
};

}  // namespace

explained_clock explain_clock(const facts& known, const clock& one, const clock_rule* rule,
                              const calendar_source& calendars, instant at)
{
    explained_clock told{.promise = promise_of(one)};
    const auto* by = calendar_of(known, one, calendars);
    told.without_calendar = by == nullptr && needs_calendar(told.promise);
    auto as_if = one;
    if (!one.due) {  // it is paused: told as if it went on at `at`
        if (!as_if.pauses.empty() && !as_if.pauses.back().until) as_if.pauses.back().until = at;
        as_if.due = due_of(as_if, by);
    }
    told.due = as_if.due;
    const auto start = one.started.value_or(at);
    told.parts = explainer(by, told.promise, start, pauses_of(as_if, at)).explain(*told.due);
    if (rule != nullptr)
        for (const auto& threshold : rule->warn)
            told.warnings.push_back(
                {.threshold = threshold.text,
                 .at = one.due ? crossing(one, threshold, by) : std::nullopt,
                 .given = std::ranges::find(one.warned, threshold.text) != one.warned.end()});
    if (one.state != clock_state::running && one.state != clock_state::paused) return told;
    told.left = *told.due - at;
    const bool work = told.promise.limit.unit == limit_unit::bd || told.promise.limit.unit == limit_unit::bh;
    if (by != nullptr && work && *told.due > at) told.work_left = by->worked(*told.due) - by->worked(at);
    return told;
}

const clock* due_before(const complaint& now, std::span<const policy* const> rules, const clock& one)
{
    const auto promises = [](const clock& c) {
        return c.state == clock_state::running && c.kind != clock_kind::window && c.due;
    };
    const auto* rule = rule_of(rules, one);
    if (!promises(one) || rule == nullptr) return nullptr;
    const clock* first = nullptr;
    for (const auto& other : now.facts.clocks) {
        if (!promises(other) || *other.due >= *one.due) continue;
        const auto* its = rule_of(rules, other);
        if (its == nullptr || (its->stop & rule->stop).none()) continue;
        if (first == nullptr || *other.due < *first->due) first = &other;
    }
    return first;
}

}  // namespace redress
