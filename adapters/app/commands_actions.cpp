// case actions: what somebody may do with a case now, what blocks the rest and how that is mended, and who
// else may.
#include "adapters/app/cli.hpp"

#include "adapters/app/actions_view.hpp"
#include "adapters/app/columns.hpp"
#include "adapters/app/command_answer.hpp"
#include "adapters/app/decision_ground.hpp"
#include "adapters/app/services.hpp"
#include "adapters/files/text_book.hpp"
#include "states/lookups.hpp"

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

boost::json::object row_of(services& from, const shared_options& shared, const shown_action& shown)
{
    const auto& action = shown.action;
    boost::json::object row{{"event", name_of(action.event)}, {"how", how_text(from, shared, action.how)}};
    const bool table = shared.output() == output_format::table;
    if (!action.target.empty())
        row["target"] = table ? state_in_words(from, shared, action) : std::string(action.target);
    for (const auto& [name, value] : shown.why_not) row[name] = value;
    if (table)
        row["roles"] = names_of_roles(action.roles);
    else
        row["roles"] = roles_text(action.roles);
    if (shown.may_leave_reasons_out) row["may_leave_out"] = boost::json::array{reasons_part};
    return row;
}

exit_code list_actions(const shared_options& shared, const std::string& named, bool all)
{
    services from(shared);
    const auto found = from.case_of(named);
    const auto who = from.who();
    const decision_ground ground(from, found, who);
    row_printer rows(std::cout, shared.output(),
                     columns(from, shared,
                             {{"event"},
                              {"how"},
                              {"target"},
                              {"words", false, 70},
                              {"what_to_do", false, 70},
                              {"unblock", false, 90},
                              {"roles", false, 40}}));
    bool without_reasons = false;
    const bool table = shared.output() == output_format::table;
    for (const auto& shown : actions_for(from, found, ground.context())) {
        if (shown.action.how == legality::other_role && !all && table) break;
        without_reasons = without_reasons || shown.may_leave_reasons_out;
        rows.row(row_of(from, shared, shown));
    }
    rows.end();
    if (without_reasons && table)
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
