// The arithmetic of the forecast on cases that are small enough to be checked by eye.
#include "adapters/app/forecast.hpp"

#include "tests/states/calendar_world.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using namespace redress::app;
using tests::at;

namespace {

/// "2026-06-01 11:00 care due/unattended/warnings/expected"
std::vector<std::string> told(const forecast& of)
{
    std::vector<std::string> all;
    for (const auto& one : of.rows()) {
        const auto date = std::chrono::floor<std::chrono::days>(one.begins);
        const auto hour = std::chrono::floor<std::chrono::hours>(one.begins - date).count();
        all.push_back(to_string(date) + " " + std::to_string(hour) + " " + one.team + " " +
                      std::to_string(one.of.due) + "/" + std::to_string(one.of.unattended) + "/" +
                      std::to_string(one.of.warnings));
    }
    return all;
}

using lines = std::vector<std::string>;

}  // namespace

TEST_CASE("when somebody works, and what falls due when nobody does", "[forecast]")
{
    const auto office = tests::office();  // in summer 08:00Z to 16:00Z
    const working_hours hours(&office);
    CHECK(hours.at_work(at("2026-06-01T08:30:00Z")));
    CHECK(hours.at_work(at("2026-06-01T16:00:00Z")));
    CHECK_FALSE(hours.at_work(at("2026-06-01T08:00:00Z")));  // nobody has worked yet
    CHECK_FALSE(hours.at_work(at("2026-06-01T16:00:01Z")));
    CHECK(hours.last_work(at("2026-06-01T12:00:00Z")) == at("2026-06-01T12:00:00Z"));
    CHECK(hours.last_work(at("2026-06-01T20:00:00Z")) == at("2026-06-01T16:00:00Z"));
    CHECK(hours.last_work(at("2026-06-01T07:00:00Z")) == at("2026-05-29T16:00:00Z"));
    CHECK(hours.unattended(at("2026-06-01T20:00:00Z")));
    CHECK_FALSE(hours.unattended(at("2026-06-01T15:00:00Z")));
    CHECK_FALSE(hours.unattended(at("2026-06-01T23:00:00Z")));  // the end of a Monday
    CHECK(hours.unattended(at("2026-06-06T23:00:00Z")));        // the end of a Saturday
}

TEST_CASE("without a calendar and outside its years it is taken that somebody works", "[forecast]")
{
    const auto office = tests::office();
    for (const auto& hours : {working_hours(nullptr), working_hours(&office)}) {
        const auto night = at("2031-06-01T02:00:00Z");
        CHECK(hours.at_work(night));
        CHECK_FALSE(hours.unattended(night));
        CHECK(hours.last_work(night) == night);
    }
}

TEST_CASE("a promise stands in the hour that ends with it, or in the last one before in which somebody works",
          "[forecast]")
{
    const auto office = tests::office();
    forecast made(office.zone(), working_hours(&office),
                  {at("2026-06-01T10:00:00Z"), at("2026-06-08T10:00:00Z")}, forecast_step::hour);
    made.due("care", at("2026-06-01T10:00:00Z"));  // over
    made.due("care", at("2026-06-01T10:30:00Z"));
    made.due("care", at("2026-06-01T11:00:00Z"));
    made.due("", at("2026-06-01T10:45:00Z"));
    made.due("care", at("2026-06-02T02:00:00Z"));  // at night: until Monday's close
    made.due("care", at("2026-06-05T23:00:00Z"));  // the end of Friday
    made.due("care", at("2026-06-08T10:00:00Z"));
    made.due("care", at("2026-06-08T10:00:01Z"));  // later than asked for
    made.warning("care", at("2026-06-02T02:00:00Z"));
    CHECK(told(made) == lines{"2026-06-01 11  1/0/0", "2026-06-01 11 care 2/0/0", "2026-06-01 16 care 1/1/0",
                              "2026-06-02 2 care 0/0/1", "2026-06-05 16 care 1/0/0",
                              "2026-06-08 10 care 1/0/0"});
    CHECK(made.sum().due == 6);
    CHECK(made.sum().unattended == 1);
    CHECK(made.sum().warnings == 1);
}

TEST_CASE("when the last working hour before is over, a promise stands where it falls due", "[forecast]")
{
    const auto office = tests::office();
    forecast made(office.zone(), working_hours(&office),
                  {at("2026-06-01T18:00:00Z"), at("2026-06-02T18:00:00Z")}, forecast_step::hour);
    made.due("care", at("2026-06-01T20:10:00Z"));
    CHECK(told(made) == lines{"2026-06-01 21 care 1/1/0"});
}

TEST_CASE("a day is one of the zone, also when its clocks are set", "[forecast]")
{
    const auto zone = tests::london();
    forecast made(zone, working_hours(nullptr), {at("2026-10-24T12:00:00Z"), at("2026-10-27T12:00:00Z")},
                  forecast_step::day);
    made.due("care", at("2026-10-24T23:30:00Z"));  // 00:30 of Sunday, which has 25 hours
    made.due("care", at("2026-10-25T23:30:00Z"));
    made.due("care", at("2026-10-26T00:00:00Z"));  // its end
    made.due("care", at("2026-10-26T00:00:01Z"));
    CHECK(told(made) == lines{"2026-10-25 0 care 3/0/0", "2026-10-26 0 care 1/0/0"});
    CHECK(made.rows().front().from == at("2026-10-24T23:00:00Z"));
}

