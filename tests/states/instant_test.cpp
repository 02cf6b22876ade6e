#include "states/instant.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using namespace std::chrono_literals;

TEST_CASE("an instant is written in UTC with six fraction digits", "[instant]")
{
    CHECK(to_string(instant{}) == "1970-01-01T00:00:00.000000Z");
    CHECK(to_string(instant{duration{1}}) == "1970-01-01T00:00:00.000001Z");
    CHECK(to_string(instant{duration{-1}}) == "1969-12-31T23:59:59.999999Z");
    CHECK(to_string(instant{std::chrono::sys_days(2026y / 11 / 23) + 9h + 30min}) ==
          "2026-11-23T09:30:00.000000Z");
}

TEST_CASE("an instant is read with any offset and up to nine fraction digits", "[instant]")
{
    const instant at{std::chrono::sys_days(2026y / 11 / 23) + 9h + 30min};
    CHECK(parse_instant("2026-11-23T09:30:00Z") == at);
    CHECK(parse_instant("2026-11-23t09:30:00z") == at);
    CHECK(parse_instant("2026-11-23 09:30:00Z") == at);
    CHECK(parse_instant("2026-11-23T17:30:00+08:00") == at);
    CHECK(parse_instant("2026-11-23T04:00:00-05:30") == at);
    CHECK(parse_instant("2026-11-24T00:30:00.5+15:00") == at + 500ms);
    CHECK(parse_instant("2026-11-23T09:30:00.1Z") == at + 100ms);
    CHECK(parse_instant("2026-11-23T09:30:00.123456789Z") == at + 123456us);
    CHECK(parse_instant("2028-02-29T00:00:00Z") == instant{std::chrono::sys_days(2028y / 2 / 29)});
}

TEST_CASE("what is not exactly an instant is refused", "[instant]")
{
    for (const char* text : {
             "",
             "2026-11-23",
             "2026-11-23T09:30:00",
             "2026-11-23T09:30Z",
             "2026-11-23T09:30:00.Z",
             "2026-11-23T09:30:60Z",
             "2026-11-23T24:00:00Z",
             "2026-11-23T09:60:00Z",
             "2026-02-29T00:00:00Z",
             "2026-13-01T00:00:00Z",
             "2026-00-01T00:00:00Z",
             "2026-11-31T00:00:00Z",
             "2026-11-23T09:30:00.1234567890Z",
             "2026-11-23T09:30:00+24:00",
             "2026-11-23T09:30:00+08:60",
             "2026-11-23T09:30:00+0800",
             "2026-11-23T09:30:00Z ",
             " 2026-11-23T09:30:00Z",
             "2026-1-23T09:30:00Z",
             "26-11-23T09:30:00Z",
             "2026-11-23T09:30:00,5Z",
             "2026-11-23T09:3a:00Z",
             "2026-11-23T09:3/:00Z",
             "2026-11-23T09:30:00.5aZ",
             "0000-01-01T00:00:00+01:00",
             "9999-12-31T23:59:59-01:00",
         }) {
        INFO(text);
        CHECK_FALSE(parse_instant(text));
    }
}

TEST_CASE("what is written is read back", "[instant]")
{
    // Steps that are no multiple of anything, over six hundred years.
    for (std::int64_t i = -300; i < 300; ++i) {
        const instant at{duration{i * 31'557'123'456'789}};
        INFO(to_string(at));
        CHECK(parse_instant(to_string(at)) == at);
    }
}

TEST_CASE("a limit is a whole number of minutes, hours or days", "[instant]")
{
    CHECK(parse_duration("30min") == duration{30min});
    CHECK(parse_duration("24h") == duration{24h});
    CHECK(parse_duration("14d") == duration{336h});
    CHECK(parse_duration("0min") == duration{});
    for (const char* text :
         {"", "24", "h", "-1h", "1.5h", "24 h", "24H", "5bd", "1w", "2mo", "12345678min", "1hh"}) {
        INFO(text);
        CHECK_FALSE(parse_duration(text));
    }
}
