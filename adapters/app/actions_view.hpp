// What somebody may do with a case now, what blocks the rest and how that is mended, and who else may: the same
// list for the command line and for REST, from the same rows that decide.
#pragma once

#include "states/actor.hpp"
#include "states/complaint.hpp"
#include "states/step.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <string>
#include <vector>

namespace redress::app {

class services;

struct shown_action {
    legal_action action;
    /// Of one that is blocked: guard, could, words, what_to_do and unblock.
    boost::json::object why_not;
    /// The letter of this decision may leave the reasons out.
    bool may_leave_reasons_out = false;
};

/// What is possible first, then what is blocked, then what needs another role.
[[nodiscard]] std::vector<shown_action> actions_for(services& from, const complaint& of,
                                                    const step_context& context);

/// What an act would change: machines that move, clocks, what is sent and what follows. Nothing when it would
/// be refused; `why` says so.
struct foreseen {
    complaint then;  // the case after it
    boost::json::object effects;
};
[[nodiscard]] std::optional<foreseen> foresee(const complaint& of, const event& what,
                                              const step_context& context,
                                              std::optional<refusal>* why = nullptr);

}  // namespace redress::app
