// Working time and business days of one calendar.
#include "calendar_world.hpp"

#include "states/outside_range.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using namespace redress::tests;
using namespace std::chrono_literals;

TEST_CASE("hours are half-open, several a day, and holidays have none", "[calendar]")
{
    const auto by = split_days();
    const auto worked = [&](const char* from, const char* until) {
        return by.worked(at(until)) - by.worked(at(from));
    };
    CHECK(worked("2026-09-21T08:00:00Z", "2026-09-21T09:00:00Z") == 0s);
    CHECK(worked("2026-09-21T09:00:00Z", "2026-09-21T12:00:00Z") == 3h);
    CHECK(worked("2026-09-21T12:00:00Z", "2026-09-21T13:00:00Z") == 0s);
    CHECK(worked("2026-09-21T11:30:00Z", "2026-09-21T13:30:00.5Z") == 1h + 500ms);
    CHECK(worked("2026-09-30T18:00:00Z", "2026-10-08T09:00:00Z") == 0s);
    CHECK(by.working(at("2026-09-30T17:00:00Z"), at("2026-10-08T10:00:00Z")) ==
          std::vector<instant_span>{{at("2026-09-30T17:00:00Z"), at("2026-09-30T18:00:00Z")},
                                    {at("2026-10-08T09:00:00Z"), at("2026-10-08T10:00:00Z")}});
}

TEST_CASE("hours are written as they are read", "[calendar]")
{
    CHECK(to_string(hours_span{9h, 18h}) == "09:00-18:00");
    CHECK(to_string(hours_span{0h, 24h}) == "00:00-24:00");
    CHECK(to_string(hours_span{22h + 5min, 30h}) == "22:05-06:00");
}

TEST_CASE("a make-up workday is a business day though it is a Sunday", "[calendar]")
{
    const auto by = split_days();
    CHECK(by.is_business_day(day("2026-09-20")));
    CHECK_FALSE(by.is_business_day(day("2026-09-19")));
    CHECK_FALSE(by.is_business_day(day("2026-10-01")));
    CHECK(by.next_business_day(day("2026-09-19")) == day("2026-09-20"));
    CHECK(by.next_business_day(day("2026-09-20")) == day("2026-09-20"));
    CHECK(by.business_day_after(day("2026-09-30"), 1) == day("2026-10-08"));
    CHECK(by.business_days(day("2026-09-18"), day("2026-10-08")) == 10);
    CHECK(by.business_days(day("2026-10-08"), day("2026-09-18")) == 0);
}

TEST_CASE("working time is over at the close, not at the next opening", "[calendar]")
{
    const auto by = split_days();
    const auto opening = by.worked(at("2026-09-21T09:00:00Z"));
    CHECK(by.when_worked(opening + 3h) == at("2026-09-21T12:00:00Z"));
    CHECK(by.when_worked(opening + 3h + 1us) == at("2026-09-21T13:00:00.000001Z"));
    CHECK(by.when_worked(opening + 8h) == at("2026-09-21T18:00:00Z"));
    CHECK(by.when_worked(opening + 9h) == at("2026-09-22T10:00:00Z"));
}

TEST_CASE("a night's work belongs to the day on which it begins", "[calendar]")
{
    const auto by = nights();
    CHECK(by.close_of_business(day("2026-07-03")) == at("2026-07-04T06:00:00Z"));
    CHECK_FALSE(by.close_of_business(day("2026-07-04")));
    CHECK_FALSE(by.is_business_day(day("2026-07-04")));
    CHECK(by.worked(at("2026-07-04T12:00:00Z")) - by.worked(at("2026-07-03T12:00:00Z")) == 8h);
}

TEST_CASE("24:00 is the midnight that ends the day, and whole days make one stretch", "[calendar]")
{
    const calendar by(always_rules(2026, 2026), london());
    CHECK(by.close_of_business(day("2026-06-01")) == at("2026-06-01T23:00:00Z"));
    CHECK(by.working(at("2026-03-01T00:00:00Z"), at("2026-11-01T00:00:00Z")).size() == 1);
    // A day of 23 hours and one of 25.
    for (const auto& [date, length] : {std::pair("2026-03-29", 23h), std::pair("2026-10-25", 25h)}) {
        const auto begins = by.zone().first_instant(day(date));
        CHECK(*by.close_of_business(day(date)) - begins == length);
        CHECK(by.worked(*by.close_of_business(day(date))) - by.worked(begins) == length);
    }
}

