// /reports/open: how many cases stand where, how old they are and how many promises are past, by team and
// category. Counted from the lines that are there for whoever asks.
#include "adapters/app/rest/resources.hpp"

#include "adapters/app/reading.hpp"
#include "adapters/postgres/case_queries.hpp"

#include <boost/json.hpp>

#include <chrono>
#include <map>

namespace redress::app::rest {
namespace {

constexpr int page_read = 500;

std::string_view age_of(std::chrono::hours age)
{
    const auto days = age.count() / 24;
    if (days < 1) return "under_1_day";
    if (days < 7) return "1_to_7_days";
    if (days < 14) return "7_to_14_days";
    if (days < 28) return "14_to_28_days";
    return days < 56 ? "28_to_56_days" : "over_56_days";
}

struct sums {
    std::int64_t open = 0, overdue = 0, due_within_day = 0, unowned = 0, raised = 0, waiting = 0;

    void add(const postgres::case_line& line, instant now)
    {
        ++open;
        if (line.next_due && *line.next_due <= now) ++overdue;
        if (line.next_due && *line.next_due > now && *line.next_due <= now + std::chrono::hours(24))
            ++due_within_day;
        if (line.owner.empty()) ++unowned;
        if (line.rung > 0) ++raised;
        if (line.hold != "none" && !line.hold.empty()) ++waiting;
    }
    [[nodiscard]] boost::json::object json() const
    {
        return {{"open", open},       {"overdue", overdue}, {"due_within_day", due_within_day},
                {"unowned", unowned}, {"raised", raised},   {"waiting", waiting}};
    }
};

boost::json::array rows_of(const std::map<std::string, sums>& by, std::string_view key)
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

void report_open(web_call& call)
{
    const parameters query(call.asked(), {"team", "category"});
    static_cast<void>(who_asks(call));
    auto& from = call.from();
    const auto now = from.queries().now();
    sums all;
    std::map<std::string, sums> by_state, by_age, by_team, by_category;
    postgres::case_filter filter{
        .team = query.text("team"), .category = query.text("category"), .limit = page_read};
    for (;;) {
        const auto lines = from.queries().list(filter);
        std::vector<case_id> ids;
        for (const auto& line : lines) ids.push_back(line.id);
        const auto hidden = hidden_from_reader(from, ids);
        for (const auto& line : lines) {
            if (hidden.contains(line.id)) continue;
            all.add(line, now);
            by_state[line.state].add(line, now);
            by_team[line.team].add(line, now);
            by_category[line.category].add(line, now);
            if (line.filed_at)
                by_age[std::string(
                           age_of(std::chrono::duration_cast<std::chrono::hours>(now - *line.filed_at)))]
                    .add(line, now);
        }
        if (static_cast<int>(lines.size()) < page_read) break;
        filter.after = lines.back().id;
    }
    call.answer(json_response(200, {{"as_of", to_string(now)},
                                    {"all", all.json()},
                                    {"by_state", rows_of(by_state, "state")},
                                    {"by_age", rows_of(by_age, "age")},
                                    {"by_team", rows_of(by_team, "team")},
                                    {"by_category", rows_of(by_category, "category")}}));
}

}  // namespace redress::app::rest
