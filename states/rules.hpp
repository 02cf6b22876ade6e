// The rules that answer an accepted event with another (`case_model.md` 6): what a miss, a lapse, a
// rating, a message or an answered enquiry brings with it. Followers are never conditional; what
// depends on something stands here.
#pragma once

#include "states/recorder.hpp"

namespace redress {

/// What the case looked like before the event, as far as a rule asks.
struct before_event {
    bool open = false;
    bool clock_was_running = false;  // of the clock that the event names
};
[[nodiscard]] before_event look_back(const complaint& now, const event& what);

/// Appends derived events and alarms. Runs last, when machines, facts and clocks have moved.
void apply_rules(recorder& put, const before_event& was);

}  // namespace redress
