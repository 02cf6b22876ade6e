// Who works here, as far as a decision must know of people who do not act in it: is there anybody who
// could take this case, and is the new owner at work?
#pragma once

#include "states/instant.hpp"
#include "states/vocabulary.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace redress {

/// From one instant up to another, UTC.
struct absence {
    instant from{};
    instant until{};
    std::string delegate = {};  // for this time alone; empty: the colleague's standing one
    bool operator==(const absence&) const = default;
};

struct colleague {
    std::string id;
    role_set roles{};
    std::string team;
    std::uint16_t rungs = 0;           // bit r: serves rung r
    std::vector<std::string> manages;  // their people
    std::vector<absence> absences;
    std::string delegate;  // stands in whenever they are away; empty: the team does
};

[[nodiscard]] const colleague* find_colleague(std::span<const colleague> people, std::string_view id);
[[nodiscard]] bool is_here(const colleague& one, instant at);
/// Who does their work then. Empty: they are here, or their team does.
[[nodiscard]] std::string_view deputy_of(const colleague& one, instant at);
/// Whether somebody serves a rung then: by their own post, or for a colleague who is away.
[[nodiscard]] bool serves_rung(std::span<const colleague> people, std::string_view id,
                               std::uint16_t own_rungs, std::int64_t rung, instant at);

}  // namespace redress
