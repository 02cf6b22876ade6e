// The demo's handlers and reviewers: takes part of the filed cases through their lives, as commands over
// Kafka like everybody else's. Some acts are refused on purpose, so that refusals can be looked at.
#pragma once

#include "adapters/json/cloud_event.hpp"
#include "states/complaint.hpp"
#include "states/policy.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace redress::app {

/// Commands for these cases, in an order that keeps each case's own. The same seed tells the same lives.
[[nodiscard]] std::vector<json::command_to_send> play_lives(std::span<const complaint> cases,
                                                            std::span<const policy* const> rules,
                                                            std::uint64_t seed, const std::string& topic);

}  // namespace redress::app
