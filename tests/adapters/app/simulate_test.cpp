// Simulated load is the same for the same seed, whole, and in the order that each life needs.
#include "adapters/app/simulate.hpp"
#include "adapters/json/event_json.hpp"

#include <catch2/catch_test_macros.hpp>

#include <boost/json.hpp>

#include <map>

using namespace redress;
using namespace redress::app;

namespace {

std::vector<redress::json::command_to_send> told(std::uint64_t seed, std::size_t cases)
{
    simulation load(seed, cases, {.handlers = {"h.lin", "h.osei"}, .reviewers = {"c.ito"}}, {}, "t");
    std::vector<redress::json::command_to_send> all;
    for (redress::json::command_to_send next; load.next(next);) all.push_back(next);
    return all;
}

}  // namespace

TEST_CASE("the same seed sends the same commands, another seed others", "[simulate]")
{
    const auto once = told(7, 50);
    const auto again = told(7, 50);
    REQUIRE(once.size() == again.size());
    for (std::size_t i = 0; i < once.size(); ++i) {
        CHECK(once[i].event_id == again[i].event_id);
        CHECK(once[i].what == again[i].what);
    }
    CHECK(told(8, 50).front().id != once.front().id);
}

TEST_CASE("every life begins with its filing, and every command reads back", "[simulate]")
{
    std::map<case_id, int> seen;
    for (const auto& one : told(11, 200)) {
        const bool first = seen[one.id]++ == 0;
        CHECK((one.what.type == event_type::complaint_filed) == first);
        const auto read = redress::json::read_event(one.what.type, redress::json::write_event(one.what));
        INFO(redress::json::sentence_of(read.errors));
        CHECK(read.errors.empty());
    }
    CHECK(seen.size() == 200);
}
