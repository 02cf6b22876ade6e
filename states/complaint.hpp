// A case as a value: where its machines stand and every fact that a decision may read.
//
// State is rebuilt from entries alone, so a fact is whatever `members_of<facts>` lists: each is
// written into an entry's `set` when an event changes it, and into the case row's one binary
// column. Default values are not stored. Nothing personal stands here: texts, names and contacts
// are private text, of which entries hold digests only.
#pragma once

#include "states/ids.hpp"
#include "states/instant.hpp"
#include "states/limit.hpp"
#include "states/reflect.hpp"
#include "states/vocabulary.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace redress {

using digest = std::array<std::uint8_t, 32>;

/// Who acted on the case, or approved what somebody else did, and as what: distinct, at most 64, the rest only
/// in the history.
struct acted {
    bool hearing = false;  // as the reviewer of an appeal, while it was heard
    std::string id;
    redress::role role{};
    bool operator==(const acted&) const = default;
};

/// Calendar and zone data that clocks of the case are counted by.
struct calendar_pin {
    std::string id;
    std::string sha256;     // of the calendar's file
    std::string zone_data;  // release, such as 2025b
    bool operator==(const calendar_pin&) const = default;
};

/// The approval of a second person that an act was done on; it counts once.
struct approval {
    std::optional<instant> at;
    std::string by;
    std::string digest;  // of the act, as they saw it
    bool operator==(const approval&) const = default;
};

/// A document of the case by its id; its words are those of the entry that added it.
struct document {
    std::int64_t entry = 0;  // cseq
    std::string id;
    bool operator==(const document&) const = default;
};

/// Half-open.
struct paused_span {
    std::optional<instant> from;
    std::optional<instant> until;  // empty while it lasts
    bool operator==(const paused_span&) const = default;
};

/// One promise and period (`case_model.md`, Clock). Identified by (clock, subject, generation);
/// the subject is empty for the case itself, else a letter, enquiry, hold or rung.
struct clock {
    std::int64_t calendar = 0;  // which of facts.calendars, from 1; 0: it is counted as elapsed time
    std::string clock_id;
    limit_cutoff cutoff{};
    std::optional<instant> due;  // empty only while paused
    bool extended = false;       // once; `granted` says by how much
    limit_end end{};
    std::int64_t generation = 1;
    std::int64_t granted = 0;  // days on top of the limit
    clock_kind kind{};
    std::string limit;                // "14cd", as parse_limit reads it; empty: an event named the due time
    std::vector<paused_span> pauses;  // in order; open at the end while paused
    std::string policy;               // id of the policy whose rule this is
    limit_roll roll{};
    std::optional<instant> started;  // receipt, dispatch, event
    clock_state state{};
    std::string subject;
    std::optional<instant> stopped;   // when it was satisfied, lapsed or cancelled
    std::vector<std::string> warned;  // thresholds that have fired
    bool operator==(const clock&) const = default;
};

struct enquiry {
    std::optional<instant> answered;
    std::optional<instant> due;
    std::string id;
    std::string kind;
    std::optional<instant> opened;
    std::string to;
    bool operator==(const enquiry&) const = default;
};

struct letter {
    std::string by;  // actor who sent it
    std::optional<instant> dispatched;
    std::string id;  // "L1", "L2", ... in the order sent
    letter_kind kind{};
    std::string language;
    std::optional<instant> returned;
    redress::route route{};
    std::optional<instant> sent;
    bool operator==(const letter&) const = default;
};

struct link {
    std::string cause;
    std::string to;  // case id or incident id
    bool operator==(const link&) const = default;
};

/// A policy as pinned at filing: by the SHA-256 of its file, in lower-case hexadecimal.
struct pin {
    std::string id;
    std::int64_t rev = 0;
    std::string sha256;
    bool operator==(const pin&) const = default;
};

/// A point complained about; its words are private text, its number stands everywhere else.
struct point {
    redress::finding finding{};
    std::int64_t number = 0;
    bool operator==(const point&) const = default;
};

