// What one case counts for in the numbers of a period: plain arithmetic over the case, so that a number and the list of
// the cases behind it can never differ. Nothing here reads a file, a database or a clock.
#pragma once

#include "states/complaint.hpp"
#include "states/zone.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace redress::app {

/// A measure and what it is counted by. Counted by days of the zone, or by a code of the case, or by nothing.
struct measured {
    std::string_view measure;
    std::string key;
    auto operator<=>(const measured&) const = default;
    bool operator==(const measured&) const = default;
};

/// Names of measures, as the contract has them:
/// filed, closed                     by day: received, or closed and closed still, in the period
/// promise_met, promise_missed       by clock: fell due in the period and was met in time, or was not (late, or never)
/// promise_running                   by clock: falls due in the period and is not over; of all three also without a
///                                   key, once for a case however many clocks it has
/// escalated, appealed, reopened     of those filed in the period, whether it ever happened
/// category                          by category, of those filed in the period
/// outcome, root_cause               by code, of those decided in the period
/// escalation_reason                 by reason, rungs that were called in the period
/// due_ahead                         by day: promises that run and fall due in the seven days from `now`
/// A window of the complainant's is no promise. The same measure and key stands once for a case.
[[nodiscard]] std::vector<measured> measures_of(const complaint& of, instant_span period, instant now,
                                                const zone& where);

}  // namespace redress::app
