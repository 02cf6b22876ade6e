// The events, once each: name, required fields, optional fields. What an event does stands in the
// machines' row lists and the record list; who may send it stands in their roles.
#pragma once

#include "states/fields.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace redress {

/// A set of fields, as event rows name them.
struct field_set {
    std::array<std::uint64_t, 2> bits{};

    constexpr field_set() = default;
    template <class... Fields>
    constexpr field_set(field first, Fields... rest)
    {
        add(first);
        (add(rest), ...);
    }
    constexpr void add(field f)
    {
        bits[static_cast<unsigned>(f) / 64] |= 1ULL << (static_cast<unsigned>(f) % 64);
    }
    [[nodiscard]] constexpr bool has(field f) const
    {
        return (bits[static_cast<unsigned>(f) / 64] >> (static_cast<unsigned>(f) % 64) & 1) != 0;
    }
    [[nodiscard]] constexpr field_set with(field_set more) const
    {
        field_set both = *this;
        for (std::size_t i = 0; i < bits.size(); ++i) both.bits[i] |= more.bits[i];
        return both;
    }
};
static_assert(field_count <= 128);

namespace field_groups {
using enum field;
/// What every event that is a letter carries: how it went out and what it holds.
inline constexpr field_set letter_needs{route, letter_language, letter_parts};
inline constexpr field_set letter_may{letter_body, next_step, next_step_due, next_step_who};
inline constexpr field_set approval{approved_by, approved_role, approved_at, approved_digest};
inline constexpr field_set intake_may{about_staff,
                                      amount,
                                      anonymous,
                                      app_version,
                                      attachments,
                                      complainant,
                                      complainant_account,
                                      complainant_email,
                                      complainant_name,
                                      complainant_phone,
                                      contact_route,
                                      country,
                                      currency,
                                      customer,
                                      device,
                                      error_message,
                                      happened_at,
                                      legal_entity,
                                      points,
                                      representative,
                                      representative_name,
                                      representative_scope,
                                      service,
                                      subject,
                                      support_needs,
                                      transaction_id,
                                      wished_outcome,
                                      kind};
}  // namespace field_groups

