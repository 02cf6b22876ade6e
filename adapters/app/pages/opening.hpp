// Whether people are here now, and from when: of the calendar that the house works by.
#pragma once

#include "states/calendar.hpp"

#include <optional>

namespace redress::app {

struct opening {
    bool open = false;
    std::optional<instant>
        changes;  // when it closes, or opens; nothing when the calendar does not reach so far
};

/// Looks two weeks ahead: no house is closed for longer.
[[nodiscard]] opening opening_at(const calendar& by, instant at);

}  // namespace redress::app
