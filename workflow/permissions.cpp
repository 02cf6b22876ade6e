#include "workflow/permissions.hpp"

#include "states/guards.hpp"
#include "states/lookups.hpp"
#include "states/machine_step.hpp"
#include "states/matter_step.hpp"
#include "states/step.hpp"

#include <algorithm>

namespace redress::workflow {
namespace {

constexpr relation_set concerning =
    relation_set(relation::concerned) | relation::interested | relation::concerned_owner;

constexpr relation_set worked_on_it = relation_set(relation::owner) | relation::reviewer | relation::decided |
                                      relation::handled | relation::offered | relation::froze |
                                      relation::concerned_owner;

constexpr auto guards_on_people = std::to_array<guard_on_people>({
    {"not_concerned", concerning | relation::own},
    {"independent_reviewer", worked_on_it | concerning | relation::own},
    {"decider_holds_the_rung", relation_set(relation::none) | relation::own | relation::decided |
                                   relation::handled | relation::offered | relation::froze |
                                   relation::concerned | relation::interested},
    {"reviewer_is_not_handler",
     relation_set(relation::owner) | relation::handled | relation::concerned_owner},
    {"approver_is_not_offerer", relation::offered},
    {"reviewer_is_not_requester", relation::froze},
    {"releaser_is_not_requester", relation::froze},
    {"checker_is_not_owner", relation_set(relation::owner) | relation::concerned_owner},
    {"approver_is_not_decider",
     relation_set(relation::owner) | relation::reviewer | relation::decided | relation::concerned_owner},
});

bool guard_admits(std::string_view guard, relation to)
{
    const auto* asked = guard_on_people_called(guard);
    return asked == nullptr || !asked->refuses.has(to);
}

/// As `relate` has it: complainants speak for their own case, and whom a complaint is about may step aside.
bool is_heard(role as, event_type what, relation to)
{
    if (as == role::complainant || as == role::representative) return to == relation::own;
    if (!is_staff(as)) return true;
    if (to == relation::concerned || to == relation::own) return false;
    if (to == relation::interested) return what == event_type::interest_declared;
    if (to != relation::concerned_owner) return true;
    return what == event_type::interest_declared || what == event_type::released ||
           what == event_type::handed_over;
}

bool row_admits(const row_data& row, role as, event_type what, relation to)
{
    return row.event == what && row.kind != row_kind::follows && row.roles.has(as) &&
           std::ranges::all_of(row.guards, [&](const guard_data* one) {
               // Of the same name, and a question about somebody else.
               return one->check == &guards::new_owner_not_concerned::check || guard_admits(one->name, to);
           });
}

}  // namespace

std::optional<permission> parse_permission(std::string_view name)
{
    const auto found = std::ranges::find(permission_rows, name, &permission_row::name);
    if (found == permission_rows.end()) return std::nullopt;
    return static_cast<permission>(found - permission_rows.begin());
}

role_set roles_of(permission one)
{
    switch (one) {
        case permission::file_complaint:
            return roles_of(event_type::complaint_filed);
        case permission::read_text:
            return roles_of(event_type::access_given);
        case permission::restricted:
            return roles_of(event_type::restricted_opened);
        default:
            return row_of(one).roles;
    }
}

bool may(role as, permission what)
{
    return roles_of(what).has(as);
}

bool may(const principal& who, permission what)
{
    return std::ranges::any_of(who.roles, [&](role one) { return may(one, what); });
}

const guard_on_people* guard_on_people_called(std::string_view name)
{
    const auto found = std::ranges::find(guards_on_people, name, &guard_on_people::name);
    return found == guards_on_people.end() ? nullptr : &*found;
}

bool may(role as, event_type what, relation to)
{
    if (const auto kind = matter_of(what))
        return std::ranges::any_of(rows_of_matter(*kind), [&](const matter_row& row) {
            return row.event == what && row.roles.has(as) &&
                   std::ranges::all_of(row.guards,
                                       [&](const matter_guard* one) { return guard_admits(one->name, to); });
        });
    // Before it is filed there is no case to have anything to do with.
    if (what != event_type::complaint_filed && !is_heard(as, what, to)) return false;
    const auto admits = [&](const row_data& row) { return row_admits(row, as, what, to); };
    return std::ranges::any_of(records(), admits) ||
           std::ranges::any_of(
               machines(), [&](const machine_view& one) { return std::ranges::any_of(one.rows, admits); });
}

}  // namespace redress::workflow