/// Something owed or given; it stays, whatever becomes of it.
struct redress_item {
    std::string amount;  // decimal string; empty where the kind needs words
    std::string approved_by;
    std::string currency;
    std::string id;  // "R1", "R2", ... in the order offered
    redress_kind kind{};
    std::string offered_by;
    std::optional<instant> paid_at;
    std::string payment_reference;
    redress_state state{};
    bool operator==(const redress_item&) const = default;
};

/// A rung taken; it stays.
struct rung_taken {
    std::optional<instant> at;
    std::string reason;  // asked, warned:<clock>, missed:<clock>, rating, repeat, amount, reviewer
    std::int64_t rung = 0;
    std::string target;
    bool operator==(const rung_taken&) const = default;
};

/// Everything a case knows beyond where its machines stand. Sorted by name, as stored, which costs a few
/// bytes of padding.
// NOLINTNEXTLINE(clang-analyzer-optin.performance.Padding)
struct facts {
    std::vector<std::string> about_staff;  // staff complained about
    bool account_given = false;            // the filing named the account; its number is private text
    std::optional<instant> acknowledged_at;
    std::vector<redress::acted> acted;
    std::optional<instant> admitted_at;
    std::string amount;  // decimal string, e.g. "120.50"
    bool anonymous = false;
    std::int64_t appeal_level = 0;  // appeals filed and not given back
    redress::appeal_result appeal_result{};
    std::string appeal_team;  // heard the last appeal that was decided; the next level is another's
    std::vector<approval> approvals;
    std::vector<calendar_pin> calendars;
    std::int64_t calls = 0;  // calls recorded
    std::string category;
    redress::channel channel{};
    std::vector<clock> clocks;
    std::optional<instant> closed_at;
    std::string closed_by;
    redress::role closed_by_role{};
    lifecycle_state closed_from{};
    redress::closure_reason closure_reason{};
    std::string complainant;  // the channel's opaque id of the person
    redress::complexity complexity{};
    std::optional<instant> comply_by;  // what an outside body determined
    std::optional<instant> contained_at;
    containment_state containment{};
    std::string containment_by;  // who asked for it
    redress::containment_ground containment_ground{};
    redress::containment_refusal containment_refusal{};
    std::int64_t containment_reviews = 0;  // upheld since it was requested
    bool containment_verified = false;     // the complainant's identity was, when it was requested
    redress::route contact_route{};
    bool contact_unsafe = false;
    std::string country;   // ISO 3166-1 alpha-2
    std::string currency;  // ISO 4217 or asset code
    customer_relation customer{};
    std::optional<instant> decided_at;
    std::vector<std::string> decided_before;  // whose decisions were sent back from an appeal
    std::string decided_by;
    std::vector<document> document_list;  // those that have an id of their own
    std::int64_t documents = 0;           // all that came in
    std::vector<enquiry> enquiries;
    std::optional<instant> erased_at;  // words, names and contacts of before are gone
    std::int64_t external_outcomes = 0;
    std::optional<instant> filed_at;
    std::optional<instant> first_answered_at;
    std::optional<instant> good_cause_at;  // a late appeal allowed
    std::string hold_enquiry;
    std::optional<instant> hold_expires_at;
    std::vector<std::string> hold_items;  // named and still missing
    redress::hold_party hold_party{};
    std::string hold_reason;
    std::string identity_method;
    identity_state identity{};
    std::vector<std::string> interests;   // staff with a declared interest
    std::vector<std::string> items_held;  // evidence that came in, by name: never asked for again
    case_kind kind{};
    std::string language;  // BCP-47
    std::optional<instant> last_told_at;
    std::string legal_entity;
    bool legal_hold = false;
    std::vector<letter> letters;
    std::vector<link> links;
    std::int64_t message_count = 0;
    std::optional<instant> next_step_due;
    std::string next_step_who;
    redress::outcome outcome{};
    std::string owner;
    std::vector<pin> policies;
    std::vector<point> points;
    std::string primary_case;
    bool processing_restricted = false;
    bool rated_after_closing = false;
    std::int64_t rated_contacts = 0;  // contacts at the last rating, and one
    std::int64_t ratings = 0;
    std::optional<instant> received_at;
    std::string reclassified_by;
    std::vector<std::int64_t> redacted;  // entries whose words are gone, by cseq
    std::vector<redress_item> redress_items;
    bool redress_ruled_out = false;  // the decision says that nothing is owed
    std::string reference;
    referral_state referral{};
    std::string referral_body;
    std::string referral_bundle;  // digest of what the body was given
    std::optional<instant> referred_at;
    std::int64_t reopenings = 0;
    std::string representative;
    std::vector<std::string> representative_scope;
    std::optional<instant> representative_until;
    std::string root_cause;
    std::int64_t rung = 0;      // 0 at base
    std::string rung_reviewer;  // who accepted it
    std::string rung_target;
    std::vector<rung_taken> rungs;
    std::string service;
    std::int64_t severity = 0;  // 0 not triaged, 1 low .. 4 emergency
    std::vector<std::string> support_needs;
    std::string team;
    std::optional<instant> triaged_at;
    std::optional<instant> tried_to_reach_at;

