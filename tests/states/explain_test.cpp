// Why a clock is due when it is: no gap, nothing twice, and what counted adds up to what was promised.
#include "calendar_world.hpp"
#include "states/explain.hpp"

#include <catch2/catch_test_macros.hpp>

#include <random>

using namespace redress;
using namespace redress::tests;
using namespace std::chrono_literals;

namespace {

struct told {
    facts known;
    redress::clock one;
    fixed_calendars by;

    told(const limit_rule& limit, std::string_view start, std::vector<paused_span> pauses = {})
    {
        by.add(office());
        one.clock_id = "look";
        one.started = at(start);
        one.pauses = std::move(pauses);
        promise(one, limit);
        one.calendar = needs_calendar(limit) ? 1 : 0;
        known.calendars = {{.id = "office", .sha256 = "", .zone_data = "test"}};
        if (one.pauses.empty() || one.pauses.back().until) REQUIRE(count_again(one, known, by));
    }
    [[nodiscard]] explained_clock at_time(std::string_view when, const clock_rule* rule = nullptr) const
    {
        return explain_clock(known, one, rule, by, at(when));
    }
    [[nodiscard]] std::vector<std::string> lines(std::string_view when = "2026-06-01T00:00:00Z") const
    {
        std::vector<std::string> out;
        for (const auto& part : at_time(when).parts)
            out.push_back(to_string(part.span.from).substr(5, 11) + " " +
                          to_string(part.span.until).substr(5, 11) + " " + std::string(name_of(part.why)) +
                          (part.dates > 0 ? " " + std::to_string(part.dates) : "") +
                          (part.name.empty() ? "" : " " + part.name));
        return out;
    }
};

limit_rule rule(std::string_view limit, limit_end end = limit_end::instant_,
                limit_roll roll = limit_roll::none, limit_cutoff cutoff = limit_cutoff::none)
{
    return {parse_limit(limit).value(), end, roll, cutoff};
}

paused_span rest(std::string_view from, std::string_view until)
{
    return {.from = at(from), .until = at(until)};
}

using strings = std::vector<std::string>;

}  // namespace

TEST_CASE("elapsed time counts but for its pauses", "[explain]")
{
    CHECK(told(rule("24h"), "2026-06-05T10:00:00Z").lines() == strings{"06-05T10:00 06-06T10:00 elapsed"});
    CHECK(told(rule("24h"), "2026-06-05T10:00:00Z", {rest("2026-06-05T12:00:00Z", "2026-06-05T15:00:00Z")})
              .lines() == strings{"06-05T10:00 06-05T12:00 elapsed", "06-05T12:00 06-05T15:00 paused",
                                  "06-05T15:00 06-06T13:00 elapsed"});
    CHECK(told(rule("1h"), "2026-06-05T10:00:00Z", {rest("2026-06-05T08:00:00Z", "2026-06-05T10:30:00Z")})
              .lines() == strings{"06-05T10:00 06-05T10:30 paused", "06-05T10:30 06-05T11:30 elapsed"});
}

TEST_CASE("business days are told with the days that did not count, holidays by their name", "[explain]")
{
    CHECK(told(rule("3bd", limit_end::cob), "2026-12-24T10:00:00Z").lines() ==
          strings{"12-24T10:00 12-25T00:00 start_day", "12-25T00:00 12-26T00:00 holiday 1 bank holiday",
                  "12-26T00:00 12-28T00:00 day_off 2", "12-28T00:00 12-29T00:00 holiday 1 bank holiday",
                  "12-29T00:00 12-31T17:00 dates 3"});
    // Friday in the evening: the start counts as Monday's first instant.
    CHECK(told(rule("1bd", limit_end::cob, limit_roll::none, limit_cutoff::cob), "2026-06-05T17:30:00Z")
              .lines() == strings{"06-05T17:30 06-07T23:00 cutoff", "06-07T23:00 06-08T23:00 start_day",
                                  "06-08T23:00 06-09T16:00 dates 1"});
    // A wait over Thursday's close of business.
    CHECK(told(rule("3bd", limit_end::cob), "2026-06-03T10:00:00Z",
               {rest("2026-06-04T15:00:00Z", "2026-06-05T08:30:00Z")})
              .lines() == strings{"06-03T10:00 06-03T23:00 start_day", "06-03T23:00 06-04T23:00 paused 1",
                                  "06-04T23:00 06-05T23:00 dates 1", "06-05T23:00 06-07T23:00 day_off 2",
                                  "06-07T23:00 06-09T16:00 dates 2"});
}

