#include "adapters/app/calendar_view.hpp"

#include "adapters/app/calendar_ics.hpp"

#include <boost/json.hpp>

namespace redress::app {
namespace {

namespace bj = boost::json;

constexpr const char* weekdays[] = {"monday", "tuesday",  "wednesday", "thursday",
                                    "friday", "saturday", "sunday"};

bj::array texts_of(const day_hours& hours)
{
    bj::array all;
    for (const auto& span : hours) all.emplace_back(to_string(span));
    return all;
}

}  // namespace

bj::object calendar_head(const calendar& from, std::string_view language)
{
    const auto& rules = from.rules();
    return {{"calendar", rules.id},
            {"title", language.starts_with("zh") ? rules.title_zh : rules.title},
            {"zone", from.zone().name()},
            {"zone_data", from.zone().version()},
            {"first_year", rules.first_year},
            {"last_year", rules.last_year},
            {"source", rules.source},
            {"version", rules.version}};
}

bj::object special_day_row(const special_day& day, std::string_view language)
{
    return {{"date", to_string(day.date)}, {"hours", texts_of(day.hours)}, {"name", name_in(day, language)}};
}

bj::object hours_by_weekday(const calendar& from)
{
    bj::object hours;
    for (std::size_t i = 0; i < std::size(weekdays); ++i)
        if (const auto& day = from.rules().hours[(i + 1) % std::size(weekdays)]; !day.empty())
            hours[weekdays[i]] = texts_of(day);
    return hours;
}

}  // namespace redress::app