    bool operator==(const facts&) const = default;
};

/// Where the machines stand, the facts, and where the case's chain of entries ends.
struct complaint {
    case_id id{};
    std::int16_t bucket = 0;
    lifecycle_state lifecycle = lifecycle_state::none;
    hold_state hold = hold_state::none;
    ladder_state ladder = ladder_state::at_base;
    std::int64_t version = 0;          // accepted events
    std::int64_t cseq = 0;             // entries of the chain
    digest head{};                     // leaf of the last entry; zero before the first
    std::optional<instant> agenda_at;  // when the deadline agenda will look at this case next
    redress::facts facts;

    [[nodiscard]] bool exists() const { return lifecycle != lifecycle_state::none; }
    [[nodiscard]] bool open() const { return exists() && lifecycle != lifecycle_state::closed; }
    /// The earliest instant at which a running clock falls due or crosses a threshold is kept by
    /// the agenda; this is the earliest due time of what is owed, also of what was missed, as shown.
    [[nodiscard]] std::optional<instant> next_due() const;

    bool operator==(const complaint&) const = default;
};

// clang-format off
template <> struct members_of<acted> { static constexpr auto list = std::tuple{
    member{"hearing", &acted::hearing}, member{"id", &acted::id}, member{"role", &acted::role}}; };
template <> struct members_of<clock> { static constexpr auto list = std::tuple{
    member{"calendar", &clock::calendar}, member{"clock", &clock::clock_id}, member{"cutoff", &clock::cutoff},
    member{"due", &clock::due}, member{"end", &clock::end}, member{"extended", &clock::extended},
    member{"generation", &clock::generation}, member{"granted", &clock::granted}, member{"kind", &clock::kind},
    member{"limit", &clock::limit}, member{"pauses", &clock::pauses}, member{"policy", &clock::policy},
    member{"roll", &clock::roll}, member{"started", &clock::started}, member{"state", &clock::state},
    member{"stopped", &clock::stopped}, member{"subject", &clock::subject}, member{"warned", &clock::warned}}; };
template <> struct members_of<approval> { static constexpr auto list = std::tuple{
    member{"at", &approval::at}, member{"by", &approval::by}, member{"digest", &approval::digest}}; };
template <> struct members_of<document> { static constexpr auto list = std::tuple{
    member{"entry", &document::entry}, member{"id", &document::id}}; };
template <> struct members_of<calendar_pin> { static constexpr auto list = std::tuple{
    member{"id", &calendar_pin::id}, member{"sha256", &calendar_pin::sha256}, member{"zone_data", &calendar_pin::zone_data}}; };
template <> struct members_of<paused_span> { static constexpr auto list = std::tuple{
    member{"from", &paused_span::from}, member{"until", &paused_span::until}}; };
template <> struct members_of<enquiry> { static constexpr auto list = std::tuple{
    member{"answered", &enquiry::answered}, member{"due", &enquiry::due}, member{"id", &enquiry::id},
    member{"kind", &enquiry::kind}, member{"opened", &enquiry::opened}, member{"to", &enquiry::to}}; };