// clang-format off
/// X(name, required, optional). `L`: the letter's fields; `A`: the second person's approval.
#define REDRESS_EVENTS(X) \
    /* lifecycle */ \
    X(complaint_filed,          F(channel, category, language, narrative),        field_groups::intake_may) \
    X(initial_response_sent,    F().with(L),                                      M) \
    X(investigation_started,    F(),                                              F(text)) \
    X(decision_sent,            F(outcome, reason).with(L),                       F(findings, root_cause, evidence, redress_ruled_out).with(M)) \
    X(declared_inadmissible,    F(inadmissibility, reason).with(L),               M.with(A)) \
    X(resolution_accepted,      F(evidence),                                      F(text)) \
    X(appeal_filed,             F(grounds),                                       F(wished_outcome, new_facts, evidence)) \
    X(appeal_window_lapsed,     F(),                                              F(clock, subject_of, generation)) \
    X(appeal_decided,           F(result, reason).with(L),                        F(findings).with(M)) \
    X(appeal_remitted,          F(reason, owner).with(L),                         M) \
    X(appeal_withdrawn,         F(),                                              F(reason)) \
    X(query_answered,           F(told_how_to_complain).with(L),                  M) \
    X(exit_disputed,            F(),                                              F(text)) \
    X(withdrawn,                F(reason),                                        F(evidence)) \
    X(marked_duplicate,         F(primary_case),                                  F(reason)) \
    X(duplicate_unmarked,       F(reason),                                        F()) \
    X(reopened,                 F(new_facts),                                     F()) \
    X(own_error_found,          F(reason),                                        F()) \
    /* hold */ \
    X(information_requested,    F(items).with(L),                                 F(expires, text).with(M)) \
    X(hold_placed,              F(hold_reason, expires, enquiry),                 F(text)) \
    X(information_received,     F(items),                                         F(text)) \
    X(hold_released,            F(),                                              F(reason, enquiry)) \
    X(hold_expired,             F(),                                              F(clock, subject_of, generation)) \
    /* ladder */ \
    X(escalated,                F(reason_code),                                   F(rung, reason, clock)) \
    X(rung_accepted,            F(),                                              F(text)) \
    X(de_escalated,             F(instruction),                                   F()) \
    /* containment */ \
    X(containment_requested,    F(containment_ground),                            F(account, reason, evidence)) \
    X(containment_confirmed,    F(),                                              F(evidence)) \
    X(containment_refused,      F(refusal_reason),                                F(text)) \
    X(containment_contested,    F(),                                              F(text, evidence)) \
    X(containment_upheld,       F(),                                              F(reason, restricted)) \
    X(containment_released,     F(release_ground),                                F(reason)) \
    /* redress: each event names the item, save an offer that makes one */ \
    X(redress_offered,          F(redress_kind),                                  F(item, amount, currency, text, reason_code)) \
    X(redress_approved,         F(item),                                          F(text)) \
    X(redress_rejected,         F(item, reason),                                  F()) \
    X(redress_accepted,         F(item),                                          F(evidence)) \
    X(redress_declined,         F(item),                                          F(reason, evidence)) \
    X(offer_expired,            F(),                                              F(clock, subject_of, generation)) \
    X(redress_paid,             F(item),                                          F(payment_reference)) \
    X(payment_failed,           F(item),                                          F(reason_code)) \
    /* referral */ \
    X(referral_made,            F(body),                                          F(bundle, reason)) \
    X(external_request_received, F(),                                             F(due, text)) \
    X(external_reply_sent,      F(),                                              F(evidence, text)) \
    X(referral_refused,         F(reason_code),                                   F(text)) \
    X(referral_ended,           F(reason),                                        F()) \
    X(external_outcome_received, F(),                                             F(due, text, amount, currency)) \
    X(outcome_complied,         F(),                                              F(evidence, text)) \
    /* records: first contact */ \
    X(acknowledged,             F(route),                                         F(letter_language, letter_parts, letter_body)) \
    X(admitted,                 F(route),                                         F(letter_language, letter_parts, letter_body)) \
    X(triaged,                  F(severity),                                      F(category, complexity, team, reason, about_staff)) \
    X(reclassified,             F(kind, reason),                                  F(category).with(A)) \
    X(points_agreed,            F(points),                                        F()) \
    X(point_added,              F(text),                                          F()) \
    X(support_needs_recorded,   F(support_needs),                                 F(text)) \
    /* people */ \
    X(assigned,                 F(owner),                                         F(team, next_step, next_step_due, next_step_who)) \
    X(released,                 F(),                                              F(reason)) \
    X(handed_over,              F(owner, next_step),                              F(team, next_step_due, next_step_who)) \
    X(interest_declared,        F(),                                              F(reason)) \
    X(representative_authorised, F(representative, representative_scope),         F(representative_name, representative_until, contact)) \
    X(authority_ended,          F(),                                              F(reason)) \
    /* identity and contact */ \
    X(identity_requested,       F(),                                              F(text)) \
    X(identity_verified,        F(identity_method),                               F(evidence)) \
    X(identity_failed,          F(identity_method),                               F(reason)) \
    X(contact_changed,          F(contact, contact_route),                        F()) \
    X(contact_unsafe_marked,    F(),                                              F(reason)) \
    X(contact_limited,          F(reason),                                        F()) \
    /* messages */ \
    X(message_received,         F(text),                                          F(items, attachments)) \
    X(message_sent,             F(text, route),                                   F(letter, letter_language, subject, account_data)) \
    X(message_dispatched,       F(letter),                                        F(route, evidence)) \
    X(message_undelivered,      F(letter),                                        F(reason_code)) \
    X(progress_update_sent,     F().with(L),                                      M) \
    X(holding_response_sent,    F().with(L),                                      M) \
    X(call_recorded,            F(summary, read_back),                            F(happened_at)) \
    X(callback_requested,       F(),                                              F(contact, text)) \
    X(contact_missed,           F(),                                              F(text)) \
    X(note_added,               F(text),                                          F()) \
    /* things */ \
    X(document_added,           F(document),                                      F(state, text)) \
    X(content_redacted,         F(document, reason),                              A) \
    X(linked,                   F(to, cause),                                     F()) \
    X(unlinked,                 F(to),                                            F(reason)) \
    /* enquiries */ \
    X(enquiry_opened,           F(enquiry, enquiry_kind, to),                     F(due, text)) \
    X(enquiry_chased,           F(enquiry),                                       F(text)) \
    X(enquiry_answered,         F(enquiry),                                       F(text)) \
    /* time */ \
    X(window_lapsed,            F(clock, generation),                             F(subject_of)) \
    X(window_restarted,         F(clock, generation),                             F(subject_of, reason_code)) \
    X(extension_granted,        F(clock, days, reason).with(L),                   M.with(A)) \
    X(deadline_warned,          F(clock, generation, threshold),                  F(subject_of)) \
    X(deadline_missed,          F(clock, generation),                             F(subject_of)) \
    X(late_for_good_cause,      F(reason),                                        F()) \
    X(policy_repinned,          F(reason),                                        F(moves_clocks).with(A)) \
    /* learning */ \
    X(root_cause_recorded,      F(root_cause),                                    F(text)) \
    X(quality_reviewed,         F(),                                              F(text, rating)) \
    X(survey_invited,           F(),                                              F(route)) \
    X(rating_given,             F(rating),                                        F(text)) \
    /* keeping */ \
    X(legal_hold_placed,        F(reason),                                        F()) \
    X(legal_hold_released,      F(reason),                                        F()) \
    X(subject_erased,           F(reason_code),                                   F()) \
    X(access_given,             F(reason_code),                                   F(to, items)) \
    X(processing_restricted,    F(reason),                                        F()) \
    X(restriction_lifted,       F(reason),                                        F()) \
    X(erasure_refused,          F(reason),                                        F()) \
    X(fact_corrected,           F(reason),                                        F(about_staff, amount, currency, country, service)) \
    /* beside the case (matter_rows.hpp): nothing personal, save in the compartment */ \
    X(incident_opened,          F(words_en, words_zh, from, posted_by),           F(until)) \
    X(incident_changed,         F(),                                              F(words_en, words_zh, from, until, posted_by)) \
    X(incident_ended,           F(),                                              F(until, words_en, words_zh)) \
    X(action_opened,            F(measure, cause, owner, due),                    F(cases)) \
    X(action_done,              F(),                                              F(evidence, remark)) \
    X(action_checked,           F(),                                              F(evidence, remark)) \
    X(action_reopened,          F(remark),                                        F(owner, due)) \
    X(action_missed,            F(due),                                           F()) \
    /* the restricted compartment of a case (matter_rows.hpp): on no topic, and in no history of the case */ \
    X(restricted_opened,        F(reason),                                        F()) \
    X(restricted_note_added,    F(text),                                          F()) \
    X(limited_reasons_approved, F(reason),                                        F(until))
