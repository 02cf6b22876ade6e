// The zone data of the machine, as the arithmetic gets it.
#include "adapters/files/zone_data.hpp"
#include "states/outside_range.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using namespace std::chrono_literals;

namespace {

local_reading reading(const std::string& zone, std::string_view at)
{
    return files::load_zone(zone).value().reading(parse_instant(at).value());
}

local_reading shown(std::string_view text)
{
    return local_reading(parse_instant(std::string(text) + "Z").value().time_since_epoch());
}

}  // namespace

TEST_CASE("zones are read with every change of their clocks", "[zone]")
{
    CHECK(reading("Asia/Shanghai", "2026-11-30T16:05:59Z") == shown("2026-12-01T00:05:59"));
    CHECK(reading("Europe/London", "2026-03-29T01:00:00Z") == shown("2026-03-29T02:00:00"));
    CHECK(reading("Europe/Dublin", "2026-10-25T01:00:00Z") == shown("2026-10-25T01:00:00"));
    CHECK(reading("Australia/Lord_Howe", "2026-04-04T15:00:00Z") == shown("2026-04-05T01:30:00"));
    CHECK(reading("America/New_York", "2036-07-01T00:00:00Z") == shown("2036-06-30T20:00:00"));
    CHECK(reading("UTC", "2098-12-31T00:00:00Z") == shown("2098-12-31T00:00:00"));
    CHECK(reading("Pacific/Apia", "2011-12-30T10:00:00Z") == shown("2011-12-31T00:00:00"));
}

TEST_CASE("a zone whose clocks are set each year is known as far as its changes are listed", "[zone]")
{
    CHECK_THROWS_AS(reading("Europe/London", "2037-06-01T00:00:00Z"), outside_range);
    CHECK_NOTHROW(reading("Asia/Shanghai", "2090-06-01T00:00:00Z"));
}

TEST_CASE("what is no zone is none, and the release of the data has a name", "[zone]")
{
    CHECK_FALSE(files::load_zone("Asia/Shangri-La"));
    CHECK_FALSE(files::load_zone(""));
    CHECK_FALSE(files::zone_data_release().empty());
}
