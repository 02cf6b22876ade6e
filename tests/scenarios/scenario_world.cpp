#include "tests/scenarios/scenario_world.hpp"

namespace redress::tests {

const files::file_policy_book& shipped_policies()
{
    static const files::file_policy_book book("schemas/policies");
    return book;
}

const files::roster& shipped_roster()
{
    static const files::roster people = files::load_roster("schemas/roster/wallet-demo.toml");
    return people;
}

}  // namespace redress::tests
