// What rows and records write into the facts. Each is one small statement; all of them run only
// after the row was taken, and none can refuse.
#pragma once

#include "states/recorder.hpp"

namespace redress::actions {

// clang-format off
#define REDRESS_ACTIONS(X) \
    /* actions_lifecycle.cpp */ \
    X(file_case) X(record_decision) X(record_inadmissible) X(close_accepted) X(close_lapsed) \
    X(close_withdrawn) X(close_duplicate) X(close_answered) X(count_appeal) X(give_appeal_back) \
    X(record_appeal_result) X(hand_to_new_handler) X(leave_closed) X(count_reopening) \
    X(start_undecided) X(be_a_complaint_again) \
    /* actions_letters.cpp */ \
    X(send_letter) X(dispatch_letter) X(return_letter) X(send_message) X(note_next_step) \
    X(tell_of_closing) X(tell_of_reopening) X(tell_of_offer) X(tell_of_containment) \
    /* actions_hold.cpp */ \
    X(wait_for_complainant) X(wait_for_third_party) X(end_hold) X(tick_items) X(take_items) \
    X(raise_rung) X(take_rung) X(leave_ladder) \
    /* actions_beside.cpp */ \
    X(request_containment) X(contain) X(refuse_containment) X(uphold_containment) X(release_containment) \
    X(offer_item) X(approve_item) X(pay_item) X(tell_of_payment) X(refer) X(record_external_outcome) \
    /* actions_records.cpp */ \
    X(acknowledge) X(admit) X(triage) X(reclassify) X(agree_points) X(add_point) \
    X(record_support_needs) X(assign) X(release) X(declare_interest) X(authorise) X(end_authority) \
    X(ask_identity) X(verify_identity) X(fail_identity) X(change_contact) X(mark_contact_unsafe) \
    X(count_message) X(record_call) X(note_missed_contact) X(count_document) X(redact) X(add_link) \
    X(remove_link) X(open_enquiry) X(answer_enquiry) X(allow_late_appeal) X(record_root_cause) \
    X(count_rating) X(place_legal_hold) X(lift_legal_hold) X(restrict_processing) X(lift_restriction) \
    X(correct_facts) \
    /* actions_keeping.cpp */ \
    X(erase_subject) X(repin)
// clang-format on

#define X(NAME)                         \
    struct NAME {                       \
        static void run(recorder& put); \
    };
REDRESS_ACTIONS(X)
#undef X
#undef REDRESS_ACTIONS

}  // namespace redress::actions
