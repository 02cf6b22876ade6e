// The clocks that a recorded case would have had under other policies: a dry run (`time_and_policy.md`, 8).
//
// Facts and machines stay the recorded ones. Clocks start, stop and pause on the recorded events, through
// `run_clocks` as in a decision; what falls due is worked out anew, so the timer's events of the recording
// are not heard. Where a world differs from the recording:
// - A rung that a clock or a rule called is heard only where this world has called it, too. A rung that this
//   world alone calls is noted, and starts no clock: nobody of the recording answered it.
// - A window that the recording ended by its lapse, and that would still have run here, runs on.
// - What a lapse would have changed beside clocks (a case that closes earlier) is not worked out.
//
// Something due at the very instant of an event comes after it: a promise kept at its due instant is kept.
#pragma once

#include "states/step.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace redress {

/// An accepted event as its entry tells it.
struct recorded_event {
    const event& what;
    const actor& who;
    std::span<const move> moves;
    std::optional<letter_kind> dispatched;  // the letter whose dispatch it reported
    instant at;                             // when it was decided
    instant occurred;
};

/// Whether an event of the recording is made anew by the clocks: a warning, a miss, a lapse.
[[nodiscard]] bool is_made_by_clocks(event_type what);

/// Whom an alarm reaches.
inline constexpr std::string_view told_operators = "operators";

/// What came of one instance, beside what its clock says.
struct clock_effects {
    std::optional<instant> due;  // the last that was set: a clock that was stopped while it rested has none
    bool missed = false;         // its miss fell due
    std::int64_t warnings = 0;   // thresholds that were crossed
    std::vector<std::int64_t> rungs;  // that its warnings and its miss called
    std::vector<std::string> told;    // teams of those rungs, `told_operators` for an alarm; each once
};

/// One world beside one recorded case. The case is handed to each call as it stands in the recording; its
/// clocks, calendars and place on the ladder are taken for ours meanwhile and put back.
class replayed_clocks {
public:
    /// `calendars` must live as long.
    explicit replayed_clocks(const calendar_source& calendars) : calendars_(&calendars) {}

    /// Nothing has happened yet.
    void begin();
    /// The policies of the case. Again when it was pinned anew: `follow` of that event goes by those before.
    void under(std::vector<const policy*> rules) { rules_ = std::move(rules); }
    /// Everything that falls due before `at`; at the instant itself, too, when `with_it`. Throws
    /// unknown_calendar.
    void run_until(complaint& recorded, instant at, bool with_it);
    /// An event that is not made by clocks, after it was folded into the case. `next`: policies that it
    /// pinned anew. Throws unknown_calendar.
    void follow(complaint& recorded, const recorded_event& told, std::span<const policy* const> next = {});

    [[nodiscard]] const std::vector<clock>& clocks() const { return clocks_; }
    /// One for each of the clocks.
    [[nodiscard]] const std::vector<clock_effects>& effects() const { return effects_; }
    /// Rungs and people that a rule about the case itself called: rating, repeat, amount.
    [[nodiscard]] const clock_effects& beside_clocks() const { return beside_; }

private:
    class in_place;
    class on_our_rung;

    bool fire(complaint& recorded, const event& timer, instant at);
    [[nodiscard]] bool climbs(const complaint& recorded, const recorded_event& told);
    void ask_the_ladder(complaint& recorded, const recorded_event& told);
    void call(clock_effects& by, const event& escalated);
    void note_changes();
    [[nodiscard]] std::optional<std::size_t> window_that_runs_on(const recorded_event& told) const;

    const calendar_source* calendars_;
    std::vector<const policy*> rules_;
    std::vector<clock> clocks_;
    std::vector<calendar_pin> pins_;
    std::vector<clock_effects> effects_;
    clock_effects beside_;
    ladder_state ladder_ = ladder_state::at_base;
    std::int64_t rung_ = 0;
    bool not_called_ = false;      // the rung on which the recording stands
    std::optional<instant> next_;  // when something falls due
    changes scratch_;
};

}  // namespace redress
