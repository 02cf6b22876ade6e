// /incidents and /improvements: what stands beside the case, decided by the same engine and refused in the same words.
#include "adapters/app/rest/beside.hpp"

#include "adapters/app/matter_view.hpp"
#include "adapters/app/nearest.hpp"
#include "adapters/app/rest/cursor.hpp"
#include "adapters/app/rest/event_body.hpp"
#include "adapters/app/rest/foreseen.hpp"
#include "adapters/app/rest/precondition.hpp"
#include "adapters/app/rest/resources.hpp"
#include "adapters/files/text_book.hpp"
#include "states/matter_step.hpp"

#include <boost/json.hpp>

namespace redress::app::rest {
namespace {

constexpr std::string_view name_in_path(matter_kind kind)
{
    return kind == matter_kind::incident ? "incident" : "improvement";
}

boost::json::object row_told(web_call& call, const postgres::matter_line& line, boost::json::object row)
{
    row["words"] = boost::json::object{
        {"state", call.from().texts().text("state", name_of(line.now.state), call.from().language())}};
    return row;
}

void list_matters(web_call& call, postgres::matter_filter filter)
{
    const auto limit = filter.limit;
    if (const auto place = place_asked(call); !place.empty()) filter.after = parse_uuid(place);
    filter.limit = limit + 1;
    auto lines = call.from().matters().list(filter);
    std::string next;
    if (static_cast<int>(lines.size()) > limit) {
        lines.resize(static_cast<std::size_t>(limit));
        next = to_string(lines.back().now.id);
    }
    auto rows = matters_json(call.from(), lines);
    boost::json::array items;
    for (std::size_t n = 0; n < lines.size(); ++n)
        items.push_back(row_told(call, lines[n], std::move(rows[n])));
    call.answer(page_response(call, std::move(items), next));
}

void read_matter(web_call& call, matter_kind kind)
{
    const parameters none(call.asked(), {});
    static_cast<void>(who_asks(call));
    const auto line = matter_of_path(call, kind);
    auto made = json_response(200, row_told(call, line, matter_json(call.from(), line)));
    made.headers.emplace_back("etag", etag_of(line.now.version));
    call.answer(std::move(made));
}

void open_matter(web_call& call, matter_kind kind, event_type type)
{
    const parameters query(call.asked(), {"dry_run"});
    const auto who = who_asks(call, type);
    if (query.yes("dry_run")) {
        matter nothing;
        nothing.kind = kind;
        tell_foreseen(call, nothing, event_of_body(call, type, body_of(call.asked())), who);
        return;
    }
    const request_key key(call.asked());
    if (key.replayed(call)) return;
    auto what = event_of_body(call, type, body_of(call.asked()));
    const auto sent = command_of(call, key, key.new_case(), std::move(what), who);
    decide_and_answer(call, key, sent);
}

/// One that something of this kind takes once it is there, by its name in the path.
event_type event_of_path(const http::request& asked, matter_kind kind)
{
    const auto& name = asked.in_path.at("event");
    std::vector<std::string_view> known;
    for (const auto& row : rows_of_matter(kind)) {
        if (opens_matter(row.event)) continue;
        if (name_of(row.event) == name) return row.event;
        known.push_back(name_of(row.event));
    }
    throw problem(404, "event_unknown", {{"event", name}, {"near", std::string(nearest(name, known))}});
}

event act_of(web_call& call, event_type type)
{
    return event_of_body(call, type,
                         call.asked().body.empty() ? boost::json::object() : body_of(call.asked()));
}

void do_to_matter(web_call& call, matter_kind kind)
{
    const parameters query(call.asked(), {"dry_run"});
    const bool dry = query.yes("dry_run");
    const auto type = event_of_path(call.asked(), kind);
    const auto who = who_asks(call, type);
    if (dry) {
        const auto now = matter_of_path(call, kind).now;
        if (!call.asked().header("if-match").empty()) check_version(call, now.version);
        tell_foreseen(call, now, act_of(call, type), who);
        return;
    }
    const request_key key(call.asked());
    if (key.replayed(call)) return;
    const auto now = matter_of_path(call, kind).now;
    // Whether it is stale the engine says, which knows a repeat of what was done before.
    const auto version = version_to_match(call.asked());
    auto sent = command_of(call, key, now.id, act_of(call, type), who);
    sent.expected_version = version;
    decide_and_answer(call, key, std::move(sent));
}

}  // namespace

postgres::matter_line matter_of_path(web_call& call, matter_kind kind)
{
    const auto& named = call.asked().in_path.at(std::string(name_in_path(kind)));
    try {
        return matter_named(call.from(), kind, named);
    } catch (const command_failed& no) {
        // What is no id is the id of none.
        if (no.code() != exit_code::usage || !no.what_is_said()) throw;
        throw command_failed(exit_code::not_found, *no.what_is_said());
    }
}

void list_incidents(web_call& call)
{
    static constexpr std::string_view states[] = {"open", "ended", "any"};
    const parameters query(call.asked(), {"incident_state", "limit", "cursor"});
    static_cast<void>(who_asks(call));
    const auto state = query.one_of("incident_state", states);
    list_matters(call, {.kind = matter_kind::incident,
                        .state = parse_name<matter_state>(state.empty() ? "open" : state),
                        .limit = query.limit()});
}

void open_incident(web_call& call)
{
    open_matter(call, matter_kind::incident, event_type::incident_opened);
}

void read_incident(web_call& call)
{
    read_matter(call, matter_kind::incident);
}

void read_incident_timeline(web_call& call)
{
    read_matter_timeline(call, matter_kind::incident);
}

void do_incident_action(web_call& call)
{
    do_to_matter(call, matter_kind::incident);
}

void list_improvements(web_call& call)
{
    static constexpr std::string_view states[] = {"open", "done", "checked", "any"};
    const parameters query(call.asked(), {"improvement_state", "owner", "limit", "cursor"});
    static_cast<void>(who_asks(call));
    const auto state = query.one_of("improvement_state", states);
    list_matters(call, {.kind = matter_kind::action,
                        .state = parse_name<matter_state>(state.empty() ? "open" : state),
                        .owner = query.text("owner"),
                        .limit = query.limit()});
}

void open_improvement(web_call& call)
{
    open_matter(call, matter_kind::action, event_type::action_opened);
}

void read_improvement(web_call& call)
{
    read_matter(call, matter_kind::action);
}

void read_improvement_timeline(web_call& call)
{
    read_matter_timeline(call, matter_kind::action);
}

void do_improvement_action(web_call& call)
{
    do_to_matter(call, matter_kind::action);
}

}  // namespace redress::app::rest
