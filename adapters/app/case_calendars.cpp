#include "adapters/app/case_calendars.hpp"

#include <algorithm>

namespace redress::app {

const calendar* case_calendars::in_force(std::string_view id) const
{
    const auto last = std::find_if(known_.calendars.rbegin(), known_.calendars.rend(),
                                   [&](const calendar_pin& pin) { return pin.id == id; });
    if (last != known_.calendars.rend())
        if (const auto* kept = from_.pinned(last->sha256, last->zone_data)) return kept;
    return from_.in_force(id);
}

const calendar* case_calendars::pinned(std::string_view sha256, std::string_view zone_data) const
{
    return from_.pinned(sha256, zone_data);
}

}  // namespace redress::app
