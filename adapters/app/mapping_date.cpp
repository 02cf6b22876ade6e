// Dates as foreign files write them: fixed-width parts of a format, and nothing that is no real date.
#include "adapters/app/mapping.hpp"

namespace redress::app {
namespace {

std::optional<int> digits(std::string_view& text, std::size_t n)
{
    if (text.size() < n) return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < n; ++i) {
        if (text[i] < '0' || text[i] > '9') return std::nullopt;
        value = value * 10 + (text[i] - '0');
    }
    text.remove_prefix(n);
    return value;
}

// Z, +hh:mm or +hhmm.
std::optional<std::chrono::minutes> offset(std::string_view& text)
{
    if (text.starts_with('Z')) {
        text.remove_prefix(1);
        return std::chrono::minutes(0);
    }
    if (text.empty() || (text[0] != '+' && text[0] != '-')) return std::nullopt;
    const int sign = text[0] == '-' ? -1 : 1;
    text.remove_prefix(1);
    const auto hours = digits(text, 2);
    if (text.starts_with(':')) text.remove_prefix(1);
    const auto minutes = hours ? digits(text, 2) : std::nullopt;
    if (!minutes || *hours > 23 || *minutes > 59) return std::nullopt;
    return std::chrono::minutes(sign * (*hours * 60 + *minutes));
}

}  // namespace

std::optional<read_date> parse_date(std::string_view text, std::string_view format)
{
    read_date found;
    int year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0;
    for (std::size_t i = 0; i < format.size(); ++i) {
        const bool part = format[i] == '%' && i + 1 < format.size();
        const char kind = part ? format[++i] : '%';
        if (!part || kind == '%') {
            if (text.empty() || text[0] != format[i]) return std::nullopt;
            text.remove_prefix(1);
            continue;
        }
        if (kind == 'z') {
            found.offset = offset(text);
            if (!found.offset) return std::nullopt;
            continue;
        }
        const auto value = digits(text, kind == 'Y' ? 4 : 2);
        if (!value) return std::nullopt;
        switch (kind) {
            case 'Y':
                year = *value;
                break;
            case 'm':
                month = *value;
                break;
            case 'd':
                day = *value;
                break;
            case 'H':
                hour = *value;
                found.has_time = true;
                break;
            case 'M':
                minute = *value;
                break;
            case 'S':
                second = *value;
                break;
            default:
                return std::nullopt;
        }
    }
    const std::chrono::year_month_day date{std::chrono::year(year),
                                           std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day))};
    if (!text.empty() || !date.ok() || hour > 23 || minute > 59 || second > 59) return std::nullopt;
    found.local = std::chrono::local_days(date) + std::chrono::hours(hour) + std::chrono::minutes(minute) +
                  std::chrono::seconds(second);
    return found;
}

}  // namespace redress::app
