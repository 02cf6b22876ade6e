// The records: what is only written down and moves no state. One row an event, decided by the same
// step with the same refusals; not rows of a machine, because a record has no state to move.
#pragma once

#include "states/actions.hpp"
#include "states/guards.hpp"
#include "states/roles.hpp"
#include "states/row_list.hpp"

#include <span>

namespace redress {

/// Also when the case is closed, so that nothing a person typed is lost; or then alone.
enum class legal_in : std::uint8_t { open, closed_too, closed };

/// As `any_row` of a machine, without states: the case exists, and is open or closed as `legal_in` says.
template <event_type Event, legal_in When, class Guards, class Actions, role_set Roles>
using record = any_row<row_kind::stays, When, Event, When, Guards, Actions, Roles>;

namespace record_rows {
using namespace guards;
using namespace actions;
using namespace who;
using enum legal_in;
using e = event_type;

inline constexpr role_set keeping = role::data_protection;
inline constexpr role_set by_law = role::compliance;
/// Nobody gives themselves authority: who represents is named by whom they represent, or on their word.
inline constexpr role_set authorising = recording_or_channel | role::complainant;
/// Whoever works on cases or checks that work may read a person's words; that they did is recorded.
inline constexpr role_set reading =
    recording | role::quality_reviewer | role::data_protection | role::auditor;

// clang-format off
using list = row_list<
    //      what happened                  legal       only if                                                           what it writes                          who
    // first contact
    record< e::acknowledged,               open,       all<letter_complete_when_staff_write, letter_is_written_by_staff, in_their_language_by_staff, asks_for_no_secret>, ask<acknowledge, send_letter>,          relaying >,
    record< e::admitted,                   open,       all<letter_complete, letter_is_written, in_complainants_language, asks_for_no_secret, contact_is_safe>, ask<admit, send_letter>,                recording >,
    record< e::triaged,                    open,       all<category_known, severity_given, team_is_known, staff_named_are_known>, ask<triage>,                            recording >,
    record< e::reclassified,               open,       all<category_known, reason_given, second_person_when_away, approval_is_of_this_act>, ask<reclassify>,                        recording >,
    record< e::points_agreed,              open,       all<nothing_decided_stands>,                                      ask<agree_points>,                      recording >,
    record< e::point_added,                open,       all<>,                                                            ask<add_point>,                         anyone_near >,
    record< e::support_needs_recorded,     closed_too, all<>,                                                            ask<record_support_needs>,              anyone_near >,
    // people
    record< e::assigned,                   closed_too, all<new_owner_is_here, new_owner_handles_cases, new_owner_not_concerned, team_is_known>,                      ask<assign, note_next_step>,            recording >,
    record< e::released,                   closed_too, all<>,                                                            ask<release>,                           recording >,
    record< e::handed_over,                closed_too, all<next_step_given, new_owner_is_here, new_owner_handles_cases, new_owner_not_concerned, team_is_known>,     ask<assign, note_next_step>,            recording >,
    record< e::interest_declared,          closed_too, all<>,                                                            ask<declare_interest>,                  any_staff >,
    record< e::representative_authorised,  closed_too, all<>,                                                            ask<authorise>,                         authorising >,
    record< e::authority_ended,            closed_too, all<has_representative>,                                                            ask<end_authority>,                     anyone_near >,
    // identity and contact
    record< e::identity_requested,         closed_too, all<>,                                                            ask<ask_identity>,                      recording >,
    record< e::identity_verified,          closed_too, all<identity_method_known>,                                       ask<verify_identity>,                   recording_or_channel >,
    record< e::identity_failed,            closed_too, all<>,                                                            ask<fail_identity>,                     recording_or_channel >,
    record< e::contact_changed,            closed_too, all<identity_sufficient>,                                         ask<change_contact>,                    anyone_near >,
    record< e::contact_unsafe_marked,      closed_too, all<>,                                                            ask<mark_contact_unsafe>,               anyone_near >,
    record< e::contact_limited,            open,       all<reason_given>,                                                ask<>,                                  role::care_lead >,
    // messages
    record< e::message_received,           closed_too, all<>,                                                            ask<count_message>,                     anyone_near >,
    record< e::message_sent,               closed_too, all<asks_for_no_secret, contact_is_safe, letter_is_known, identity_sufficient_for_account_data>, ask<send_message>,                      recording >,
    record< e::message_dispatched,         closed_too, all<letter_is_known>,                                             ask<dispatch_letter>,                   relaying >,
    record< e::message_undelivered,        closed_too, all<letter_is_known>,                                             ask<return_letter>,                     relaying >,
    record< e::progress_update_sent,       open,       all<letter_complete, letter_is_written, in_complainants_language, asks_for_no_secret, contact_is_safe>, ask<send_letter, note_next_step>,     recording >,
    record< e::holding_response_sent,      open,       all<letter_complete, letter_is_written, in_complainants_language, asks_for_no_secret, contact_is_safe, before_due>, ask<send_letter, note_next_step>, recording >,
    record< e::call_recorded,              closed_too, all<read_back>,                                                   ask<record_call>,                       recording_or_channel >,
    record< e::callback_requested,         closed_too, all<>,                                                            ask<>,                                  anyone_near >,
    record< e::contact_missed,             closed_too, all<>,                                                            ask<note_missed_contact>,               recording_or_channel >,
    record< e::note_added,                 closed_too, all<>,                                                            ask<>,                                  recording >,
    // things
    record< e::document_added,             closed_too, all<>,                                                            ask<count_document>,                    anyone_near >,
    record< e::content_redacted,           closed_too, all<reason_given, content_is_known, second_person, approval_is_of_this_act>, ask<redact>,                                  recording >,
    record< e::linked,                     closed_too, all<incident_is_known, links_another_case>,                                           ask<add_link>,                          recording >,
    record< e::unlinked,                   closed_too, all<link_is_known>,                                                            ask<remove_link>,                       recording >,
    // enquiries
    record< e::enquiry_opened,             open,       all<>,                                                            ask<actions::open_enquiry>,                      recording >,
    record< e::enquiry_chased,             open,       all<names_an_enquiry>,                                            ask<>,                                  recording >,
    record< e::enquiry_answered,           closed_too, all<names_an_enquiry>,                                            ask<answer_enquiry>,                    recording_or_channel >,
    // time: what these do to a clock is told by clocks.hpp
    record< e::window_lapsed,              closed_too, all<clock_is_due>,                                                ask<>,                                  role::timer >,
    record< e::window_restarted,           closed_too, all<clock_is_known>,                                              ask<>,                                  role::engine | role::timer >,
    record< e::extension_granted,          open,       all<extension_allowed, letter_sent_before_due, approver_is_not_handler, approval_is_of_this_act, letter_complete, letter_is_written, in_complainants_language, asks_for_no_secret, contact_is_safe>, ask<send_letter, note_next_step>, recording >,
    record< e::deadline_warned,            closed_too, all<clock_is_known>,                                              ask<>,                                  role::timer >,
    record< e::deadline_missed,            closed_too, all<clock_is_due>,                                                ask<>,                                  role::timer >,
    record< e::late_for_good_cause,        closed_too, all<reason_given>,                                                ask<allow_late_appeal>,                 role::care_lead >,
    record< e::policy_repinned,            closed_too, all<reason_given, newer_policy_in_force, running_clocks_known, second_person, approval_is_of_this_act>, ask<repin>,             role::care_lead >,
    // learning
    record< e::root_cause_recorded,        closed_too, all<>,                                                            ask<record_root_cause>,                 recording >,
    record< e::quality_reviewed,           closed_too, all<processing_not_restricted, reviewer_is_not_handler, not_concerned>, ask<>,                               role::quality_reviewer >,
    record< e::survey_invited,             closed_too, all<processing_not_restricted>,                                                       ask<>,                                  recording | role::engine >,
    record< e::rating_given,               closed_too, all<not_rated_yet>, ask<count_rating>,                      anyone_near >,
    // keeping
    record< e::legal_hold_placed,          closed_too, all<reason_given>,                                                ask<place_legal_hold>,                  by_law >,
    record< e::legal_hold_released,        closed_too, all<reason_given>,                                                ask<lift_legal_hold>,                   by_law >,
    record< e::subject_erased,             closed,     all<retention_known, retention_over, no_legal_hold, processing_not_restricted, no_open_referral, no_open_redress, no_standing_freeze>, ask<erase_subject>,                     by_law >,
    record< e::access_given,               closed_too, all<not_concerned>,                                                   ask<>,                                  reading >,
    record< e::processing_restricted,      closed_too, all<reason_given>,                                                ask<restrict_processing>,               keeping >,
    record< e::restriction_lifted,         closed_too, all<reason_given, processing_is_restricted>,                                            ask<lift_restriction>,                  keeping >,
    record< e::erasure_refused,            closed_too, all<reason_given>,                                                ask<>,                                  keeping >,
    record< e::fact_corrected,             closed_too, all<reason_given, staff_named_are_known>,                                       ask<correct_facts>,                     keeping >
>;
// clang-format on

}  // namespace record_rows

inline constexpr auto& record_list = rows_as_data<record_rows::list>::list;

constexpr legal_in legality_of(const row_data& one)
{
    return static_cast<legal_in>(one.from);
}
/// Whether the record may be written while the case is open, or when it is closed.
constexpr bool is_legal(const row_data& one, bool open)
{
    return legality_of(one) == legal_in::closed_too || (legality_of(one) == legal_in::open) == open;
}

}  // namespace redress
