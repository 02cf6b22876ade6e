// The lives among the stories, as the demo plays them: records over the wire's encoding, everything now.
#include "adapters/app/demo_lives.hpp"
#include "adapters/json/cloud_event.hpp"
#include "adapters/json/event_json.hpp"
#include "tests/scenarios/scenario_world.hpp"
#include "tests/support/cases.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace redress;
using namespace redress::app;
using namespace redress::tests;

namespace {

workflow::record as_read(const life_act& act, instant now)
{
    auto sent = json::encode(act.send);
    workflow::raw_record raw{.topic = "commands",
                             .key = std::move(sent.key),
                             .headers = std::move(sent.headers),
                             .payload = std::move(sent.payload)};
    auto read = json::read_record(std::move(raw), shipped_roster(), {}, now);
    // As a person's command, which says where it came from by no partition.
    if (auto* asked = std::get_if<workflow::command>(&read)) asked->from.topic.clear();
    return read;
}

workflow::record by_somebody_here(const life_act& act)
{
    return order(act.send.id, act.send.what, *shipped_roster().staff(act.send.actor_id, *act.send.actor_role),
                 act.send.event_id);
}

}  // namespace

TEST_CASE("every life of the demo ends as its story says, without a day's waiting", "[demo]")
{
    const auto stories = stories_in("tests/scenarios");
    const auto world = a_world();
    world->move_to(story_monday());
    life_player player(stories, world->house.in_force(), "commands");
    std::size_t sent = 0;
    for (;;) {
        const auto acts = player.next(world->now(), [&](const case_id& id) { return world->find(id); });
        if (acts.empty()) break;
        for (const auto& one : acts) {
            const auto record = one.approved ? by_somebody_here(one) : as_read(one, world->now());
            const auto said = world->writer().apply(workflow::batch{.records = {record}}).at(0);
            INFO(one.label << ": " << said.code);
            CHECK((said.what == workflow::disposition::applied
                       ? "accepted"
                       : (said.what == workflow::disposition::refused ? "refused:" : "") + said.code) ==
                  one.expect);
            ++sent;
        }
        while (world->writer().fire_due(100) > 0) {
        }
        world->move_to(world->now() + std::chrono::milliseconds(300));
    }
    CHECK(sent > 90);
    const auto told = std::count_if(stories.begin(), stories.end(), [](const auto& one) { return one.demo; });
    CHECK(told == 15);
    CHECK(std::count_if(player.cases().begin(), player.cases().end(),
                        [](const auto& one) { return one.first; }) == told);
    for (const auto& one : player.cases()) {
        INFO(one.of->file);
        const auto stands = world->find(one.id);
        REQUIRE(stands);
        CHECK((!one.first || stands->lifecycle == one.of->demo->ends));
    }
    world->check();
}
