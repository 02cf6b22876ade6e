#include "tests/scenarios/scenario_world.hpp"

#include "tests/workflow/engine_fixture.hpp"

namespace redress::tests {

const files::file_policy_book& shipped_policies()
{
    static files::calendar_book calendars("schemas/calendars");
    static const files::file_policy_book book("schemas/policies", calendars);
    return book;
}

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

}  // namespace redress::tests
