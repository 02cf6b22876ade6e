// The rows of what stands beside the case. No machine of Boost.MSM: nothing follows, nothing is paused,
// and a list that is read from the top is all that these need. Each row and guard has a story both ways
// in tests/states/matter_stories.cpp.
#pragma once

#include "states/matter_step.hpp"
#include "states/roles.hpp"

#include <array>

namespace redress::matter_rows {

// What an event of a matter must bring (matter_guards.cpp).
extern const matter_guard words_in_both_languages, something_changes, until_is_after_from, due_lies_ahead,
    cases_are_ids, checker_is_not_owner, action_is_due, writer_not_concerned, approver_is_not_decider,
    until_lies_ahead, incident_asks_for_no_secret, poster_is_known, action_owner_is_known;

// What rows write (matter_actions.cpp).
void open_incident(matter_recorder& put);
void change_incident(matter_recorder& put);
void end_incident(matter_recorder& put);
void open_action(matter_recorder& put);
void finish_action(matter_recorder& put);
void check_action(matter_recorder& put);
void reopen_action(matter_recorder& put);
void miss_action(matter_recorder& put);
void open_compartment(matter_recorder& put);
void count_note(matter_recorder& put);
void limit_reasons(matter_recorder& put);

template <const matter_guard&... Guards>
inline constexpr std::array<const matter_guard*, sizeof...(Guards)> all{&Guards...};

/// Whoever answers for what the public is told.
inline constexpr role_set posting = role::care_lead | role::compliance | role::operator_;
/// Handlers and everybody who looks at their work; an owner may be any of them.
inline constexpr role_set improving = who::recording | role::quality_reviewer | role::operator_;
/// Whoever may say that an improvement works.
inline constexpr role_set checking =
    role::care_reviewer | role::care_lead | role::quality_reviewer | role::compliance;

inline constexpr role_set trusted = role::restricted_reviewer;

using e = event_type;
using s = matter_state;

// clang-format off
inline constexpr auto incident = std::to_array<matter_row>({
    // from     what happened         to          only if                                                            what it writes    who
    {s::none,   e::incident_opened,   s::open,    all<words_in_both_languages, incident_asks_for_no_secret, until_is_after_from, poster_is_known>, open_incident,    posting },
    {s::open,   e::incident_changed,  s::open,    all<something_changes, words_in_both_languages, incident_asks_for_no_secret, until_is_after_from, poster_is_known>, change_incident, posting },
    {s::open,   e::incident_ended,    s::ended,   all<words_in_both_languages, incident_asks_for_no_secret, until_is_after_from>, end_incident,     posting },
});
inline constexpr auto action = std::to_array<matter_row>({
    // from     what happened         to          only if                                                            what it writes    who
    {s::none,   e::action_opened,     s::open,    all<due_lies_ahead, cases_are_ids, action_owner_is_known>,                           open_action,      improving },
    {s::open,   e::action_done,       s::done,    all<>,                                                             finish_action,    improving },
    {s::done,   e::action_checked,    s::checked, all<checker_is_not_owner>,                                         check_action,     checking },
    {s::done,   e::action_reopened,   s::open,    all<due_lies_ahead, action_owner_is_known>,                                          reopen_action,    improving },
    {s::checked, e::action_reopened,  s::open,    all<due_lies_ahead, action_owner_is_known>,                                          reopen_action,    improving },
    {s::open,   e::action_missed,     s::open,    all<action_is_due>,                                                miss_action,      role::timer },
});
inline constexpr auto restricted = std::to_array<matter_row>({
    // from     what happened               to       only if                                                            what it writes    who
    {s::none,   e::restricted_opened,       s::open, all<writer_not_concerned>,                                         open_compartment, trusted },
    {s::open,   e::restricted_note_added,   s::open, all<writer_not_concerned>,                                         count_note,       trusted },
    {s::open,   e::limited_reasons_approved, s::open, all<writer_not_concerned, approver_is_not_decider, until_lies_ahead>, limit_reasons, trusted },
});
// clang-format on

constexpr std::span<const matter_row> of(matter_kind kind)
{
    switch (kind) {
        case matter_kind::incident:
            return incident;
        case matter_kind::action:
            return action;
        case matter_kind::restricted:
            break;
    }
    return restricted;
}

inline constexpr std::array every_kind{matter_kind::incident, matter_kind::action, matter_kind::restricted};
static_assert(every_kind.size() == count_of<matter_kind>);

/// The kind that an event is about; `nobody`'s events are a case's.
inline constexpr auto kinds = [] {
    std::array<std::optional<matter_kind>, event_count> list{};
    for (const auto kind : every_kind)
        for (const auto& row : of(kind)) list[static_cast<std::size_t>(row.event)] = kind;
    return list;
}();

constexpr bool beside_the_case(event_type what)
{
    return kinds[static_cast<std::size_t>(what)].has_value();
}

}  // namespace redress::matter_rows