TEST_CASE("dates that give way to the next business day say so", "[explain]")
{
    // Ten days from Wednesday 27 May end on Saturday 6 June.
    CHECK(told(rule("10cd", limit_end::eod, limit_roll::next_bd), "2026-05-27T10:00:00Z").lines() ==
          strings{"05-27T10:00 05-27T23:00 start_day", "05-27T23:00 06-06T23:00 dates 10",
                  "06-06T23:00 06-08T23:00 rolled"});
}

TEST_CASE("time that is over and kept open until the day ends says so", "[explain]")
{
    CHECK(told(rule("24h", limit_end::eod), "2026-06-04T10:00:00Z").lines() ==
          strings{"06-04T10:00 06-05T10:00 elapsed", "06-05T10:00 06-05T23:00 day_end"});
    CHECK(told(rule("2bh", limit_end::cob), "2026-06-05T08:00:00Z").lines() ==
          strings{"06-05T08:00 06-05T10:00 working_time", "06-05T10:00 06-05T16:00 day_end"});
}

TEST_CASE("working hours are told with the hours between them", "[explain]")
{
    CHECK(told(rule("4bh"), "2026-06-05T15:00:00Z").lines() ==
          strings{"06-05T15:00 06-05T16:00 working_time", "06-05T16:00 06-08T08:00 not_working",
                  "06-08T08:00 06-08T11:00 working_time"});
    CHECK(told(rule("4bh"), "2026-04-02T15:00:00Z", {rest("2026-04-07T08:00:00Z", "2026-04-07T09:00:00Z")})
              .lines() ==
          strings{"04-02T15:00 04-02T16:00 working_time", "04-02T16:00 04-02T23:00 not_working",
                  "04-02T23:00 04-03T23:00 holiday bank holiday", "04-03T23:00 04-05T23:00 not_working",
                  "04-05T23:00 04-06T23:00 holiday bank holiday", "04-06T23:00 04-07T08:00 not_working",
                  "04-07T08:00 04-07T09:00 paused", "04-07T09:00 04-07T12:00 working_time"});
}

TEST_CASE("what is left is told of the time that passes and of working time", "[explain]")
{
    const told hours(rule("4bh"), "2026-06-05T15:00:00Z");
    CHECK(hours.at_time("2026-06-08T09:00:00Z").left == 2h);
    CHECK(hours.at_time("2026-06-05T15:30:00Z").work_left == 3h + 30min);
    CHECK(hours.at_time("2026-06-08T12:00:00Z").left == -1h);
    CHECK_FALSE(hours.at_time("2026-06-08T12:00:00Z").work_left);
    CHECK_FALSE(told(rule("24h"), "2026-06-05T15:00:00Z").at_time("2026-06-05T16:00:00Z").work_left);
    auto met = hours.one;
    met.state = clock_state::met;
    CHECK_FALSE(explain_clock(hours.known, met, nullptr, hours.by, at("2026-06-05T16:00:00Z")).left);
}

