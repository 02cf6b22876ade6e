#include "states/ladder_rows.hpp"
#include "states/machine_support.hpp"

std::uint8_t redress::ladder_step(std::uint8_t state, event_type what, decide_context& c)
{
    return machine_support::engine<ladder>::step(state, what, c);
}
