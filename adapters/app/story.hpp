// A scenario as text: who did what to a case, when, and what must be true after it. tests/scenarios runs
// such files over the engine, with time of their own; the demo plays the lives among them over Kafka.
// tests/scenarios/README.md tells the language.
#pragma once

#include "states/complaint.hpp"
#include "states/event.hpp"
#include "states/policy.hpp"
#include "states/zone.hpp"

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
        date,       // "2020-10-25 09:00": counted from the midnight that begins 1970
    };
    origin from{};
    duration offset{};
    bool operator==(const story_moment&) const = default;
};

/// Times of day are told in this zone unless the story names another: that of the shipped policy.
inline constexpr std::string_view usual_zone = "Asia/Shanghai";

/// A zone of this machine's data, read once. Throws story_error: there is none of that name.
[[nodiscard]] const zone& story_zone(std::string_view name = usual_zone);

/// Where a story's time stands. Days of a story are dates of its zone, so that nine o'clock stays nine when
/// the clocks are set.
struct story_time {
    instant beginning{};
    instant now{};
    const zone* where = nullptr;  // null: the usual one
    bool in_dates = false;        // the story began on a date, and tells dates instead of its days
    [[nodiscard]] instant at(const story_moment& said) const;
    /// "day 1 09:00" or "2020-10-25 09:00", as stories say it.
    [[nodiscard]] std::string told(instant when) const;

private:
    [[nodiscard]] const zone& zone_told() const { return where != nullptr ? *where : story_zone(); }
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

/// A legal entity of the house, and the regimes that it is under, as schemas/entities.toml would bind them.
/// The first of a story is the usual one.
struct story_entity {
    std::size_t line = 0;
    std::string id, kind;
    std::vector<std::string> policies;  // of schemas/presets
};

/// Another figure of a policy, or another day of a calendar. Before the first act it is how the story begins;
/// after it, the file is renewed and what runs does not notice.
struct story_rule {
    std::size_t line = 0;
    bool of_calendar = false;
    std::string id;  // of the policy or calendar
    // "clock.investigation.limit" and its value, as in the policy's file; "yes" and "no" are true and false.
    std::vector<std::pair<std::string, std::string>> settings;
    std::string date, hours;  // of the calendar, "2020-07-08" and "09:00-13:00"; no hours: closed
};

struct clock_told {
    std::string policy;  // empty: whichever has a clock of that name
    std::string name, subject;
    std::optional<std::int64_t> generation;  // the latest unless said
    clock_state state{};
    std::optional<story_moment> until;
};

struct story_expectation {
    enum class about : std::uint8_t {
        refused,
        then,
        alarms,
        clocks,
        due_first,
        facts,
        rungs,
        item,
        offered,
        blocked
    };
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
    std::string zone{usual_zone};
    std::vector<story_entity> entities;
    std::vector<story_rule> rules;  // in force when it begins
    std::vector<std::variant<story_act, story_wait, story_absence, story_rule, story_expectation>> steps;
};

/// The stories of one file, at least one. Throws story_error at the first thing that is wrong.
[[nodiscard]] std::vector<story> parse_stories(std::string_view text, const std::string& file);

/// The instant at which every story begins that does not say otherwise: Monday, 6 July 2020, nine o'clock in
/// its zone, long ago, and twelve weeks before the next Chinese holiday.
[[nodiscard]] instant story_monday(const zone& where = story_zone());

/// The act as an event of the case: what the story leaves out is filled in (the letter's parts and
/// language, a person's words). `cases` are the story's names of cases.
/// Throws story_error when the act names a letter that the case never sent.
[[nodiscard]] event event_of(const story_act& act, const complaint& now, std::span<const policy* const> rules,
                             const story_time& time, const std::map<std::string, case_id>& cases,
                             const std::string& file);

/// Complainants are called so unless a story says who they are.
inline constexpr std::string_view usual_complainant = "customer-1";

}  // namespace redress::app
