// Hours of the day as people write them, for calendars and rotas. Private to this folder.
#pragma once

#include "adapters/files/toml_reader.hpp"
#include "states/calendar.hpp"

#include <array>

namespace redress::files {

/// As std::chrono::weekday::c_encoding counts them.
inline constexpr std::array<std::string_view, 7> weekday_names = {
    "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};

/// ["09:00-12:00", "13:00-18:00"] in order; an end that is not later than its beginning lies in the next day. None
/// when the key is absent.
[[nodiscard]] day_hours read_hours(toml_reader& in, std::string_view key);

}  // namespace redress::files
