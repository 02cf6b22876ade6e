// Simulated load is the same for the same seed, whole, and in the order that each life needs.
#include "adapters/app/simulate.hpp"
#include "adapters/json/event_json.hpp"

#include <catch2/catch_test_macros.hpp>

#include <boost/json.hpp>

#include <algorithm>
#include <chrono>
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

TEST_CASE(
    "a house as it stands has cases of the last weeks that stopped anywhere, and some with long histories",
    "[simulate]")
{
    const instant now = *parse_instant("2026-11-27T09:00:00Z");
    simulation load(5, 1000,
                    {.handlers = {"h.lin"},
                     .reviewers = {"c.ito"},
                     .teams = {{"h.lin", "intake"}, {"s.okafor", "senior"}}},
                    {}, "t", now);
    std::map<case_id, int> acts;
    std::map<event_type, int> last_acts;
    std::map<case_id, event_type> last;
    std::map<std::string, int> languages;
    int today = 0;
    for (redress::json::command_to_send next; load.next(next);) {
        if (acts[next.id]++ == 0) {
            REQUIRE(next.time);
            CHECK(*next.time <= now);
            CHECK(*next.time > now - std::chrono::days(61));
            if (*next.time > now - std::chrono::hours(24)) ++today;
            ++languages[std::string(next.what.text(field::language))];
        } else {
            CHECK_FALSE(next.time);
        }
        last[next.id] = next.what.type;
        const auto read = redress::json::read_event(next.what.type, redress::json::write_event(next.what));
        CHECK(read.errors.empty());
    }
    for (const auto& [id, type] : last) ++last_acts[type];
    CHECK(acts.size() == 1000);
    CHECK(today > 400);
    CHECK(today < 800);
    CHECK(languages.size() == 2);
    for (const auto type :
         {event_type::complaint_filed, event_type::triaged, event_type::initial_response_sent,
          event_type::investigation_started, event_type::decision_sent, event_type::appeal_filed,
          event_type::resolution_accepted, event_type::withdrawn})
        CHECK(last_acts[type] > 0);
    CHECK(std::ranges::count_if(acts, [](const auto& one) { return one.second > 500; }) == 1);
    CHECK(std::ranges::count_if(acts, [](const auto& one) { return one.second > 50; }) == 6);
}
