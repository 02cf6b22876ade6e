// When a limit is over: every rule of the grammar by an example that can be checked by eye.
#include "calendar_world.hpp"

#include "states/due.hpp"
#include "states/outside_range.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using namespace redress::tests;

namespace {

limit_rule rule(std::string_view limit, limit_end end = limit_end::instant_,
                limit_roll roll = limit_roll::none, limit_cutoff cutoff = limit_cutoff::none)
{
    return {parse_limit(limit).value(), end, roll, cutoff};
}

std::string due(const calendar& by, std::string_view start, const limit_rule& rule,
                const std::vector<instant_span>& pauses = {})
{
    auto text = to_string(due_time(by, at(start), rule, pauses));
    CHECK(explain_due(by, at(start), rule, pauses).due == at(text));
    if (text.ends_with(".000000Z")) text.replace(text.size() - 8, 7, "");
    return text;
}

instant_span pause(std::string_view from, std::string_view until)
{
    return {at(from), at(until)};
}

constexpr auto instant_end = limit_end::instant_;
constexpr auto cob = limit_end::cob;
constexpr auto eod = limit_end::eod;
constexpr auto next_bd = limit_roll::next_bd;
constexpr auto no_roll = limit_roll::none;
constexpr auto cutoff_cob = limit_cutoff::cob;

}  // namespace

TEST_CASE("a limit is a number from 1 and one of nine units", "[limit]")
{
    for (const auto* good : {"1s", "30min", "24h", "14cd", "8w", "2mo", "5y", "15bd", "4bh"}) {
        INFO(good);
        REQUIRE(parse_limit(good));
        CHECK(to_string(*parse_limit(good)) == good);
    }
    for (const auto* bad : {"", "h", "0h", "-1h", "+1h", " 1h", "1 h", "1d", "1m", "1H", "1.5h", "101y",
                            "36501bd", "99999999999999999999h", "1h30min"}) {
        INFO(bad);
        CHECK_FALSE(parse_limit(bad));
    }
}

TEST_CASE("elapsed time is elapsed time whatever the clock on the wall does", "[due]")
{
    const auto by = office();
    CHECK(due(by, "2026-03-28T12:00:00Z", rule("24h")) == "2026-03-29T12:00:00Z");
    CHECK(due(by, "2026-10-24T12:00:00Z", rule("24h")) == "2026-10-25T12:00:00Z");
    CHECK(due(by, "2026-06-05T16:50:00Z", rule("30min")) == "2026-06-05T17:20:00Z");
    CHECK(due(by, "2026-06-05T16:50:00Z", rule("90s")) == "2026-06-05T16:51:30Z");
}

TEST_CASE("days do not count the day of the start, and end when the policy says", "[due]")
{
    const auto by = office();
    // Wednesday 3 June, 11:00 in London.
    CHECK(due(by, "2026-06-03T10:00:00Z", rule("1cd")) == "2026-06-04T10:00:00Z");
    CHECK(due(by, "2026-06-03T10:00:00Z", rule("1cd", eod)) == "2026-06-04T23:00:00Z");
    CHECK(due(by, "2026-06-03T10:00:00Z", rule("1cd", cob)) == "2026-06-04T16:00:00Z");
    CHECK(due(by, "2026-06-03T10:00:00Z", rule("3bd", cob)) == "2026-06-08T16:00:00Z");
    CHECK(due(by, "2026-06-03T10:00:00Z", rule("3bd")) == "2026-06-08T10:00:00Z");
    CHECK(due(by, "2026-06-03T22:59:59Z", rule("1cd", eod)) == "2026-06-04T23:00:00Z");
    CHECK(due(by, "2026-06-03T23:00:00Z", rule("1cd", eod)) == "2026-06-05T23:00:00Z");
    CHECK(due(by, "2026-11-03T10:00:00Z", rule("8w", eod)) == "2026-12-30T00:00:00Z");
}

TEST_CASE("months clamp to their last day, which is not to say that they lead to last days", "[due]")
{
    const calendar by(always_rules(2027, 2032), utc());
    CHECK(due(by, "2027-12-31T08:00:00Z", rule("2mo")) == "2028-02-29T08:00:00Z");
    CHECK(due(by, "2028-02-29T08:00:00Z", rule("1y")) == "2029-02-28T08:00:00Z");
    CHECK(due(by, "2028-02-29T08:00:00Z", rule("4y")) == "2032-02-29T08:00:00Z");
    CHECK(due(by, "2027-02-28T08:00:00Z", rule("2mo")) == "2027-04-28T08:00:00Z");
    CHECK(due(by, "2027-08-31T08:00:00Z", rule("6mo", eod)) == "2028-03-01T00:00:00Z");
    CHECK(due(by, "2027-12-15T08:00:00Z", rule("1mo")) == "2028-01-15T08:00:00Z");
}

