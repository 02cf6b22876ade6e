// The lifecycle: from filing to the end, and back when the end was wrong. `case_model.md` tells what
// each state means; what is independent of it (waiting, attention) are machines of their own.
#pragma once

#include "states/actions.hpp"
#include "states/guards.hpp"
#include "states/roles.hpp"
#include "states/row_list.hpp"

namespace redress {

namespace lifecycle_rows {
using namespace guards;
using namespace actions;
using namespace who;
using enum lifecycle_state;
using e = event_type;

using before_a_decision =
    all<records_complete, every_point_answered, outcome_fits_findings, letter_complete, letter_is_written,
        in_complainants_language, asks_for_no_secret, contact_is_safe, decides_the_merits, redress_decided,
        decider_holds_the_rung, not_concerned>;

// clang-format off
using list = row_list<
    //     from           what happened                to             only if                                              what it writes                                      who
    row  < none,          e::complaint_filed,          received,      all<category_known_when_staff_file>,                                 ask<file_case>,                                     complaining_or_handler | role::channel >,

    row  < received,      e::initial_response_sent,    responded,     all<staff_author, letter_complete, letter_is_written, in_complainants_language, asks_for_no_secret, contact_is_safe>, ask<send_letter, note_next_step>,          role::handler >,
    stays< responded,     e::initial_response_sent,                   all<staff_author, letter_complete, letter_is_written, in_complainants_language, asks_for_no_secret, contact_is_safe>, ask<send_letter, note_next_step>,          role::handler >,
    stays< investigating, e::initial_response_sent,                   all<staff_author, letter_complete, letter_is_written, in_complainants_language, asks_for_no_secret, contact_is_safe>, ask<send_letter, note_next_step>,          role::handler >,

    row  < received,      e::investigation_started,    investigating, all<has_owner, not_concerned>,                       ask<>,                                              role::handler >,
    row  < responded,     e::investigation_started,    investigating, all<has_owner, not_concerned>,                       ask<>,                                              role::handler >,

    row  < received,      e::decision_sent,            decided,       before_a_decision,                                   ask<record_decision, send_letter, note_next_step>,  deciding >,
    row  < responded,     e::decision_sent,            decided,       before_a_decision,                                   ask<record_decision, send_letter, note_next_step>,  deciding >,
    row  < investigating, e::decision_sent,            decided,       before_a_decision,                                   ask<record_decision, send_letter, note_next_step>,  deciding >,
    row  < received,      e::declared_inadmissible,    decided,       all<inadmissibility_reason, letter_complete, letter_is_written, in_complainants_language, asks_for_no_secret, contact_is_safe, second_person, approval_is_of_this_act>, ask<record_inadmissible, send_letter, note_next_step>, role::handler >,
    row  < responded,     e::declared_inadmissible,    decided,       all<inadmissibility_reason, letter_complete, letter_is_written, in_complainants_language, asks_for_no_secret, contact_is_safe, second_person, approval_is_of_this_act>, ask<record_inadmissible, send_letter, note_next_step>, role::handler >,

    row  < decided,       e::resolution_accepted,      closed,        all<acceptance_evidence, authority_covers, records_complete_when_staff_close>,          ask<close_accepted, tell_of_closing>,                                complaining_or_handler >,
    row  < decided,       e::appeal_filed,             appealed,      all<within_appeal_window, grounds_given, appeal_level_left, authority_covers>, ask<count_appeal>,        complaining_or_handler >,
    row  < closed,        e::appeal_filed,             appealed,      all<late_for_good_cause_recorded, closed_after_a_decision, grounds_given, appeal_level_left, authority_covers>, ask<leave_closed, count_appeal, tell_of_reopening>, complaining_or_handler >,
    row  < decided,       e::appeal_window_lapsed,     closed,        all<decision_reached_them, tried_to_reach>,          ask<close_lapsed, tell_of_closing>,                                  role::timer >,

    row  < appealed,      e::appeal_decided,           decided,       all<independent_reviewer, another_team_hears_level_two, letter_complete, letter_is_written, in_complainants_language, asks_for_no_secret, contact_is_safe, result_is_upheld_varied_or_overturned, merits_were_decided_or_upheld, not_concerned>, ask<record_appeal_result, send_letter, note_next_step>, role::appeal_reviewer >,
    row  < appealed,      e::appeal_remitted,          investigating, all<independent_reviewer, another_team_hears_level_two, reasons_given, in_complainants_language, asks_for_no_secret, contact_is_safe, new_handler>, ask<give_appeal_back, hand_to_new_handler, start_undecided, send_letter, note_next_step>, role::appeal_reviewer >,
    row  < appealed,      e::appeal_withdrawn,         decided,       all<authority_covers>,                               ask<give_appeal_back>,                              complaining >,

