// Who speaks, resolved by intake before the decision (`architecture.md`, Who speaks).
#pragma once

#include "states/money.hpp"
#include "states/vocabulary.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace redress {

struct actor {
    std::string id;  // staff handle, source name, "engine", "timer"
    actor_kind kind = actor_kind::user;
    redress::role role{};
    std::string team;
    std::uint16_t rungs = 0;           // bit r: serves rung r
    money_limit authority_limit;       // of what they may grant on one case; empty = none
    std::string manager;               // staff handle; a manager of the concerned is concerned
    std::vector<std::string> manages;  // staff handles: a manager of someone complained about is concerned
    bool named_staff = false;          // a person of ours who is logged in: never a bot or volunteer
    bool unnamed = false;  // a source that names nobody: it vouches for the case's own complainant
    bool operator==(const actor&) const = default;
};

inline actor engine_actor()
{
    return {.id = "engine", .kind = actor_kind::system, .role = role::engine};
}
inline actor timer_actor()
{
    return {.id = "timer", .kind = actor_kind::timer, .role = role::timer};
}

}  // namespace redress
