// Promises and periods: how an accepted event moves the clocks of a case (`case_model.md`, Clock;
// `time_and_policy.md`, Rules). `due_events` and `look_at` of step.hpp stand in clocks.cpp, too.
//
// Choices that the clock table leaves open:
// - A start finds a promise still running or paused: it is left alone. It finds such a window: that
//   generation is cancelled and the next one starts.
// - A hold and a rung are one at a time: a stop or a cancel touches the instance that is open, under
//   subject `H<n>` (n-th hold of that clock) or the rung's number. Enquiries and letters go by their id.
// - "In time" includes the due instant itself. A promise kept late before its miss was recorded goes
//   to `met_late` and derives the `deadline_missed` that is owed.
// - That a generation's miss has been recorded is kept in `warned` as `100%`.
// - A dispatch from before a clock started cannot stop it. What a letter's dispatch stopped or
//   started is known by that instant: the letter's `dispatched`.
// - On a closed case only clocks with `survives_closing` start.
#pragma once

#include "states/step.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace redress {

/// Moves, starts, stops, pauses the clocks of `now` for an accepted event. Call it once per event,
/// after machines and facts have moved: `happened` lists the event, each dispatch (its kind and
/// `any_dispatch`), and what each machine left and entered, also when it entered the same state
/// anew. Names changed instances in `out.clocks`, derives misses that are owed, sets `out.pins`
/// when a clock started. A timer's event that is early or stale changes nothing.
///
/// `letter.returned` keeps the first return, so that `dispatched > returned` says that another route
/// was tried since: a further return then takes nothing back.
void run_clocks(complaint& now, const event& what, const step_context& context,
                std::span<const trigger> happened, changes& out);

/// What may happen to one clock.
enum class clock_event : std::uint8_t { satisfied, paused, resumed, expired, revoked, cancelled, extended };
REDRESS_NAMES(clock_event, "satisfied", "paused", "resumed", "expired", "revoked", "cancelled", "extended")

/// What the guards of the clock machine ask; answered before it is stepped.
struct clock_facts {
    bool window = false;         // a period of the complainant, not a promise of ours
    bool in_time = false;        // what satisfied it happened at or before the due instant
    bool by_dispatch = false;    // ... and was the dispatch of a letter, which may be reported late
    bool miss_recorded = false;  // this generation has had its deadline_missed
    bool closed = false;         // the case is closed
    bool extended_before = false;
};

/// Where the clock machine goes; nothing when no row allows it. Boost.MSM stands behind it.
[[nodiscard]] std::optional<clock_state> clock_step(clock_state from, clock_event what,
                                                    const clock_facts& facts);

/// The machine's rows as data, in table order, for exports and tests.
struct clock_row_view {
    clock_state from{};
    clock_event what{};
    clock_state to{};
    std::string_view guard;  // empty: always
    bool (*holds)(const clock_facts&) = nullptr;
};
[[nodiscard]] std::span<const clock_row_view> clock_rows();

}  // namespace redress
