// One machine, one event, without clocks and records: what `step` calls, and what tests and the
// bench measure. Boost.MSM stands behind these functions and in no header.
#pragma once

#include "states/decide.hpp"
#include "states/row_list.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace redress {

/// Where the machine goes from `state`; `c` says whether a row was taken, which, and who refused.
/// A state that is none of the machine's is a bug of the caller and ends the program.
[[nodiscard]] std::uint8_t lifecycle_step(std::uint8_t state, event_type what, decide_context& c);
[[nodiscard]] std::uint8_t hold_step(std::uint8_t state, event_type what, decide_context& c);
[[nodiscard]] std::uint8_t ladder_step(std::uint8_t state, event_type what, decide_context& c);
[[nodiscard]] std::uint8_t containment_step(std::uint8_t state, event_type what, decide_context& c);
/// Of one item.
[[nodiscard]] std::uint8_t redress_step(std::uint8_t state, event_type what, decide_context& c);
[[nodiscard]] std::uint8_t referral_step(std::uint8_t state, event_type what, decide_context& c);
/// The same question to the record list.
void record_step(event_type what, decide_context& c);

/// A machine as data, for legal actions, documents and tests.
struct machine_view {
    machine which{};
    std::span<const row_data> rows;
    std::span<const std::string_view> states;
    std::uint8_t (*step)(std::uint8_t, event_type, decide_context&) = nullptr;
};
[[nodiscard]] std::span<const machine_view> machines();
/// Where a machine stands in a case; for redress the item that the event is about.
[[nodiscard]] std::uint8_t state_in(const complaint& now, machine which, const event& what);
[[nodiscard]] std::span<const row_data> records();

}  // namespace redress
