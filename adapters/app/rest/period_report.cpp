// /reports/period and /reports/period/cases: the numbers of a period, and the cases behind each of them.
#include "adapters/app/rest/house.hpp"

#include "adapters/app/line_view.hpp"
#include "adapters/app/measures.hpp"
#include "adapters/app/reading.hpp"
#include "adapters/app/rest/cursor.hpp"
#include "adapters/files/policy_file.hpp"
#include "adapters/files/text_book.hpp"
#include "adapters/files/zone_data.hpp"
#include "adapters/postgres/case_queries.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>

namespace redress::app::rest {
namespace {

using namespace std::chrono_literals;

constexpr auto period_max = std::chrono::days(366);
/// Before the period: what was filed earlier counts when it was closed, decided or due in it.
constexpr auto looked_back = std::chrono::days(366);
constexpr std::size_t reports_kept_max = 8;  // each holds the cases of a year under all their measures

constexpr std::array<std::string_view, 13> measure_names{
    "filed",    "closed",   "promise_met", "promise_missed", "promise_running",   "escalated", "appealed",
    "reopened", "category", "outcome",     "root_cause",     "escalation_reason", "due_ahead"};

/// Days are those of the house's own policy.
zone zone_of_house(services& from)
{
    for (const auto* one : from.policies_of_files().in_force())
        if (!one->applies)
            if (auto found = files::load_zone(one->zone)) return std::move(*found);
    return *files::load_zone("UTC");
}

/// Whole minutes, so that two who ask one after another ask for the same.
instant_span period_asked(web_call& call, const parameters& query)
{
    const auto now = call.from().queries().now();
    const auto minute = [](instant at) {
        const auto since = at.time_since_epoch();
        return instant(since - since % 1min);
    };
    const instant until = minute(query.time("until").value_or(now + 1min));
    const instant from = minute(query.time("from").value_or(until - std::chrono::days(28)));
    if (from >= until || until - from > period_max) throw unfit_parameter("from", {"time"});
    return {from, until};
}

boost::json::object head_of(const period_told& told)
{
    return {{"as_of", to_string(told.as_of)},
            {"from", to_string(told.from)},
            {"until", to_string(told.until)},
            {"looked_back_to", to_string(told.looked_back_to)},
            {"zone", told.zone}};
}

}  // namespace

std::shared_ptr<const period_told> period_reports::of(services& from, instant_span period)
{
    const auto who = from.reader();
    const auto name =
        (who ? who->id : std::string()) + " " + to_string(period.from) + " " + to_string(period.until);
    std::shared_ptr<kept_report> report;
    {
        const std::lock_guard hold(guard_);
        if (reports_.size() >= reports_kept_max && !reports_.contains(name)) reports_.clear();
        auto& slot = reports_[name];
        if (!slot) slot = std::make_shared<kept_report>();
        report = slot;
    }
    return report->told.get(kept_ * (1 + report->took_s.load()), [&] {
        const auto began = std::chrono::steady_clock::now();
        // It goes through the cases of a year: one at a time, so that it never takes all workers.
        const std::unique_lock alone(making_, std::try_to_lock);
        if (!alone) throw problem(429, "rate_limited").header("retry-after", "5");
        auto made = std::make_shared<period_told>();
        made->as_of = from.queries().now();
        made->from = period.from, made->until = period.until;
        made->looked_back_to = period.from - looked_back;
        const auto where = zone_of_house(from);
        made->zone = where.name();
        std::map<period_told::row, std::vector<std::pair<instant, case_id>>> by;
        static_cast<void>(for_each_case_recorded(from, made->looked_back_to, [&](const complaint& one) {
            for (auto& each : measures_of(one, period, made->as_of, where))
                by[{std::string(each.measure), std::move(each.key), one.facts.team}].emplace_back(
                    one.facts.filed_at.value_or(instant{}), one.id);
        }));
        for (auto& [row, cases] : by) {
            std::ranges::sort(cases, std::greater<>());
            auto& ids = made->cases[row];
            for (const auto& [at, id] : cases) ids.push_back(id);
        }
        report->took_s =
            std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - began)
                .count();
        return made;
    });
}

void report_period(web_call& call, period_reports& reports)
{
    const parameters query(call.asked(), {"from", "until", "team"});
    static_cast<void>(who_asks(call));
    const auto team = query.text("team");
    const auto told = reports.of(call.from(), period_asked(call, query));
    boost::json::array rows;
    for (const auto& [row, cases] : told->cases) {
        if (!team.empty() && row.team != team) continue;
        rows.push_back(boost::json::object{
            {"measure", row.measure}, {"key", row.key}, {"team", row.team}, {"cases", cases.size()}});
    }
    auto out = head_of(*told);
    out["rows"] = std::move(rows);
    call.answer(json_response(200, out));
}

void list_behind_number(web_call& call, period_reports& reports)
{
    const parameters query(call.asked(), {"from", "until", "team", "measure", "key", "limit", "cursor"});
    static_cast<void>(who_asks(call));
    const auto measure = query.one_of("measure", measure_names);
    if (measure.empty())
        throw unfit_parameter("measure", {"one_of", {{"names", "filed, closed, promise_missed"}}});
    const auto key = query.text("key"), team = query.text("team");
    const auto told = reports.of(call.from(), period_asked(call, query));
    std::vector<case_id> ids;
    for (const auto& [row, cases] : told->cases)
        if (row.measure == measure && (key.empty() || row.key == key) && (team.empty() || row.team == team))
            ids.insert(ids.end(), cases.begin(), cases.end());
    // A case may count under several keys, and stands once in a list of all of them.
    std::ranges::sort(ids, std::greater<>());
    const auto [first, last] = std::ranges::unique(ids);
    ids.erase(first, last);
    std::size_t begin = 0;
    if (const auto place = place_asked(call); !place.empty())
        std::from_chars(place.data(), place.data() + place.size(), begin);
    const auto limit = static_cast<std::size_t>(query.limit());
    begin = std::min(begin, ids.size());
    const auto end = std::min(begin + limit, ids.size());
    const std::vector<case_id> page(ids.begin() + static_cast<std::ptrdiff_t>(begin),
                                    ids.begin() + static_cast<std::ptrdiff_t>(end));
    auto& from = call.from();
    const auto who = from.reader();
    const auto cases = cases_read(from, page);
    boost::json::array items;
    for (const auto& id : page) {
        const auto found = cases.find(id);
        // Since it was counted it may have come to concern whoever reads.
        if (found == cases.end() || (who && !may_open(*who, found->second))) continue;
        const auto line = postgres::line_of(found->second);
        auto row = line_json(line);
        row["words"] = boost::json::object{
            {"state", from.texts().text("state", line.state, from.language())},
            {"category", line.category.empty()
                             ? std::string()
                             : from.texts().text("category", line.category, from.language())}};
        items.push_back(std::move(row));
    }
    auto beside = head_of(*told);
    beside.erase("as_of");
    beside["cases"] = ids.size();
    call.answer(page_response(call, std::move(items), end < ids.size() ? std::to_string(end) : std::string(),
                              std::move(beside)));
}

}  // namespace redress::app::rest
