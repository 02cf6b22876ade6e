// /complaints/{id}/actions: what may be done, and doing it.
#include "adapters/app/rest/resources.hpp"

#include "adapters/app/actions_view.hpp"
#include "adapters/app/command_answer.hpp"
#include "adapters/app/decision_ground.hpp"
#include "adapters/app/letter_view.hpp"
#include "adapters/app/nearest.hpp"
#include "adapters/app/reading.hpp"
#include "adapters/app/rest/event_body.hpp"
#include "adapters/app/rest/foreseen.hpp"
#include "adapters/app/rest/precondition.hpp"
#include "adapters/app/unblock.hpp"
#include "adapters/files/text_book.hpp"
#include "states/lookups.hpp"
#include "states/matter_step.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace redress::app::rest {
namespace {

/// Who approved it is not for whoever does it to say.
boost::json::array names_of_fields(const field_set& set)
{
    constexpr field_set of_the_second_person = field_groups::approval;
    boost::json::array names;
    for (std::size_t f = 0; f < field_count; ++f)
        if (const auto one = static_cast<field>(f); set.has(one) && !of_the_second_person.has(one))
            names.emplace_back(name_of(one));
    return names;
}

/// What the letter of an act must hold by every policy that the case pins, each part once; empty: it is no letter.
boost::json::array parts_of_letter(event_type what, const step_context& context)
{
    boost::json::array parts;
    const auto kind = letter_of(what);
    if (!kind) return parts;
    for (const auto* pinned : context.rules)
        if (const auto* rule = pinned->letter(*kind))
            for (const auto& part : rule->must_contain)
                if (std::ranges::find(parts, boost::json::value(part)) == parts.end())
                    parts.emplace_back(part);
    return parts;
}

boost::json::object row_of_action(services& from, const complaint& of, const shown_action& shown,
                                  const step_context& context)
{
    static constexpr std::string_view how[] = {"possible", "blocked", "other_role"};
    const auto& action = shown.action;
    const auto& texts = from.texts();
    const auto machine = owner_of(action.event);
    boost::json::object row{{"event", name_of(action.event)},
                            {"label", texts.text("event", name_of(action.event), from.language())},
                            {"how", how[static_cast<std::size_t>(action.how)]},
                            {"machine", machine}};
    if (!action.target.empty()) {
        row["target"] = action.target;
        row["target_label"] =
            texts.text(machine == "lifecycle" ? "state" : machine, action.target, from.language());
    }
    for (const auto& [name, value] : shown.why_not) row[name] = value;
    if (!action.guard.empty()) {
        // For whoever makes a form of it: the field or the event that mends it, and the values of its words.
        row["fix"] = fix_of(action.event, action.guard);
        auto& args = row["args"].emplace_object();
        for (const auto& [name, value] : action.args) args[name] = value;
    }
    row["roles"] = names_of_roles(action.roles);
    row["required"] = names_of_fields(row_of(action.event).required);
    row["optional"] = names_of_fields(row_of(action.event).optional);
    if (auto parts = parts_of_letter(action.event, context); !parts.empty())
        row["letter_parts"] = std::move(parts);
    if (shown.may_leave_reasons_out) row["may_leave_out"] = boost::json::array{reasons_part};
    if (action.how == legality::now)
        if (auto ahead = foresee(of, {.type = action.event}, context))
            row["effects"] = std::move(ahead->effects);
    return row;
}

/// One that a case takes, by its name in the path; incidents, improvements and compartments have ways of their own.
event_type event_of_path(const http::request& asked)
{
    const auto& name = asked.in_path.at("event");
    std::vector<std::string_view> known;
    for (std::size_t e = 0; e < event_count; ++e) {
        const auto type = static_cast<event_type>(e);
        if (matter_of(type) || type == event_type::complaint_filed) continue;
        if (name_of(type) == name) return type;
        known.push_back(name_of(type));
    }
    throw problem(404, "event_unknown", {{"event", name}, {"near", std::string(nearest(name, known))}});
}

/// Whom it concerns may step aside while they have it, which the engine says; to anybody else concerned it is not
/// there, whatever the request is like.
complaint case_for(web_call& call, const actor& who)
{
    auto found = case_to_act_on(call);
    if (is_hidden_from(who, found)) throw no_such_case(call.asked().in_path.at("id"));
    return found;
}

/// The act that the body tells of. `complete` adds to the body what goes without saying.
template <class Complete>
event act_of(web_call& call, event_type type, const actor& who, const complaint& about, Complete& complete)
{
    auto body = call.asked().body.empty() ? boost::json::object() : body_of(call.asked());
    complete(who, body);
    auto what = event_of_body(call, type, std::move(body));
    add_approval(call, about, what, who);
    return what;
}

template <class Complete>
void do_event(web_call& call, event_type type, Complete complete)
{
    const parameters query(call.asked(), {"dry_run"});
    const bool dry = query.yes("dry_run");
    const auto who = who_asks(call, type);
    if (dry) {
        const auto found = case_for(call, who);
        if (!call.asked().header("if-match").empty()) check_version(call, found.version);
        tell_foreseen(call, found, act_of(call, type, who, found, complete), who);
        return;
    }
    const request_key key(call.asked());
    if (key.replayed(call)) return;
    const auto found = case_for(call, who);
    // Whether it is stale the engine says, which knows a repeat of what was done before.
    const auto version = version_to_match(call.asked());
    auto sent = command_of(call, key, found.id, act_of(call, type, who, found, complete), who);
    sent.expected_version = version;
    decide_and_answer(call, key, sent);
}

}  // namespace

