// A command that cannot be an event of a case after all, as the dead letter it becomes.
#pragma once

#include "workflow/command.hpp"

#include <string>
#include <string_view>

namespace redress::workflow {

/// The record as it came, where intake kept it; else made anew from the command: key = case id,
/// payload = canonical JSON {actor, data, subject, type} with every field, so that it can be redriven.
[[nodiscard]] dead_letter dead_letter_of(const command& from, std::string_view reason, std::string detail);

}  // namespace redress::workflow
