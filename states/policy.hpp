// A policy as a compiled value: clocks, ladder, letters, windows, limits, categories. Parsed from
// TOML by adapters/files; pinned by cases through the SHA-256 of the file's bytes.
//
// Limits in dates or working time are counted by a calendar, which the policy names by its id and a
// clock pins by its content when it starts (promise.hpp).
#pragma once

#include "states/events.hpp"
#include "states/instant.hpp"
#include "states/limit.hpp"
#include "states/money.hpp"

#include <bitset>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace redress {

// What a clock may start, stop, cancel or pause on, as one small number:
//   an event of that name; the dispatch of a letter; a machine entering or leaving a state.
using trigger = std::uint16_t;
inline constexpr trigger first_dispatch = static_cast<trigger>(event_count);
inline constexpr trigger any_dispatch = static_cast<trigger>(first_dispatch + count_of<letter_kind>);
inline constexpr trigger first_entered = static_cast<trigger>(any_dispatch + 1);
inline constexpr trigger states_per_machine = 8;
inline constexpr trigger machines_max = 8;
inline constexpr trigger first_left = static_cast<trigger>(first_entered + machines_max * states_per_machine);
inline constexpr trigger trigger_count = static_cast<trigger>(first_left + machines_max * states_per_machine);
using trigger_set = std::bitset<trigger_count>;

constexpr trigger trigger_of(event_type e)
{
    return static_cast<trigger>(e);
}
constexpr trigger dispatched(letter_kind k)
{
    return static_cast<trigger>(first_dispatch + static_cast<trigger>(k));
}
constexpr trigger entered(machine m, std::size_t state)
{
    return static_cast<trigger>(first_entered + static_cast<trigger>(m) * states_per_machine + state);
}
constexpr trigger left(machine m, std::size_t state)
{
    return static_cast<trigger>(first_left + static_cast<trigger>(m) * states_per_machine + state);
}
/// "complaint_filed", "dispatched:final_response", "dispatched:any", "entered:ladder.raised", "left:hold.waiting".
[[nodiscard]] std::optional<trigger> parse_trigger(std::string_view text);

/// What a clock instance belongs to, so that a stop touches its own subject only.
enum class clock_subject : std::uint8_t { case_, letter, hold, rung, enquiry, redress_item };
REDRESS_NAMES(clock_subject, "case", "letter", "hold", "rung", "enquiry", "redress_item")

struct warning {
    std::string text;  // "90%", "12h" as the policy writes it; stored in the clock
    int percent = 0;   // of the limit, or
    limit before;      // this long before the due time, by the clock's own calendar
    int raise_to = 0;  // rung to raise to; 0 = none
};

struct limit_override {
    std::string channel;  // empty = any
    std::string kind;
    std::string category;
    std::string item;  // kind of the redress item that is the clock's subject
    int rung = 0;      // that is the clock's subject; 0 = any
    int severity_min = 0;
    std::optional<redress::complexity> complexity;
    money_limit amount_above;      // empty = any
    limit_rule limit;              // not given: no such clock for these
    std::optional<clock_kind> as;  // another kind of promise than the rule's
};

struct clock_rule {
    std::string id;
    clock_kind kind{};
    clock_subject subject{};
    trigger_set start, stop, cancel;
    bool start_from_receipt = false;        // counts from the original receipt (initial_response)
    bool only_before_first_answer = false;  // later starts count only while no answer ever went out
    bool pause_hold_complainant = false;    // pauses while a hold waits for the complainant
    bool pause_appealed = false;            // pauses while the case is appealed
    bool from_event = false;                // the limit is the event's `expires` or `due`
    limit_rule limit;                       // also the longest and default when from_event
    std::string calendar;                   // id of the calendar that it is counted by
    bool repeat = false;                    // starts again on its own stop, until a cancel,
    limit_rule repeat_limit;                // then for so long; not given: for its own limit
    bool survives_closing = false;          // runs on when the case closes
    int extend_days = 0;                    // that may be granted on top, once; 0 = none
    std::vector<limit_override> overrides;
    std::vector<warning> warn;
    int on_miss_raise_to = 0;            // rung; 0 = next rung if `on_miss_next`, else none
    bool on_miss_next = false;           // raise to the next rung
    std::optional<event_type> on_lapse;  // window: the event it brings
    std::vector<case_kind> kinds;        // empty = every kind
};

