// A machine as a Mermaid state diagram: one arrow for each pair of states, with the events that lead
// along it. Guards and roles stand in tables (`machines_as_page`), where there is room for them.
#pragma once

#include "states/machine_step.hpp"

#include <string>

namespace redress {

[[nodiscard]] std::string diagram_of(const machine_view& one);
[[nodiscard]] std::string clock_diagram();

}  // namespace redress
