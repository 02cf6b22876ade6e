#include "states/referral_rows.hpp"
#include "states/machine_support.hpp"

std::uint8_t redress::referral_step(std::uint8_t state, event_type what, decide_context& c)
{
    return machine_support::engine<referral>::step(state, what, c);
}
