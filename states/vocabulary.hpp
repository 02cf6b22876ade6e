// The closed lists: every name that is stored, sent or shown. Names are stable and public; the
// numbers behind the enumerators are neither stored nor sent.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace redress {

/// Specialised for each list below: its names in enumerator order.
template <class Enum>
struct names_of;

template <class Enum>
concept named = requires
{
    names_of<Enum>::list;
};

template <named Enum>
constexpr std::string_view name_of(Enum value)
{
    return names_of<Enum>::list[static_cast<std::size_t>(value)];
}

template <named Enum>
constexpr std::optional<Enum> parse_name(std::string_view name)
{
    const auto& list = names_of<Enum>::list;
    for (std::size_t i = 0; i < list.size(); ++i)
        if (list[i] == name) return static_cast<Enum>(i);
    return std::nullopt;
}

template <named Enum>
constexpr std::size_t count_of = names_of<Enum>::list.size();

#define REDRESS_NAMES(Enum, ...)                                                     \
    template <>                                                                      \
    struct names_of<Enum> {                                                          \
        static constexpr auto list = std::to_array<std::string_view>({__VA_ARGS__}); \
    };

// clang-format off

enum class machine : std::uint8_t { lifecycle, hold, ladder, containment, redress, referral };
REDRESS_NAMES(machine, "lifecycle", "hold", "ladder", "containment", "redress", "referral")

/// `none` is a case that does not exist yet.
enum class lifecycle_state : std::uint8_t { none, received, responded, investigating, decided, appealed, closed };
REDRESS_NAMES(lifecycle_state, "none", "received", "responded", "investigating", "decided", "appealed", "closed")

enum class hold_state : std::uint8_t { none, waiting };
REDRESS_NAMES(hold_state, "none", "waiting")

enum class ladder_state : std::uint8_t { at_base, raised, under_review };
REDRESS_NAMES(ladder_state, "at_base", "raised", "under_review")

enum class containment_state : std::uint8_t { none, requested, contained, released };
REDRESS_NAMES(containment_state, "none", "requested", "contained", "released")

/// Of one redress item; `none` is an item that was rejected, declined or ran out, and may be offered again.
enum class redress_state : std::uint8_t { none, offered, approved, accepted, paid };
REDRESS_NAMES(redress_state, "none", "offered", "approved", "accepted", "paid")

enum class referral_state : std::uint8_t { none, with_body, determined, done };
REDRESS_NAMES(referral_state, "none", "with_body", "determined", "done")

enum class clock_state : std::uint8_t { running, paused, met, met_late, missed, lapsed, cancelled };
REDRESS_NAMES(clock_state, "running", "paused", "met", "met_late", "missed", "lapsed", "cancelled")

enum class clock_kind : std::uint8_t { statutory, published, internal, window };
REDRESS_NAMES(clock_kind, "statutory", "published", "internal", "window")

enum class role : std::uint8_t {
    complainant, representative, channel, engine, timer, handler, care_reviewer, care_lead, appeal_reviewer,
    quality_reviewer, restricted_reviewer, compliance, data_protection, operator_, auditor
};
REDRESS_NAMES(role, "complainant", "representative", "channel", "engine", "timer", "handler", "care_reviewer", "care_lead",
    "appeal_reviewer", "quality_reviewer", "restricted_reviewer", "compliance", "data_protection", "operator", "auditor")

enum class actor_kind : std::uint8_t { user, system, timer, import };
REDRESS_NAMES(actor_kind, "user", "system", "timer", "import")

enum class case_kind : std::uint8_t { complaint, query, suggestion, impostor_report };
REDRESS_NAMES(case_kind, "complaint", "query", "suggestion", "impostor_report")

enum class channel : std::uint8_t {
    website, hotline, email, live_chat, in_app, social_media, community, feedback_form, complaint_mailbox, post, branch
};
REDRESS_NAMES(channel, "website", "hotline", "email", "live_chat", "in_app", "social_media", "community", "feedback_form",
    "complaint_mailbox", "post", "branch")

