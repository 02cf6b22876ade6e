#include "adapters/app/actions_view.hpp"

#include "adapters/app/command_answer.hpp"
#include "adapters/app/refusal_told.hpp"
#include "adapters/app/services.hpp"
#include "adapters/app/unblock.hpp"
#include "adapters/app/who_could.hpp"
#include "adapters/files/roster_file.hpp"
#include "states/limited_reasons.hpp"
#include "states/lookups.hpp"
#include "states/machine_step.hpp"
#include "workflow/reference.hpp"

#include <boost/json.hpp>

namespace redress::app {
namespace {

boost::json::object why_not(services& from, const complaint& of, const legal_action& action,
                            const step_context& context)
{
    boost::json::object row;
    if (action.guard.empty()) return row;
    row["guard"] = action.guard;
    std::optional<std::vector<std::string>> could;
    if (mended_by_somebody_else(action.guard))
        could = who_could(from.roster(), of, {.type = action.event}, context);
    const auto reference = workflow::shown_reference(of.facts.reference);
    const refusal_args args(action.args.begin(), action.args.end());
    if (could) row["could"] = boost::json::array(could->begin(), could->end());
    const auto told = refusal_told(from.texts(), action.event, action.guard, args, from.language());
    row["words"] = told.words;
    row["what_to_do"] = told.what_to_do;
    add_unblock(row, unblocked_by(action.event, action.guard, fix_of(action.event, action.guard),
                                  with_names(args, could), reference));
    return row;
}

std::string_view state_named(machine which, std::uint8_t state)
{
    return machines()[static_cast<std::size_t>(which)].states[state];
}

boost::json::object clock_told(const clock& one)
{
    boost::json::object told{
        {"clock", one.clock_id}, {"generation", one.generation}, {"state", name_of(one.state)}};
    if (!one.subject.empty()) told["subject"] = one.subject;
    if (one.due) told["due"] = to_string(*one.due);
    return told;
}

}  // namespace

std::vector<shown_action> actions_for(services& from, const complaint& of, const step_context& context)
{
    std::vector<shown_action> shown;
    const auto actions = legal_actions(of, context);
    for (const auto wanted : {legality::now, legality::blocked, legality::other_role})
        for (const auto& action : actions) {
            if (action.how != wanted) continue;
            const event asked{.type = action.event};
            shown.push_back({.action = action,
                             .why_not = why_not(from, of, action, context),
                             .may_leave_reasons_out = wanted != legality::other_role &&
                                                      may_leave_reasons_out({of, asked, context})});
        }
    return shown;
}

std::optional<foreseen> foresee(const complaint& of, const event& what, const step_context& context,
                                std::optional<refusal>* why)
{
    foreseen ahead{.then = of, .effects = {}};
    changes changed;
    if (auto no = step(ahead.then, what, context, changed)) {
        if (why != nullptr) *why = std::move(no);
        return std::nullopt;
    }
    auto& moves = ahead.effects["moves"].emplace_array();
    for (const auto& one : changed.moves) {
        boost::json::object move{{"machine", name_of(one.which)},
                                 {"from", state_named(one.which, one.from)},
                                 {"to", state_named(one.which, one.to)}};
        if (one.item >= 0)
            move["item"] = ahead.then.facts.redress_items[static_cast<std::size_t>(one.item)].id;
        moves.push_back(std::move(move));
    }
    auto& clocks = ahead.effects["clocks"].emplace_array();
    for (const auto index : changed.clocks) clocks.push_back(clock_told(ahead.then.facts.clocks[index]));
    auto& told = ahead.effects["told"].emplace_array();
    for (std::size_t n = of.facts.letters.size(); n < ahead.then.facts.letters.size(); ++n) {
        const auto& sent = ahead.then.facts.letters[n];
        told.push_back(boost::json::object{
            {"who", "complainant"}, {"letter_kind", name_of(sent.kind)}, {"route", name_of(sent.route)}});
    }
    if (ahead.then.facts.rung_target != of.facts.rung_target && !ahead.then.facts.rung_target.empty())
        told.push_back(
            boost::json::object{{"who", ahead.then.facts.rung_target}, {"rung", ahead.then.facts.rung}});
    if (ahead.then.facts.owner != of.facts.owner && !ahead.then.facts.owner.empty())
        told.push_back(boost::json::object{{"who", ahead.then.facts.owner}});
    auto& derived = ahead.effects["derived"].emplace_array();
    for (const auto& one : changed.derived) derived.emplace_back(name_of(one.event.type));
    return ahead;
}

}  // namespace redress::app
