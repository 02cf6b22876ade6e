#include "states/containment_rows.hpp"
#include "states/machine_support.hpp"

std::uint8_t redress::containment_step(std::uint8_t state, event_type what, decide_context& c)
{
    return machine_support::engine<containment>::step(state, what, c);
}
