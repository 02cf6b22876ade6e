// The same tables, read by the plainest program that can read them: a loop over rows as data. What it
// says is what Boost.MSM, the record list, `step` and the legal actions must say, too.
#pragma once

#include "states/machine_step.hpp"
#include "states/records.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace redress::tests {

/// Answers guards from a list of names and a truth value each. A guard that no row of the question
/// names may not be asked.
class scripted_guards final : public guard_source {
public:
    std::vector<std::string_view> names;
    std::uint32_t truths = 0;  // bit i answers names[i]
    bool others = false;       // what every other guard says
    mutable bool strayed = false;

    [[nodiscard]] bool holds(std::string_view guard) const override;
};

/// What a table says to (state, event, role, truth of the guards).
struct verdict {
    int row = -1;           // index of the row that is taken
    std::uint8_t to = 0;    // where the machine stands afterwards
    std::string_view code;  // of the refusal; empty when a row is taken
    [[nodiscard]] bool accepted() const { return row >= 0; }
};

/// The names of the guards that rows of this state and event ask, each once.
[[nodiscard]] std::vector<std::string_view> guards_of(std::span<const row_data> rows, std::uint8_t state,
                                                      event_type what);
[[nodiscard]] verdict interpret(std::span<const row_data> rows, std::uint8_t state, event_type what, role who,
                                const guard_source& guards);

/// The record list has no states: which of its rows may be asked depends on the lifecycle.
[[nodiscard]] bool record_is_legal(const row_data& record, lifecycle_state state);
[[nodiscard]] const row_data* find_record(event_type what);
[[nodiscard]] verdict interpret_record(lifecycle_state state, event_type what, role who,
                                       const guard_source& guards);

/// The machine with a row of its own for the event; null for a record.
[[nodiscard]] const machine_view* find_owner(event_type what);

}  // namespace redress::tests