TEST_CASE("a last day on which nobody works stays, or gives way to the next business day", "[due]")
{
    const auto by = office();
    // Saturday 6 June.
    CHECK(due(by, "2026-06-04T10:00:00Z", rule("2cd", eod)) == "2026-06-06T23:00:00Z");
    CHECK(due(by, "2026-06-04T10:00:00Z", rule("2cd", eod, next_bd)) == "2026-06-08T23:00:00Z");
    CHECK(due(by, "2026-06-04T10:00:00Z", rule("2cd", cob, next_bd)) == "2026-06-08T16:00:00Z");
    CHECK(due(by, "2026-06-04T10:00:00Z", rule("2cd", instant_end, next_bd)) == "2026-06-08T10:00:00Z");
    CHECK(due(by, "2026-06-05T10:00:00Z", rule("24h", instant_end, next_bd)) == "2026-06-08T10:00:00Z");
    // A day without a close ends with its last instant.
    CHECK(due(by, "2026-06-04T10:00:00Z", rule("2cd", cob)) == "2026-06-06T23:00:00Z");
}

TEST_CASE("elapsed time may end with the close or the end of the day that it leads to", "[due]")
{
    const auto by = office();
    CHECK(due(by, "2026-06-03T10:00:00Z", rule("24h", cob)) == "2026-06-04T16:00:00Z");
    CHECK(due(by, "2026-06-03T16:00:00Z", rule("24h", cob)) == "2026-06-04T16:00:00Z");
    CHECK(due(by, "2026-06-03T16:30:00Z", rule("24h", cob)) == "2026-06-04T23:00:00Z");
    CHECK(due(by, "2026-06-03T10:00:00Z", rule("24h", eod)) == "2026-06-04T23:00:00Z");
    CHECK(due(by, "2026-06-03T10:00:00Z", rule("2bh", eod)) == "2026-06-03T23:00:00Z");
}

TEST_CASE("business hours run while people work", "[due]")
{
    const auto by = split_days();
    CHECK(due(by, "2026-09-21T11:00:00Z", rule("2bh")) == "2026-09-21T14:00:00Z");
    CHECK(due(by, "2026-09-21T11:00:00Z", rule("1bh")) == "2026-09-21T12:00:00Z");
    CHECK(due(by, "2026-09-18T17:00:00Z", rule("2bh")) == "2026-09-20T10:00:00Z");
    CHECK(due(by, "2026-09-30T17:30:00Z", rule("1bh")) == "2026-10-08T09:30:00Z");
    CHECK(due(by, "2026-10-03T12:00:00Z", rule("8bh")) == "2026-10-08T18:00:00Z");
    CHECK(due(nights(), "2026-07-03T12:00:00Z", rule("9bh")) == "2026-07-06T23:00:00Z");
    CHECK(due(nights(), "2026-07-03T12:00:00Z", rule("4bh", instant_end, next_bd)) == "2026-07-04T02:00:00Z");
}

TEST_CASE("after the close, and on a day when nobody works, a cutoff counts from the next business day",
          "[due]")
{
    const auto by = office();
    CHECK(due(by, "2026-06-03T15:59:59Z", rule("1bd", cob, no_roll, cutoff_cob)) == "2026-06-04T16:00:00Z");
    CHECK(due(by, "2026-06-03T16:00:00Z", rule("1bd", cob, no_roll, cutoff_cob)) == "2026-06-05T16:00:00Z");
    CHECK(due(by, "2026-06-03T16:00:00Z", rule("1bd", cob)) == "2026-06-04T16:00:00Z");
    CHECK(due(by, "2026-06-06T10:00:00Z", rule("1bd", cob, no_roll, cutoff_cob)) == "2026-06-09T16:00:00Z");
    CHECK(due(by, "2026-06-06T10:00:00Z", rule("1bd", cob)) == "2026-06-08T16:00:00Z");
    CHECK(due(by, "2026-06-08T06:00:00Z", rule("1bd", instant_end, no_roll, cutoff_cob)) ==
          "2026-06-09T06:00:00Z");
    // From the first instant of Monday.
    CHECK(due(by, "2026-06-06T10:00:00Z", rule("24h", instant_end, no_roll, cutoff_cob)) ==
          "2026-06-08T23:00:00Z");
}