struct rung_rule {
    int rung = 0;
    std::string target;        // team
    std::string fallback;      // queue when nobody serves it
    bool on_request = false;   // the complainant may ask for it
    int rating_at_most = 0;    // on an open case; 0 = not by rating
    bool on_repeat = false;    // a repeat complaint
    money_limit amount_above;  // empty = not by amount
};

struct letter_rule {
    letter_kind kind{};
    std::vector<std::string> must_contain;
    std::vector<std::string> dates;  // clocks whose due time the words may name as the part `timeframe`
    bool durable = false;
    bool automatic = false;  // the engine sends it, where a row tells of what has just happened
};

/// A file with the words of this policy's letters, in one language; known by its content.
struct wording_rule {
    std::string language;  // BCP-47
    std::string file;      // name in the folder of letters
    std::string sha256;    // lower-case hexadecimal of the file's bytes
};

struct category_rule {
    std::string id;
    int severity = 1;
    bool emergency = false;
    std::vector<std::string> evidence;  // what is asked for, once, by name
};

/// When a complainant may turn to an outside body.
struct referral_rule {
    bool any_time = false;
    bool after_decision = false;
    std::string when_overdue;  // a clock; empty = never by that
};

/// How well a complainant must be known for an act.
struct identity_rule {
    event_type act{};
    std::string method;  // of `identity_methods`, or a better one
};

/// Whom a regime's policy is for. A policy without one is the house's own and for every case.
struct applies_rule {
    std::vector<std::string> entity_kinds;  // kinds of legal entity that it may be bound to; never empty
    std::vector<std::string> countries, services, categories, channels;  // empty: all
    money_limit amount_above;                                            // empty: all
};

/// A figure of a regime that no source here confirms: it starts no clock.
struct unconfirmed_figure {
    std::string id;
    std::string why;
};

struct policy {
    std::string id;
    std::int64_t rev = 0;
    std::string sha256;    // lower-case hexadecimal of the file's bytes
    std::string zone;      // IANA
    std::string calendar;  // id; counts the windows, and clocks that name no other
    std::string title, title_zh;
    std::string source;     // of a regime: the rule, with its date
    std::string evidence;   // V read in the rule, S secondary source, K general knowledge
    std::string effective;  // ISO 8601 date from which the rule is in force; empty: not said
    bool draft = false;     // a lawyer has not seen it, or figures are missing
    std::vector<unconfirmed_figure> unconfirmed;
    std::optional<applies_rule> applies;
    std::vector<std::string> entities;  // legal entities that it is bound to; for `applies` alone
    std::vector<clock_rule> clocks;
    std::vector<rung_rule> ladder;  // rungs 1..n in order
    std::vector<letter_rule> letters;
    std::vector<wording_rule> wordings;
    std::vector<category_rule> categories;
    std::vector<std::string> records_required;  // before a decision or a closing by staff
    std::vector<std::string> inadmissibility_reasons;
    std::vector<std::string> hold_reasons;
    referral_rule referral;
    std::vector<std::string> identity_methods;  // the weakest first; empty: any is as good
    std::vector<identity_rule> identity_rules;
    limit_rule appeal_window;
    int appeal_levels = 0;
    limit_rule reopen_window;
    limit_rule window_restart;  // after a refused lapse
    duration longest_hold{};
    duration retention_case{};  // from its closing; zero: nobody has said how long, so nothing is erased
    bool status_page_counts_as_dispatch = true;

    [[nodiscard]] const category_rule* category(std::string_view id) const;
    [[nodiscard]] const letter_rule* letter(letter_kind kind) const;
    [[nodiscard]] const rung_rule* rung(std::int64_t n) const;
    [[nodiscard]] const identity_rule* identity_for(event_type act) const;
    /// From 0; -1: a method that the policy does not list.
    [[nodiscard]] int identity_rank(std::string_view method) const;
    [[nodiscard]] const clock_rule* clock(std::string_view id) const;
};

/// What decides which policies a complaint is filed under.
struct filing_traits {
    std::string_view legal_entity, country, service, category, channel, amount, currency;
};
[[nodiscard]] bool applies(const policy& rules, const filing_traits& of);
/// Those that apply, in their order. The house's own always do.
[[nodiscard]] std::vector<const policy*> policies_for(std::span<const policy* const> in_force,
                                                      const filing_traits& of);

}  // namespace redress
