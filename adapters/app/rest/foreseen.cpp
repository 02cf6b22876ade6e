#include "adapters/app/rest/foreseen.hpp"

#include "adapters/app/actions_view.hpp"
#include "adapters/app/command_answer.hpp"
#include "adapters/app/decision_ground.hpp"
#include "adapters/app/reading.hpp"
#include "adapters/app/rest/event_body.hpp"

#include <boost/json.hpp>

namespace redress::app::rest {
namespace {

workflow::answer refused(const complaint& of, const refusal& why)
{
    workflow::answer got{.what = workflow::disposition::refused,
                         .version = of.version,
                         .code = std::string(why.code),
                         .guard = std::string(why.guard),
                         .fix = std::string(why.fix)};
    for (const auto& [name, value] : why.args) got.args.emplace(name, value);
    return got;
}

}  // namespace

void tell_foreseen(web_call& call, const complaint& of, const event& what, const actor& who)
{
    decision_ground ground(call.from(), of, who);
    std::optional<refusal> why;
    const auto ahead = foresee(of, what, ground.context_for(what), &why);
    if (!ahead) throw refusal_problem(call, {.id = of.id, .what = what, .who = who}, refused(of, *why));
    boost::json::object out{{"event", name_of(what.type)},
                            {"result", "would_be_accepted"},
                            {"state", name_of(ahead->then.lifecycle)},
                            {"effects", ahead->effects}};
    if (of.exists()) out["case"] = to_string(of.id);
    call.answer(json_response(200, out));
}

boost::json::object foreseen_json(web_call& call, const complaint& of, const event& what, const actor& who)
{
    decision_ground ground(call.from(), of, who);
    std::optional<refusal> why;
    if (const auto ahead = foresee(of, what, ground.context_for(what), &why))
        return {{"case", to_string(of.id)}, {"result", "would_be_accepted"}, {"effects", ahead->effects}};
    auto told = answer_told(call.from(), {.id = of.id, .what = what, .who = who}, refused(of, *why)).json;
    told["result"] = "would_be_refused";
    return told;
}

}  // namespace redress::app::rest