TEST_CASE("the mean of an hour of the week is taken over the hours that were seen", "[forecast]")
{
    const auto zone = tests::utc();
    usual_arrivals four_weeks(zone, {at("2026-05-04T00:00:00Z"), at("2026-06-01T00:00:00Z")});
    four_weeks.filed(at("2026-05-04T09:59:59Z"), 5);
    four_weeks.filed(at("2026-05-11T09:00:00Z"), 1);
    four_weeks.filed(at("2026-05-18T10:00:00Z"), 2);
    four_weeks.filed(at("2026-06-01T00:00:00Z"), 9);  // later
    four_weeks.filed(at("2026-05-03T23:59:59Z"), 9);  // earlier
    CHECK(four_weeks.per_hour(at("2026-06-08T09:00:00Z")) == 1.5);
    CHECK(four_weeks.per_hour(at("2026-06-08T10:30:00Z")) == 0.5);
    CHECK(four_weeks.per_hour(at("2026-06-09T09:00:00Z")) == 0);
    CHECK(four_weeks.count() == 8);
    usual_arrivals two_days(zone, {at("2026-05-30T00:00:00Z"), at("2026-06-01T00:00:00Z")});
    two_days.filed(at("2026-05-31T09:00:00Z"), 3);
    CHECK(two_days.per_hour(at("2026-06-07T09:00:00Z")) == 3);
    CHECK(two_days.per_hour(at("2026-06-08T09:00:00Z")) == 0);  // no Monday was seen
}

TEST_CASE("each filing brings its promises, for the share that its kind has", "[forecast]")
{
    const auto zone = tests::utc();
    usual_arrivals usual(zone, {at("2026-05-04T00:00:00Z"), at("2026-06-01T00:00:00Z")});
    usual.filed(at("2026-05-04T09:15:00Z"), 16);  // four in each Monday's ninth hour
    forecast made(zone, working_hours(nullptr), {at("2026-06-08T00:00:00Z"), at("2026-06-10T00:00:00Z")},
                  forecast_step::hour);
    const promise_brought answer{"", {.limit = {2, limit_unit::h}}},
        close{"", {.limit = {1, limit_unit::cd}}}, later{"", {.limit = {30, limit_unit::cd}}};
    add_arrivals(made, usual,
                 {{.team = "care", .promises = {answer, close, later}, .filed = 3},
                  {.team = "", .promises = {answer}, .filed = 1},
                  {.team = "quiet", .promises = {}, .filed = 4}},
                 no_calendars());
    const auto rows = made.rows();
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].from == at("2026-06-08T11:00:00Z"));
    CHECK(rows[0].team.empty());
    CHECK(rows[0].of.expected == 0.5);
    CHECK(rows[1].from == at("2026-06-08T11:00:00Z"));
    CHECK(rows[1].of.expected == 1.5);
    CHECK(rows[2].from == at("2026-06-09T09:00:00Z"));
    CHECK(rows[2].of.expected == 1.5);
    CHECK(made.sum().expected == 3.5);
    forecast nothing(zone, working_hours(nullptr), made.span(), forecast_step::hour);
    add_arrivals(nothing, usual, {}, no_calendars());
    CHECK(nothing.rows().empty());
}

TEST_CASE("a filing brings what starts with it, by the limit that fits the case", "[forecast]")
{
    const auto elapsed = [](std::int64_t hours) { return limit_rule{.limit = {hours, limit_unit::h}}; };
    const auto begins = [](const char* trigger) {
        trigger_set set;
        set.set(parse_trigger(trigger).value());
        return set;
    };
    policy rules{.id = "house"};
    rules.clocks = {
        {.id = "answer", .start = begins("complaint_filed"), .limit = elapsed(24), .calendar = "uk"},
        {.id = "look", .start = begins("entered:lifecycle.received"), .limit = elapsed(8)},
        {.id = "later", .start = begins("triaged"), .limit = elapsed(1)},
        {.id = "theirs", .kind = clock_kind::window, .start = begins("complaint_filed"), .limit = elapsed(2)},
        {.id = "dated", .start = begins("complaint_filed"), .from_event = true, .limit = elapsed(3)},
        {.id = "of_query",
         .start = begins("complaint_filed"),
         .limit = elapsed(4),
         .kinds = {case_kind::query}}};
    rules.clocks[0].overrides = {{.channel = "hotline", .limit = elapsed(2)}};
    const policy* const pinned[] = {&rules};
    complaint like;
    like.facts.channel = channel::email;
    using brought = std::vector<promise_brought>;
    CHECK(promises_of_filing(pinned, like) == brought{{"uk", elapsed(24)}, {"", elapsed(8)}});
    like.facts.channel = channel::hotline;
    like.facts.kind = case_kind::query;
    CHECK(promises_of_filing(pinned, like) ==
          brought{{"uk", elapsed(2)}, {"", elapsed(8)}, {"", elapsed(4)}});
}
