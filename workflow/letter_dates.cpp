// Dates and amounts as each language writes them.
#include "workflow/letter_text.hpp"

#include <array>

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
    const auto clock = two(at.hour) + ":" + two(at.minute);
    const auto zone = offset_of(at.offset_minutes);
    if (chinese(language)) return written_date(at, language) + clock + "（" + zone + "）";
    return written_date(at, language) + ", " + clock + " (" + zone + ")";
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
