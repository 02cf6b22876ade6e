// A scenario as text: who did what to a case, when, and what must be true after it. tests/scenarios runs
// such files over the engine, with time of their own; the demo plays the lives among them over Kafka.
// tests/scenarios/README.md tells the language.
#pragma once

#include "states/complaint.hpp"
#include "states/event.hpp"
#include "states/policy.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace redress::app {

/// `what()` is "file:line: 'word': why", with the nearest known word where there is one.
class story_error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// An instant as stories say it.
struct story_moment {
    enum class origin : std::uint8_t {
        now,        // "in 7 days", "3 h ago"
        beginning,  // "day 14": the story's first instant and fourteen days
        midnight,   // "day 14 10:30": counted from the first day's midnight
        weekday,    // "tue 09:00": the next one, counted from a Monday's midnight
    };
    origin from{};
    duration offset{};
    bool operator==(const story_moment&) const = default;
};

/// Where a story's time stands.
struct story_time {
    instant beginning{};
    instant now{};
    [[nodiscard]] instant at(const story_moment& said) const;
    /// "day 1 09:00", as stories say it.
    [[nodiscard]] std::string told(instant when) const;
};

using story_value = std::variant<std::string, std::vector<std::string>, std::int64_t, bool, story_moment>;

/// Whether an act belongs to the virtual telling, to the demo, or to both.
enum class story_stage : std::uint8_t { both, demo, virtual_time };

struct story_act {
    std::size_t line = 0;
    std::string on;  // the case, as the story calls it
    role as{};
    std::string who;  // empty: the complainant or representative whom the case knows
    event_type what{};
    std::vector<std::pair<field, story_value>> fields;
    std::vector<std::string> without;  // parts that the letter lacks
    std::string letter;                // of a dispatch or return: an id, a kind, or empty for the latest
    std::optional<duration> ago;       // received, or dispatched, so long before it is recorded
    std::optional<std::pair<role, std::string>> approver;
    story_stage stage{};
};

struct story_wait {
    std::size_t line = 0;
    std::variant<duration, story_moment> until;
    bool engine_down = false;  // what falls due meanwhile fires late, all at once
    bool begins = false;       // the story's first instant
};

/// Somebody of ours is away from now on; told in virtual time only.
struct story_absence {
    std::size_t line = 0;
    std::string who;
    story_moment until;
    std::string stands_in;  // empty: nobody
};

struct clock_told {
    std::string name, subject;
    std::optional<std::int64_t> generation;  // the latest unless said
    clock_state state{};
    std::optional<story_moment> until;
};

struct story_expectation {
    enum class about : std::uint8_t { refused, then, alarms, clocks, facts, offered, blocked };
    std::size_t line = 0;
    std::string on;
    about what{};
    std::vector<std::vector<std::string>> items;  // words between commas
    std::vector<clock_told> clocks;
    role as{};  // offered, blocked: to whom
    std::string who;
};

/// What makes a story a life of the demo.
struct demo_life {
    duration received_ago{};
    lifecycle_state ends{};
};

struct story {
    std::string title, file;
    std::size_t line = 0;
    std::optional<demo_life> demo;
    std::vector<std::variant<story_act, story_wait, story_absence, story_expectation>> steps;
};

/// The stories of one file, at least one. Throws story_error at the first thing that is wrong.
[[nodiscard]] std::vector<story> parse_stories(std::string_view text, const std::string& file);

/// Times of day are told in the zone of the shipped policy: Asia/Shanghai, UTC+8 all year.
inline constexpr std::chrono::hours story_zone{8};

/// The instant at which every story begins that does not say otherwise: a Monday, nine o'clock, long ago, and
/// twelve weeks before the next Chinese holiday.
[[nodiscard]] instant story_monday();

/// The act as an event of the case: what the story leaves out is filled in (the letter's parts and
/// language, a person's words). `cases` are the story's names of cases.
/// Throws story_error when the act names a letter that the case never sent.
[[nodiscard]] event event_of(const story_act& act, const complaint& now, std::span<const policy* const> rules,
                             const story_time& time, const std::map<std::string, case_id>& cases,
                             const std::string& file);

/// Complainants are called so unless a story says who they are.
inline constexpr std::string_view usual_complainant = "customer-1";

}  // namespace redress::app
