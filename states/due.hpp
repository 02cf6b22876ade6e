// When a limit is over, and what was counted until then: the arithmetic of every promise.
//
// Pauses. Elapsed and working time simply do not run while the clock is paused. A limit in days counts
// the ends of days, a day's end being the instant at which the limit would end if that were its last
// day. An end that passes while the clock is paused is not counted, so that a limit never ends during a
// pause. For business days ends and pauses are compared in working time: a pause during which nobody
// would have worked changes nothing.
//
// With `eod` or `cob` a later start never has an earlier due time; with `instant` this holds for time and
// dates that neither roll nor clamp. Where several days lead to one, business days from a Friday and a
// Saturday, months from 30 and 31 January, each start keeps its hour. With pauses, months and years keep
// the number of days that they have without any, so that a month that was clamped may be held up less,
// and days that end at an hour of their own may be held up by one more than others.
#pragma once

#include "states/calendar.hpp"
#include "states/limit.hpp"

#include <span>
#include <vector>

namespace redress {

/// When so much time has passed, pauses left out. Throws outside_range after the year 9999.
[[nodiscard]] instant elapsed_due(instant start, duration length, std::span<const instant_span> pauses);

/// When the limit is over. Pauses may overlap, touch and come in any order; what lies before the start
/// does not matter. Throws outside_range.
[[nodiscard]] instant due_time(const calendar& by, instant start, const limit_rule& rule,
                               std::span<const instant_span> pauses = {});

/// Something that was counted: time, or dates next to each other.
struct counted_part {
    instant_span span;
    std::int64_t dates = 0;  // how many; 0: it is time, as long as the span
    local_date first, last;  // of the dates
};

struct due_explained {
    instant due;
    /// In order. Time adds up to the limit, dates to its number of days; months and years to the dates
    /// between their first and their last day.
    std::vector<counted_part> counted;
};

/// The same with its reasons.
[[nodiscard]] due_explained explain_due(const calendar& by, instant start, const limit_rule& rule,
                                        std::span<const instant_span> pauses = {});

}  // namespace redress
