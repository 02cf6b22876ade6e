// A case and its history as JSON for people and scripts: facts that are not at their default, names
// instead of numbers, times as RFC 3339.
#pragma once

#include "states/complaint.hpp"

#include <boost/json/object.hpp>

#include <string_view>

namespace redress::app {

/// Everything the case row holds; `clocks` with what is due when.
[[nodiscard]] boost::json::object case_json(const complaint& from);

/// The few lines a person wants first: reference, state, who has it, what is due.
[[nodiscard]] boost::json::object case_summary(const complaint& from);

/// One line of a timeline from an entry's bytes: what, who, when, which moves, why not.
/// Throws std::runtime_error when the bytes are no entry.
[[nodiscard]] boost::json::object timeline_row(std::string_view body,
                                               const std::optional<instant>& erased_at = {});

}  // namespace redress::app