TEST_CASE("the local time of day is kept over daylight saving, and skipped time is over at once", "[due]")
{
    const auto by = office();
    CHECK(due(by, "2026-03-28T12:00:00Z", rule("1cd")) == "2026-03-29T11:00:00Z");
    CHECK(due(by, "2026-10-24T12:00:00Z", rule("1cd")) == "2026-10-25T13:00:00Z");
    CHECK(due(by, "2026-03-28T01:30:00Z", rule("1cd")) == "2026-03-29T01:00:00Z");
    CHECK(due(by, "2026-10-24T00:30:00Z", rule("1cd")) == "2026-10-25T00:30:00Z");
    CHECK(due(by, "2026-10-25T00:45:00Z", rule("1cd")) == "2026-10-26T01:00:00Z");
    CHECK(due(by, "2026-10-25T01:30:00Z", rule("1cd")) == "2026-10-26T01:30:00Z");
}

TEST_CASE("a zone that skips a day still counts its date, and no business day", "[due]")
{
    const calendar by(always_rules(2011, 2012), zone("Pacific/Apia", "test",
                                                     {{at("2010-12-01T00:00:00Z"), std::chrono::hours(-10)},
                                                      {at("2011-12-30T10:00:00Z"), std::chrono::hours(14)}},
                                                     at("2013-06-01T00:00:00Z")));
    CHECK(due(by, "2011-12-29T20:00:00Z", rule("1cd", eod)) == "2011-12-30T10:00:00Z");
    CHECK(due(by, "2011-12-29T20:00:00Z", rule("1cd")) == "2011-12-30T10:00:00Z");
    CHECK(due(by, "2011-12-29T20:00:00Z", rule("2cd", eod)) == "2011-12-31T10:00:00Z");
    CHECK(due(by, "2011-12-29T20:00:00Z", rule("1bd", eod)) == "2011-12-31T10:00:00Z");
    CHECK(due(by, "2011-12-29T20:00:00Z", rule("24h")) == "2011-12-30T20:00:00Z");
}

TEST_CASE("elapsed and working time stand still while the clock is paused", "[due]")
{
    const auto by = office();
    CHECK(due(by, "2026-06-03T10:00:00Z", rule("24h"),
              {pause("2026-06-03T20:00:00Z", "2026-06-03T22:00:00Z")}) == "2026-06-04T12:00:00Z");
    // Due at the very instant of the pause: it had run out.
    CHECK(due(by, "2026-06-03T10:00:00Z", rule("2h"),
              {pause("2026-06-03T12:00:00Z", "2026-06-03T22:00:00Z")}) == "2026-06-03T12:00:00Z");
    CHECK(due(by, "2026-06-03T10:00:00Z", rule("8bh"),
              {pause("2026-06-03T14:00:00Z", "2026-06-04T10:00:00Z")}) == "2026-06-04T14:00:00Z");
    // A pause over the weekend takes nothing from business hours.
    CHECK(due(by, "2026-06-05T15:00:00Z", rule("2bh"),
              {pause("2026-06-05T16:00:00Z", "2026-06-08T08:00:00Z")}) ==
          due(by, "2026-06-05T15:00:00Z", rule("2bh")));
}

TEST_CASE("pauses may overlap, touch, come in any order and reach before the start", "[due]")
{
    const auto by = office();
    const auto whole = std::vector{pause("2026-06-03T12:00:00Z", "2026-06-03T18:00:00Z")};
    const auto pieces = std::vector{pause("2026-06-03T15:00:00Z", "2026-06-03T18:00:00Z"),
                                    pause("2026-06-03T12:00:00Z", "2026-06-03T16:00:00Z"),
                                    pause("2026-06-02T00:00:00Z", "2026-06-03T10:00:00Z"),
                                    pause("2026-06-03T18:00:00Z", "2026-06-03T18:00:00Z")};
    for (const auto* limit : {"10h", "9bh", "2cd", "2bd"}) {
        INFO(limit);
        CHECK(due(by, "2026-06-03T10:00:00Z", rule(limit), pieces) ==
              due(by, "2026-06-03T10:00:00Z", rule(limit), whole));
    }
}

