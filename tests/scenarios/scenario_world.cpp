#include "tests/scenarios/scenario_world.hpp"

#include "tests/workflow/engine_fixture.hpp"

namespace redress::tests {

const files::roster& shipped_roster()
{
    static const files::roster people = files::load_roster("schemas/roster/wallet-demo.toml");
    return people;
}

workflow::engine_settings settings_with(const std::vector<colleague>& people)
{
    auto settings = test_settings();
    settings.people = people;
    return settings;
}

std::unique_ptr<scenario_world> world_of(const app::story& told)
{
    return a_world(story_house(told.entities, told.rules, told.file));
}

}  // namespace redress::tests
