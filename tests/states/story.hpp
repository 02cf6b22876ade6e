// Stories: a case in domain words, one act, and everything that came of it as literal lines.
//
//   STORY("a handler who starts looking leads the case into its investigation", "[lifecycle]")
//   {
//       auto c = a_complaint().owned_by("h.lin");
//       CHECK(c.told(handler(), investigation_started) == lines{"lifecycle: received -> investigating"});
//   }
//
// A line says a move, a fact that changed, a clock, a derived event or an alarm; a refusal is one line
// with its code, its fix and what its words need. Whatever is not expected makes the story fail.
//
// Comparing an answer counts its rows and guards as told: stories_test.cpp runs every story and fails
// for a row without one, and for a guard that was not seen to hold and to say no.
#pragma once

#include "states/guards.hpp"
#include "states/step.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace redress::tests {

using lines = std::vector<std::string>;
using namespace std::chrono_literals;

/// What stories have told: rows by table and number, guards by what they answered.
struct coverage {
    std::set<std::pair<std::string_view, int>> rows;
    std::set<const guard_data*> held, said_no;
};
coverage& told_so_far();

/// An answer that has not been compared yet.
class answer {
public:
    answer(lines text, coverage touched) : text_(std::move(text)), touched_(std::move(touched)) {}
    [[nodiscard]] const lines& text() const { return text_; }
    /// The lines that begin with one of these words; the rest is another story's.
    [[nodiscard]] answer about(const lines& beginnings) const;
    friend bool operator==(const answer& said, const lines& expected);

private:
    lines text_;
    coverage touched_;
};
std::ostream& operator<<(std::ostream& out, const answer& said);

[[nodiscard]] actor complainant();
[[nodiscard]] actor representative();
[[nodiscard]] actor channel_source();
[[nodiscard]] actor handler(const std::string& id = "h.lin");
[[nodiscard]] actor care_reviewer(const std::string& id = "c.ito");
[[nodiscard]] actor appeal_reviewer(const std::string& id = "a.roy");
[[nodiscard]] actor staff(role as, const std::string& id);

/// What stories run under: `story_policy.cpp`.
[[nodiscard]] policy story_policy();

/// Happened, with its fields.
[[nodiscard]] event happened(event_type what, std::vector<std::pair<field, field_value>> fields = {});
/// A letter by e-mail in English that holds every part the policy asks for.
[[nodiscard]] event a_letter(event_type what, std::vector<std::pair<field, field_value>> fields = {});
/// Lists and texts as field values.
[[nodiscard]] field_value words(std::vector<std::string> list);
[[nodiscard]] field_value word(std::string one);
/// The approval of another person.
/// The triggers of those names, as policies write them.
[[nodiscard]] trigger_set on(std::initializer_list<const char*> names);
[[nodiscard]] trigger_set on(const char* name);
/// The letter has left.
[[nodiscard]] event out(const char* letter);
[[nodiscard]] event approved_by(const std::string& id, event what);

/// The case of a story. Stands at `now` (Monday, nine o'clock) until the story moves on.
class a_case {
public:
    complaint it;
    policy rules = story_policy();
    outside elsewhere;
    std::vector<policy> newest;  // in force now; empty: what the case pinned is all there is
    instant now;
    std::vector<colleague> people;    // empty: not known
    std::optional<instant> received;  // of a filing by a source trusted for time
    std::string act_digest = "act";   // of whatever act; `approved_by` approves it
    std::shared_ptr<const calendar_source> calendars{std::shared_ptr<void>(), &no_calendars()};

    a_case();

    a_case& in(lifecycle_state state);
    a_case& owned_by(const std::string& staff_id);
    a_case& team(const std::string& name);
    a_case& with_points(int count);
    a_case& with_letter(letter_kind kind, std::optional<instant> sent = {});
    /// Its latest letter has gone out; has come back.
    a_case& dispatched(instant at);
    a_case& returned(instant at);
    a_case& decided(outcome as, const std::string& by = "h.lin");
    a_case& closed(closure_reason why, role by, lifecycle_state from);
    a_case& waiting_for(std::vector<std::string> items);
    a_case& waiting_for_enquiry(const std::string& id);
    a_case& with_enquiry(const std::string& id);
    a_case& raised(std::int64_t rung = 1);
    a_case& under_review(const std::string& reviewer, std::int64_t rung = 1);
    a_case& acted(const std::string& id, role as);
    a_case& with_clock(clock one);
    a_case& later(duration passed);
    /// Any other fact.
    template <class Change>
    a_case& where(Change change)
    {
        change(it.facts);
        return *this;
    }

    /// What the case answers; when it accepts, the story goes on from there.
    [[nodiscard]] answer told(const actor& who, const event& what);
    [[nodiscard]] answer told(const actor& who, event_type what) { return told(who, happened(what)); }
    /// The same about something that happened earlier.
    [[nodiscard]] answer told_of(instant occurred, const actor& who, const event& what);

    /// What `ask` says to the context in which this case is decided.
    template <class Ask>
    auto in_context(instant occurred, const actor& who, Ask ask) const
    {
        const policy* pinned = &rules;
        std::vector<const policy*> in_force;
        for (const auto& one : newest) in_force.push_back(&one);
        return ask(step_context{.who = &who,
                                // cppcheck-suppress danglingLifetime ; the context ends with the call
                                .rules = {&pinned, 1},
                                .at = now,
                                .occurred = occurred,
                                .received = received,
                                .in_force = in_force,
                                .outside = &elsewhere,
                                .reference = "R-26-000001",
                                .people = people,
                                .act_digest = act_digest,
                                .calendars = calendars.get()});
    }

    /// One guard asked alone, where a row's roles or an earlier guard answer before it can. A no has its
    /// fix and what its words need, as in a refusal.
    template <class Guard>
    [[nodiscard]] answer asks(const actor& who, const event& what) const
    {
        return asks(guard_of<Guard>, who, what);
    }

private:
    [[nodiscard]] answer asks(const guard_data& one, const actor& who, const event& what) const;
};

/// Hears every question that stories put to a case, before it is answered; nobody while it is empty.
using listener = std::function<void(const a_case&, const actor&, const event&, instant occurred)>;
listener& listening();

/// Filed this morning and received; nobody has answered.
[[nodiscard]] a_case a_complaint();
/// A complaint whose policy has this clock alone; a published promise unless it says what it is.
[[nodiscard]] a_case under(clock_rule rule);

struct story {
    const char* sentence;
    void (*tell)();
};
std::vector<story>& all_stories();
inline bool add_story(const char* sentence, void (*tell)())
{
    all_stories().push_back({sentence, tell});
    return true;
}

// NOLINTBEGIN(bugprone-macro-parentheses): a sentence in brackets would be no literal to Catch2
#define REDRESS_STORY(name, sentence, tags)                                                       \
    static void name();                                                                           \
    [[maybe_unused]] static const bool name##_added = redress::tests::add_story(sentence, &name); \
    TEST_CASE(sentence, tags)                                                                     \
    {                                                                                             \
        name();                                                                                   \
    }                                                                                             \
    static void name()
// NOLINTEND(bugprone-macro-parentheses)
#define REDRESS_STORY_NAMED(line, sentence, tags) REDRESS_STORY(story_at_##line, sentence, tags)
#define REDRESS_STORY_AT(line, sentence, tags) REDRESS_STORY_NAMED(line, sentence, tags)
#define STORY(sentence, tags) REDRESS_STORY_AT(__LINE__, sentence, tags)

}  // namespace redress::tests
