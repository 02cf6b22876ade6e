// /queues, /escalations, /appeals: what to look at next, least time left first.
#include "adapters/app/rest/resources.hpp"

#include "adapters/app/reading.hpp"
#include "adapters/app/rest/lines.hpp"
#include "adapters/postgres/desk_store.hpp"
#include "workflow/absences.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <optional>
#include <vector>

namespace redress::app::rest {
namespace {

/// What the console keeps such a case as, among the drafts of whoever put it aside.
constexpr std::string_view hidden_until = "hidden_until";
constexpr std::string_view names[] = {"mine", "team", "unowned", "waiting", "all"};

/// Throws problem: not_found.
postgres::queue_filter queue_called(services& from, std::string_view name, const actor& who)
{
    postgres::queue_filter filter;
    if (name == "mine") {
        filter.owner = who.id;
        filter.stood_in_for = workflow::stood_in_for(from.colleagues(), who.id, from.queries().now());
    } else if (name == "team")
        filter.team = who.team;
    else if (name == "unowned")
        filter.unowned = true;
    else if (name == "waiting")
        filter.waiting = true;
    else if (name != "all")
        throw problem(404, "not_found");
    return filter;
}

/// Open cases that somebody put out of their own sight until later, and that are there for them.
std::vector<complaint> out_of_sight(services& from, const actor& who)
{
    const auto now = from.queries().now();
    std::vector<case_id> ids;
    for (const auto& one : from.desk().drafts(who.id, std::nullopt)) {
        if (one.composer != hidden_until || one.about.is_nil()) continue;
        boost::system::error_code failed;
        const auto words = boost::json::parse(one.words, failed);
        const auto* until = failed || !words.is_object() ? nullptr : words.get_object().if_contains("until");
        if (until == nullptr || !until->is_string()) continue;
        const auto at = parse_instant(std::string_view(until->get_string()));
        if (at && *at > now) ids.push_back(one.about);
    }
    std::vector<complaint> cases;
    for (auto& [id, one] : cases_read(from, ids))
        if (one.open() && may_open(who, one)) cases.push_back(std::move(one));
    return cases;
}

bool is_in(const postgres::queue_filter& queue, const complaint& of)
{
    const auto line = postgres::line_of(of);
    return (queue.owner.empty() || line.owner == queue.owner ||
            std::ranges::find(queue.stood_in_for, line.owner) != queue.stood_in_for.end()) &&
           (queue.team.empty() || line.team == queue.team) && (!queue.unowned || line.owner.empty()) &&
           (!queue.waiting || of.hold == hold_state::waiting);
}

}  // namespace

void list_queues(web_call& call)
{
    const parameters query(call.asked(), {"count"});
    const auto who = who_asks(call);
    const bool counted = query.yes("count");
    const auto aside = counted ? out_of_sight(call.from(), who) : std::vector<complaint>{};
    boost::json::array items;
    for (const auto name : names) {
        boost::json::object row{{"queue", name}, {"href", "/api/v1/queues/" + std::string(name)}};
        if (counted) {
            const auto queue = queue_called(call.from(), name, who);
            const auto without =
                std::ranges::count_if(aside, [&](const complaint& one) { return is_in(queue, one); });
            const auto counted_so_far = count_queue(call, queue, static_cast<int>(without));
            row["count"] = counted_so_far.lines;
            row["more"] = counted_so_far.more;
        }
        items.push_back(std::move(row));
    }
    call.answer(json_response(200, {{"items", std::move(items)}}));
}

void read_queue(web_call& call)
{
    const parameters query(call.asked(), {"team", "owner", "state", "category", "channel", "kind", "hold",
                                          "severity", "rung", "limit", "cursor"});
    const auto who = who_asks(call);
    auto filter = queue_called(call.from(), call.asked().in_path.at("name"), who);
    if (const auto team = query.text("team"); !team.empty()) filter.team = team;
    // Mine is mine, whoever else is named.
    if (filter.owner.empty()) filter.owner = query.text("owner");
    filter.limit = query.limit();
    read_queue_filter(query, filter);
    if (filter.stood_in_for.empty()) return tell_queue(call, filter);
    tell_queue(call, filter, [&](const complaint& of, boost::json::object& row) {
        if (of.facts.owner != who.id) row["stands_in_for"] = of.facts.owner;
    });
}

void list_escalations(web_call& call)
{
    const parameters query(call.asked(), {"team", "owner", "limit", "cursor"});
    static_cast<void>(who_asks(call));
    tell_queue(
        call,
        {.team = query.text("team"), .owner = query.text("owner"), .raised = true, .limit = query.limit()},
        [](const complaint& of, boost::json::object& row) {
            const auto& f = of.facts;
            row["ladder"] = name_of(of.ladder);
            if (f.rungs.empty()) return;
            const auto& last = f.rungs.back();
            row["reason"] = last.reason;
            row["target"] = last.target;
            if (last.at) row["raised_at"] = to_string(*last.at);
            if (!f.rung_reviewer.empty()) row["reviewer"] = f.rung_reviewer;
        });
}

void list_appeals(web_call& call)
{
    const parameters query(call.asked(), {"team", "owner", "limit", "cursor"});
    static_cast<void>(who_asks(call));
    tell_queue(call,
               {.team = query.text("team"),
                .owner = query.text("owner"),
                .state = std::string(name_of(lifecycle_state::appealed)),
                .limit = query.limit()},
               [](const complaint& of, boost::json::object& row) {
                   const auto& f = of.facts;
                   row["appeal_level"] = f.appeal_level;
                   row["outcome"] = name_of(f.outcome);
                   if (!f.decided_by.empty()) row["decided_by"] = f.decided_by;
                   if (f.decided_at) row["decided_at"] = to_string(*f.decided_at);
               });
}

}  // namespace redress::app::rest