// clang-format on

enum class event_type : std::uint8_t {
#define X(name, required, optional) name,
    REDRESS_EVENTS(X)
#undef X
};

struct event_row {
    std::string_view name;
    field_set required;
    field_set optional;
};

namespace event_rows_detail {
using enum field;
constexpr field_set L = field_groups::letter_needs;
constexpr field_set M = field_groups::letter_may;
constexpr field_set A = field_groups::approval;
template <class... Fields>
constexpr field_set F(Fields... fields)
{
    field_set set;
    (set.add(fields), ...);
    return set;
}
inline constexpr auto list = std::to_array<event_row>({
#define X(name, required, optional) {#name, required, optional},
    REDRESS_EVENTS(X)
#undef X
});
}  // namespace event_rows_detail

inline constexpr auto& event_rows = event_rows_detail::list;
inline constexpr std::size_t event_count = event_rows.size();

constexpr const event_row& row_of(event_type e)
{
    return event_rows[static_cast<std::size_t>(e)];
}
constexpr std::string_view name_of(event_type e)
{
    return row_of(e).name;
}
[[nodiscard]] std::optional<event_type> parse_event_type(std::string_view name);

/// The letter that an event is, if it is one (`time_and_policy.md`, Letters, "Sent by").
[[nodiscard]] std::optional<letter_kind> letter_of(event_type e);

}  // namespace redress
