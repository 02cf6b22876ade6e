// What may be done with a case now, of some events alone: for whoever offers no others.
#pragma once

#include "states/step.hpp"

#include <span>
#include <vector>

namespace redress {

/// As `legal_actions` of step.hpp, in the order of `events`; what is beside the case is left out.
[[nodiscard]] std::vector<legal_action> legal_actions(const complaint& now, const step_context& context,
                                                      std::span<const event_type> events);

}  // namespace redress
