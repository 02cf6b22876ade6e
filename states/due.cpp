#include "states/due.hpp"

#include "states/outside_range.hpp"

#include <algorithm>

namespace redress {
namespace {

using std::chrono::days;

constexpr days one_day{1};
/// Instants are written with four digits of a year.
constexpr instant last_instant = std::chrono::sys_days(std::chrono::year(9999) / 12 / 31) + one_day;

/// The same day of a later month, or the last day that this month has.
local_date months_later(local_date from, std::int64_t months)
{
    const std::chrono::year_month_day date(from);
    const auto month =
        std::chrono::year_month(date.year(), date.month()) + std::chrono::months(static_cast<int>(months));
    const auto clamped = std::min(date.day(), (month / std::chrono::last).day());
    return local_date(month / clamped);
}

/// In order, without those that are over at the start; what overlaps or touches is one.
std::vector<instant_span> tidy(std::span<const instant_span> pauses, instant start)
{
    std::vector<instant_span> kept;
    for (const auto& one : pauses)
        if (one.from < one.until && one.until > start) kept.push_back({std::max(one.from, start), one.until});
    std::ranges::sort(kept, {}, &instant_span::from);
    std::vector<instant_span> tidied;
    for (const auto& one : kept) {
        if (!tidied.empty() && one.from <= tidied.back().until)
            tidied.back().until = std::max(tidied.back().until, one.until);
        else
            tidied.push_back(one);
    }
    return tidied;
}

/// `pauses` as `tidy` leaves them.
instant over_after(instant from, duration left, const std::vector<instant_span>& pauses)
{
    for (const auto& pause : pauses) {
        if (from + left <= pause.from) break;
        left -= pause.from - from;
        from = pause.until;
    }
    if (from + left >= last_instant)
        throw outside_range("the due time lies after the year 9999; take a shorter limit");
    return from + left;
}

class due_finder {
public:
    due_finder(const calendar& calendar, instant start, const limit_rule& rule,
               std::span<const instant_span> pauses)
        : calendar_(calendar),
          zone_(calendar.zone()),
          rule_(rule),
          unit_(rule.limit.unit),
          start_(counted_from(start)),
          pauses_(pauses.empty() ? std::vector<instant_span>() : tidy(pauses, start_))
    {
    }

    [[nodiscard]] instant due() const { return counts_days(unit_) ? due_by_days() : due_by_time(); }
    [[nodiscard]] std::vector<counted_part> counted(instant due) const
    {
        if (counts_days(unit_)) return counted_dates(due);
        return unit_ == limit_unit::bh ? counted_work() : counted_time();
    }

private:
    instant counted_from(instant start) const
    {
        if (rule_.cutoff == limit_cutoff::none) return start;
        const auto date = zone_.date(start);
        const auto close = calendar_.close_of_business(date);
        if (close && start < *close) return start;
        return zone_.first_instant(calendar_.business_day_after(date, 1));
    }

    instant end_of_day(local_date date) const { return zone_.first_instant(date + one_day); }
    instant close_of(local_date date, instant not_before = instant::min()) const
    {
        const auto close = calendar_.close_of_business(date);
        return close && *close >= not_before ? *close : end_of_day(date);
    }

    // Time.

    instant time_over() const
    {
        return over_after(start_, shortest(rule_.limit) + days(rule_.more_days), pauses_);
    }
    instant work_over() const
    {
        auto from = calendar_.worked(start_);
        duration left = std::chrono::hours(rule_.limit.count);
        for (const auto& pause : pauses_) {
            const auto stopped = calendar_.worked(pause.from);
            if (from + left <= stopped) break;
            left -= stopped - from;
            from = calendar_.worked(pause.until);
        }
        return calendar_.when_worked(from + left);
    }
    instant ran_out() const { return unit_ == limit_unit::bh ? work_over() : time_over(); }

    // Working time never ends on a day when nobody works, save in the small hours of a night's work.
    bool rolls(local_date date) const
    {
        return rule_.roll == limit_roll::next_bd && unit_ != limit_unit::bh &&
               !calendar_.is_business_day(date);
    }
    /// The end of the day to which time that is over at `over` leads.
    instant end_after(instant over) const
    {
        auto date = zone_.date(over);
        if (rolls(date)) {
            date = calendar_.next_business_day(date);
            over = zone_.first_instant(date);
        }
        return rule_.end == limit_end::eod ? end_of_day(date) : close_of(date, over);
    }
    /// The first instant that counts again.
    instant running_again(const instant_span& pause) const
    {
        constexpr duration least{1};
        return unit_ == limit_unit::bh ? calendar_.when_worked(calendar_.worked(pause.until) + least)
                                       : pause.until + least;
    }
    instant due_by_time() const
    {
        const instant over = ran_out();
        if (rule_.end == limit_end::instant_) {
            if (rule_.roll == limit_roll::none) return over;
            const auto reading = zone_.reading(over);
            const auto date = std::chrono::floor<days>(reading);
            return rolls(date) ? rolled(date, reading - date) : over;
        }
        instant due = end_after(over);
        while (const auto* pause = pause_at(due)) due = end_after(running_again(*pause));
        return due;
    }

    // Days.

