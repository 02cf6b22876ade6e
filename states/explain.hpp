// Why a clock is due when it is: each stretch of time since its start, whether it counted, and why. The
// same value is told on the command line, by the API and in a pack of evidence.
#pragma once

#include "states/promise.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace redress {

/// Why a stretch counted or did not.
enum class counting_reason : std::uint8_t {
    elapsed,       // counted: time passed
    working_time,  // counted: people work
    dates,         // counted: dates, or business days for a limit in those
    start_day,     // the day of the start is not counted
    cutoff,        // it came after close of business, or on a day when nobody works
    paused,
    not_working,  // outside working hours
    day_off,      // no business day by its weekday
    holiday,
    rolled,   // what gives way to the next business day
    day_end,  // over already, and kept open until the end of the day or close of business
};
REDRESS_NAMES(counting_reason, "elapsed", "working_time", "dates", "start_day", "cutoff", "paused",
              "not_working", "day_off", "holiday", "rolled", "day_end")

[[nodiscard]] constexpr bool counts(counting_reason why)
{
    return why <= counting_reason::dates;
}

struct explained_part {
    instant_span span;
    counting_reason why{};
    std::int64_t dates = 0;     // how many dates it is, where dates are what counts; 0: it is time
    std::string name, name_zh;  // of a holiday
    bool operator==(const explained_part&) const = default;
};

struct explained_warning {
    std::string threshold;
    std::optional<instant> at;  // empty while the clock is paused, or when the limit is too short for it
    bool given = false;
    bool operator==(const explained_warning&) const = default;
};

struct explained_clock {
    limit_rule promise;  // without a count: an event named the due time
    /// Counted as elapsed time although the limit needs a calendar, because none told better.
    bool without_calendar = false;
    std::optional<instant> due;         // of a paused clock: as if it went on at `at`
    std::vector<explained_part> parts;  // from the start to the due time, without a gap
    std::vector<explained_warning> warnings;
    /// What is left at `at`: of the time that passes, and of working time where the limit is in that.
    std::optional<duration> left;
    std::optional<duration> work_left;
};

/// `rule`: of the clock, for its warnings; null: its policy is not known any more. Throws unknown_calendar
/// and outside_range.
[[nodiscard]] explained_clock explain_clock(const facts& known, const clock& one, const clock_rule* rule,
                                            const calendar_source& calendars, instant at);

/// Several promises may be kept by one act: the wallet's own and a regime's. The one that is due first is
/// the one to keep. This is that one, among those that run and share something that keeps them, when it is
/// not `one` itself; null when `one` is due first, does not run, or is a window.
[[nodiscard]] const clock* due_before(const complaint& now, std::span<const policy* const> rules,
                                      const clock& one);

}  // namespace redress
