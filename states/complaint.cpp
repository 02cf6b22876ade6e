#include "states/complaint.hpp"

namespace redress {

std::optional<instant> complaint::next_due() const
{
    std::optional<instant> earliest;
    // A promise that was missed is owed until it is kept, or until the case is closed.
    const auto is_owed = [this](const clock& one) {
        return one.state == clock_state::running || (one.state == clock_state::missed && open());
    };
    for (const auto& one : facts.clocks)
        if (is_owed(one) && one.due && (!earliest || *one.due < *earliest)) earliest = one.due;
    return earliest;
}

}  // namespace redress
