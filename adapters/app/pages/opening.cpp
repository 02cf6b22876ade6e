#include "adapters/app/pages/opening.hpp"

#include "states/outside_range.hpp"

namespace redress::app {

opening opening_at(const calendar& by, instant at)
{
    opening found;
    try {
        for (const auto& span : by.working(at, at + std::chrono::days(14))) {
            if (span.until <= at) continue;
            found.open = span.from <= at;
            found.changes = found.open ? span.until : span.from;
            return found;
        }
    } catch (const outside_range&) {
        // Beyond the years of the calendar nobody knows: nothing is promised.
    }
    return found;
}

}  // namespace redress::app
