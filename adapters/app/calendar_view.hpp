// A calendar as it is told: where it holds and for how long, its hours by weekday, its other days.
#pragma once

#include "states/calendar.hpp"

#include <boost/json/object.hpp>

#include <string_view>

namespace redress::app {

[[nodiscard]] boost::json::object calendar_head(const calendar& from, std::string_view language);
/// By weekday in English, without those on which nobody works.
[[nodiscard]] boost::json::object hours_by_weekday(const calendar& from);
[[nodiscard]] boost::json::object special_day_row(const special_day& day, std::string_view language);

}  // namespace redress::app
