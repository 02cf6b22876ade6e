// How stories say events: "sends the initial response" is `initial_response_sent`. An event's own name is
// understood, too, so that a new event needs no phrase before it can be told.
#pragma once

#include "states/events.hpp"

#include <array>
#include <string_view>

namespace redress::app {

struct story_phrase {
    std::string_view words;
    event_type what;
    case_kind kind = case_kind::complaint;  // of a filing
};

// clang-format off
inline constexpr auto story_phrases = std::to_array<story_phrase>({
    // lifecycle
    {"files a complaint",               event_type::complaint_filed},
    {"files a query",                   event_type::complaint_filed, case_kind::query},
    {"files a suggestion",              event_type::complaint_filed, case_kind::suggestion},
    {"files an impostor report",        event_type::complaint_filed, case_kind::impostor_report},
    {"sends the initial response",      event_type::initial_response_sent},
    {"starts the investigation",        event_type::investigation_started},
    {"sends the decision",              event_type::decision_sent},
    {"declares it inadmissible",        event_type::declared_inadmissible},
    {"accepts the resolution",          event_type::resolution_accepted},
    {"appeals",                         event_type::appeal_filed},
    {"decides the appeal",              event_type::appeal_decided},
    {"sends the appeal back",           event_type::appeal_remitted},
    {"withdraws the appeal",            event_type::appeal_withdrawn},
    {"answers the query",               event_type::query_answered},
    {"disputes the exit",               event_type::exit_disputed},
    {"withdraws the complaint",         event_type::withdrawn},
    {"marks it as a duplicate",         event_type::marked_duplicate},
    {"unmarks the duplicate",           event_type::duplicate_unmarked},
    {"reopens the case",                event_type::reopened},
    {"finds our own error",             event_type::own_error_found},
    // hold
    {"asks for information",            event_type::information_requested},
    {"places a hold",                   event_type::hold_placed},
    {"brings information",              event_type::information_received},
    {"releases the hold",               event_type::hold_released},
    // ladder
    {"escalates the case",              event_type::escalated},
    {"accepts the rung",                event_type::rung_accepted},
    {"sends the case down",             event_type::de_escalated},
    // containment
    {"asks for containment",            event_type::containment_requested},
    {"confirms the containment",        event_type::containment_confirmed},
    {"refuses the containment",         event_type::containment_refused},
    {"contests the containment",        event_type::containment_contested},
    {"upholds the containment",         event_type::containment_upheld},
    {"releases the containment",        event_type::containment_released},
    // redress
    {"offers redress",                  event_type::redress_offered},
    {"approves the redress",            event_type::redress_approved},
    {"rejects the redress",             event_type::redress_rejected},
    {"accepts the redress",             event_type::redress_accepted},
    {"declines the redress",            event_type::redress_declined},
    {"pays the redress",                event_type::redress_paid},
    {"reports a failed payment",        event_type::payment_failed},
    // referral
    {"refers the case",                 event_type::referral_made},
    {"passes on the body's request",    event_type::external_request_received},
    {"replies to the body",             event_type::external_reply_sent},
    {"reports that the body refuses",   event_type::referral_refused},
    {"ends the referral",               event_type::referral_ended},
    {"records the body's outcome",      event_type::external_outcome_received},
    {"shows compliance",                event_type::outcome_complied},
    // first contact
    {"acknowledges the case",           event_type::acknowledged},
    {"admits the case",                 event_type::admitted},
    {"triages the case",                event_type::triaged},
    {"reclassifies the case",           event_type::reclassified},
    {"agrees the points",               event_type::points_agreed},
    {"adds a point",                    event_type::point_added},
    {"records support needs",           event_type::support_needs_recorded},
    // people
    {"assigns the case",                event_type::assigned},
    {"releases the case",               event_type::released},
    {"hands the case over",             event_type::handed_over},
    {"declares an interest",            event_type::interest_declared},
    {"authorises a representative",     event_type::representative_authorised},
    {"ends the authority",              event_type::authority_ended},
    // identity and contact
    {"asks for proof of identity",      event_type::identity_requested},
    {"verifies the identity",           event_type::identity_verified},
    {"finds the identity unproven",     event_type::identity_failed},
    {"changes the contact",             event_type::contact_changed},
    {"marks the contact unsafe",        event_type::contact_unsafe_marked},
    {"limits the contact",              event_type::contact_limited},
    // messages
    {"writes a message",                event_type::message_received},
    {"sends a message",                 event_type::message_sent},
    {"sends a progress update",         event_type::progress_update_sent},
    {"sends a holding response",        event_type::holding_response_sent},
    {"records a call",                  event_type::call_recorded},
    {"asks for a callback",             event_type::callback_requested},
    {"reaches nobody",                  event_type::contact_missed},
    {"adds a note",                     event_type::note_added},
    // things
    {"adds a document",                 event_type::document_added},
    {"redacts a document",              event_type::content_redacted},
    {"links the case",                  event_type::linked},
    {"unlinks the case",                event_type::unlinked},
    // enquiries
    {"opens an enquiry",                event_type::enquiry_opened},
    {"chases the enquiry",              event_type::enquiry_chased},
    {"answers the enquiry",             event_type::enquiry_answered},
    // time
    {"grants an extension",             event_type::extension_granted},
    {"allows a late appeal",            event_type::late_for_good_cause},
    {"pins the newest policies",        event_type::policy_repinned},
    // learning
    {"records the root cause",          event_type::root_cause_recorded},
    {"reviews the quality",             event_type::quality_reviewed},
    {"invites to a survey",             event_type::survey_invited},
    {"gives a rating",                  event_type::rating_given},
    // keeping
    {"places a legal hold",             event_type::legal_hold_placed},
    {"releases the legal hold",         event_type::legal_hold_released},
    {"restricts the processing",        event_type::processing_restricted},
    {"lifts the restriction",           event_type::restriction_lifted},
    {"refuses the erasure",             event_type::erasure_refused},
    {"gives access",                    event_type::access_given},
    {"erases the subject",              event_type::subject_erased},
    {"corrects a fact",                 event_type::fact_corrected},
});
// clang-format on

/// What people say when a story does not: fields that hold a person's words.
struct said_unless_told {
    field what;
    std::string_view words;
};
inline constexpr auto story_defaults = std::to_array<said_unless_told>({
    {field::narrative, "What I was promised has not happened, and nobody could tell me why."},
    {field::reason, "It is as the file shows."},
    {field::text, "It is as I wrote before."},
    {field::grounds, "The decision does not answer what I sent in."},
    {field::new_facts, "The bank has confirmed it in writing."},
    {field::summary, "Went through the facts by phone."},
    {field::instruction, "Call them back today."},
    {field::next_step, "Ask the payment provider for the trace."},
});

}  // namespace redress::app
