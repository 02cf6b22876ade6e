#include "adapters/app/who_could.hpp"

#include "adapters/files/roster_file.hpp"
#include "states/colleague.hpp"
#include "states/guards.hpp"
#include "states/matter_step.hpp"
#include "states/tables.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <span>

namespace redress::app {
namespace {

constexpr auto refuse_the_person = std::to_array<std::string_view>(
    {guards::independent_reviewer::name, guards::another_team_hears_level_two::name,
     guards::reviewer_is_not_handler::name, guards::reviewer_is_not_requester::name,
     guards::releaser_is_not_requester::name, guards::approver_is_not_offerer::name,
     guards::within_approver_limit::name, "checker_is_not_owner", "approver_is_not_decider"});

/// Also those that something else mends: who is named must pass them, too.
bool asks_who_speaks(std::string_view guard)
{
    return mended_by_somebody_else(guard) || guard == guards::not_concerned::name ||
           guard == guards::reviewer_serves_this_rung::name;
}

std::vector<std::string> staff_who(const files::roster& roster, std::span<const colleague> people,
                                   role_set roles, instant at, const std::function<bool(const actor&)>& may)
{
    std::vector<std::string> found;
    for (const auto& one : people) {
        if (!is_here(one, at)) continue;
        const auto could = [&](role as) {
            const auto who = roles.has(as) ? roster.staff(one.id, as) : std::nullopt;
            return who && may(*who);
        };
        const auto staff = files::staff_roles();
        if (std::any_of(staff.begin(), staff.end(), could)) found.push_back(one.id);
    }
    return found;
}

void name_an_offer(const complaint& of, event& what)
{
    const auto& row = row_of(what.type);
    if (what.has(field::item) || !(row.required.has(field::item) || row.optional.has(field::item))) return;
    for (const auto& item : of.facts.redress_items)
        if (item.state == redress_state::offered) {
            what.set(field::item, item.id);
            return;
        }
}

}  // namespace

bool mended_by_somebody_else(std::string_view guard)
{
    return std::find(refuse_the_person.begin(), refuse_the_person.end(), guard) != refuse_the_person.end();
}

std::vector<std::string> who_could(const files::roster& roster, const complaint& of, event what,
                                   const step_context& context)
{
    name_an_offer(of, what);
    const auto may = [&](const actor& who) {
        auto as_they = context;
        as_they.who = &who;
        const view look{of, what, as_they};
        for (const auto& one : tables::all)
            for (const auto& line : one.rows) {
                if (line.event != what.type || !line.roles.has(who.role)) continue;
                for (const auto* guard : line.guards)
                    if (asks_who_speaks(guard->name) && !guard->check(look)) return false;
            }
        return guards::not_concerned::check(look);
    };
    return staff_who(roster, context.people, roles_of(what.type), context.at, may);
}

std::vector<std::string> who_could(const files::roster& roster, std::span<const colleague> people,
                                   const matter& now, const complaint* of, const event& what, instant at)
{
    const auto may = [&](const actor& who) {
        const matter_context context{.who = &who, .at = at, .of = of};
        for (const auto& line : rows_of_matter(now.kind))
            for (const auto* guard : line.guards)
                if (line.event == what.type && asks_who_speaks(guard->name) &&
                    !guard->check({now, what, context}))
                    return false;
        return true;
    };
    return staff_who(roster, people, roles_of(what.type), at, may);
}

}  // namespace redress::app
