// A dry run of a policy: what a draft would have promised in cases that are over or under way, worked out
// from their entries alone (`time_and_policy.md`, 8). Pure: reads nothing, writes nothing.
//
// Two worlds are replayed side by side, both by `replayed_clocks`: one under the policies that the case was
// pinned to (or an earlier draft), one under the draft. Comparing two replays, and not a replay with the
// recorded clocks, keeps out what had other causes than the policy: an engine that slept past a due time, a
// clock that an operator's release counted otherwise. How often the first world is not what was recorded is
// told beside (`recorded_otherwise`).
//
// A clock counts by the calendar that the case had pinned at that time; by the one in force where it had none
// of that id. Personal texts stand in no entry and are not read.
#pragma once

#include "states/replayed_clocks.hpp"
#include "workflow/ports/policy_book.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace redress::workflow {

/// What came of one clock in one world.
struct clock_outcome {
    std::optional<instant> due;  // the last that was set; empty: it rested from its start on
    clock_state state{};         // at the end; `missed` also for a promise that was missed and then cancelled
    std::int64_t warnings = 0;   // that were given
    std::vector<std::int64_t> rungs;  // that it called, in the order of calling
    std::vector<std::string> told;    // teams of those rungs; `told_operators`
    bool operator==(const clock_outcome&) const = default;

    [[nodiscard]] bool missed() const;
};

/// One promise or period of a case in both worlds; absent where it never started.
struct clock_twice {
    std::string policy, clock, subject;  // no clock: what a rule about the case itself called
    std::int64_t generation = 1;
    std::optional<clock_outcome> before, after;

    [[nodiscard]] bool differs() const { return before != after; }
    /// How much later the draft has it; nothing without two due times.
    [[nodiscard]] std::optional<duration> moved() const;
};

struct case_twice {
    case_id id{};
    std::string reference;
    bool applies = false;             // else the draft is not for this case, and nothing was replayed
    bool recorded_otherwise = false;  // replayed under its own pins, it has other due times or outcomes
    std::vector<clock_twice> clocks;  // in the order of their start, those of the draft alone last
};

struct what_if_policies {
    const policy& draft;              // bound to its entities, where it is a regime
    const policy* against = nullptr;  // of the same id; null: the case's own pins
    const policy_book& book;          // pins by their hash, calendars
};

class what_if {
public:
    /// `policies` must live as long.
    explicit what_if(const what_if_policies& policies);
    what_if(const what_if&) = delete;
    what_if& operator=(const what_if&) = delete;

    /// The next case.
    void begin();
    /// Its next entry, in the order of the chain. Throws std::runtime_error, or what Boost.JSON throws: the
    /// case cannot be replayed, and `begin` goes on with another.
    void add(std::string_view body);
    /// The case as the entries so far have it.
    [[nodiscard]] const complaint& recorded() const { return now_; }
    /// Its clocks as the world before the draft has them so far.
    [[nodiscard]] const std::vector<clock>& clocks_before() const { return before_.clocks(); }
    /// Lets fall due what is due at `now`, and compares. Of a case that was filed. Throws as `add`.
    [[nodiscard]] case_twice end(instant now);

private:
    /// The calendars that the case had, then those in force.
    class calendars_of_case final : public calendar_source {
    public:
        calendars_of_case(const complaint& of, const calendar_source& from) : of_(of), from_(from) {}
        [[nodiscard]] const calendar* in_force(std::string_view id) const override;
        [[nodiscard]] const calendar* pinned(std::string_view sha256,
                                             std::string_view zone_data) const override;

    private:
        const complaint& of_;
        const calendar_source& from_;
    };

    [[nodiscard]] std::vector<const policy*> rules(const policy* instead) const;
    [[nodiscard]] std::vector<const policy*> rules_before() const;
    void run_until(instant at, bool with_it);
    [[nodiscard]] bool is_as_recorded() const;

    const what_if_policies& policies_;
    complaint now_;
    bool applies_ = false;
    calendars_of_case calendars_;
    replayed_clocks before_, after_;
};

/// Counts over many cases, in memory that does not grow with them.
struct what_if_sums {
    struct of_clock {
        std::int64_t before = 0, after = 0;  // that started
        std::int64_t earlier = 0, later = 0;
        duration moved{}, least{},
            most{};  // of those that moved: sum, and the extremes towards earlier and later
        std::int64_t missed_before = 0, missed_after = 0;
        std::int64_t gained = 0, saved = 0;  // misses that the draft adds, and takes away
        std::int64_t warned_before = 0, warned_after = 0;
    };
    struct twice {
        std::int64_t before = 0, after = 0;
    };

    std::int64_t cases = 0;  // replayed
    std::int64_t differ = 0;
    std::int64_t not_applied = 0;
    std::int64_t recorded_otherwise = 0;
    std::map<std::pair<std::string, std::string>, of_clock> clocks;  // by policy and clock
    std::map<std::int64_t, twice> rungs;                             // calls of it
    std::map<std::string, twice> told;                               // times

    void add(const case_twice& one);
};

}  // namespace redress::workflow
