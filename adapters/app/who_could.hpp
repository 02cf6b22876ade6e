// Who else could do what somebody was refused for who they are: everybody of the roster who is at work, asked
// by the guards themselves.
#pragma once

#include "states/colleague.hpp"
#include "states/complaint.hpp"
#include "states/matter.hpp"
#include "states/step.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace redress::files {
class roster;
}

namespace redress::app {

/// Whether a guard refuses the person and nothing else, so that only somebody else mends it. To give them the
/// case would not: its owner is the last who may review it.
[[nodiscard]] bool mended_by_somebody_else(std::string_view guard);

/// Ids of those whom no guard about the speaker would refuse `what`, sorted. `context` as for whoever was
/// refused. An event about a redress item that names none is asked about the one that waits for approval.
[[nodiscard]] std::vector<std::string> who_could(const files::roster& roster, const complaint& of, event what,
                                                 const step_context& context);
/// The same of what stands beside the case; `people`: as of `at`; `of`: the case of a compartment, else null.
[[nodiscard]] std::vector<std::string> who_could(const files::roster& roster,
                                                 std::span<const colleague> people, const matter& now,
                                                 const complaint* of, const event& what, instant at);

}  // namespace redress::app
