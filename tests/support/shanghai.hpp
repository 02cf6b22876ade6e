// The wall clock of the shipped policy's zone, UTC+8 without summer time: enough for letters in tests.
#pragma once

#include "states/instant.hpp"
#include "workflow/letter_text.hpp"

#include <chrono>
#include <string_view>

namespace redress::tests {

/// What a clock on the wall shows, so many minutes east of UTC.
inline workflow::local_time on_the_wall(instant at, int offset_minutes)
{
    const auto local = std::chrono::floor<std::chrono::minutes>(at + std::chrono::minutes(offset_minutes));
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const std::chrono::year_month_day date(day);
    const auto minute = static_cast<unsigned>((local - day).count());
    return {static_cast<int>(date.year()),
            static_cast<unsigned>(date.month()),
            static_cast<unsigned>(date.day()),
            std::chrono::weekday(day).c_encoding(),
            minute / 60,
            minute % 60,
            offset_minutes};
}

inline workflow::local_time in_shanghai(instant at, std::string_view = {})
{
    return on_the_wall(at, 480);
}

}  // namespace redress::tests