TEST_CASE("hours that daylight saving skips are not there, those that come twice count twice", "[calendar]")
{
    auto rules = always_rules(2026, 2026);
    rules.hours.fill({{1h, 2h}});
    const calendar by(rules, london());
    CHECK_FALSE(by.is_business_day(day("2026-03-29")));
    CHECK(by.is_business_day(day("2026-03-28")));
    const auto begins = by.zone().first_instant(day("2026-10-25"));
    CHECK(by.worked(begins + 25h) - by.worked(begins) == 2h);
    CHECK(by.close_of_business(day("2026-10-25")) == at("2026-10-25T02:00:00Z"));
}

TEST_CASE("a date that the zone skipped is no business day", "[calendar]")
{
    auto rules = always_rules(2011, 2012);
    const zone there("Pacific/Apia", "test",
                     {{at("2010-12-01T00:00:00Z"), -10h}, {at("2011-12-30T10:00:00Z"), 14h}},
                     at("2013-06-01T00:00:00Z"));
    const calendar by(rules, there);
    CHECK_FALSE(by.is_business_day(day("2011-12-30")));
    CHECK(by.business_day_after(day("2011-12-29"), 1) == day("2011-12-31"));
}

TEST_CASE("where midnight comes twice, the pieces of both days add up", "[calendar]")
{
    auto rules = always_rules(2010, 2010);
    const calendar by(rules, st_johns());
    const auto noon = at("2010-11-06T15:00:00Z");
    CHECK(by.worked(noon + 24h) - by.worked(noon) == 24h);
    CHECK(by.close_of_business(day("2010-11-06")) == at("2010-11-07T03:30:00Z"));
}

TEST_CASE("29 February is a day like others", "[calendar]")
{
    const calendar by(always_rules(2028, 2028), utc());
    CHECK(by.business_days(day("2028-02-28"), day("2028-03-01")) == 2);
    CHECK(by.worked(at("2028-12-31T00:00:00Z")) == 24h * 365);
}

TEST_CASE("a date outside the years is an error that names calendar and years, never a guess", "[calendar]")
{
    const auto by = split_days();
    CHECK_THROWS_AS(by.is_business_day(day("2027-01-01")), outside_range);
    CHECK_THROWS_AS(by.close_of_business(day("2025-12-31")), outside_range);
    CHECK_THROWS_AS(by.worked(at("2027-01-01T00:00:00.000001Z")), outside_range);
    CHECK_THROWS_AS(by.business_day_after(day("2026-12-31"), 1), outside_range);
    CHECK_THROWS_AS(by.next_business_day(day("2027-06-01")), outside_range);
    CHECK_THROWS_AS(by.when_worked(9999h), outside_range);
    CHECK_NOTHROW(by.worked(at("2027-01-01T00:00:00Z")));
    try {
        (void)by.is_business_day(day("2027-03-01"));
    } catch (const outside_range& refused) {
        CHECK(std::string(refused.what()) ==
              "calendar split covers 2026-01-01 to 2026-12-31, and 2027-03-01 lies outside; add the holidays "
              "of "
              "that year to its file (ops/calendars)");
    }
}

TEST_CASE("hours that overlap with those of the day before are refused with their date", "[calendar]")
{
    auto rules = office_rules();
    rules.hours[2] = {{22h, 34h}};  // Tuesday night until Wednesday 10:00
    try {
        (void)calendar(rules, london());
        FAIL("not refused");
    } catch (const overlapping_hours& refused) {
        CHECK(refused.date == day("2025-01-08"));
    }
}

TEST_CASE("before the first hour nothing has been worked, and after the last day nobody works again",
          "[calendar]")
{
    auto rules = always_rules(2026, 2026);
    rules.hours = {};
    rules.hours[1] = {{9h, 17h}};  // Mondays
    const calendar by(rules, utc());
    CHECK(by.worked(at("2026-01-01T00:00:00Z")) == 0s);
    CHECK(by.worked(at("2026-01-05T09:00:00Z")) == 0s);
    CHECK(by.worked(at("2026-01-05T10:00:00Z")) == 1h);
    CHECK(by.next_business_day(day("2026-12-28")) == day("2026-12-28"));
    CHECK_THROWS_AS(by.next_business_day(day("2026-12-29")), outside_range);
}

TEST_CASE("working time is asked for within the years alone", "[calendar]")
{
    const auto by = split_days();
    const auto first = at("2026-01-01T00:00:00Z"), last = at("2027-01-01T00:00:00Z");
    CHECK_NOTHROW(by.working(first, last));
    CHECK_THROWS_AS(by.working(first - 1us, last), outside_range);
    CHECK_THROWS_AS(by.working(first, last + 1us), outside_range);
    CHECK_THROWS_AS(by.worked(first - 1us), outside_range);
}
