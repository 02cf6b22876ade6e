#include "adapters/app/rest/event_body.hpp"

#include "adapters/app/command_answer.hpp"
#include "adapters/app/event_options.hpp"
#include "adapters/app/identity/approvals.hpp"
#include "adapters/app/rest/precondition.hpp"
#include "adapters/app/rest/sentence.hpp"
#include "adapters/files/text_book.hpp"
#include "adapters/http/decoding.hpp"
#include "adapters/json/event_json.hpp"
#include "states/matter_step.hpp"
#include "workflow/firewall/clean_event.hpp"
#include "workflow/reference.hpp"

#include <boost/json.hpp>

namespace redress::app::rest {
namespace {

std::vector<std::string_view> field_names(event_type type)
{
    std::vector<std::string_view> names;
    const auto& row = row_of(type);
    for (std::size_t f = 0; f < field_count; ++f)
        if (const auto one = static_cast<field>(f); row.required.has(one) || row.optional.has(one))
            names.push_back(name_of(one));
    return names;
}

[[noreturn]] void refuse_fields(web_call& call, const std::vector<json::field_error>& wrong)
{
    boost::json::array errors;
    for (const auto& one : wrong)
        errors.push_back(boost::json::object{
            {"pointer", "/" + one.field},
            {"code", one.rule == "required" ? "required" : "invalid"},
            {"detail", sentence_of_field(one, call.from().texts(), call.from().language())}});
    throw problem(422, "validation_failed").with("errors", std::move(errors));
}

/// Who approved what is not for the doer to say: the second person does, signed in.
void refuse_said_approvals(const boost::json::object& body)
{
    for (const auto one :
         {field::approved_by, field::approved_role, field::approved_at, field::approved_digest})
        if (body.contains(name_of(one)))
            throw problem(422, "validation_failed")
                .wrong("/" + std::string(name_of(one)), "not_yours_to_say", {"approval_is_not_yours"});
}

/// The id of the case that a field names, for whoever acts.
std::string case_named(web_call& call, field in, const std::string& named)
{
    try {
        return to_string(call.from().case_of(named).id);
    } catch (const command_failed& no) {
        if (no.code() != exit_code::not_found && no.code() != exit_code::usage) throw;
        throw problem(422, "validation_failed")
            .with("errors", boost::json::array{boost::json::object{
                                {"pointer", "/" + std::string(name_of(in))},
                                {"code", "no_such_case"},
                                {"detail", no.what_is_said() ? sentence_of(call.from(), *no.what_is_said())
                                                             : no.what()}}});
    }
}

/// Where what the event is about is read again.
std::string collection_of(event_type type)
{
    const auto beside = matter_of(type);
    if (!beside) return "/api/v1/complaints";
    return *beside == matter_kind::incident ? "/api/v1/incidents" : "/api/v1/improvements";
}

void resolve_cases(web_call& call, event& what)
{
    const bool to_a_case =
        (what.type == event_type::linked && what.text(field::cause) != incident_cause) ||
        (what.type == event_type::unlinked && workflow::parse_reference(what.text(field::to)).has_value());
    for (auto& [name, value] : what.fields) {
        if (name == field::primary_case || (name == field::to && to_a_case))
            value = case_named(call, name, std::get<std::string>(value));
        else if (name == field::cases)
            for (auto& one : std::get<std::vector<std::string>>(value)) one = case_named(call, name, one);
    }
}

}  // namespace

event event_of_body(web_call& call, event_type type, boost::json::object body)
{
    refuse_unknown_members(body, field_names(type));
    refuse_said_approvals(body);
    auto read = json::read_event(type, body);
    if (!read.errors.empty()) refuse_fields(call, read.errors);
    // A mark would be an id that nobody has: it is refused, where words are cleaned.
    if (const auto named = workflow::id_with_a_secret(read.what))
        throw unfit_member("/" + std::string(name_of(*named)), false, {"no_secret"});
    resolve_cases(call, read.what);
    return std::move(read.what);
}

void add_approval(web_call& call, const complaint& of, event& what, const actor& who)
{
    if (const auto no = attach_approval(call.from(), of, what, who))
        throw problem(422, "validation_failed").saying(in_words(call.from(), *no, call.from().language()));
}

workflow::command command_of(web_call& call, const request_key& key, const case_id& about, event what,
                             actor who, std::size_t n)
{
    auto made = command_of_words(about, std::move(what), std::move(who), over_rest, key.command_id(n));
    const auto parent = call.asked().header("traceparent");
    // It goes on to the history and the topic: nothing that is none may.
    if (parent.size() == 55 && http::trace_of(parent)) made.traceparent = parent;
    return made;
}

problem refusal_problem(web_call& call, const workflow::command& sent, const workflow::answer& got)
{
    if (got.code == "ID_REUSE") return {422, "idempotency_mismatch"};
    auto told = answer_told(call.from(), sent, got);
    boost::json::object blocker;
    for (const auto* name : {"code", "guard", "fix", "words", "what_to_do", "args", "could"})
        if (const auto* value = told.json.if_contains(name)) blocker[name] = *value;
    const auto actual = got.args.find("actual");
    const auto expected = got.args.find("expected");
    const bool person = got.code == "not_permitted";
    auto made =
        person ? problem(403, "not_permitted")
        : got.code == "version_conflict"
            ? stale_version(call.from(), actual == got.args.end() ? got.version : std::stoll(actual->second),
                            expected == got.args.end() ? std::string() : expected->second)
            : problem(409, "illegal_transition");
    made.saying(told.words, told.what_to_do)
        .with("event", name_of(sent.what.type))
        .with("blockers", boost::json::array{std::move(blocker)});
    for (const auto* name : {"removed", "emergency", "advice"})
        if (const auto* value = told.json.if_contains(name)) made.with(name, *value);
    if (got.version > 0) made.with("version", got.version);
    if (!got.entry.is_nil()) made.with("entry", to_string(got.entry));
    return made;
}

http::response response_to(web_call& call, const workflow::command& sent, workflow::answer got)
{
    // Sent again it is answered as it was the first time.
    if (got.what == workflow::disposition::duplicate)
        got.what = got.code.empty() ? workflow::disposition::applied : workflow::disposition::refused;
    if (got.what != workflow::disposition::applied)
        return refusal_problem(call, sent, got).told(call.from(), call.asked());
    auto told = answer_told(call.from(), sent, got);
    const bool begins = sent.what.type == event_type::complaint_filed || opens_matter(sent.what.type);
    auto made = json_response(begins ? 201 : 200, told.json);
    if (got.version > 0) made.headers.emplace_back("etag", etag_of(got.version));
    if (begins)
        made.headers.emplace_back("location", collection_of(sent.what.type) + "/" + to_string(sent.id));
    return made;
}

void decide_and_answer(web_call& call, const request_key& key, workflow::command sent)
{
    decide_then(call, {sent}, [key, sent](web_call& later, const std::vector<workflow::answer>& answers) {
        key.answer(later, response_to(later, sent, answers.at(0)));
    });
}

}  // namespace redress::app::rest
