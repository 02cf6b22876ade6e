// A calendar's special days as iCalendar (RFC 5545), for the calendars that people look at.
#pragma once

#include "states/calendar.hpp"

#include <iosfwd>
#include <optional>
#include <string_view>

namespace redress::app {

/// One all-day event for each holiday, workday and short day; of one year, or of all. The same calendar
/// gives the same bytes. `language`: "zh-CN" or "en".
void write_icalendar(std::ostream& out, const calendar& from, std::optional<int> year,
                     std::string_view language);

/// What a special day is called.
[[nodiscard]] const std::string& name_in(const special_day& day, std::string_view language);
[[nodiscard]] bool is_of_year(const special_day& day, std::optional<int> year);

}  // namespace redress::app