    local_date target(local_date from) const
    {
        switch (unit_) {
            case limit_unit::w:
                return from + days(7 * rule_.limit.count);
            case limit_unit::mo:
                return months_later(from, rule_.limit.count);
            case limit_unit::y:
                return months_later(from, 12 * rule_.limit.count);
            default:
                return from + days(rule_.limit.count);
        }
    }
    bool business() const { return unit_ == limit_unit::bd; }
    std::int64_t dates_of_limit(local_date from) const
    {
        return rule_.more_days + (business() ? rule_.limit.count : (target(from) - from).count());
    }
    local_date date_after(local_date from, std::int64_t count) const
    {
        return business() ? calendar_.business_day_after(from, count) : from + days(count);
    }
    std::int64_t dates_between(local_date from, local_date until) const
    {
        return business() ? calendar_.business_days(from, until) : (until - from).count();
    }

    /// When the limit would end if `date` were its last day.
    instant end_on(local_date date, duration time_of_day) const
    {
        if (rule_.end == limit_end::eod) return end_of_day(date);
        if (rule_.end == limit_end::cob) return close_of(date);
        return zone_.first_instant(date + time_of_day);
    }
    /// Business days stand still while nobody works.
    duration measure(instant at) const { return business() ? calendar_.worked(at) : at.time_since_epoch(); }
    /// The pause during which an end passes.
    const instant_span* pause_at(instant end) const
    {
        const bool in_working_time = unit_ == limit_unit::bh || business();
        const auto found = std::ranges::find_if(pauses_, [&](const instant_span& pause) {
            if (!in_working_time) return pause.from < end && end <= pause.until;
            const auto at = calendar_.worked(end);
            return calendar_.worked(pause.from) < at && at <= calendar_.worked(pause.until);
        });
        return found == pauses_.end() ? nullptr : &*found;
    }
    /// The first date after `from` whose end lies behind `passed`.
    local_date date_ending_after(local_date from, duration passed, instant about, duration time_of_day) const
    {
        // Such an end lies at most two days after its date begins: work across midnight ends by then.
        auto date = date_after(std::max(from, zone_.date(about) - days(3)), 1);
        while (measure(end_on(date, time_of_day)) <= passed) date = date_after(date, 1);
        return date;
    }
    local_date last_date(local_date from, duration time_of_day) const
    {
        auto left = dates_of_limit(from);
        for (const auto& pause : pauses_) {
            const auto stopped = measure(pause.from), resumed = measure(pause.until);
            if (stopped == resumed) continue;
            const auto skipped = date_ending_after(from, stopped, pause.from, time_of_day);
            if (date_after(from, left) < skipped) break;
            left -= dates_between(from, skipped) - 1;
            from = date_ending_after(from, resumed, pause.until, time_of_day) - one_day;
        }
        return date_after(from, left);
    }
    instant rolled(local_date date, duration time_of_day) const
    {
        date = calendar_.next_business_day(date);
        while (pause_at(end_on(date, time_of_day)) != nullptr) date = calendar_.business_day_after(date, 1);
        return end_on(date, time_of_day);
    }
    instant due_by_days() const
    {
        const auto reading = zone_.reading(start_);
        const auto date = std::chrono::floor<days>(reading);
        const duration time_of_day = reading - date;
        const auto last =
            pauses_.empty() ? date_after(date, dates_of_limit(date)) : last_date(date, time_of_day);
        return rolls(last) ? rolled(last, time_of_day) : end_on(last, time_of_day);
    }

    // What was counted.

    std::vector<counted_part> counted_time() const
    {
        std::vector<counted_part> parts;
        for (const auto& span : running(time_over())) parts.push_back({.span = span});
        return parts;
    }
    std::vector<counted_part> counted_work() const
    {
        std::vector<counted_part> parts;
        for (const auto& stretch : running(work_over()))
            for (const auto& span : calendar_.working(stretch.from, stretch.until))
                parts.push_back({.span = span});
        return parts;
    }
    std::vector<instant_span> running(instant over) const
    {
        std::vector<instant_span> stretches;
        instant from = start_;
        for (const auto& pause : pauses_) {
            if (pause.from >= over) break;
            if (pause.from > from) stretches.push_back({from, pause.from});
            from = pause.until;
        }
        if (from < over) stretches.push_back({from, over});
        return stretches;
    }
    std::vector<counted_part> counted_dates(instant due) const
    {
        const auto reading = zone_.reading(start_);
        const auto start_date = std::chrono::floor<days>(reading);
        const duration time_of_day = reading - start_date;
        std::vector<counted_part> parts;
        auto left = dates_of_limit(start_date);
        for (auto date = date_after(start_date, 1);; date = date_after(date, 1)) {
            if (pause_at(end_on(date, time_of_day)) == nullptr) {
                if (parts.empty() || parts.back().last + one_day != date)
                    parts.push_back({.span = {zone_.first_instant(date), {}}, .first = date});
                auto& part = parts.back();
                ++part.dates;
                part.last = date;
                part.span.until = std::min(due, end_of_day(date));
                if (--left == 0) return parts;
            }
        }
    }

    const calendar& calendar_;
    const zone& zone_;
    const limit_rule& rule_;
    limit_unit unit_;
    instant start_;
    std::vector<instant_span> pauses_;
};

}  // namespace

instant elapsed_due(instant start, duration length, std::span<const instant_span> pauses)
{
    return over_after(start, length, pauses.empty() ? std::vector<instant_span>() : tidy(pauses, start));
}

instant due_time(const calendar& by, instant start, const limit_rule& rule,
                 std::span<const instant_span> pauses)
{
    return due_finder(by, start, rule, pauses).due();
}

due_explained explain_due(const calendar& by, instant start, const limit_rule& rule,
                          std::span<const instant_span> pauses)
{
    const due_finder finder(by, start, rule, pauses);
    const instant due = finder.due();
    return {due, finder.counted(due)};
}

}  // namespace redress
