// The front door of the decision: one event, one case, one answer. Pure: no clock, no I/O.
//
// `case_model.md`, "How an event is decided", is the contract; the machines' row lists and the
// record list are the rules. Boost.MSM stands behind this header and shows in none.
#pragma once

#include "states/actor.hpp"
#include "states/calendar_source.hpp"
#include "states/colleague.hpp"
#include "states/complaint.hpp"
#include "states/event.hpp"
#include "states/policy.hpp"

#include <bitset>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace redress {

/// Why the domain says no. `code` is `not_possible_in_this_state`, `not_permitted`, or the name of
/// the guard; texts for both languages stand in schemas/texts under refusal.<code>.
struct refusal {
    std::string_view code;
    std::string_view guard;  // empty when no guard spoke
    std::string_view fix;    // what to do: the name of an event or field that mends it
    std::vector<std::pair<std::string_view, std::string>> args;  // values the words need; never personal
};

struct move {
    machine which{};
    std::uint8_t from = 0;  // states as their enumerators
    std::uint8_t to = 0;
    std::int16_t item = -1;  // redress: index in facts.redress_items
    bool operator==(const move&) const = default;
};

/// An event that a rule answers another with; decided right after, in the same transaction.
struct derived_event {
    redress::event event;
    actor who;
};

/// Something that must reach a person of ours: no reachable rung, top rung silent, miss on a closed case.
struct alarm {
    std::string_view code;
    std::string detail;               // a clock, rung or letter; never personal
    std::string_view about = "case";  // what the id beside it names: a case, an incident or an action
};

/// What a step changed. Reused between steps, so that a decision allocates nothing of its own.
struct changes {
    std::bitset<fact_count> facts;      // by index in members_of<facts>; `clocks` never among them
    std::vector<move> moves;            // one per machine that moved, of redress one per item
    std::vector<std::uint16_t> clocks;  // indices into facts.clocks of the instances that changed
    std::vector<derived_event> derived;
    std::vector<alarm> alarms;
    bool pins = false;  // policies were pinned or a clock started: the entry says `pol`
    void clear();
};

/// What a guard needs from outside the case, read without a lock.
struct outside {
    std::string primary_complainant;  // of the case named by `primary_case`; empty when unknown
    lifecycle_state primary_state{};
    bool incident_known = false;     // there is an incident of the id that `to` names
    std::string limited_reasons_by;  // who approved that a decision may go out without reasons; empty: nobody
};

/// For the exhaustive test alone: answers for guards instead of the guards themselves.
class guard_source {
public:
    virtual ~guard_source() = default;
    [[nodiscard]] virtual bool holds(std::string_view guard) const = 0;
};

struct step_context {
    const actor* who = nullptr;
    std::span<const policy* const> rules;       // the case's pins, in their order; never empty
    instant at{};                               // the batch's instant by the database clock
    instant occurred{};                         // what the event says; equals `at` unless its source may say
    std::optional<instant> received;            // trusted receipt time of a filing
    std::span<const policy* const> in_force{};  // what a case filed now would pin: for pinning anew
    const redress::outside* outside = nullptr;
    std::string_view reference;         // minted for a filing
    std::span<const colleague> people;  // of ours; empty: not known, and nothing is asked of them
    std::string_view act_digest;  // what an approval of this very act carries; of events that may need one
    const guard_source* guards = nullptr;  // tests only
    const calendar_source* calendars = &no_calendars();
};

/// The refusal of an event for which no row waits where the case stands.
[[nodiscard]] refusal not_possible(const complaint& now, const event& what);

/// Decides and applies. Accepted: nothing is returned, `now` has moved (version one higher) and
/// `out` says what changed. Refused: `now` is untouched, `out` is empty.
/// A clock that the event starts, stops, pauses or cancels is part of it.
[[nodiscard]] std::optional<refusal> step(complaint& now, const event& what, const step_context& context,
                                          changes& out);

/// What the case's clocks owe at `at`, oldest due first: warnings, misses and lapses as events of
/// the timer, one per (clock, subject, generation, what). Empty when nothing is due.
/// `calendars` must know what the clocks have pinned. Throws unknown_calendar.
[[nodiscard]] std::vector<event> due_events(const complaint& now, std::span<const policy* const> rules,
                                            instant at, const calendar_source& calendars = no_calendars());

/// The earliest instant at which `due_events` will be non-empty; nothing when no clock runs.
[[nodiscard]] std::optional<instant> look_at(const complaint& now, std::span<const policy* const> rules,
                                             const calendar_source& calendars = no_calendars());

/// What a filing, or a case that was filed, says for `policies_for`. Views into it.
[[nodiscard]] filing_traits traits_of(const event& filing);
[[nodiscard]] filing_traits traits_of(const facts& known);

/// A running or paused clock as the policies and calendars in force would have it, counted from its own
/// start.
struct moved_clock {
    std::uint16_t index = 0;  // in facts.clocks
    clock then;               // its `calendar` counts in `calendars` of the answer
};
struct moved_clocks {
    std::vector<moved_clock> clocks;
    std::vector<calendar_pin> calendars;  // the case's, with those that the clocks need
};
/// What `policy_repinned` with `moves_clocks` changes: the clocks that would have another limit, another
/// calendar or another due time.
[[nodiscard]] moved_clocks clocks_moved(const complaint& now, std::span<const policy* const> rules,
                                        std::span<const policy* const> in_force,
                                        const calendar_source& calendars = no_calendars());

enum class legality : std::uint8_t { now, blocked, other_role };
struct legal_action {
    event_type event{};
    legality how{};
    std::string_view target;  // state the owner machine enters; empty for a record
    std::string_view guard;   // of a blocked one: the first guard that says no
    role_set roles;           // who may
    std::vector<std::pair<std::string_view, std::string>> args;  // values the guard's words need
};
/// Every event of the tables for this case and actor, from the same rows that `step` uses.
/// Guards that read the event's fields are asked with an event that carries none.
[[nodiscard]] std::vector<legal_action> legal_actions(const complaint& now, const step_context& context);

/// What owns an event: a machine by its name, or "record"; beside the case "incident", "action".
[[nodiscard]] std::string_view owner_of(event_type e);
/// Roles that some row of the event admits.
[[nodiscard]] role_set roles_of(event_type e);

/// `redress machine export`: the tables as Mermaid state diagrams, as the page states/machines.md or
/// as JSON.
[[nodiscard]] std::string machines_as_mermaid();
[[nodiscard]] std::string machines_as_page();
[[nodiscard]] std::string machines_as_json();

}  // namespace redress
