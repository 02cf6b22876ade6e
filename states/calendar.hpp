// When people work: hours by weekday, holidays, make-up workdays, in one zone, for the years that the
// source of the holidays covers. A date outside these years is an error, never a guess.
//
// An instant is working time when the clock on the wall shows one of the hours of a business day. Hours
// belong to the day on which they begin, also across midnight. A business day is a date that has
// working time: a date that the zone skipped is none.
//
// A calendar is compiled once: the working time before each stretch of it and the business days before
// each date are sums, so that a question costs a few binary searches however many days lie between.
#pragma once

#include "states/zone.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace redress {

/// Half-open, since the midnight that begins the day; `until` is at most a day later than `from` and may
/// lie in the next day.
struct hours_span {
    std::chrono::minutes from{}, until{};
    bool operator==(const hours_span&) const = default;
};
using day_hours = std::vector<hours_span>;
/// "09:00-18:00"; an end in the next day as its time of day, the midnight between them as 24:00.
[[nodiscard]] std::string to_string(const hours_span& span);

/// A date that its weekday does not tell: a holiday (no hours), a make-up workday, a short day.
struct special_day {
    local_date date;
    day_hours hours;  // empty: nobody works
    std::string name;
    std::string name_zh;  // empty: as `name`
};

/// A calendar as it is written.
struct calendar_rules {
    std::string id;
    std::string version;  // lower-case hexadecimal SHA-256 of the file's bytes
    std::string title, title_zh;
    std::string source;                 // of the holidays, with its version
    int first_year = 0, last_year = 0;  // both included
    std::array<day_hours, 7> hours;     // Sunday first, as std::chrono::weekday::c_encoding
    std::vector<special_day> special;   // in order, each date once
};

/// Hours that overlap each other, within a day or with those of the next. `date` is the later day.
class overlapping_hours : public std::runtime_error {
public:
    explicit overlapping_hours(local_date day);
    local_date date;
};

class calendar {
public:
    /// Throws overlapping_hours.
    calendar(calendar_rules rules, redress::zone zone);

    [[nodiscard]] const calendar_rules& rules() const { return rules_; }
    [[nodiscard]] const redress::zone& zone() const { return zone_; }
    [[nodiscard]] local_date first_date() const { return first_; }
    [[nodiscard]] local_date last_date() const { return last_; }

    // Every question below throws outside_range when its answer needs a date outside the years.

    [[nodiscard]] bool is_business_day(local_date date) const;
    /// The first business day from `date` on, `date` included.
    [[nodiscard]] local_date next_business_day(local_date date) const;
    /// The `count`-th business day after `date`, which is not counted itself; `count` >= 1.
    [[nodiscard]] local_date business_day_after(local_date date, std::int64_t count) const;
    /// The `count`-th business day before `date`, which is not counted itself; `count` >= 1.
    [[nodiscard]] local_date business_day_before(local_date date, std::int64_t count) const;
    /// Business days after `from`, up to `until` and with it; 0 when `until` is not later.
    [[nodiscard]] std::int64_t business_days(local_date from, local_date until) const;
    /// The end of the date's last working time; none when it is no business day.
    [[nodiscard]] std::optional<instant> close_of_business(local_date date) const;

    /// Working time from the beginning of the first year up to `at`.
    [[nodiscard]] duration worked(instant at) const;
    /// The first instant at which so much has been worked; `amount` > 0.
    [[nodiscard]] instant when_worked(duration amount) const;
    /// Stretches of working time between two instants, in order.
    [[nodiscard]] std::vector<instant_span> working(instant from, instant until) const;

private:
    struct stretch {
        instant from, until;
        duration before;  // worked before it
    };
    [[nodiscard]] const day_hours& hours_of(local_date date) const;
    void compile();
    void lay_out(std::vector<instant_span> pieces);
    [[nodiscard]] std::size_t index(local_date date) const;
    [[nodiscard]] bool covers(instant at) const { return from_ <= at && at <= until_; }
    [[noreturn]] void refuse(local_date wanted) const;
    [[noreturn]] void run_out() const;

    calendar_rules rules_;
    redress::zone zone_;
    local_date first_, last_;
    instant from_, until_;
    std::vector<stretch> stretches_;
    duration total_{};
    std::vector<std::optional<instant>> close_;  // by date
    std::vector<std::int32_t> business_before_;  // by date: business days before it
    std::vector<std::int32_t> business_days_;    // each as its date's index
};

}  // namespace redress
