// /complaints: filed, read, listed.
#include "adapters/app/rest/resources.hpp"

#include "adapters/app/case_view.hpp"
#include "adapters/app/command_answer.hpp"
#include "adapters/app/line_view.hpp"
#include "adapters/app/reading.hpp"
#include "adapters/app/rest/cursor.hpp"
#include "adapters/app/rest/event_body.hpp"
#include "adapters/app/rest/foreseen.hpp"
#include "adapters/app/rest/lines.hpp"
#include "adapters/app/rest/precondition.hpp"
#include "adapters/app/rest/request_key.hpp"
#include "adapters/app/self_help.hpp"
#include "adapters/files/text_book.hpp"
#include "adapters/postgres/case_queries.hpp"

#include <boost/json.hpp>

namespace redress::app::rest {
namespace {

/// How the state machines of a case are said, beside how they are called.
boost::json::object said_states(services& from, const complaint& of)
{
    const auto& texts = from.texts();
    const auto language = from.language();
    return {{"state", texts.text("state", name_of(of.lifecycle), language)},
            {"hold", texts.text("hold", name_of(of.hold), language)},
            {"ladder", texts.text("ladder", name_of(of.ladder), language)}};
}

void tell_case(web_call& call, const complaint& found, boost::json::object beside)
{
    auto& from = call.from();
    auto out = case_json(found, from.rules_of(found));
    out["words"] = said_states(from, found);
    if (auto help = self_help_for(from, found.facts.category, found.facts.language); !help.empty())
        out["self_help"] = std::move(help);
    for (const auto& [name, value] : beside) out[name] = value;
    auto made = json_response(200, out);
    made.headers.emplace_back("etag", etag_of(found.version));
    call.answer(std::move(made));
}

}  // namespace

void file_complaint(web_call& call)
{
    const parameters asked(call.asked(), {"dry_run"});
    const auto who = who_asks(call, event_type::complaint_filed);
    if (asked.yes("dry_run")) {
        const complaint nothing;
        tell_foreseen(call, nothing, event_of_body(call, event_type::complaint_filed, body_of(call.asked())),
                      who);
        return;
    }
    const request_key key(call.asked());
    if (key.replayed(call)) return;
    auto what = event_of_body(call, event_type::complaint_filed, body_of(call.asked()));
    const auto sent = command_of(call, key, key.new_case(), std::move(what), who);
    decide_and_answer(call, key, sent);
}

void read_complaint(web_call& call)
{
    static_cast<void>(who_asks(call));
    const parameters none(call.asked(), {});
    const auto found = case_of_path(call);
    if (!answered_unchanged(call, etag_of(found.version))) tell_case(call, found, {});
}

void read_texts(web_call& call)
{
    const parameters none(call.asked(), {});
    const auto found = case_of_path(call);
    const auto who = who_asks(call, event_type::access_given);
    // Recorded before anything is shown: a crash between shows nothing.
    record_reading(call, found, who, {}, [](web_call& later) {
        const auto now = case_of_path(later);
        boost::json::array told;
        for (const auto& one : later.from().queries().texts(now.id))
            told.push_back(
                boost::json::object{{"slot", one.slot}, {"at", to_string(one.created)}, {"text", one.bytes}});
        boost::json::object out{{"case", to_string(now.id)}, {"texts", std::move(told)}};
        if (now.facts.erased_at) out["erased_at"] = to_string(*now.facts.erased_at);
        later.answer(json_response(200, out));
    });
}

void list_complaints(web_call& call)
{
    static_cast<void>(who_asks(call));
    const auto filter = line_filter_of(call.asked());
    tell_lines(call, filter);
}

}  // namespace redress::app::rest
