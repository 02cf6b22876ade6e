// /reports/open: how many cases stand where, how old they are and how many promises are past, by team, category
// and owner. Counted from what is there for whoever asks, at most once a minute.
#include "adapters/app/rest/resources.hpp"

#include "adapters/app/rest/house_counts.hpp"

#include <boost/json.hpp>

#include <map>

namespace redress::app::rest {
namespace {

boost::json::array rows_of(const std::map<std::string, counted_cases>& by, std::string_view key)
{
    boost::json::array rows;
    for (const auto& [name, counted] : by) {
        boost::json::object row{{key, name}};
        for (const auto& [member, value] : counted.json()) row[member] = value;
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace

void report_open(web_call& call, house_counts& counts)
{
    const parameters query(call.asked(), {"team", "category"});
    static_cast<void>(who_asks(call));
    const auto team = query.text("team"), category = query.text("category");
    const auto seen = counts.for_reader(call.from());
    counted_cases all;
    std::map<std::string, counted_cases> by_state, by_age, by_team, by_category, by_owner;
    for (const auto& [group, counted] : seen->open) {
        if ((!team.empty() && group.team != team) || (!category.empty() && group.category != category))
            continue;
        all += counted;
        by_state[group.state] += counted;
        by_team[group.team] += counted;
        by_category[group.category] += counted;
        if (!group.owner.empty()) by_owner[group.owner] += counted;
        if (!group.age.empty()) by_age[group.age] += counted;
    }
    call.answer(json_response(200, {{"as_of", to_string(seen->as_of)},
                                    {"all", all.json()},
                                    {"by_state", rows_of(by_state, "state")},
                                    {"by_age", rows_of(by_age, "age")},
                                    {"by_team", rows_of(by_team, "team")},
                                    {"by_category", rows_of(by_category, "category")},
                                    {"by_owner", rows_of(by_owner, "owner")}}));
}

}  // namespace redress::app::rest
