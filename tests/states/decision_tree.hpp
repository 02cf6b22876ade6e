// What a machine or the record list answers, found out by asking it: every order in which its guards
// may say yes and no.
#pragma once

#include "tests/states/interpreter.hpp"

#include <string>
#include <vector>

namespace redress::tests {

/// One way through the guards of a question and what came of it.
struct path {
    std::vector<std::pair<std::string_view, bool>> answers;  // in the order in which guards were asked
    int row = -1;
    std::uint8_t to = 0;
    std::string_view code;  // of the refusal

    /// A refusal by the guard that said no, after all before it said yes: what everybody expects.
    [[nodiscard]] bool plain_refusal() const;
    bool operator==(const path&) const = default;
};

/// Every path for a machine (its step in `one`) or, with null, for the record list.
[[nodiscard]] std::vector<path> paths_of(const machine_view* one, std::uint8_t state, event_type what,
                                         role who);

}  // namespace redress::tests