TEST_CASE("a paused clock is told as if it went on now, and an end that an event named as elapsed time",
          "[explain]")
{
    told paused(rule("24h"), "2026-06-05T10:00:00Z", {{.from = at("2026-06-05T12:00:00Z"), .until = {}}});
    paused.one.state = clock_state::paused;
    paused.one.due.reset();
    CHECK(paused.lines("2026-06-06T12:00:00Z") == strings{"06-05T10:00 06-05T12:00 elapsed",
                                                          "06-05T12:00 06-06T12:00 paused",
                                                          "06-06T12:00 06-07T10:00 elapsed"});
    CHECK(paused.at_time("2026-06-06T12:00:00Z").left == 22h);

    told named(rule("24h"), "2026-06-05T10:00:00Z");
    named.one.limit.clear();
    named.one.due = at("2026-06-09T08:00:00Z");
    CHECK(named.lines() == strings{"06-05T10:00 06-09T08:00 elapsed"});
    CHECK_FALSE(named.at_time("2026-06-06T12:00:00Z").promise.given());
}

TEST_CASE("a limit without its calendar says that it was counted as elapsed time", "[explain]")
{
    told without(rule("3bd", limit_end::cob), "2026-06-05T10:00:00Z");
    CHECK_FALSE(without.at_time("2026-06-05T10:00:00Z").without_calendar);
    without.one.calendar = 0;
    REQUIRE(count_again(without.one, without.known, without.by));
    CHECK(without.at_time("2026-06-05T10:00:00Z").without_calendar);
    CHECK(without.lines() == strings{"06-05T10:00 06-08T10:00 elapsed"});
}

TEST_CASE("warnings are told with their instant and whether they were given", "[explain]")
{
    clock_rule with;
    with.warn = {{.text = "50%", .percent = 50}, {.text = "9bh", .before = {9, limit_unit::bh}}};
    told hours(rule("4bh"), "2026-06-05T15:00:00Z");
    hours.one.warned = {"50%"};
    const auto warnings = hours.at_time("2026-06-08T09:30:00Z", &with).warnings;
    CHECK(warnings == std::vector<explained_warning>{
                          {.threshold = "50%", .at = at("2026-06-08T09:00:00Z"), .given = true},
                          {.threshold = "9bh", .at = {}, .given = false}});
}

TEST_CASE("of promises that one act keeps, the one due first is named", "[explain]")
{
    const auto on = [](const char* name) {
        trigger_set set;
        set.set(parse_trigger(name).value());
        return set;
    };
    policy wallet{.id = "wallet"}, regime{.id = "regime"};
    wallet.clocks = {
        {.id = "investigation", .kind = clock_kind::internal, .stop = on("dispatched:final_response")},
        {.id = "update", .kind = clock_kind::internal, .stop = on("dispatched:any")},
        {.id = "appeal_window", .kind = clock_kind::window, .stop = on("dispatched:final_response")}};
    regime.clocks = {{.id = "final", .kind = clock_kind::statutory, .stop = on("dispatched:final_response")}};
    const policy* pins[] = {&wallet, &regime};
    complaint now;
    const auto clock = [&](const char* id, const char* policy, const char* due, clock_kind kind) {
        now.facts.clocks.push_back(
            {.clock_id = id, .due = at(due), .kind = kind, .limit = "1h", .policy = policy});
    };
    clock("investigation", "wallet", "2026-06-15T10:00:00Z", clock_kind::internal);
    clock("update", "wallet", "2026-06-03T10:00:00Z", clock_kind::internal);
    clock("appeal_window", "wallet", "2026-06-01T10:00:00Z", clock_kind::window);
    clock("final", "regime", "2026-06-09T10:00:00Z", clock_kind::statutory);
    auto& clocks = now.facts.clocks;
    CHECK(due_before(now, pins, clocks[0]) == &clocks[3]);
    CHECK(due_before(now, pins, clocks[1]) == nullptr);
    CHECK(due_before(now, pins, clocks[2]) == nullptr);  // a period is nobody's promise
    CHECK(due_before(now, pins, clocks[3]) == nullptr);
    clocks[3].state = clock_state::met;
    CHECK(due_before(now, pins, clocks[0]) == nullptr);
    CHECK(due_before(now, pins, clocks[3]) == nullptr);
    clocks[3] = clocks[0];
    clocks[3].policy = "of_earlier_days";
    clocks[3].due = at("2026-06-09T10:00:00Z");
    CHECK(due_before(now, pins, clocks[0]) == nullptr);
    CHECK(due_before(now, pins, clocks[3]) == nullptr);
}

