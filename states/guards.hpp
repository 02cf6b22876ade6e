// The guards that rows name: each a question about the case, the event and who speaks. Their words
// stand in schemas/texts under refusal.<name> and fix.<name>; what they mean in `case_model.md`.
//
// `fix` is the event or field that mends a refusal.
#pragma once

#include "states/decide.hpp"

#include <string_view>

namespace redress::guards {

/// Most refusals need no more words than their name.
struct guard {
    static void explain(const view&, refusal&) {}
};

#define REDRESS_GUARD(NAME, FIX)                                   \
    struct NAME : guard {                                          \
        static constexpr std::string_view name = #NAME, fix = FIX; \
        static bool check(const view& look);                       \
    };
/// One whose refusal says what is missing or what would be allowed.
#define REDRESS_GUARD_THAT_EXPLAINS(NAME, FIX)                     \
    struct NAME {                                                  \
        static constexpr std::string_view name = #NAME, fix = FIX; \
        static bool check(const view& look);                       \
        static void explain(const view& look, refusal& no);        \
    };

// clang-format off
// guards_filing.cpp: what an event brings with it
REDRESS_GUARD_THAT_EXPLAINS(category_known,                    "category")
/// A filing from outside is never turned away for its category: it is taken, and somebody is told.
struct category_known_when_staff_file {
    static constexpr std::string_view name = "category_known", fix = "category";
    static bool check(const view& look);
    static void explain(const view& look, refusal& no);
};
REDRESS_GUARD(grounds_given,                                   "grounds")
REDRESS_GUARD(new_facts_given,                                 "new_facts")
REDRESS_GUARD(reason_given,                                    "reason")
REDRESS_GUARD(reasons_given,                                   "reason")
REDRESS_GUARD(instruction_given,                               "instruction")
REDRESS_GUARD(next_step_given,                                 "next_step")
REDRESS_GUARD(withdrawal_recorded,                             "reason")
REDRESS_GUARD(acceptance_evidence,                             "evidence")
REDRESS_GUARD(read_back,                                       "read_back")
REDRESS_GUARD_THAT_EXPLAINS(inadmissibility_reason,            "inadmissibility")
REDRESS_GUARD(result_is_upheld_varied_or_overturned,           "result")
REDRESS_GUARD(told_how_to_complain,                            "told_how_to_complain")

// guards_letters.cpp: what we write, and whether it reached them
REDRESS_GUARD_THAT_EXPLAINS(letter_complete,                   "letter_parts")
/// What only its writer can say is said: words, a next step, a date. The wording has the rest.
REDRESS_GUARD_THAT_EXPLAINS(letter_is_written,                 "letter_body")
/// What a channel or a rule sends is made from the wording, which is complete.
struct letter_complete_when_staff_write {
    static constexpr std::string_view name = "letter_complete", fix = "letter_parts";
    static bool check(const view& look);
    static void explain(const view& look, refusal& no);
};
struct letter_is_written_by_staff {
    static constexpr std::string_view name = "letter_is_written", fix = "letter_body";
    static bool check(const view& look);
    static void explain(const view& look, refusal& no);
};
REDRESS_GUARD_THAT_EXPLAINS(in_complainants_language,          "letter_language")
struct in_their_language_by_staff {
    static constexpr std::string_view name = "in_complainants_language", fix = "letter_language";
    static bool check(const view& look);
    static void explain(const view& look, refusal& no);
};
REDRESS_GUARD(asks_for_no_secret,                              "text")
/// The same where the reason is all that its writer brings.
struct reason_asks_for_no_secret : guard {
    static constexpr std::string_view name = "asks_for_no_secret", fix = "reason";
    static bool check(const view& look);
};
REDRESS_GUARD(contact_is_safe,                                 "contact_changed")
REDRESS_GUARD_THAT_EXPLAINS(letter_is_known,                   "letter")
REDRESS_GUARD(decision_reached_them,                           "message_dispatched")
REDRESS_GUARD(tried_to_reach,                                  "contact_missed")

// guards_people.cpp: who speaks, and whether they may
REDRESS_GUARD(staff_author,                                    "owner")
REDRESS_GUARD(has_owner,                                       "assigned")
REDRESS_GUARD(not_concerned,                                   "handed_over")
/// The same question about the owner whom the event names.
struct new_owner_not_concerned : guard {
    static constexpr std::string_view name = "not_concerned", fix = "owner";
    static bool check(const view& look);
};
/// On the roster and at work; asked where the roster is known.
REDRESS_GUARD_THAT_EXPLAINS(new_owner_is_here,                 "owner")
/// In a role that advances cases; asked where the roster is known.
REDRESS_GUARD_THAT_EXPLAINS(new_owner_handles_cases,           "owner")
REDRESS_GUARD(new_handler,                                     "owner")
REDRESS_GUARD_THAT_EXPLAINS(second_person,                     "approved_by")
/// Asked only when the case stops being a complaint.
struct second_person_when_away {
    static constexpr std::string_view name = "second_person", fix = "approved_by";
    static bool check(const view& look);
    static void explain(const view& look, refusal& no);
};
REDRESS_GUARD_THAT_EXPLAINS(approver_is_not_handler,           "approved_by")
/// What was approved is this act on this case and nothing else, and it was not done before.
REDRESS_GUARD_THAT_EXPLAINS(approval_is_of_this_act,           "approved_digest")
/// Whom a complaint is about is one of ours; asked where the roster is known.
REDRESS_GUARD_THAT_EXPLAINS(staff_named_are_known,             "about_staff")
/// Some of ours are in it, or a rung leads to it; asked where the roster is known.
REDRESS_GUARD_THAT_EXPLAINS(team_is_known,                     "team")
REDRESS_GUARD(independent_reviewer,                            "assigned")
REDRESS_GUARD_THAT_EXPLAINS(another_team_hears_level_two,      "assigned")
REDRESS_GUARD_THAT_EXPLAINS(decider_holds_the_rung,            "rung_accepted")
REDRESS_GUARD_THAT_EXPLAINS(authority_covers,                  "representative_authorised")
/// The same for money: accepting or declining an offer.
struct authority_covers_money {
    static constexpr std::string_view name = "authority_covers", fix = "representative_authorised";
    static bool check(const view& look);
    static void explain(const view& look, refusal& no);
};
REDRESS_GUARD_THAT_EXPLAINS(identity_sufficient,               "identity_verified")
/// One that a pinned policy ranks, where it ranks any: another would count for less than the weakest.
REDRESS_GUARD_THAT_EXPLAINS(identity_method_known,             "identity_method")
/// Asked of a message that is marked as holding data of the account.
struct identity_sufficient_for_account_data {
    static constexpr std::string_view name = "identity_sufficient", fix = "identity_verified";
    static bool check(const view& look);
    static void explain(const view& look, refusal& no);
};
/// Of whoever asks to unlock; not asked when a review found the freeze wrong, or when its requester
/// stayed unverified at the second review.
struct identity_sufficient_to_unlock {
    static constexpr std::string_view name = "identity_sufficient", fix = "identity_verified";
    static bool check(const view& look);
    static void explain(const view& look, refusal& no);
};
REDRESS_GUARD_THAT_EXPLAINS(reviewer_serves_this_rung,         "escalated")
REDRESS_GUARD(reviewer_is_not_handler,                         "handed_over")
REDRESS_GUARD(by_reviewer_or_timer,                            "rung_accepted")
REDRESS_GUARD(by_the_complainant,                              "message_received")

// guards_case.cpp: where the case stands
REDRESS_GUARD(case_is_open,                                    "reopened")
REDRESS_GUARD_THAT_EXPLAINS(records_complete,                  "points_agreed")
/// Of what a policy requires, what a closing needs; asked when somebody of ours records the closing.
struct records_complete_when_staff_close {
    static constexpr std::string_view name = "records_complete", fix = "points_agreed";
    static bool check(const view& look);
    static void explain(const view& look, refusal& no);
};
REDRESS_GUARD_THAT_EXPLAINS(every_point_answered,              "findings")
/// Upheld: every point that is ours. Partly upheld: one of them in part at least. Not upheld: none. Out of scope: none is ours.
REDRESS_GUARD_THAT_EXPLAINS(outcome_fits_findings,             "outcome")
/// The points of a decision that stands are not agreed anew: its findings answer them.
REDRESS_GUARD(nothing_decided_stands,                          "point_added")
REDRESS_GUARD(severity_given,                                  "severity")
/// A document of the case by its id, or "#12" for the words of its twelfth entry.
REDRESS_GUARD_THAT_EXPLAINS(content_is_known,                  "document")
/// A complaint that is not looked into is declared inadmissible, with a reason of the list and a second person.
REDRESS_GUARD(decides_the_merits,                              "declared_inadmissible")
REDRESS_GUARD(redress_decided,                                 "redress_offered")
REDRESS_GUARD(merits_were_decided_or_upheld,                   "appeal_remitted")
REDRESS_GUARD(kind_is_not_complaint,                           "reclassified")
REDRESS_GUARD(was_reclassified_by_staff,                       "message_received")
REDRESS_GUARD(same_complainant,                                "primary_case")
REDRESS_GUARD(primary_is_not_closed,                           "primary_case")
REDRESS_GUARD(not_rated_yet,                                   "message_received")
REDRESS_GUARD(was_duplicate,                                   "reopened")
REDRESS_GUARD(was_not_duplicate,                               "duplicate_unmarked")
REDRESS_GUARD(not_yet_answered,                                "duplicate_unmarked")
REDRESS_GUARD(answered_before,                                 "duplicate_unmarked")
REDRESS_GUARD(staff_recorded_the_exit,                         "reopened")
REDRESS_GUARD(closed_after_a_decision,                         "reopened")
REDRESS_GUARD(incident_is_known,                               "to")
REDRESS_GUARD(links_another_case,                              "to")
REDRESS_GUARD(link_is_known,                                   "to")
REDRESS_GUARD(has_representative,                              "representative_authorised")

// guards_time.cpp: windows, clocks, levels
REDRESS_GUARD(within_appeal_window,                            "late_for_good_cause")
REDRESS_GUARD_THAT_EXPLAINS(appeal_level_left,                 "complaint_filed")
REDRESS_GUARD_THAT_EXPLAINS(within_reopen_window,              "complaint_filed")
REDRESS_GUARD(late_for_good_cause_recorded,                    "late_for_good_cause")
REDRESS_GUARD(before_due,                                      "progress_update_sent")
REDRESS_GUARD_THAT_EXPLAINS(extension_allowed,                 "clock")
REDRESS_GUARD(letter_sent_before_due,                          "progress_update_sent")
REDRESS_GUARD_THAT_EXPLAINS(clock_is_due,                      "clock")
REDRESS_GUARD_THAT_EXPLAINS(clock_is_known,                    "clock")

// guards_keeping.cpp: how long words are kept, and under which policies a case runs
REDRESS_GUARD(retention_known,                                 "policy_repinned")
REDRESS_GUARD_THAT_EXPLAINS(retention_over,                    "erasure_refused")
REDRESS_GUARD(no_legal_hold,                                   "legal_hold_released")
REDRESS_GUARD(no_open_referral,                                "referral_ended")
REDRESS_GUARD_THAT_EXPLAINS(no_open_redress,                   "redress_paid")
REDRESS_GUARD(no_standing_freeze,                              "containment_released")
/// What is restricted is kept, and used for the claim alone (GDPR, Article 18(2)).
REDRESS_GUARD(processing_not_restricted,                       "restriction_lifted")
REDRESS_GUARD(processing_is_restricted,                        "processing_restricted")
REDRESS_GUARD(newer_policy_in_force,                           "policy_repinned")
REDRESS_GUARD_THAT_EXPLAINS(running_clocks_known,              "clock")

// guards_beside.cpp: containment, redress, referral
REDRESS_GUARD(account_named,                                   "account")
REDRESS_GUARD(ground_given,                                    "containment_ground")
REDRESS_GUARD(refusal_reason_listed,                           "refusal_reason")
REDRESS_GUARD(reviewer_is_not_requester,                       "handed_over")
REDRESS_GUARD(releaser_is_not_requester,                       "handed_over")
REDRESS_GUARD(reasons_or_restricted,                           "reason")
/// Asked when a review finds that the freeze was wrong: that takes no identity, so it takes a reason.
struct reason_given_when_freeze_was_wrong : guard {
    static constexpr std::string_view name = "reason_given", fix = "reason";
    static bool check(const view& look);
};
REDRESS_GUARD_THAT_EXPLAINS(item_is_known,                     "item")
REDRESS_GUARD_THAT_EXPLAINS(amount_given,                      "amount")
REDRESS_GUARD(within_own_limit,                                "redress_approved")
REDRESS_GUARD(refund_is_owed,                                  "redress_kind")
REDRESS_GUARD(approver_is_not_offerer,                         "handed_over")
REDRESS_GUARD_THAT_EXPLAINS(within_approver_limit,             "handed_over")
REDRESS_GUARD(payment_reference,                               "payment_reference")
REDRESS_GUARD(referral_allowed,                                "decision_sent")
REDRESS_GUARD(bundle_frozen,                                   "bundle")
REDRESS_GUARD(outcome_recorded,                                "text")
REDRESS_GUARD(proof_of_compliance,                             "evidence")

// guards_hold.cpp: waiting, and climbing
REDRESS_GUARD(names_what_is_missing,                           "items")
REDRESS_GUARD_THAT_EXPLAINS(not_already_held,                  "items")
REDRESS_GUARD_THAT_EXPLAINS(hold_reason_given,                 "hold_reason")
REDRESS_GUARD_THAT_EXPLAINS(hold_expires,                      "expires")
REDRESS_GUARD(names_an_enquiry,                                "enquiry_opened")
REDRESS_GUARD_THAT_EXPLAINS(all_named_items_in,                "items")
REDRESS_GUARD(some_items_missing,                              "items")
REDRESS_GUARD_THAT_EXPLAINS(higher_rung_exists,                "rung")
// clang-format on

#undef REDRESS_GUARD
#undef REDRESS_GUARD_THAT_EXPLAINS

}  // namespace redress::guards