TEST_CASE("a day whose end passes during a pause is not counted, so that no limit ends in a pause", "[due]")
{
    const auto by = office();
    // From Monday 1 June; days end at 23:00 UTC.
    const auto over_two_ends = std::vector{pause("2026-06-02T10:00:00Z", "2026-06-04T09:00:00Z")};
    CHECK(due(by, "2026-06-01T10:00:00Z", rule("2cd", eod), over_two_ends) == "2026-06-05T23:00:00Z");
    const auto between_ends = std::vector{pause("2026-06-02T10:00:00Z", "2026-06-02T20:00:00Z")};
    CHECK(due(by, "2026-06-01T10:00:00Z", rule("2cd", eod), between_ends) == "2026-06-03T23:00:00Z");
    const auto on_the_last = std::vector{pause("2026-06-03T10:00:00Z", "2026-06-04T12:00:00Z")};
    CHECK(due(by, "2026-06-01T10:00:00Z", rule("2cd", eod), on_the_last) == "2026-06-04T23:00:00Z");
    // Rolling on meets a pause as well.
    const auto on_monday = std::vector{pause("2026-06-08T10:00:00Z", "2026-06-09T12:00:00Z")};
    CHECK(due(by, "2026-06-04T10:00:00Z", rule("2cd", eod, next_bd), on_monday) == "2026-06-09T23:00:00Z");
    CHECK(due(by, "2026-06-04T10:00:00Z", rule("24h", eod),
              {pause("2026-06-05T12:00:00Z", "2026-06-06T12:00:00Z")}) == "2026-06-06T23:00:00Z");
}

TEST_CASE("business days stand still during a pause only while somebody would have worked", "[due]")
{
    const auto by = office();
    const auto weekend = std::vector{pause("2026-06-05T16:00:00Z", "2026-06-08T08:00:00Z")};
    for (const auto end : {instant_end, cob, eod})
        CHECK(due(by, "2026-06-03T20:00:00Z", rule("3bd", end), weekend) ==
              due(by, "2026-06-03T20:00:00Z", rule("3bd", end)));
    const auto friday_close = std::vector{pause("2026-06-05T15:00:00Z", "2026-06-08T08:00:00Z")};
    CHECK(due(by, "2026-06-03T10:00:00Z", rule("2bd", cob), friday_close) == "2026-06-08T16:00:00Z");
    const auto whole_week = std::vector{pause("2026-06-08T08:00:00Z", "2026-06-12T16:00:00Z")};
    CHECK(due(by, "2026-06-03T10:00:00Z", rule("5bd", eod), whole_week) == "2026-06-17T23:00:00Z");
}

TEST_CASE("an explanation lists what was counted, which adds up to the limit", "[due]")
{
    const auto by = split_days();
    const auto hours = explain_due(by, at("2026-09-30T16:00:00Z"), rule("4bh"),
                                   std::vector{pause("2026-09-30T16:30:00Z", "2026-09-30T17:00:00Z")});
    REQUIRE(hours.counted.size() == 3);
    CHECK(hours.counted[0].span == pause("2026-09-30T16:00:00Z", "2026-09-30T16:30:00Z"));
    CHECK(hours.counted[1].span == pause("2026-09-30T17:00:00Z", "2026-09-30T18:00:00Z"));
    CHECK(hours.counted[2].span == pause("2026-10-08T09:00:00Z", "2026-10-08T11:30:00Z"));
    CHECK(hours.due == at("2026-10-08T11:30:00Z"));

    const auto dates = explain_due(by, at("2026-09-17T10:00:00Z"), rule("3bd", cob));
    REQUIRE(dates.counted.size() == 2);
    CHECK(dates.counted[0].first == day("2026-09-18"));
    CHECK(dates.counted[0].dates == 1);
    CHECK(dates.counted[1].first == day("2026-09-20"));
    CHECK(dates.counted[1].last == day("2026-09-21"));
    CHECK(dates.counted[1].dates == 2);
    CHECK(dates.counted[1].span == pause("2026-09-20T00:00:00Z", "2026-09-21T18:00:00Z"));
}

TEST_CASE("what needs no holiday may lie outside the years, what needs one may not", "[due]")
{
    const auto by = split_days();
    CHECK(due(by, "2026-12-31T10:00:00Z", rule("24h")) == "2027-01-01T10:00:00Z");
    CHECK(due(by, "2026-12-31T10:00:00Z", rule("14cd", eod)) == "2027-01-15T00:00:00Z");
    for (const auto& needing : {rule("1bd"), rule("9bh"), rule("14cd", cob), rule("14cd", eod, next_bd)})
        CHECK_THROWS_AS(due_time(by, at("2026-12-31T10:00:00Z"), needing), outside_range);
    CHECK_THROWS_AS(due_time(by, at("9999-12-31T10:00:00Z"), rule("14h")), outside_range);
    CHECK_THROWS_AS(due_time(by, at("2027-01-31T10:00:00Z"), rule("24h", instant_end, no_roll, cutoff_cob)),
                    outside_range);
}
