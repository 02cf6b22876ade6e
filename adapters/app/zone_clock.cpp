#include "adapters/app/zone_clock.hpp"

#include "adapters/app/config.hpp"

#include <date/tz.h>

#include <cstdlib>

namespace redress::app {
namespace {

const date::time_zone* found(const std::string& zone)
{
    try {
        return date::locate_zone(zone);
    } catch (const std::runtime_error&) {
        throw config_error("zone '" + zone + "' of a policy is no IANA name, such as Asia/Shanghai");
    }
}

}  // namespace

zone_clock::zone_clock(const std::string& zone) : zone_(found(zone)) {}

workflow::local_time zone_clock::operator()(instant at) const
{
    const auto offset = zone_->get_info(at).offset;
    const auto local = std::chrono::floor<std::chrono::minutes>(at + offset);
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const std::chrono::year_month_day date(day);
    const auto minutes = (local - day).count();
    return {
        .year = static_cast<int>(date.year()),
        .month = static_cast<unsigned>(date.month()),
        .day = static_cast<unsigned>(date.day()),
        .weekday = std::chrono::weekday(day).c_encoding(),
        .hour = static_cast<unsigned>(minutes / 60),
        .minute = static_cast<unsigned>(minutes % 60),
        .offset_minutes = static_cast<int>(std::chrono::duration_cast<std::chrono::minutes>(offset).count())};
}

std::string zone_clock::text(instant at) const
{
    const auto offset = (*this)(at).offset_minutes;
    auto text = to_string(at + std::chrono::minutes(offset)).substr(0, 19);
    text[10] = ' ';
    const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    const auto away = std::abs(offset);
    return text + (offset < 0 ? "-" : "+") + two(away / 60) + ":" + two(away % 60);
}

}  // namespace redress::app
