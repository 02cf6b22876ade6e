// /complaints/{id}/restricted: what a few people write and read of a case. Whoever may not is refused before the case
// is looked for, so that nobody learns whether there is a compartment. Nothing of it is kept outside its own tables: no
// answer under an Idempotency-Key either; a repeat is told from the key's command, which the compartment knows.
#include "adapters/app/compartment_view.hpp"
#include "adapters/app/rest/event_body.hpp"
#include "adapters/app/rest/house.hpp"
#include "workflow/permissions.hpp"

#include "adapters/app/command_answer.hpp"
#include "adapters/files/text_book.hpp"

#include <boost/json.hpp>

namespace redress::app::rest {
namespace {

constexpr event_type acts[] = {event_type::restricted_opened, event_type::restricted_note_added,
                               event_type::limited_reasons_approved};

actor who_knows(web_call& call)
{
    return who_asks_as(call, workflow::roles_of(workflow::permission::restricted));
}

}  // namespace

void read_compartment(web_call& call)
{
    const parameters none(call.asked(), {});
    const auto who = who_knows(call);
    const auto of = case_of_path(call);
    auto& from = call.from();
    auto desk = compartment_desk(from);
    if (!desk.find(of.id).exists()) throw problem(404, "not_found");
    // Recorded before anything is shown.
    desk.note_reading(of, who, own_command(of.id, {}, who, over_rest).from);
    auto out = compartment_json(from, of);
    out["history"] = compartment_history(from, of.id, {&from.texts(), from.language()});
    call.answer(json_response(200, out));
}

void act_in_compartment(web_call& call)
{
    const parameters none(call.asked(), {});
    const auto who = who_knows(call);
    const request_key key(call.asked());
    const auto& named = call.asked().in_path.at("event");
    const auto type = parse_event_type(named);
    if (!type || std::ranges::find(acts, *type) == std::end(acts))
        throw problem(404, "event_unknown", {{"event", named}, {"near", std::string(name_of(acts[0]))}});
    const auto of = case_of_path(call);
    const auto sent = command_of(call, key, of.id, event_of_body(call, *type, body_of(call.asked())), who);
    auto desk = compartment_desk(call.from());
    call.answer(response_to(call, sent, desk.tell(of, sent.what, who, sent.from)));
}

}  // namespace redress::app::rest