template <> struct members_of<letter> { static constexpr auto list = std::tuple{
    member{"by", &letter::by}, member{"dispatched", &letter::dispatched}, member{"id", &letter::id},
    member{"kind", &letter::kind}, member{"language", &letter::language}, member{"returned", &letter::returned},
    member{"route", &letter::route}, member{"sent", &letter::sent}}; };
template <> struct members_of<link> { static constexpr auto list = std::tuple{
    member{"cause", &link::cause}, member{"to", &link::to}}; };
template <> struct members_of<pin> { static constexpr auto list = std::tuple{
    member{"id", &pin::id}, member{"rev", &pin::rev}, member{"sha256", &pin::sha256}}; };
template <> struct members_of<point> { static constexpr auto list = std::tuple{
    member{"finding", &point::finding}, member{"number", &point::number}}; };
template <> struct members_of<redress_item> { static constexpr auto list = std::tuple{
    member{"amount", &redress_item::amount}, member{"approved_by", &redress_item::approved_by},
    member{"currency", &redress_item::currency}, member{"id", &redress_item::id}, member{"kind", &redress_item::kind},
    member{"offered_by", &redress_item::offered_by}, member{"paid_at", &redress_item::paid_at},
    member{"payment_reference", &redress_item::payment_reference}, member{"state", &redress_item::state}}; };
template <> struct members_of<rung_taken> { static constexpr auto list = std::tuple{
    member{"at", &rung_taken::at}, member{"reason", &rung_taken::reason}, member{"rung", &rung_taken::rung},
    member{"target", &rung_taken::target}}; };

template <> struct members_of<facts> { static constexpr auto list = std::tuple{
#define F(name) member{#name, &facts::name}
    F(about_staff), F(account_given), F(acknowledged_at), F(acted), F(admitted_at), F(amount), F(anonymous), F(appeal_level),
    F(appeal_result), F(appeal_team), F(approvals), F(calendars), F(calls), F(category), F(channel), F(clocks), F(closed_at), F(closed_by), F(closed_by_role),
    F(closed_from), F(closure_reason), F(complainant), F(complexity), F(comply_by), F(contact_route), F(contact_unsafe), F(contained_at), F(containment), F(containment_by),
    F(containment_ground), F(containment_refusal), F(containment_reviews), F(containment_verified), F(country),
    F(currency), F(customer), F(decided_at), F(decided_before), F(decided_by), F(document_list), F(documents), F(enquiries), F(erased_at), F(external_outcomes), F(filed_at),
    F(first_answered_at), F(good_cause_at), F(hold_enquiry), F(hold_expires_at), F(hold_items), F(hold_party),
    F(hold_reason), F(identity), F(identity_method), F(interests), F(items_held), F(kind), F(language), F(last_told_at),
    F(legal_entity), F(legal_hold), F(letters), F(links), F(message_count), F(next_step_due), F(next_step_who),
    F(outcome), F(owner), F(points), F(policies), F(primary_case), F(processing_restricted), F(rated_after_closing),
    F(rated_contacts), F(ratings), F(received_at), F(reclassified_by), F(redacted),
    F(redress_items), F(redress_ruled_out), F(reference), F(referral), F(referral_body), F(referral_bundle),
    F(referred_at), F(reopenings), F(representative), F(representative_scope), F(representative_until), F(root_cause),
    F(rung), F(rung_reviewer), F(rung_target), F(rungs), F(service), F(severity), F(support_needs), F(team),
    F(triaged_at), F(tried_to_reach_at)
#undef F
    }; };
// clang-format on

static_assert(members_sorted<facts>() && members_sorted<acted>() && members_sorted<clock>() &&
              members_sorted<enquiry>() && members_sorted<letter>() && members_sorted<link>() &&
              members_sorted<calendar_pin>() && members_sorted<paused_span>() && members_sorted<pin>() &&
              members_sorted<point>() && members_sorted<redress_item>() && members_sorted<rung_taken>());

inline constexpr std::size_t fact_count = member_count<facts>;

}  // namespace redress
