// A command that cannot be an event of a case after all, as the dead letter it becomes.
#pragma once

#include "workflow/command.hpp"

#include <string>
#include <string_view>

namespace redress::workflow {

/// The record as it came, where intake kept it; else made anew from the command: key = case id,
/// payload = canonical JSON {actor, data, subject, type} with every field, so that it can be redriven.
[[nodiscard]] dead_letter dead_letter_of(const command& from, std::string_view reason, std::string detail);

/// Text of unknown origin made fit for an entry and a text column: valid UTF-8 without control
/// characters, at most `bytes_max` bytes. What does not fit is U+FFFD; the record's bytes stay whole in
/// its payload.
[[nodiscard]] std::string presentable(std::string_view text, std::size_t bytes_max);

}  // namespace redress::workflow
