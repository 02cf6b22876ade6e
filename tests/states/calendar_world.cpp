#include "calendar_world.hpp"

#include <algorithm>
#include <stdexcept>

namespace redress::tests {
namespace {

using namespace std::chrono_literals;

hours_span hours(std::chrono::minutes from, std::chrono::minutes until)
{
    return {from, until};
}

void on_weekdays(calendar_rules& rules, const day_hours& hours)
{
    for (std::size_t weekday = 1; weekday <= 5; ++weekday) rules.hours[weekday] = hours;
}

}  // namespace

instant at(std::string_view rfc3339)
{
    if (const auto found = parse_instant(rfc3339)) return *found;
    throw std::invalid_argument("no instant: " + std::string(rfc3339));
}

local_date day(std::string_view iso)
{
    return std::chrono::floor<std::chrono::days>(
        local_reading(at(std::string(iso) + "T00:00:00Z").time_since_epoch()));
}

zone utc()
{
    return {"UTC", "test", {{at("1970-01-01T00:00:00Z"), 0s}}, at("2100-01-01T00:00:00Z")};
}

zone london()
{
    std::vector<offset_change> changes{{at("2024-10-27T01:00:00Z"), 0s}};
    for (const auto* summer : {"2025-03-30", "2026-03-29", "2027-03-28", "2028-03-26"})
        changes.push_back({at(std::string(summer) + "T01:00:00Z"), 1h});
    for (const auto* winter : {"2025-10-26", "2026-10-25", "2027-10-31", "2028-10-29"})
        changes.push_back({at(std::string(winter) + "T01:00:00Z"), 0s});
    std::ranges::sort(changes, {}, &offset_change::at);
    return {"Europe/London", "test", changes, at("2029-01-01T00:00:00Z")};
}

zone apia()
{
    return {"Pacific/Apia",
            "test",
            {{at("2011-09-24T14:00:00Z"), -10h},
             {at("2011-12-30T10:00:00Z"), 14h},
             {at("2012-03-31T14:00:00Z"), 13h}},
            at("2013-01-01T00:00:00Z")};
}

zone st_johns()
{
    return {"America/St_Johns",
            "test",
            {{at("2009-11-01T02:31:00Z"), -(3h + 30min)},
             {at("2010-03-14T03:31:00Z"), -(2h + 30min)},
             {at("2010-11-07T02:31:00Z"), -(3h + 30min)}},
            at("2011-02-01T00:00:00Z")};
}

calendar_rules office_rules()
{
    calendar_rules rules{.id = "office", .first_year = 2025, .last_year = 2027};
    on_weekdays(rules, {hours(9h, 17h)});
    for (const auto* holiday :
         {"2025-12-25", "2025-12-26", "2026-01-01", "2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25",
          "2026-08-31", "2026-12-25", "2026-12-28", "2027-01-01"})
        rules.special.push_back({.date = day(holiday), .hours = {}, .name = "bank holiday"});
    return rules;
}

calendar office()
{
    return {office_rules(), london()};
}

calendar split_days()
{
    calendar_rules rules{.id = "split", .first_year = 2026, .last_year = 2026};
    const day_hours hours_of_day{hours(9h, 12h), hours(13h, 18h)};
    on_weekdays(rules, hours_of_day);
    rules.special.push_back({.date = day("2026-09-20"), .hours = hours_of_day, .name = "make-up workday"});
    for (const auto* off : {"2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"})
        rules.special.push_back({.date = day(off), .hours = {}, .name = "National Day"});
    return {rules, utc()};
}

calendar_rules always_rules(int first_year, int last_year)
{
    calendar_rules rules{.id = "always", .first_year = first_year, .last_year = last_year};
    rules.hours.fill({hours(0h, 24h)});
    return rules;
}

calendar nights()
{
    calendar_rules rules{.id = "nights", .first_year = 2026, .last_year = 2026};
    on_weekdays(rules, {hours(22h, 30h)});
    return {rules, utc()};
}

const calendar* fixed_calendars::in_force(std::string_view id) const
{
    const calendar* last = nullptr;
    for (const auto& one : *all_)
        if (one->rules().id == id) last = one.get();
    return last;
}

const calendar* fixed_calendars::pinned(std::string_view sha256, std::string_view zone_data) const
{
    for (const auto& one : *all_)
        if (one->rules().version == sha256 && one->zone().version() == zone_data) return one.get();
    return nullptr;
}

}  // namespace redress::tests
