#include "states/machine_support.hpp"
#include "states/redress_rows.hpp"

std::uint8_t redress::redress_step(std::uint8_t state, event_type what, decide_context& c)
{
    return machine_support::engine<redress_item_machine>::step(state, what, c);
}