void list_actions(web_call& call)
{
    const parameters query(call.asked(), {"how"});
    static constexpr std::string_view how[] = {"possible", "blocked", "other_role"};
    const auto wanted = query.one_of("how", how);
    auto& from = call.from();
    const auto found = case_of_path(call);
    const auto who = who_asks(call);
    const decision_ground ground(from, found, who);
    boost::json::array items;
    for (const auto& shown : actions_for(from, found, ground.context())) {
        if (!wanted.empty() && how[static_cast<std::size_t>(shown.action.how)] != wanted) continue;
        items.push_back(row_of_action(from, found, shown, ground.context()));
    }
    auto made = json_response(200, {{"case", to_string(found.id)},
                                    {"version", found.version},
                                    {"role", name_of(who.role)},
                                    {"items", std::move(items)}});
    made.headers.emplace_back("etag", etag_of(found.version));
    call.answer(std::move(made));
}

void do_action(web_call& call)
{
    do_event(call, event_of_path(call.asked()), [](const actor&, boost::json::object&) {});
}

void preview_letter(web_call& call)
{
    const parameters none(call.asked(), {});
    const auto type = event_of_path(call.asked());
    const auto who = who_asks(call, type);
    const auto reader = who_asks(call, event_type::access_given);
    const auto found = case_for(call, who);
    const auto nothing = [](const actor&, boost::json::object&) {};
    const auto what = act_of(call, type, who, found, nothing);
    // Refused as the act itself would be, before anything is put on record.
    (void)then_of(call, found, what, who);
    record_reading(call, found, reader, {"complainant_name", "points"}, [what, who](web_call& later) {
        const auto now = case_of_path(later);
        const auto then = then_of(later, now, what, who);
        boost::json::object out{{"event", name_of(what.type)}};
        if (const auto letter = letter_to_come(later.from(), now, then, what)) {
            auto row = letter_json(*letter);
            // It has no number before it is sent.
            row.erase("letter");
            out["letter"] = std::move(row);
        }
        later.answer(json_response(200, out));
    });
}

void assign_complaint(web_call& call)
{
    do_event(call, event_type::assigned, [](const actor& who, boost::json::object& body) {
        if (!body.contains("owner")) body["owner"] = who.id;  // who says nothing takes it
    });
}

}  // namespace redress::app::rest
