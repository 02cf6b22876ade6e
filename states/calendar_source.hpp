// Where a decision finds the calendars that its clocks count by. Reading alone: what is in force may be
// replaced between two decisions, what a clock has pinned never changes.
#pragma once

#include "states/calendar.hpp"

#include <string_view>

namespace redress {

class calendar_source {
public:
    virtual ~calendar_source() = default;
    /// The calendar that a clock started now counts by; null when there is none of that id.
    [[nodiscard]] virtual const calendar* in_force(std::string_view id) const = 0;
    /// The calendar that a clock pinned: the SHA-256 of its file and the release of the zone data. Null
    /// when this process does not have it.
    [[nodiscard]] virtual const calendar* pinned(std::string_view sha256,
                                                 std::string_view zone_data) const = 0;
};

/// Has none, so that every limit of dates or working time is counted as elapsed time (see promise.hpp).
[[nodiscard]] const calendar_source& no_calendars();

}  // namespace redress
