// case actions: what somebody may do with a case now, what blocks the rest and how that is mended, and who
// else may.
#include "adapters/app/cli.hpp"

#include "adapters/app/columns.hpp"
#include "adapters/app/command_answer.hpp"
#include "adapters/app/services.hpp"
#include "adapters/app/unblock.hpp"
#include "adapters/app/who_could.hpp"
#include "adapters/files/calendar_file.hpp"
#include "adapters/files/policy_file.hpp"
#include "adapters/files/roster_file.hpp"
#include "adapters/files/text_book.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "adapters/postgres/compartment_store.hpp"
#include "states/limited_reasons.hpp"
#include "states/lookups.hpp"
#include "workflow/reference.hpp"

#include <boost/json.hpp>

#include <iostream>

namespace redress::app {
namespace {

std::string how_text(services& from, const shared_options& shared, legality how)
{
    // JSON and CSV keep names; a table speaks.
    static constexpr std::string_view names[] = {"possible", "blocked", "other role"};
    static constexpr std::string_view keys[] = {"possible", "blocked", "other_role"};
    const auto at = static_cast<std::size_t>(how);
    if (shared.output() != output_format::table) return std::string(names[at]);
    return from.texts().text("legality", keys[at], shared.lang());
}

/// The state that an event leads to, by its name in the machine that owns the event.
std::string state_in_words(services& from, const shared_options& shared, const legal_action& action)
{
    const auto machine = owner_of(action.event);
    return from.texts().text(machine == "lifecycle" ? "state" : machine, action.target, shared.lang());
}

boost::json::object row_of(services& from, const shared_options& shared, const complaint& of,
                           const legal_action& action, const step_context& context)
{
    boost::json::object row{{"event", name_of(action.event)}, {"how", how_text(from, shared, action.how)}};
    const bool table = shared.output() == output_format::table;
    if (!action.target.empty())
        row["target"] = table ? state_in_words(from, shared, action) : std::string(action.target);
    if (!action.guard.empty()) {
        row["guard"] = action.guard;
        std::optional<std::vector<std::string>> could;
        if (mended_by_somebody_else(action.guard))
            could = who_could(from.roster(), of, {.type = action.event}, context);
        const auto reference = workflow::shown_reference(of.facts.reference);
        const auto args = with_names(refusal_args(action.args.begin(), action.args.end()), reference, could);
        if (could) row["could"] = boost::json::array(could->begin(), could->end());
        row["words"] = from.words(action.guard, args, shared.lang());
        row["what_to_do"] = from.fix_words(action.guard, args, shared.lang());
        add_unblock(row, unblocked_by(action.event, action.guard, fix_of(action.event, action.guard), args,
                                      reference));
    }
    if (table)
        row["roles"] = names_of_roles(action.roles);
    else
        row["roles"] = roles_text(action.roles);
    return row;
}

exit_code list_actions(const shared_options& shared, const std::string& named, bool all)
{
    services from(shared);
    const auto found = from.case_of(named);
    const auto rules = from.rules_of(found);
    const auto who = from.who();
    const auto at = from.queries().now();
    outside elsewhere;
    // Asked of every case alike, for whoever may decide; the guard tells it to those who do decide.
    if (who.role == role::handler || who.role == role::care_reviewer || who.role == role::appeal_reviewer)
        if (const auto limited = from.compartments().reasons_limited(found.id);
            limited && (!limited->until || at < *limited->until))
            elsewhere.limited_reasons_by = limited->by;
    const auto newest = policies_for(from.policies_of_files().in_force(), traits_of(found.facts));
    const step_context context{.who = &who,
                               .rules = rules,
                               .at = at,
                               .occurred = at,
                               .in_force = newest,
                               .outside = &elsewhere,
                               .people = from.roster().colleagues(),
                               .calendars = &from.calendars()};
    bool without_reasons = false;
    row_printer rows(std::cout, shared.output(),
                     columns(from, shared,
                             {{"event"},
                              {"how"},
                              {"target"},
                              {"words", false, 70},
                              {"what_to_do", false, 70},
                              {"unblock", false, 90},
                              {"roles", false, 40}}));
    const auto actions = legal_actions(found, context);
    for (const auto wanted : {legality::now, legality::blocked, legality::other_role}) {
        if (wanted == legality::other_role && !all && shared.output() == output_format::table) break;
        for (const auto& action : actions)
            if (action.how == wanted) {
                auto row = row_of(from, shared, found, action, context);
                const event asked{.type = action.event};
                if (wanted != legality::other_role && may_leave_reasons_out({found, asked, context})) {
                    row["may_leave_out"] = boost::json::array{reasons_part};
                    without_reasons = true;
                }
                rows.row(row);
            }
    }
    rows.end();
    if (without_reasons && shared.output() == output_format::table)
        std::cout << from.texts().text("legality", "may_leave_reasons_out", shared.lang()) << '\n';
    return exit_code::ok;
}

}  // namespace

void add_actions_command(command_line& line, CLI::App& cases)
{
    auto named = std::make_shared<std::string>();
    auto all = std::make_shared<bool>(false);
    auto* actions = add_command(
        line, cases, "actions", "Says what you may do now, what blocks the rest and how to unblock it.",
        "case actions ZSQD1-S1K8H --as h.lin\ncase actions ZSQD1-S1K8H --as h.lin --all --lang zh-CN",
        [&line, named, all] { return list_actions(line.shared, *named, *all); });
    actions->add_option("case", *named, "case id or reference")->required();
    actions->add_flag("--all", *all, "also what needs another role");
}

}  // namespace redress::app
