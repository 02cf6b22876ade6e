// How a refusal is unblocked, as people type it: the options to add to the command that was refused, or
// the command to run before it. Derived from the guard's fix target, the values that its refusal carries
// and the options of events, so that a new guard says how to unblock it without a line of code here.
#pragma once

#include "states/events.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace redress::app {

using refusal_args = std::map<std::string, std::string>;

struct unblock {
    std::vector<std::string> add;  // options of the same command: "--letter-parts outside_body"
    std::vector<std::string>
        run;  // commands of their own: "redress case do ZSQD1-S1K8H assigned --owner NAME"
    bool operator==(const unblock&) const = default;
};

/// The fix target of a guard that some row of the event names; empty when none does.
[[nodiscard]] std::string_view fix_of(event_type tried, std::string_view guard);

/// Of a guard that refuses the person, `could` among the values names those whom it would let (who_could.hpp).
/// `about` is how commands name the case, incident or action: a reference or an id. Empty when nothing
/// that is typed helps: a role, or a state that has no such row.
[[nodiscard]] unblock unblocked_by(event_type tried, std::string_view guard, std::string_view fix,
                                   const refusal_args& args, const std::string& about);

/// The command line that sends an event, with the options that it requires: "redress incidents end ID".
[[nodiscard]] std::string command_that_sends(event_type e, const std::string& about);

}  // namespace redress::app
