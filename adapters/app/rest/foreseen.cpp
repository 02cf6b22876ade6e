#include "adapters/app/rest/foreseen.hpp"

#include "adapters/app/actions_view.hpp"
#include "adapters/app/command_answer.hpp"
#include "adapters/app/decision_ground.hpp"
#include "adapters/app/reading.hpp"
#include "adapters/app/rest/event_body.hpp"
#include "adapters/files/roster_file.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "states/matter_step.hpp"

#include <boost/json.hpp>

namespace redress::app::rest {
namespace {

workflow::answer refused(std::int64_t version, const refusal& why)
{
    workflow::answer got{.what = workflow::disposition::refused,
                         .version = version,
                         .code = std::string(why.code),
                         .guard = std::string(why.guard),
                         .fix = std::string(why.fix)};
    for (const auto& [name, value] : why.args) got.args.emplace(name, value);
    return got;
}

foreseen ahead_of(web_call& call, const complaint& of, const event& what, const actor& who)
{
    decision_ground ground(call.from(), of, who);
    std::optional<refusal> why;
    auto ahead = foresee(of, what, ground.context_for(what), &why);
    if (!ahead)
        throw refusal_problem(call, {.id = of.id, .what = what, .who = who}, refused(of.version, *why));
    return *std::move(ahead);
}

}  // namespace

complaint then_of(web_call& call, const complaint& of, const event& what, const actor& who)
{
    return ahead_of(call, of, what, who).then;
}

boost::json::object foreseen_json(web_call& call, const complaint& of, const event& what, const actor& who)
{
    const auto ahead = ahead_of(call, of, what, who);
    boost::json::object out{{"event", name_of(what.type)},
                            {"result", "would_be_accepted"},
                            {"state", name_of(ahead.then.lifecycle)},
                            {"effects", ahead.effects}};
    if (of.exists()) out["case"] = to_string(of.id);
    return out;
}

void tell_foreseen(web_call& call, const complaint& of, const event& what, const actor& who)
{
    call.answer(json_response(200, foreseen_json(call, of, what, who)));
}

void tell_foreseen(web_call& call, const matter& of, const event& what, const actor& who)
{
    auto then = of;
    matter_changes changed;
    const matter_context context{
        .who = &who, .at = call.from().queries().now(), .people = call.from().colleagues()};
    if (const auto why = step(then, what, context, changed))
        throw refusal_problem(call, {.id = of.id, .what = what, .who = who}, refused(of.version, *why));
    boost::json::array moves;
    if (changed.from != changed.to)
        moves.push_back(boost::json::object{
            {"machine", name_of(of.kind)}, {"from", name_of(changed.from)}, {"to", name_of(changed.to)}});
    boost::json::object out{{"event", name_of(what.type)},
                            {"result", "would_be_accepted"},
                            {"state", name_of(then.state)},
                            {"effects", boost::json::object{{"moves", std::move(moves)},
                                                            {"clocks", boost::json::array()},
                                                            {"told", boost::json::array()},
                                                            {"derived", boost::json::array()}}}};
    if (of.exists()) out[name_of(of.kind)] = to_string(of.id);
    call.answer(json_response(200, out));
}

}  // namespace redress::app::rest
