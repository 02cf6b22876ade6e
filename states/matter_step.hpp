// One event of a matter, decided. Pure like `step` of a case and asked in the same order: rows of state
// and event, then the role, then the guards; the first that says no is the refusal.
#pragma once

#include "states/matter.hpp"
#include "states/step.hpp"

#include <bitset>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace redress {

struct matter_context {
    const actor* who = nullptr;
    instant at{};
    const complaint* of = nullptr;         // the case of a compartment
    std::span<const colleague> people{};   // of ours; empty: not known, and nothing is asked of them
    const guard_source* guards = nullptr;  // tests only
};

/// What a guard of a matter may read.
struct matter_view {
    const matter& now;
    const event& what;
    const matter_context& context;
};

struct matter_changes {
    std::bitset<matter_fact_count> facts;  // by index in members_of<matter_facts>
    matter_state from{}, to{};
    int row = -1;  // of the kind's rows
    std::vector<alarm> alarms;
};

/// A guard as data; its words stand where those of a case's guards do.
struct matter_guard {
    std::string_view name;
    std::string_view fix;
    bool (*check)(const matter_view&);
};

/// What an action may write with: every fact that really changes is marked.
struct matter_recorder {
    matter& now;
    const event& what;
    const matter_context& context;
    matter_changes& out;

    void alarm(std::string_view code, std::string detail) const
    {
        out.alarms.push_back({.code = code, .detail = std::move(detail), .about = name_of(now.kind)});
    }
};

struct matter_row {
    matter_state from{};
    event_type event{};
    matter_state to{};
    std::span<const matter_guard* const> guards;
    void (&act)(matter_recorder&);
    role_set roles;
};

/// The rows of a kind, in the order in which they are asked.
[[nodiscard]] std::span<const matter_row> rows_of_matter(matter_kind kind);
/// The kind that an event is about; nothing for an event of a case.
[[nodiscard]] std::optional<matter_kind> matter_of(event_type e);
/// Whether the event is of a restricted compartment: it comes by no topic and no other command.
[[nodiscard]] bool is_restricted(event_type e);
/// Whether the approval to leave reasons out stands at `at`.
[[nodiscard]] bool reasons_limited(const matter& compartment, instant at);
/// Whether the event begins a matter.
[[nodiscard]] bool opens_matter(event_type e);

/// Accepted: nothing is returned, `now` has moved and `out` says what changed. Refused: `now` is
/// untouched and `out` is empty. `now.kind` must be the event's.
[[nodiscard]] std::optional<refusal> step(matter& now, const event& what, const matter_context& context,
                                          matter_changes& out);

/// What the matter owes at `at`: an action whose due time has passed untold. Nothing: nothing.
[[nodiscard]] std::optional<event> due_event(const matter& now, instant at);
/// The earliest instant at which `due_event` will say something.
[[nodiscard]] std::optional<instant> look_at(const matter& now);

/// The rows of all kinds for `redress machine export`, as the page and as JSON.
[[nodiscard]] std::string matters_as_page();
[[nodiscard]] std::string matters_as_json();

}  // namespace redress
