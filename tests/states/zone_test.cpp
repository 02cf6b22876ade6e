// The clock on the wall: both directions of daylight saving, a day that never was, midnight twice.
#include "calendar_world.hpp"

#include "states/outside_range.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace redress;
using namespace redress::tests;
using namespace std::chrono_literals;

TEST_CASE("a reading that the spring change skips is the first instant after it", "[zone]")
{
    const auto clock = london();
    CHECK(clock.first_instant(day("2026-03-29") + 30min) == at("2026-03-29T00:30:00Z"));
    CHECK(clock.first_instant(day("2026-03-29") + 1h) == at("2026-03-29T01:00:00Z"));
    CHECK(clock.first_instant(day("2026-03-29") + 90min) == at("2026-03-29T01:00:00Z"));
    CHECK(clock.first_instant(day("2026-03-29") + 2h) == at("2026-03-29T01:00:00Z"));
    CHECK(clock.first_instant(day("2026-03-29") + 3h) == at("2026-03-29T02:00:00Z"));
}

TEST_CASE("a reading that comes twice in autumn is its first instant", "[zone]")
{
    const auto clock = london();
    CHECK(clock.first_instant(day("2026-10-25") + 90min) == at("2026-10-25T00:30:00Z"));
    CHECK(clock.first_instant(day("2026-10-25") + 2h) == at("2026-10-25T02:00:00Z"));
}

TEST_CASE("an instant whose reading will come again counts as the reading to which the clock is set back",
          "[zone]")
{
    const auto clock = london();
    CHECK(clock.reading(at("2026-10-24T23:59:00Z")) == day("2026-10-25") + 59min);
    CHECK(clock.reading(at("2026-10-25T00:45:00Z")) == day("2026-10-25") + 1h);
    CHECK(clock.reading(at("2026-10-25T01:00:00Z")) == day("2026-10-25") + 1h);
    CHECK(clock.reading(at("2026-10-25T01:30:00Z")) == day("2026-10-25") + 90min);
}

TEST_CASE("a day that a zone skipped begins and ends with the next one", "[zone]")
{
    const auto clock = apia();
    const auto first_of_31 = at("2011-12-30T10:00:00Z");
    CHECK(clock.date(first_of_31 - 1s) == day("2011-12-29"));
    CHECK(clock.date(first_of_31) == day("2011-12-31"));
    for (const auto reading : {day("2011-12-30") + 0h, day("2011-12-30") + 10h, day("2011-12-31") + 0h})
        CHECK(clock.first_instant(reading) == first_of_31);
    CHECK(clock.showing(day("2011-12-30"), day("2011-12-31")).empty());
}

TEST_CASE("where midnight comes twice, the minute after the first still belongs to the day before", "[zone]")
{
    const auto clock = st_johns();
    CHECK(clock.date(at("2010-11-07T02:30:30Z")) == day("2010-11-06"));
    CHECK(clock.date(at("2010-11-07T03:29:59Z")) == day("2010-11-06"));
    CHECK(clock.date(at("2010-11-07T03:30:00Z")) == day("2010-11-07"));
    CHECK(clock.showing(day("2010-11-06") + 23h, day("2010-11-07")) ==
          std::vector<instant_span>{{at("2010-11-07T01:30:00Z"), at("2010-11-07T02:30:00Z")},
                                    {at("2010-11-07T02:31:00Z"), at("2010-11-07T03:30:00Z")}});
}

TEST_CASE("a later instant never counts as an earlier reading, nor a later reading as an earlier instant",
          "[zone]")
{
    for (const auto& clock : {london(), apia(), st_johns()}) {
        const auto begin = clock.name() == "Europe/London"  ? at("2026-01-01T00:00:00Z")
                           : clock.name() == "Pacific/Apia" ? at("2011-12-01T00:00:00Z")
                                                            : at("2010-10-01T00:00:00Z");
        INFO(clock.name());
        auto reading = clock.reading(begin);
        auto when = clock.first_instant(reading);
        for (auto time = begin; time < begin + 24h * 60; time += 7min) {
            CHECK(clock.reading(time) >= reading);
            reading = clock.reading(time);
            CHECK(clock.first_instant(reading) >= when);
            when = clock.first_instant(reading);
        }
    }
}

TEST_CASE("a zone says for which years it is known", "[zone]")
{
    const auto clock = london();
    CHECK_THROWS_AS(clock.reading(at("2024-01-01T00:00:00Z")), outside_range);
    CHECK_THROWS_AS(clock.first_instant(day("2030-01-01")), outside_range);
    CHECK_THROWS_AS(clock.first_instant(day("2024-10-26")), outside_range);
    try {
        (void)clock.reading(at("2031-05-01T00:00:00Z"));
    } catch (const outside_range& refused) {
        CHECK(
            std::string(refused.what()) ==
            "zone Europe/London is known from 2024-10-27 to 2029-01-01, and 2031-05-01 lies outside; take a "
            "date between them, or newer zone data");
    }
}

TEST_CASE("a zone says when its clock is set, and to what", "[zone]")
{
    const auto changes = london().changes();
    REQUIRE(changes.size() > 2);
    for (std::size_t i = 1; i < changes.size(); ++i) {
        CHECK(changes[i - 1].at < changes[i].at);
        CHECK(changes[i - 1].offset != changes[i].offset);
    }
    CHECK(std::ranges::any_of(changes, [](const offset_change& one) {
        return one.at == at("2026-03-29T01:00:00Z") && one.offset == 1h;
    }));
}
