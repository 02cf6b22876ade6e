// How a policy writes how long something may take: a number and a unit, where in its last day it ends,
// what happens on a day when nobody works, and when counting begins.
#pragma once

#include "states/instant.hpp"
#include "states/vocabulary.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace redress {

/// s, min and h are elapsed time whatever the clock on the wall does; bh is working time. The others
/// are dates of the calendar's zone: cd, w, mo and y count every date, bd business days.
enum class limit_unit : std::uint8_t { s, min, h, cd, w, mo, y, bd, bh };
REDRESS_NAMES(limit_unit, "s", "min", "h", "cd", "w", "mo", "y", "bd", "bh")

/// Whether the unit counts dates. The day of the start is then not counted.
[[nodiscard]] constexpr bool counts_days(limit_unit unit)
{
    return unit != limit_unit::s && unit != limit_unit::min && unit != limit_unit::h &&
           unit != limit_unit::bh;
}

struct limit {
    std::int64_t count = 0;  // 1 or more, a hundred years at most
    limit_unit unit = limit_unit::h;
    bool operator==(const limit&) const = default;
};

/// "24h", "3bd", "8w"; nothing when it is no limit.
[[nodiscard]] std::optional<limit> parse_limit(std::string_view text);
[[nodiscard]] std::string to_string(const limit& from);

/// The shortest elapsed time that a limit can mean: its length for s, min and h; a working hour as an hour, a
/// date or business day as 24 h, a month as 28 days, a year as 365.
[[nodiscard]] duration shortest(const limit& from);

/// Where in its last day a limit ends. `instant`: at the time of day of the start, or where elapsed or
/// working time is over. `eod`: 24:00 of the local date, which is the first instant of the next.
/// `cob`: close of business, the end of the day's last working time; a day that has none, or none any
/// more, ends with `eod`.
enum class limit_end : std::uint8_t { instant_, cob, eod };
REDRESS_NAMES(limit_end, "instant", "cob", "eod")

/// `next_bd`: a last day that is no business day gives way to the next one.
enum class limit_roll : std::uint8_t { none, next_bd };
REDRESS_NAMES(limit_roll, "none", "next_bd")

/// `cob`: a start at or after close of business, or on a day that is no business day, counts as the
/// first instant of the next business day.
enum class limit_cutoff : std::uint8_t { none, cob };
REDRESS_NAMES(limit_cutoff, "none", "cob")

struct limit_rule {
    redress::limit limit;
    limit_end end = limit_end::instant_;
    limit_roll roll = limit_roll::none;
    limit_cutoff cutoff = limit_cutoff::none;
    /// Granted on top, each counted as the limit's own days are; for elapsed time a day is 24 h. A limit in
    /// working hours takes none.
    std::int64_t more_days = 0;

    /// Nothing is promised without a count.
    [[nodiscard]] bool given() const { return limit.count > 0; }
    bool operator==(const limit_rule&) const = default;
};

/// "15bd cob", "8w eod next_bd", "3bd cob cutoff", "14cd+14 eod": what is not said is at its default.
[[nodiscard]] std::string to_string(const limit_rule& from);

/// Whether a date or working time of some calendar must be known to count it.
[[nodiscard]] constexpr bool needs_calendar(limit_unit unit)
{
    return counts_days(unit) || unit == limit_unit::bh;
}
[[nodiscard]] constexpr bool needs_calendar(const limit_rule& rule)
{
    return needs_calendar(rule.limit.unit) || rule.end != limit_end::instant_ ||
           rule.roll != limit_roll::none || rule.cutoff != limit_cutoff::none;
}

}  // namespace redress
