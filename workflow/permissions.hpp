// Who may do what: the one matrix that the API, the command line and the pages ask. What is no event stands in
// the table here. What is one is read from the rows that decide it (states/), so that no second list can differ:
// a role may send an event when some row admits it, and the relation to the case admits the row.
//
// Deny by default: what no row names nobody may.
#pragma once

#include "states/event.hpp"
#include "states/vocabulary.hpp"
#include "workflow/principal.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace redress::workflow {

inline constexpr role_set working_on_cases =
    role::handler | role::care_reviewer | role::care_lead | role::appeal_reviewer | role::compliance;
inline constexpr role_set looking_at_cases =
    working_on_cases | role::quality_reviewer | role::data_protection | role::auditor;
inline constexpr role_set everybody_of_ours = looking_at_cases | role::restricted_reviewer | role::operator_;
/// Programs that bring complaints or report what became of a letter come as one of these.
inline constexpr role_set from_outside = role::channel | role::complainant | role::representative;

// clang-format off
/// X(name, whether it only looks, roles, meaning)
#define REDRESS_PERMISSIONS(X) \
    X(own_session,         false, everybody_of_ours | from_outside, "see, renew and end one's own session") \
    X(own_things,          false, everybody_of_ours, "keep drafts and views of one's own") \
    X(read_case,           true,  looking_at_cases | role::restricted_reviewer | role::operator_, "open a case: where it stands, its history, clocks and actions, without personal words") \
    X(list_cases,          true,  looking_at_cases | role::restricted_reviewer | role::operator_, "lists, queues and counts of cases") \
    X(search,              true,  looking_at_cases, "search the words of cases") \
    X(file_complaint,      false, role_set{}, "file a complaint") \
    X(act,                 false, everybody_of_ours | from_outside, "send an event to a case; which ones the other half of the matrix says") \
    X(act_in_bulk,         false, role::handler | role::care_reviewer | role::care_lead | role::compliance, "the same event to many cases") \
    X(read_text,           true,  role_set{}, "read personal words and documents of a case; each reading is recorded") \
    X(add_document,        false, working_on_cases | from_outside, "upload a document to a case") \
    X(approve,             false, working_on_cases, "approve an act of somebody else as the second person") \
    X(restricted,          false, role_set{}, "read and write restricted compartments") \
    X(incidents,           true,  everybody_of_ours, "see incidents and what the public is told of them") \
    X(improvements,        true,  everybody_of_ours, "see improvement actions") \
    X(policies,            true,  everybody_of_ours, "see policies, calendars and their letters") \
    X(try_policy,          true,  role::care_lead | role::compliance | role::operator_, "dry-run a draft of a policy") \
    X(deadlines,           true,  looking_at_cases | role::operator_, "see what is due and overdue") \
    X(reports,             true,  role::care_reviewer | role::care_lead | role::compliance | role::quality_reviewer | role::auditor | role::operator_, "counts by state, age, breach, team and category") \
    X(audit,               true,  role::compliance | role::data_protection | role::auditor, "read the history of the log and check it") \
    X(export_cases,        true,  role::care_lead | role::compliance | role::data_protection | role::auditor, "export cases in bulk") \
    X(dead_letters,        true,  role::operator_ | role::data_protection, "see records that could not be commands") \
    X(settle_dead_letters, false, role::operator_, "give dead letters again, or discard them") \
    X(relay,               true,  role::operator_ | role::auditor, "see how far what is published lags behind") \
    X(operations,          true,  role::operator_ | role::care_lead | role::auditor, "see long operations and what became of them") \
    X(run_operations,      false, role::operator_, "start and stop operations") \
    X(roster,              true,  everybody_of_ours, "see who works here, as what and when") \
    X(absences,            false, everybody_of_ours, "say when oneself or one's own people are away, and who stands in meanwhile") \
    X(manage_absences,     false, role::care_lead | role::operator_, "say it for anybody") \
    X(users,               true,  role::operator_ | role::auditor, "see accounts and how people sign in") \
    X(manage_users,        false, role::operator_, "add, disable and link accounts") \
    X(tokens,              true,  role::operator_ | role::auditor, "see API tokens, never their secrets") \
    X(manage_tokens,       false, role::operator_, "make and revoke API tokens") \
    X(roles,               true,  everybody_of_ours, "see this matrix") \
    X(check_firewall,      true,  everybody_of_ours | role::channel, "have a text looked through for secrets")