    row  < received,      e::query_answered,           closed,        all<kind_is_not_complaint, letter_complete, letter_is_written, in_complainants_language, asks_for_no_secret, contact_is_safe, told_how_to_complain, records_complete_when_staff_close>, ask<close_answered, send_letter>,      role::handler >,
    row  < responded,     e::query_answered,           closed,        all<kind_is_not_complaint, letter_complete, letter_is_written, in_complainants_language, asks_for_no_secret, contact_is_safe, told_how_to_complain, records_complete_when_staff_close>, ask<close_answered, send_letter>,      role::handler >,
    row  < investigating, e::query_answered,           closed,        all<kind_is_not_complaint, letter_complete, letter_is_written, in_complainants_language, asks_for_no_secret, contact_is_safe, told_how_to_complain, records_complete_when_staff_close>, ask<close_answered, send_letter>,      role::handler >,

    stays< received,      e::exit_disputed,                           all<was_reclassified_by_staff>,                      ask<be_a_complaint_again>,                          complaining >,
    stays< responded,     e::exit_disputed,                           all<was_reclassified_by_staff>,                      ask<be_a_complaint_again>,                          complaining >,
    stays< investigating, e::exit_disputed,                           all<was_reclassified_by_staff>,                      ask<be_a_complaint_again>,                          complaining >,
    stays< decided,       e::exit_disputed,                           all<was_reclassified_by_staff>,                      ask<be_a_complaint_again>,                          complaining >,
    stays< appealed,      e::exit_disputed,                           all<was_reclassified_by_staff>,                      ask<be_a_complaint_again>,                          complaining >,

    row  < received,      e::withdrawn,                closed,        all<withdrawal_recorded, authority_covers, records_complete_when_staff_close>,          ask<close_withdrawn, tell_of_closing>,                               complaining_or_handler >,
    row  < responded,     e::withdrawn,                closed,        all<withdrawal_recorded, authority_covers, records_complete_when_staff_close>,          ask<close_withdrawn, tell_of_closing>,                               complaining_or_handler >,
    row  < investigating, e::withdrawn,                closed,        all<withdrawal_recorded, authority_covers, records_complete_when_staff_close>,          ask<close_withdrawn, tell_of_closing>,                               complaining_or_handler >,
    row  < decided,       e::withdrawn,                closed,        all<withdrawal_recorded, authority_covers, records_complete_when_staff_close>,          ask<close_withdrawn, tell_of_closing>,                               complaining_or_handler >,
    row  < appealed,      e::withdrawn,                closed,        all<withdrawal_recorded, authority_covers, records_complete_when_staff_close>,          ask<close_withdrawn, tell_of_closing>,                               complaining_or_handler >,

    row  < received,      e::marked_duplicate,         closed,        all<same_complainant, primary_is_not_closed, records_complete_when_staff_close, reason_asks_for_no_secret>,        ask<close_duplicate, tell_of_closing>,                               deciding >,
    row  < responded,     e::marked_duplicate,         closed,        all<same_complainant, primary_is_not_closed, records_complete_when_staff_close, reason_asks_for_no_secret>,        ask<close_duplicate, tell_of_closing>,                               deciding >,
    row  < investigating, e::marked_duplicate,         closed,        all<same_complainant, primary_is_not_closed, records_complete_when_staff_close, reason_asks_for_no_secret>,        ask<close_duplicate, tell_of_closing>,                               deciding >,
    row  < closed,        e::duplicate_unmarked,       received,      all<was_duplicate, not_yet_answered>,                ask<leave_closed, count_reopening, tell_of_reopening>,                 deciding >,
    row  < closed,        e::duplicate_unmarked,       responded,     all<was_duplicate, answered_before>,                 ask<leave_closed, count_reopening, tell_of_reopening>,                 deciding >,

    row  < closed,        e::reopened,                 investigating, all<within_reopen_window, new_facts_given, was_not_duplicate>, ask<leave_closed, count_reopening, start_undecided, tell_of_reopening>, complaining_or_handler >,
    row  < closed,        e::own_error_found,          investigating, all<reason_given>,                                   ask<leave_closed, count_reopening, start_undecided, tell_of_reopening>, role::care_lead | role::compliance | role::quality_reviewer >,
    row  < closed,        e::exit_disputed,            investigating, all<staff_recorded_the_exit, within_reopen_window>,  ask<leave_closed, count_reopening, start_undecided, be_a_complaint_again, tell_of_reopening>, complaining >
>;
// clang-format on

}  // namespace lifecycle_rows

struct lifecycle {
    static constexpr machine which = machine::lifecycle;
    using state = lifecycle_state;
    using rows = lifecycle_rows::list;
};

}  // namespace redress
