#include "adapters/app/zone_clock.hpp"

#include "adapters/app/config.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;

TEST_CASE("the clock on the wall of a zone, summer time and day included", "[zone]")
{
    const auto at = app::zone_clock("Asia/Shanghai")(*parse_instant("2026-11-30T16:05:59.9Z"));
    CHECK(at.year == 2026);
    CHECK(at.month == 12);
    CHECK(at.day == 1);
    CHECK(at.weekday == 2);
    CHECK(at.hour == 0);
    CHECK(at.minute == 5);
    CHECK(at.offset_minutes == 480);
    CHECK(app::zone_clock("Europe/Berlin")(*parse_instant("2026-07-01T00:00:00Z")).offset_minutes == 120);
    CHECK(app::zone_clock("Europe/Berlin")(*parse_instant("2026-12-01T00:00:00Z")).offset_minutes == 60);
    CHECK(app::zone_clock("UTC")(*parse_instant("1969-12-31T23:59:00Z")).minute == 59);
}

TEST_CASE("an instant is written as that clock shows it, with its offset", "[zone]")
{
    const auto at = *parse_instant("2026-11-30T16:05:59.9Z");
    CHECK(app::zone_clock("Asia/Shanghai").text(at) == "2026-12-01 00:05:59+08:00");
    CHECK(app::zone_clock("Asia/Kathmandu").text(at) == "2026-11-30 21:50:59+05:45");
    CHECK(app::zone_clock("America/St_Johns").text(at) == "2026-11-30 12:35:59-03:30");
    CHECK(app::zone_clock("UTC").text(at) == "2026-11-30 16:05:59+00:00");
}

TEST_CASE("a zone that nobody knows is an error that names it", "[zone]")
{
    CHECK_THROWS_AS(app::zone_clock("Asia/Shangri-La"), app::config_error);
}
