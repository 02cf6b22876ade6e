#include "adapters/files/rota.hpp"

#include "adapters/files/hours.hpp"
#include "adapters/files/zone_data.hpp"

#include <algorithm>
#include <tuple>

namespace redress::files {
namespace {

constexpr auto month = std::chrono::days(31);

std::vector<std::string> people_of(toml_reader& in, const std::vector<std::string>& known)
{
    std::vector<std::string> listed;
    for (const auto& one : in.texts("people")) {
        if (std::ranges::find(known, one.text) == known.end())
            in.unknown_name(one, "people", std::vector<std::string_view>(known.begin(), known.end()));
        listed.push_back(one.text);
    }
    if (listed.empty()) in.fail("people", "is missing: write who it is, such as people = [\"h.lin\"]");
    return listed;
}

rota_shift shift_of(toml_reader& in, const std::vector<std::string>& known, bool of_the_week)
{
    rota_shift shift;
    shift.people = people_of(in, known);
    shift.hours = read_hours(in, "hours");
    if (shift.hours.empty())
        in.fail(
            "hours",
            "is missing: write when, such as hours = [\"09:00-18:00\"], or \"00:00-24:00\" for a whole day");
    shift.on_call = in.yes("on_call");
    if (of_the_week) {
        for (const auto& day : in.texts("days")) {
            const auto found = std::ranges::find(weekday_names, day.text);
            if (found == weekday_names.end()) in.unknown_name(day, "days", weekday_names);
            shift.days[static_cast<std::size_t>(found - weekday_names.begin())] = true;
        }
        if (std::ranges::count(shift.days, true) == 0) shift.days.fill(true);
    }
    in.finish();
    return shift;
}

/// Turns of one person and kind that overlap or meet, as one.
std::vector<turn> joined(std::vector<turn> all)
{
    std::ranges::sort(
        all, {}, [](const turn& one) { return std::tuple(one.person, one.on_call, one.from, one.until); });
    std::vector<turn> made;
    for (auto& one : all) {
        const bool goes_on = !made.empty() && made.back().person == one.person &&
                             made.back().on_call == one.on_call && one.from <= made.back().until;
        if (goes_on)
            made.back().until = std::max(made.back().until, one.until);
        else
            made.push_back(std::move(one));
    }
    std::ranges::sort(made, {},
                      [](const turn& one) { return std::tuple(one.from, one.person, one.on_call); });
    return made;
}

}  // namespace

const std::vector<rota_shift>& rota::shifts_of(local_date date, bool& exceptional) const
{
    const auto found = std::ranges::lower_bound(exceptions_, date, {}, &rota_exception::date);
    exceptional = found != exceptions_.end() && found->date == date;
    return exceptional ? found->shifts : shifts_;
}

std::vector<turn> rota::turns(const instant_span& within) const
{
    std::vector<turn> all;
    const auto last = zone_.date(within.until + month);
    for (auto date = zone_.date(within.from - month); date <= last; date += std::chrono::days(1)) {
        bool exceptional = false;
        const auto weekday = std::chrono::weekday(date).c_encoding();
        for (const auto& shift : shifts_of(date, exceptional)) {
            if (!exceptional && !shift.days[weekday]) continue;
            const local_reading midnight = date;
            for (const auto& hours : shift.hours)
                for (const auto& span : zone_.showing(midnight + hours.from, midnight + hours.until))
                    for (const auto& person : shift.people)
                        all.push_back({person, shift.on_call, span.from, span.until});
        }
    }
    all = joined(std::move(all));
    std::erase_if(all, [&](const turn& one) { return one.until <= within.from || one.from > within.until; });
    return all;
}

std::vector<turn> rota::at(instant when) const
{
    auto all = turns({when, when});
    std::erase_if(all, [&](const turn& one) { return one.from > when; });
    return all;
}

std::vector<turn> rota::next(instant when, bool on_call, duration ahead) const
{
    auto all = turns({when, when + ahead});
    std::erase_if(all, [&](const turn& one) { return one.on_call != on_call || one.from <= when; });
    if (!all.empty())
        std::erase_if(all, [first = all.front().from](const turn& one) { return one.from != first; });
    return all;
}

std::vector<rota> read_rotas(toml_reader& file, const std::vector<std::string>& people)
{
    std::vector<rota> all;
    for (auto& one : file.tables("rota")) {
        const auto team = one.text("team");
        const auto name = "rota of '" + team.text + "'";
        one.call(name);
        for (const auto& other : all)
            if (other.team() == team.text)
                one.fail(team.at, "team stands twice; put all shifts of a team into one [[rota]]");
        const auto said = one.text("zone");
        auto where = load_zone(said.text);
        if (!where)
            one.fail(said.at, "zone '" + said.text + "' is no IANA name; write one such as Asia/Shanghai");
        rota made(team.text, std::move(*where));
        for (auto& shift : one.tables("shift")) {
            shift.call(name + ", shift");
            made.shifts_.push_back(shift_of(shift, people, true));
        }
        if (made.shifts_.empty())
            one.fail("shift", "is missing: write a [[rota.shift]] with people, days and hours");
        for (auto& special : one.tables("exception")) {
            rota_exception day{.date = special.date("date")};
            special.call(name + ", exception " + to_string(day.date));
            day.name = special.text("name").text;
            for (const auto& other : made.exceptions_)
                if (other.date == day.date)
                    special.fail("date", "stands twice; put all shifts of a date into one exception");
            for (auto& shift : special.tables("shift")) {
                shift.call(name + ", exception " + to_string(day.date) + ", shift");
                day.shifts.push_back(shift_of(shift, people, false));
            }
            special.finish();
            made.exceptions_.push_back(std::move(day));
        }
        std::ranges::sort(made.exceptions_, {}, &rota_exception::date);
        one.finish();
        all.push_back(std::move(made));
    }
    return all;
}

}  // namespace redress::files
