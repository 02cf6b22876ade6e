// What a case counts for in the numbers of a period.
#include "adapters/app/measures.hpp"

#include "tests/states/calendar_world.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using namespace redress::app;
using tests::at;

namespace {

const instant_span november{at("2026-11-01T00:00:00Z"), at("2026-12-01T00:00:00Z")};
const instant now = at("2026-11-26T12:00:00Z");

std::vector<std::string> told(const complaint& of)
{
    std::vector<std::string> all;
    for (const auto& one : measures_of(of, november, now, tests::utc()))
        all.push_back(std::string(one.measure) + (one.key.empty() ? "" : " " + one.key));
    return all;
}

redress::clock promise(std::string id, clock_state state, const char* due)
{
    redress::clock one;
    one.clock_id = std::move(id);
    one.kind = clock_kind::internal;
    one.state = state;
    one.due = at(due);
    return one;
}

complaint filed(const char* received)
{
    complaint one;
    one.lifecycle = lifecycle_state::received;
    one.facts.filed_at = at(received);
    one.facts.received_at = at(received);
    one.facts.category = "transfer_failed";
    return one;
}

using lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a case counts as filed on the day it was received, and by its category", "[measures]")
{
    CHECK(told(filed("2026-11-20T23:59:59Z")) == lines{"category transfer_failed", "filed 2026-11-20"});
    CHECK(told(filed("2026-12-01T00:00:00Z")).empty());
    auto later = filed("2026-11-20T10:00:00Z");
    later.facts.filed_at = at("2026-12-02T00:00:00Z");
    CHECK(told(later) == lines{"category transfer_failed", "filed 2026-11-20"});
}

TEST_CASE("a day is one of the house's zone", "[measures]")
{
    const zone east("Asia/Shanghai", "2025b", {{at("2000-01-01T00:00:00Z"), std::chrono::hours(8)}},
                    at("2100-01-01T00:00:00Z"));
    const auto in_the_evening = filed("2026-11-20T17:30:00Z");
    const auto measured = measures_of(in_the_evening, november, now, east);
    REQUIRE(measured.size() == 2);
    CHECK(measured[1].key == "2026-11-21");
}

TEST_CASE("a closed case counts while it is closed", "[measures]")
{
    auto one = filed("2026-10-02T00:00:00Z");
    one.facts.closed_at = at("2026-11-05T09:00:00Z");
    CHECK(told(one).empty());  // reopened since
    one.lifecycle = lifecycle_state::closed;
    CHECK(told(one) == lines{"closed 2026-11-05"});
}

TEST_CASE("a promise is kept, missed or running, by what became of it until now", "[measures]")
{
    auto one = filed("2026-10-02T00:00:00Z");
    one.facts.clocks = {promise("update", clock_state::met, "2026-11-02T00:00:00Z"),
                        promise("update", clock_state::met, "2026-11-09T00:00:00Z"),
                        promise("initial_response", clock_state::met_late, "2026-11-03T00:00:00Z"),
                        promise("investigation", clock_state::running, "2026-11-25T00:00:00Z"),
                        promise("appeal", clock_state::running, "2026-11-30T00:00:00Z"),
                        promise("hold", clock_state::cancelled, "2026-11-10T00:00:00Z"),
                        promise("update", clock_state::met, "2026-10-10T00:00:00Z")};
    one.facts.clocks.push_back(promise("appeal_window", clock_state::running, "2026-11-28T00:00:00Z"));
    one.facts.clocks.back().kind = clock_kind::window;
    CHECK(told(one) == lines{"due_ahead 2026-11-30", "promise_met", "promise_met update", "promise_missed",
                             "promise_missed initial_response", "promise_missed investigation",
                             "promise_running", "promise_running appeal"});
    one.lifecycle = lifecycle_state::closed;
    CHECK(told(one) == lines{"promise_met", "promise_met update", "promise_missed",
                             "promise_missed initial_response", "promise_missed investigation",
                             "promise_running", "promise_running appeal"});
}

TEST_CASE("what ever happened to a case counts with the cases of its filing, what was decided when it was",
          "[measures]")
{
    auto one = filed("2026-11-02T00:00:00Z");
    one.facts.rungs = {{.at = at("2026-11-03T00:00:00Z"), .reason = "asked", .rung = 1, .target = "senior"},
                       {.at = at("2026-11-04T00:00:00Z"), .reason = "asked", .rung = 2, .target = "care"},
                       {.at = at("2026-12-04T00:00:00Z"), .reason = "amount", .rung = 3, .target = "lead"}};
    one.facts.appeal_level = 1;
    one.facts.reopenings = 2;
    one.facts.decided_at = at("2026-11-20T00:00:00Z");
    one.facts.outcome = outcome::upheld;
    one.facts.root_cause = "gateway_timeout";
    CHECK(told(one) == lines{"appealed", "category transfer_failed", "escalated", "escalation_reason asked",
                             "filed 2026-11-02", "outcome upheld", "reopened", "root_cause gateway_timeout"});
}
