#include "states/complaint.hpp"

namespace redress {

std::optional<instant> complaint::next_due() const
{
    std::optional<instant> earliest;
    for (const auto& one : facts.clocks)
        if (one.state == clock_state::running && one.due && (!earliest || *one.due < *earliest))
            earliest = one.due;
    return earliest;
}

}  // namespace redress
