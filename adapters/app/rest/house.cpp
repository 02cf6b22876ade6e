// /roster, /settings, /calendars, /machines and /health: the house as it is set up, and whether all of it answers.
#include "adapters/app/rest/house.hpp"

#include "adapters/app/calendar_ics.hpp"
#include "adapters/app/calendar_view.hpp"
#include "adapters/app/health.hpp"
#include "adapters/app/rest/cursor.hpp"
#include "adapters/app/roster_view.hpp"
#include "adapters/files/calendar_file.hpp"
#include "adapters/files/policy_file.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "states/step.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace redress::app::rest {
namespace {

constexpr auto health_kept = std::chrono::seconds(30);
constexpr std::string_view levels[] = {"ok", "warning", "down"};

}  // namespace

void read_roster(web_call& call)
{
    const parameters none(call.asked(), {});
    static_cast<void>(who_asks(call));
    auto& from = call.from();
    auto out = roster_json(from.roster(), from.colleagues(),
                           gaps_of(from.roster(), from.policies_of_files().in_force()));
    // Of an account of the machine no page has use.
    for (auto& one : out["people"].as_array()) one.as_object().erase("os_user");
    out["as_of"] = to_string(from.queries().now());
    call.answer(json_response(200, out));
}

void list_settings(web_call& call)
{
    const parameters none(call.asked(), {});
    static_cast<void>(who_asks(call));
    const auto& settings = call.from().settings();
    boost::json::array items;
    for (std::size_t i = 0; i < setting_count; ++i) {
        const auto one = static_cast<setting>(i);
        static constexpr std::string_view origins[] = {"default", "file", "environment", "flag"};
        items.push_back(
            boost::json::object{{"setting", row_of(one).name},
                                {"value", settings.shown(one)},
                                {"origin", origins[static_cast<std::size_t>(settings.origin_of(one))]},
                                {"where", settings.origin_text(one)}});
    }
    call.answer(page_response(call, std::move(items), {}));
}

void list_calendars(web_call& call)
{
    const parameters none(call.asked(), {});
    static_cast<void>(who_asks(call));
    auto& from = call.from();
    boost::json::array items;
    for (const auto& id : from.calendars().ids())
        items.push_back(calendar_head(*from.calendars().find(id), from.language()));
    call.answer(page_response(call, std::move(items), {}));
}

void read_calendar(web_call& call)
{
    const parameters query(call.asked(), {"year"});
    static_cast<void>(who_asks(call));
    auto& from = call.from();
    std::optional<int> year;
    if (const auto asked = query.integer("year", 1900, 2200)) year = static_cast<int>(*asked);
    const auto& id = call.asked().in_path.at("calendar");
    const auto known = from.calendars().ids();
    if (std::ranges::find(known, id) == known.end()) throw problem(404, "not_found");
    const auto& one = *from.calendars().find(id);
    auto out = calendar_head(one, from.language());
    out["hours"] = hours_by_weekday(one);
    boost::json::array days;
    for (const auto& day : one.rules().special)
        if (is_of_year(day, year)) days.push_back(special_day_row(day, from.language()));
    out["days"] = std::move(days);
    call.answer(json_response(200, out));
}

void read_machines(web_call& call)
{
    const parameters none(call.asked(), {});
    static_cast<void>(who_asks(call));
    static const auto told = boost::json::parse(machines_as_json()).as_object();
    call.answer(json_response(200, told));
}

boost::json::object health_seen::of(services& from)
{
    const bool chinese = from.language().starts_with("zh");
    return *(chinese ? chinese_ : english_).get(health_kept, [&] {
        boost::json::array items;
        examine_health(from, from.language(), [&](const health_line& one) {
            boost::json::object row{{"part", one.part},
                                    {"level", levels[static_cast<std::size_t>(one.level)]},
                                    {"state", one.state}};
            if (!one.since.empty()) row["since"] = one.since;
            if (!one.last_error.empty()) row["last_error"] = one.last_error;
            if (!one.what_to_do.empty()) row["what_to_do"] = one.what_to_do;
            items.push_back(std::move(row));
        });
        const auto now = std::chrono::time_point_cast<duration>(std::chrono::system_clock::now());
        return std::make_shared<const boost::json::object>(
            boost::json::object{{"as_of", to_string(now)}, {"items", std::move(items)}});
    });
}

void read_health(web_call& call, health_seen& seen)
{
    const parameters none(call.asked(), {});
    static_cast<void>(who_asks(call));
    call.answer(json_response(200, seen.of(call.from())));
}

}  // namespace redress::app::rest
