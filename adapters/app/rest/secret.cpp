// /complaints/{id}/secret: a new secret for a complainant who lost theirs.
#include "adapters/app/rest/resources.hpp"

#include "adapters/app/command_answer.hpp"
#include "adapters/app/pages/case_secret.hpp"
#include "adapters/app/rest/event_body.hpp"
#include "adapters/app/secret_reissue.hpp"
#include "workflow/reference.hpp"

#include <boost/json.hpp>

namespace redress::app::rest {
namespace {

reissue asked_in(const http::request& asked)
{
    const auto body = body_of(asked);
    static constexpr std::string_view known[] = {"facts", "for"};
    refuse_unknown_members(body, known);
    reissue out;
    if (const auto* whom = body.if_contains("for")) {
        if (*whom != "complainant" && *whom != "representative")
            throw unfit_member("/for", false, {"one_of", {{"names", "complainant, representative"}}});
        out.representative = *whom == "representative";
    }
    const auto* facts = body.if_contains("facts");
    if (facts == nullptr || !facts->is_object())
        throw unfit_member("/facts", facts == nullptr, {"object_of_texts"});
    for (const auto& [name, told] : facts->get_object()) {
        if (!told.is_string()) throw unfit_member("/facts", false, {"object_of_texts"});
        out.facts[std::string(name)] = std::string(told.get_string());
    }
    return out;
}

}  // namespace

void reissue_secret(web_call& call)
{
    const parameters none(call.asked(), {});
    const auto who = who_asks_as(call, handing_out);
    const auto asked = asked_in(call.asked());
    const auto found = case_of_path(call);
    if (const auto no = reissue_refused(call.from(), found, asked))
        throw problem(409, "secret_not_given").saying(call.from().say(*no), {});
    const auto sent = reissue_command(found, asked, who, over_rest);
    decide_then(call, {sent}, [asked, sent](web_call& later, const std::vector<workflow::answer>& answers) {
        if (answers.at(0).what != workflow::disposition::applied)
            throw refusal_problem(later, sent, answers.at(0));
        const auto now = case_of_path(later);
        const auto symbols = hand_out(later.from(), now, asked);
        later.answer(json_response(201, {{"reference", workflow::shown_reference(now.facts.reference)},
                                         {"secret", in_groups(symbols)},
                                         {"secret_digits", in_digits(symbols)}}));
    });
}

}  // namespace redress::app::rest
