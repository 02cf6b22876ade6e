#include "adapters/app/calendar_watch.hpp"

namespace redress::app {

std::map<std::string, std::int64_t> calendar_days_left(const std::vector<const policy*>& in_force,
                                                       const calendar_source& calendars, instant now)
{
    std::map<std::string, std::int64_t> left;
    const auto look = [&](const std::string& id) {
        const auto* by = calendars.in_force(id);
        if (by == nullptr || left.contains(id)) return;
        const auto today = std::chrono::floor<std::chrono::days>(local_reading(now.time_since_epoch()));
        left.emplace(id, (by->last_date() - today).count());
    };
    for (const auto* rules : in_force) {
        look(rules->calendar);
        for (const auto& clock : rules->clocks) look(clock.calendar);
    }
    return left;
}

}  // namespace redress::app
