// A policy that stands in a file and may not be in force yet, read as the engine would.
#pragma once

#include "adapters/app/policy_words.hpp"
#include "states/policy.hpp"

#include <string>
#include <vector>

namespace redress::app {

class services;

/// Throws command_failed(usage) at the first thing that is wrong in it, with line and column.
[[nodiscard]] policy policy_in_file(services& from, const std::string& file);

/// What in it is worth a second look. That no entity is bound to it is none: files bind nobody. Throws
/// file_error where the words that it names cannot be read.
[[nodiscard]] std::vector<policy_finding> findings_in_file(services& from, const policy& rules);

}  // namespace redress::app
