// /complaints/{id}/caller: where a case stands, for somebody on the telephone who told two facts of it.
#include "adapters/app/rest/resources.hpp"

#include "adapters/app/command_answer.hpp"
#include "adapters/app/pages/page_person.hpp"
#include "adapters/app/pages/pages.hpp"
#include "adapters/app/rest/event_body.hpp"
#include "adapters/app/rest/facts_told.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "workflow/reference.hpp"

#include <boost/json.hpp>

namespace redress::app::rest {
namespace {

constexpr role_set answering_calls = role_set(role::handler) | role::care_reviewer | role::care_lead;

std::optional<said> caller_refused(services& from, const complaint& of, const reissue& told)
{
    if (of.facts.erased_at) return said{"reissue_gone"};
    return facts_refused(from, of, told.facts);
}

/// That it was told, to whom and on which facts, for the history.
workflow::command telling(const complaint& of, const reissue& told, const actor& who)
{
    event what{.type = event_type::access_given};
    std::vector<std::string> names;
    for (const auto& [name, words] : told.facts) names.push_back(name);
    what.set(field::reason_code, std::string("status_told"))
        .set(field::to, std::string(name_of(told.representative ? role::representative : role::complainant)))
        .set(field::items, std::move(names));
    auto made = own_command(of.id, std::move(what), who, over_rest);
    // Authority that ended since the case was read must not be passed over.
    made.expected_version = of.version;
    return made;
}

}  // namespace

void tell_caller(web_call& call)
{
    const parameters none(call.asked(), {});
    const auto who = who_asks_as(call, answering_calls);
    const auto told = facts_told_in(call.asked());
    const auto found = case_of_path(call);
    if (!may_look(found, told.representative, call.from().queries().now())) {
        refuse_on_record(call, found, told, who, "caller_not_proven", {});
        return;
    }
    if (const auto no = caller_refused(call.from(), found, told)) {
        refuse_on_record(call, found, told, who, "caller_not_proven", no);
        return;
    }
    const auto sent = telling(found, told, who);
    decide_then(call, {sent}, [told, sent](web_call& later, const std::vector<workflow::answer>& answers) {
        if (answers.at(0).what != workflow::disposition::applied)
            throw refusal_problem(later, sent, answers.at(0));
        const auto now = case_of_path(later);
        // What the pages would show them, and nothing else: nothing internal can be read aloud by mistake.
        later.answer(json_response(
            200, {{"case", to_string(now.id)},
                  {"reference", workflow::shown_reference(now.facts.reference)},
                  {"contact_unsafe", now.facts.contact_unsafe},
                  {"status", as_json(status_for(later.from(), now, speaker_of(now, told.representative)))}}));
    });
}

}  // namespace redress::app::rest
