// How long the calendars last that promises are counted by.
#pragma once

#include "states/calendar_source.hpp"
#include "states/policy.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace redress::app {

/// So few days before a calendar's years end it is time to renew it: a limit of 15 business days and a
/// holiday week reach a month ahead, and a file wants to be published, read and deployed.
inline constexpr std::int64_t calendar_days_wanted = 60;

/// By calendar that a policy in force names: whole days from `now` to the end of its last year. Below zero
/// when that is over.
[[nodiscard]] std::map<std::string, std::int64_t> calendar_days_left(
    const std::vector<const policy*>& in_force, const calendar_source& calendars, instant now);

}  // namespace redress::app
