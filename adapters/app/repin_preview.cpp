#include "adapters/app/repin_preview.hpp"

#include "adapters/app/services.hpp"
#include "adapters/files/calendar_file.hpp"
#include "adapters/files/policy_file.hpp"
#include "states/step.hpp"
#include "workflow/act_digest.hpp"

#include <boost/json.hpp>

namespace redress::app {
namespace {

std::string text_of(const std::optional<instant>& due)
{
    return due ? to_string(*due) : "paused";
}

}  // namespace

repin_preview preview_of_repin(services& from, const complaint& of, const event& act)
{
    const auto in_force = policies_for(from.policies_of_files().in_force(), traits_of(of.facts));
    const auto rules = from.rules_of(of);
    repin_preview shown;
    for (const auto& pin : of.facts.policies)
        shown.policies.push_back(
            boost::json::object{{"policy", pin.id}, {"rev", pin.rev}, {"sha256", pin.sha256}, {"now", true}});
    for (const auto* one : in_force)
        shown.policies.push_back(boost::json::object{
            {"policy", one->id}, {"rev", one->rev}, {"sha256", one->sha256}, {"now", false}});
    for (const auto& moved : clocks_moved(of, rules, in_force, from.calendars()).clocks) {
        const auto& one = of.facts.clocks[moved.index];
        shown.clocks.push_back(
            boost::json::object{{"clock", one.clock_id + (one.subject.empty() ? "" : "/" + one.subject)},
                                {"generation", one.generation},
                                {"due", text_of(one.due)},
                                {"due_then", text_of(moved.then.due)},
                                {"limit", one.limit},
                                {"limit_then", moved.then.limit}});
    }
    if (act.has(field::reason))
        shown.digest = workflow::act_digest(
            of, act, {.rules = rules, .in_force = in_force, .calendars = &from.calendars()});
    return shown;
}

}  // namespace redress::app
