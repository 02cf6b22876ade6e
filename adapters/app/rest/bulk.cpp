// /bulk/{event}: one act on many cases, looked at before it is done, with an answer for each.
#include "adapters/app/rest/resources.hpp"

#include "adapters/app/command_answer.hpp"
#include "adapters/app/nearest.hpp"
#include "adapters/app/reading.hpp"
#include "adapters/app/rest/event_body.hpp"
#include "adapters/app/rest/foreseen.hpp"
#include "adapters/app/rest/precondition.hpp"
#include "adapters/app/rest/sentence.hpp"
#include "states/matter_step.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace redress::app::rest {
namespace {

constexpr std::size_t cases_max = 200;

/// What asks for a look at each case: it ends one, or is a person's own word.
constexpr auto one_by_one = std::to_array<event_type>(
    {event_type::decision_sent, event_type::declared_inadmissible, event_type::appeal_decided,
     event_type::appeal_remitted, event_type::marked_duplicate, event_type::withdrawn,
     event_type::resolution_accepted, event_type::appeal_withdrawn, event_type::redress_accepted,
     event_type::redress_declined, event_type::query_answered, event_type::subject_erased,
     event_type::content_redacted});

struct one_case {
    std::string named;
    std::int64_t version = 0;
};

event_type event_in_bulk(const http::request& asked)
{
    const auto& name = asked.in_path.at("event");
    std::vector<std::string_view> known;
    for (std::size_t e = 0; e < event_count; ++e) {
        const auto type = static_cast<event_type>(e);
        if (matter_of(type) || type == event_type::complaint_filed) continue;
        if (std::ranges::find(one_by_one, type) != one_by_one.end()) {
            if (name_of(type) != name) continue;
            throw problem(409, "unfit_for_bulk", {{"event", name}}).with("blockers", boost::json::array());
        }
        if (name_of(type) == name) return type;
        known.push_back(name_of(type));
    }
    throw problem(404, "event_unknown", {{"event", name}, {"near", std::string(nearest(name, known))}});
}

std::vector<one_case> cases_of(const boost::json::object& body)
{
    const auto* list = body.if_contains("cases");
    if (list == nullptr || !list->is_array() || list->as_array().empty()) throw problem(422, "no_action");
    if (list->as_array().size() > cases_max)
        throw unfit_member("/cases", false, {"cases_at_most", {{"n", std::to_string(cases_max)}}});
    std::vector<one_case> cases;
    for (const auto& one : list->as_array()) {
        const auto pointer = "/cases/" + std::to_string(cases.size());
        if (!one.is_object()) throw unfit_member(pointer, false, {"case_and_version"});
        static constexpr std::string_view known[] = {"case", "version"};
        refuse_unknown_members(one.as_object(), known);
        const auto* named = one.as_object().if_contains("case");
        const auto* version = one.as_object().if_contains("version");
        if (named == nullptr || !named->is_string())
            throw unfit_member(pointer + "/case", named == nullptr, {"case_named"});
        if (version == nullptr || !version->is_int64() || version->as_int64() < 1)
            throw unfit_member(pointer + "/version", version == nullptr, {"version_read"});
        cases.push_back({std::string(named->as_string()), version->as_int64()});
    }
    return cases;
}

boost::json::object missing(web_call& call, const std::string& named)
{
    auto told = boost::json::parse(problem(404, "not_found")
                                       .saying(sentence_of(call.from(), *no_such_case(named).what_is_said()))
                                       .told(call.from(), call.asked())
                                       .body);
    return {{"case", named}, {"status", 404}, {"problem", std::move(told)}};
}

boost::json::object row_of(const std::string& named, const http::response& made)
{
    boost::json::object row{{"case", named}, {"status", made.status}};
    row[made.status < 300 ? "answer" : "problem"] = boost::json::parse(made.body);
    return row;
}

/// A problem of one case is that case's answer and nobody else's.
template <class F>
boost::json::object each(web_call& call, const std::string& named, F&& f)
{
    try {
        return f();
    } catch (const problem& told) {
        return row_of(named, told.told(call.from(), call.asked()));
    } catch (const command_failed&) {
        return missing(call, named);
    }
}

http::response results_response(boost::json::array rows)
{
    std::int64_t accepted = 0;
    for (const auto& row : rows) accepted += row.at("status").to_number<std::int64_t>() < 300 ? 1 : 0;
    const auto all = static_cast<std::int64_t>(rows.size());
    return json_response(200,
                         {{"accepted", accepted}, {"refused", all - accepted}, {"results", std::move(rows)}});
}

}  // namespace

void do_in_bulk(web_call& call)
{
    const parameters query(call.asked(), {"dry_run"});
    const auto type = event_in_bulk(call.asked());
    const bool dry = query.yes("dry_run");
    const auto who = who_asks(call, type);
    std::optional<request_key> key;
    if (!dry) {
        key.emplace(call.asked());
        if (key->replayed(call)) return;
    }
    auto body = body_of(call.asked());
    static constexpr std::string_view known[] = {"cases", "fields"};
    refuse_unknown_members(body, known);
    const auto cases = cases_of(body);
    boost::json::object fields;
    if (const auto* said = body.if_contains("fields"); said != nullptr) {
        if (!said->is_object()) throw unfit_member("/fields", false, {"fields_of_event"});
        fields = said->as_object();
    }
    const auto what = event_of_body(call, type, std::move(fields));

    boost::json::array rows;
    std::set<std::pair<std::string, std::int64_t>> seen;  // whoever names a case twice means it once
    std::vector<workflow::command> sent;
    std::vector<std::pair<std::size_t, std::string>> whose;  // row of each command
    for (std::size_t n = 0; n < cases.size(); ++n) {
        const auto& one = cases[n];
        auto row = each(call, one.named, [&]() -> boost::json::object {
            const auto found = call.from().case_to_act_on(one.named);
            if (is_hidden_from(who, found)) return missing(call, one.named);
            if (!seen.emplace(to_string(found.id), one.version).second) return {};
            auto here = what;
            add_approval(call, found, here, who);
            if (dry) {
                if (found.version != one.version)
                    throw stale_version(call.from(), found.version, std::to_string(one.version));
                return {{"case", one.named},
                        {"status", 200},
                        {"foreseen", foreseen_json(call, found, here, who)}};
            }
            sent.push_back(command_of(call, *key, found.id, std::move(here), who, n + 1));
            sent.back().expected_version = one.version;
            whose.emplace_back(rows.size(), one.named);
            return {{"case", one.named}};
        });
        if (!row.empty()) rows.push_back(std::move(row));
    }
    if (dry) {
        call.answer(results_response(std::move(rows)));
        return;
    }
    if (sent.empty()) {
        key->answer(call, results_response(std::move(rows)));
        return;
    }
    decide_then(call, sent,
                [key = *key, sent, whose, rows](web_call& later,
                                                const std::vector<workflow::answer>& answers) mutable {
                    for (std::size_t n = 0; n < answers.size(); ++n) {
                        const auto& [row, named] = whose[n];
                        rows[row] = each(later, named, [&] {
                            return row_of(named, response_to(later, sent[n], answers[n]));
                        });
                    }
                    key.answer(later, results_response(std::move(rows)));
                });
}

}  // namespace redress::app::rest
