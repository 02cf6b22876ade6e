// What a story is told in: an engine, its database and a clock that stands until the story moves it.
#pragma once

#include "adapters/files/roster_file.hpp"
#include "states/complaint.hpp"
#include "tests/scenarios/story_house.hpp"
#include "workflow/engine.hpp"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace redress::tests {

/// The roster that ships, read once.
[[nodiscard]] const files::roster& shipped_roster();

class scenario_world {
public:
    explicit scenario_world(story_house rules) : house(std::move(rules)) {}
    virtual ~scenario_world() = default;
    [[nodiscard]] virtual workflow::engine& writer() = 0;
    [[nodiscard]] virtual instant now() = 0;
    virtual void move_to(instant then) = 0;
    /// When the deadline agenda looks at any case next.
    [[nodiscard]] virtual std::optional<instant> next_look() = 0;
    [[nodiscard]] virtual std::optional<complaint> find(const case_id& id) = 0;
    /// The case's entries as they were written.
    [[nodiscard]] virtual std::vector<std::string> history(const case_id& id) = 0;
    /// Everything that must hold whatever happened.
    virtual void check() = 0;

    story_house house;
    /// Those of the roster, as the engine knows them; a story may send somebody away.
    std::vector<colleague> people{shipped_roster().colleagues().begin(), shipped_roster().colleagues().end()};
    std::vector<std::pair<case_id, std::string>> alarms;  // "code detail", since they were last asked for
};

/// The settings of tests, with people.
[[nodiscard]] workflow::engine_settings settings_with(const std::vector<colleague>& people);

/// A fresh one: over a database in memory, or over PostgreSQL with a clock of its own. Each test program
/// has one of the two.
[[nodiscard]] std::unique_ptr<scenario_world> a_world(story_house house = story_house());
/// Under the rules that the story begins with.
[[nodiscard]] std::unique_ptr<scenario_world> world_of(const app::story& told);

}  // namespace redress::tests
