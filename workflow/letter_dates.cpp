// Dates and amounts as each language writes them.
#include "workflow/letter_text.hpp"

#include <array>
#include <chrono>

namespace redress::workflow {
namespace {

constexpr auto months =
    std::to_array<std::string_view>({"January", "February", "March", "April", "May", "June", "July", "August",
                                     "September", "October", "November", "December"});
constexpr auto days = std::to_array<std::string_view>(
    {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"});
constexpr auto days_zh = std::to_array<std::string_view>({"日", "一", "二", "三", "四", "五", "六"});

std::string two(unsigned n)
{
    return (n < 10 ? "0" : "") + std::to_string(n);
}

/// "UTC", "UTC+8", "UTC-3:30"
std::string offset_of(int minutes)
{
    if (minutes == 0) return "UTC";
    const auto away = static_cast<unsigned>(minutes < 0 ? -minutes : minutes);
    return std::string(minutes < 0 ? "UTC-" : "UTC+") + std::to_string(away / 60) +
           (away % 60 == 0 ? "" : ":" + two(away % 60));
}

/// A limit that ends with a day ends at the midnight that people call 24:00 of that day.
local_time day_before(local_time at)
{
    const std::chrono::year_month_day date(
        std::chrono::local_days(std::chrono::year(at.year) / at.month / at.day) - std::chrono::days(1));
    at.year = static_cast<int>(date.year());
    at.month = static_cast<unsigned>(date.month());
    at.day = static_cast<unsigned>(date.day());
    at.weekday = (at.weekday + 6) % 7;
    return at;
}

bool chinese(std::string_view language)
{
    return language == "zh" || language.starts_with("zh-");
}

}  // namespace

std::string written_date(const local_time& at, std::string_view language)
{
    if (chinese(language))
        return std::to_string(at.year) + "年" + std::to_string(at.month) + "月" + std::to_string(at.day) +
               "日（星期" + std::string(days_zh.at(at.weekday)) + "）";
    return std::string(days.at(at.weekday)) + ", " + std::to_string(at.day) + " " +
           std::string(months.at(at.month - 1)) + " " + std::to_string(at.year);
}

std::string written_time(const local_time& at, std::string_view language)
{
    const bool midnight = at.hour == 0 && at.minute == 0;
    const auto clock = midnight ? "24:00" : two(at.hour) + ":" + two(at.minute);
    const auto date = written_date(midnight ? day_before(at) : at, language);
    const auto zone = offset_of(at.offset_minutes);
    if (chinese(language)) return date + clock + "（" + zone + "）";
    return date + ", " + clock + " (" + zone + ")";
}

std::string written_amount(std::string_view amount, std::string_view currency)
{
    if (amount.empty() || currency.empty()) return {};
    const auto point = std::min(amount.find('.'), amount.size());
    std::string out;
    for (std::size_t n = 0; n < point; ++n) {
        if (n > 0 && (point - n) % 3 == 0) out += ',';
        out += amount[n];
    }
    return out.append(amount.substr(point)).append(" ").append(currency);
}

}  // namespace redress::workflow