TEST_CASE("parts follow each other from the start to the due time, and those that count add up to the limit",
          "[explain]")
{
    std::mt19937_64 random(5);
    const auto upto = [&](std::int64_t most) {
        return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(most));
    };
    for (int n = 0; n < 4'000; ++n) {
        const auto unit = static_cast<limit_unit>(upto(count_of<limit_unit>));
        const bool years = unit == limit_unit::mo || unit == limit_unit::y;
        const limit_rule promised{.limit = {1 + (unit == limit_unit::y ? 0 : upto(years ? 3 : 30)), unit},
                                  .end = static_cast<limit_end>(upto(3)),
                                  .roll = static_cast<limit_roll>(upto(2)),
                                  .cutoff = static_cast<limit_cutoff>(upto(2)),
                                  .more_days = unit == limit_unit::bh ? 0 : upto(4)};
        const auto start = at("2025-03-01T00:00:00Z") + duration(upto(250LL * 86'400'000'000));
        std::vector<paused_span> pauses;
        for (auto from = start; upto(3) > 0 && pauses.size() < 4;) {
            from += duration(upto(5LL * 86'400'000'000));
            const auto until = from + duration(1 + upto(3LL * 86'400'000'000));
            pauses.push_back({.from = from, .until = until});
            from = until;
        }
        INFO(n << ": " << to_string(promised) << " from " << to_string(start) << ", pauses "
               << pauses.size());
        told one(rule("24h"), "2025-03-01T00:00:00Z");
        one.one.started = start;
        one.one.pauses = pauses;
        one.one.granted = promised.more_days;
        one.one.calendar = 1;
        promise(one.one, promised);
        REQUIRE(count_again(one.one, one.known, one.by));
        const auto told = explain_clock(one.known, one.one, nullptr, one.by, start);
        REQUIRE_FALSE(told.parts.empty());
        REQUIRE(told.parts.front().span.from == start);
        REQUIRE(told.parts.back().span.until == *told.due);
        duration time{};
        std::int64_t dates = 0;
        for (std::size_t i = 0; i < told.parts.size(); ++i) {
            const auto& part = told.parts[i];
            // A date that ends with its first instant takes no time.
            REQUIRE(
                (part.span.from < part.span.until || (part.dates > 0 && part.span.from == part.span.until)));
            if (i > 0) REQUIRE(part.span.from == told.parts[i - 1].span.until);
            if (!counts(part.why)) continue;
            time += part.span.until - part.span.from;
            dates += part.dates;
        }
        switch (unit) {
            case limit_unit::s:
                REQUIRE(time == std::chrono::seconds(promised.limit.count) + 24h * promised.more_days);
                break;
            case limit_unit::min:
                REQUIRE(time == std::chrono::minutes(promised.limit.count) + 24h * promised.more_days);
                break;
            case limit_unit::h:
                REQUIRE(time == std::chrono::hours(promised.limit.count) + 24h * promised.more_days);
                break;
            case limit_unit::bh:
                REQUIRE(time == std::chrono::hours(promised.limit.count));
                break;
            case limit_unit::w:
                REQUIRE(dates == 7 * promised.limit.count + promised.more_days);
                break;
            case limit_unit::cd:
            case limit_unit::bd:
                REQUIRE(dates == promised.limit.count + promised.more_days);
                break;
            case limit_unit::mo:
            case limit_unit::y: {
                const auto from = promised.limit.count * (unit == limit_unit::y ? 365 : 28);
                REQUIRE(dates >= from + promised.more_days);
                break;
            }
        }
    }
}
