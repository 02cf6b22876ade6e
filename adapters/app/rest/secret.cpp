// /complaints/{id}/secret: a new secret for a complainant who lost theirs.
#include "adapters/app/rest/resources.hpp"

#include "adapters/app/command_answer.hpp"
#include "adapters/app/pages/case_secret.hpp"
#include "adapters/app/rest/event_body.hpp"
#include "adapters/app/rest/facts_told.hpp"
#include "adapters/app/secret_reissue.hpp"
#include "workflow/reference.hpp"

#include <boost/json.hpp>

namespace redress::app::rest {
void reissue_secret(web_call& call)
{
    const parameters none(call.asked(), {});
    const auto who = who_asks_as(call, handing_out);
    const auto asked = facts_told_in(call.asked());
    const auto found = case_of_path(call);
    if (const auto no = reissue_refused(call.from(), found, asked)) {
        refuse_on_record(call, found, asked, who, "secret_not_given", no);
        return;
    }
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