// clang-format on

enum class permission : std::uint8_t {
#define X(identifier, ...) identifier,
    REDRESS_PERMISSIONS(X)
#undef X
};

struct permission_row {
    std::string_view name;
    bool looks = false;  // changes nothing: a token that only reads may
    role_set roles;      // empty: those that may send an event, see `roles_of`
    std::string_view meaning;
};

inline constexpr auto permission_rows = std::to_array<permission_row>({
#define X(identifier, looks, roles, meaning) {#identifier, looks, roles, meaning},
    REDRESS_PERMISSIONS(X)
#undef X
});
inline constexpr std::size_t permission_count = permission_rows.size();

constexpr const permission_row& row_of(permission one)
{
    return permission_rows[static_cast<std::size_t>(one)];
}
[[nodiscard]] std::optional<permission> parse_permission(std::string_view name);

/// Who has it. Filing, reading words and restricted compartments are events: their rows say who.
[[nodiscard]] role_set roles_of(permission one);
[[nodiscard]] bool may(role as, permission what);
/// In one of their roles.
[[nodiscard]] bool may(const principal& who, permission what);

/// What somebody has to do with a case, or with an improvement action where the event is about one.
enum class relation : std::uint8_t {
    none,            // nothing so far; of a complainant: it is somebody else's
    own,             // they complain, or represent who does
    owner,           // it is assigned to them
    team,            // to somebody of their team
    reviewer,        // they accepted its rung
    decided,         // the decision is theirs
    handled,         // worked on it as a handler before
    offered,         // the redress that waits was offered by them
    froze,           // the freeze was asked for by them
    concerned,       // complained about, or the manager of such a person, without having it
    interested,      // declared an interest of their own, without having it
    concerned_owner  // it concerns them, and it is assigned to them
};

struct relation_row {
    std::string_view name;
    std::string_view meaning;
};
inline constexpr auto relation_rows = std::to_array<relation_row>({
    {"none", "nothing to do with the case so far; of a complainant: it is somebody else's"},
    {"own", "they complain, or represent who does"},
    {"owner", "the case is assigned to them"},
    {"team", "the case is assigned to their team"},
    {"reviewer", "they accepted its rung"},
    {"decided", "the decision is theirs"},
    {"handled", "they worked on it as a handler before"},
    {"offered", "they offered the redress that waits"},
    {"froze", "they asked for the freeze"},
    {"concerned", "it is about them or their people"},
    {"interested", "they declared an interest of their own"},
    {"concerned_owner", "it concerns them, and it is assigned to them"},
});
inline constexpr std::size_t relation_count = relation_rows.size();
static_assert(relation_count == static_cast<std::size_t>(relation::concerned_owner) + 1);

class relation_set {
public:
    constexpr relation_set() = default;
    constexpr relation_set(relation one) : bits_(1U << static_cast<unsigned>(one)) {}  // NOLINT: a set of one
    [[nodiscard]] constexpr bool has(relation one) const { return (bits_ & relation_set(one).bits_) != 0; }
    friend constexpr relation_set operator|(relation_set a, relation_set b)
    {
        a.bits_ |= b.bits_;
        return a;
    }
    bool operator==(const relation_set&) const = default;

private:
    std::uint32_t bits_ = 0;
};

/// Guards of the rows that ask who speaks, and the relations to which they say no. Every other guard asks about
/// the case, the event or a limit, and answers everybody alike: tests/workflow/permissions_test.cpp asks each.
struct guard_on_people {
    std::string_view name;
    relation_set refuses;
};
[[nodiscard]] const guard_on_people* guard_on_people_called(std::string_view name);

/// Whether a role may send the event to a case that it has this to do with, in some state of it. That a state,
/// a limit or what the event says may still forbid it, `step` decides.
[[nodiscard]] bool may(role as, event_type what, relation to);

}  // namespace redress::workflow
