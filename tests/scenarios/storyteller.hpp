// Tells a story: does its acts, lets its time pass, and compares what is expected with what is there.
//
// Strict, so that nothing happens behind a story's back: a refusal, an alarm, and whatever timers and rules
// brought must be expected in so many words before the story goes on. Warnings, and the dispatch of what
// reaches its reader at once, may be left out; that no warning, miss or lapse comes twice is checked in all.
#pragma once

#include "adapters/app/story.hpp"
#include "tests/scenarios/scenario_world.hpp"

#include <boost/json/object.hpp>

#include <map>
#include <stdexcept>
#include <string>

namespace redress::tests {

/// A story that does not go as it says: "file:line: what is wrong".
class story_differs : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

class storyteller {
public:
    storyteller(scenario_world& in, const app::story& told) : in_(in), story_(told) {}

    /// Throws story_differs, or story_error for what the story says and nobody can do.
    void tell();

private:
    struct cast {  // one case of the story
        case_id id{};
        std::size_t told = 0;  // entries that the story has accounted for
    };

    void step(const app::story_act& act);
    void step(const app::story_wait& wait);
    void step(const app::story_absence& gone);
    void step(const app::story_rule& changed);
    void step(const app::story_expectation& expected);
    void fire();
    void everything_told();
    /// Each warning, miss and lapse of a clock came once.
    void fired_once(const cast& of);
    void check_dry_run();

    void expect_refused(const app::story_expectation& expected);
    void expect_then(const app::story_expectation& expected);
    void expect_alarms(const app::story_expectation& expected);
    void expect_clocks(const app::story_expectation& expected);
    void expect_due_first(const app::story_expectation& expected);
    void expect_rungs(const app::story_expectation& expected);
    void expect_item(const app::story_expectation& expected);
    void expect_facts(const app::story_expectation& expected);
    void expect_actions(const app::story_expectation& expected);

    [[nodiscard]] actor who(role as, const std::string& id, const complaint& now) const;
    /// What the case has pinned; before it is filed, what is in force.
    [[nodiscard]] std::vector<const policy*> rules_of(const complaint& now) const;
    [[nodiscard]] complaint standing(const std::string& name);
    [[nodiscard]] cast& case_called(const std::string& name);
    [[nodiscard]] std::vector<boost::json::object> untold(const cast& of);
    [[nodiscard]] app::story_time time() const;
    [[noreturn]] void differs(const std::string& why) const;

    scenario_world& in_;
    const app::story& story_;
    std::map<std::string, cast> cases_;
    std::optional<workflow::answer> refused_;  // the latest act's, until it is expected
    const zone* where_ = nullptr;
    bool in_dates_ = false;
    instant beginning_{};
    std::size_t line_ = 0;  // of the step that is told
    std::size_t acts_ = 0;
};

}  // namespace redress::tests