/// How a letter travels. On `status_page`, `live_chat` and `call` it is dispatched at once.
enum class route : std::uint8_t { email, phone, sms, in_app, status_page, post, live_chat, call, none };
REDRESS_NAMES(route, "email", "phone", "sms", "in_app", "status_page", "post", "live_chat", "call", "none")

enum class customer_relation : std::uint8_t { yes, former, no, victim };
REDRESS_NAMES(customer_relation, "yes", "former", "no", "victim")

enum class outcome : std::uint8_t { none, upheld, partly_upheld, not_upheld, inadmissible, out_of_scope, settled };
REDRESS_NAMES(outcome, "none", "upheld", "partly_upheld", "not_upheld", "inadmissible", "out_of_scope", "settled")

enum class finding : std::uint8_t { none, upheld, partly_upheld, not_upheld, not_ours };
REDRESS_NAMES(finding, "none", "upheld", "partly_upheld", "not_upheld", "not_ours")

enum class closure_reason : std::uint8_t { none, resolved_and_accepted, window_lapsed, withdrawn, duplicate, query_answered };
REDRESS_NAMES(closure_reason, "none", "resolved_and_accepted", "window_lapsed", "withdrawn", "duplicate", "query_answered")

enum class appeal_result : std::uint8_t { none, upheld, varied, overturned };
REDRESS_NAMES(appeal_result, "none", "upheld", "varied", "overturned")

enum class hold_party : std::uint8_t { none, complainant, third_party };
REDRESS_NAMES(hold_party, "none", "complainant", "third_party")

enum class identity_state : std::uint8_t { unknown, requested, verified, failed };
REDRESS_NAMES(identity_state, "unknown", "requested", "verified", "failed")

enum class complexity : std::uint8_t { simple, standard, complex };
REDRESS_NAMES(complexity, "simple", "standard", "complex")

enum class containment_ground : std::uint8_t {
    none, theft, unauthorised_transaction, lost_device, leaked_secret, suspected_fraud, court_order, emergency
};
REDRESS_NAMES(containment_ground, "none", "theft", "unauthorised_transaction", "lost_device", "leaked_secret",
    "suspected_fraud", "court_order", "emergency")

/// Why an account was not frozen. Self-custody keys cannot be frozen by anybody.
enum class containment_refusal : std::uint8_t { none, not_our_account, self_custody, not_the_holder, already_released, law };
REDRESS_NAMES(containment_refusal, "none", "not_our_account", "self_custody", "not_the_holder", "already_released", "law")

enum class release_ground : std::uint8_t { none, holder_asked, freeze_was_wrong, requester_unverified };
REDRESS_NAMES(release_ground, "none", "holder_asked", "freeze_was_wrong", "requester_unverified")

enum class redress_kind : std::uint8_t {
    refund_owed, fee_refund, loss, interest, distress, goodwill, voucher, correction, apology
};
REDRESS_NAMES(redress_kind, "refund_owed", "fee_refund", "loss", "interest", "distress", "goodwill", "voucher", "correction",
    "apology")

enum class letter_kind : std::uint8_t {
    acknowledgement, admissibility, initial_response, information_request, progress_update, holding_response, delay,
    summary_resolution, final_response, appeal_decision, redress_offer, containment_notice, closing, reopening
};
REDRESS_NAMES(letter_kind, "acknowledgement", "admissibility", "initial_response", "information_request", "progress_update",
    "holding_response", "delay", "summary_resolution", "final_response", "appeal_decision", "redress_offer",
    "containment_notice", "closing", "reopening")

// clang-format on

/// A set of roles, as rows name them.
struct role_set {
    std::uint32_t bits = 0;

    constexpr role_set() = default;
    constexpr role_set(role one) : bits(1U << static_cast<unsigned>(one)) {}  // NOLINT: reads as a set of one
    [[nodiscard]] constexpr bool has(role one) const { return (bits & role_set(one).bits) != 0; }
    friend constexpr role_set operator|(role_set a, role_set b)
    {
        role_set both;
        both.bits = a.bits | b.bits;
        return both;
    }
    bool operator==(const role_set&) const = default;
};
constexpr role_set operator|(role a, role b)
{
    return role_set(a) | role_set(b);
}

}  // namespace redress
