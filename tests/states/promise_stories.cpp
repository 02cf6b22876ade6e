// Promises in dates and working time: what a clock pins, and that nothing moves it but what happens to it.
#include "calendar_world.hpp"
#include "states/promise.hpp"
#include "tests/states/story.hpp"
#include "tests/support/elapsed.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>

#include <algorithm>

using namespace redress;
using namespace redress::tests;
using namespace std::chrono_literals;
using enum redress::event_type;

namespace {

calendar office_of(const std::string& version, const std::vector<const char*>& more_holidays = {})
{
    auto rules = office_rules();
    rules.version = version;
    for (const auto* date : more_holidays)
        rules.special.push_back({.date = day(date), .hours = {}, .name = "closed"});
    std::ranges::sort(rules.special, {}, &special_day::date);
    return {std::move(rules), london()};
}

limit_rule days_of(const char* limit, limit_end end)
{
    return {.limit = parse_limit(limit).value(), .end = end};
}

/// A case whose only clock starts when it is triaged, and is counted by the office's calendar.
a_case promised(const limit_rule& limit, const fixed_calendars& by)
{
    auto c = a_complaint();
    c.rules.clocks = {{.id = "look",
                       .kind = clock_kind::internal,
                       .start = on("triaged"),
                       .stop = on("dispatched:final_response"),
                       .pause_hold_complainant = true,
                       .limit = limit,
                       .calendar = "office"}};
    c.it.facts.clocks.clear();
    c.calendars = std::make_shared<fixed_calendars>(by);
    return c;
}

const auto triage = happened(triaged, {{field::severity, std::int64_t{2}}});

/// Triaged at this instant.
const redress::clock& begun(a_case& c, const char* at_text)
{
    c.now = at(at_text);
    REQUIRE_FALSE(c.told(handler(), triage).text().empty());
    REQUIRE(c.it.facts.clocks.size() == 1);
    return c.it.facts.clocks[0];
}

const auto extension = happened(extension_granted, {{field::clock, "look"}, {field::days, std::int64_t{3}}});

/// The clock rests as it does while a hold waits for the complainant.
void rests(a_case& c)
{
    c.waiting_for({"receipt"});
    auto& one = c.it.facts.clocks[0];
    one.state = clock_state::paused;
    one.pauses.push_back({.from = c.now, .until = {}});
    one.due.reset();
}

/// As an extension does it, without its letter and its second person.
void extend(a_case& c)
{
    auto& one = c.it.facts.clocks[0];
    one.extended = true;
    one.granted = extension.integer(field::days);
    REQUIRE(count_again(one, c.it.facts, *c.calendars));
}

}  // namespace

STORY("a clock in business days ends at close of business and pins its calendar and zone data", "[promise]")
{
    fixed_calendars by;
    by.add(office_of("v1"));
    auto c = promised(days_of("3bd", limit_end::cob), by);
    // Christmas, Boxing Day and the substitute for it lie between.
    const auto& one = begun(c, "2026-12-24T10:00:00Z");
    CHECK(one.due == at("2026-12-31T17:00:00Z"));
    CHECK(one.limit == "3bd");
    CHECK(one.end == limit_end::cob);
    CHECK(one.calendar == 1);
    CHECK(c.it.facts.calendars ==
          std::vector<calendar_pin>{{.id = "office", .sha256 = "v1", .zone_data = "test"}});
}

STORY("a newer calendar counts for clocks that start later, and moves none that runs", "[promise]")
{
    fixed_calendars by;
    by.add(office_of("v1"));
    auto c = promised(days_of("3bd", limit_end::cob), by);
    begun(c, "2026-06-03T10:00:00Z");
    by.add(office_of("v2", {"2026-06-05", "2026-06-12"}));
    rests(c);
    c.later(36h);
    static_cast<void>(c.told(handler(), hold_released));
    // Thursday's close of business passed in the wait: 8 June became 9 June, whatever the office says about the 5th today.
    REQUIRE(c.it.facts.clocks[0].state == clock_state::running);
    CHECK(c.it.facts.clocks[0].due == at("2026-06-09T16:00:00Z"));
    CHECK(c.it.facts.clocks[0].calendar == 1);

    auto fresh = promised(days_of("3bd", limit_end::cob), by);
    CHECK(begun(fresh, "2026-06-03T10:00:00Z").due == at("2026-06-09T16:00:00Z"));
    CHECK(fresh.it.facts.calendars.at(0).sha256 == "v2");
}

STORY("a clock of elapsed time pins nothing", "[promise]")
{
    fixed_calendars by;
    by.add(office_of("v1"));
    auto c = promised(elapsed(24h), by);
    CHECK(begun(c, "2026-12-24T10:00:00Z").due == at("2026-12-25T10:00:00Z"));
    CHECK(c.it.facts.clocks[0].calendar == 0);
    CHECK(c.it.facts.calendars.empty());
}

STORY("granted days are counted as the limit's own", "[promise]")
{
    fixed_calendars by;
    by.add(office_of("v1"));
    auto business = promised(days_of("3bd", limit_end::cob), by);
    begun(business, "2026-06-03T10:00:00Z");
    extend(business);
    CHECK(business.it.facts.clocks[0].due == at("2026-06-11T16:00:00Z"));
    auto dates = promised(days_of("2w", limit_end::eod), by);
    begun(dates, "2026-06-03T10:00:00Z");
    CHECK(dates.it.facts.clocks[0].due == at("2026-06-17T23:00:00Z"));
    extend(dates);
    CHECK(dates.it.facts.clocks[0].due == at("2026-06-20T23:00:00Z"));
    auto time = promised(elapsed(24h), by);
    begun(time, "2026-06-03T10:00:00Z");
    extend(time);
    CHECK(time.it.facts.clocks[0].due == at("2026-06-07T10:00:00Z"));
    auto hours = promised(days_of("4bh", limit_end::instant_), by);
    begun(hours, "2026-06-03T10:00:00Z");
    CHECK(hours.asks<guards::extension_allowed>(handler(), extension) ==
          lines{"refused: extension_allowed; fix clock; clock=look"});
    CHECK(business.asks<guards::extension_allowed>(handler(), extension) ==
          lines{"refused: extension_allowed; fix clock; clock=look"});  // once
    CHECK(
        promised(days_of("3bd", limit_end::cob), by).asks<guards::extension_allowed>(handler(), extension) ==
        lines{"refused: extension_allowed; fix clock; clock=look"});  // it never started
}

STORY(
    "where the calendar's years end the case goes on, counted as elapsed time, and the operators hear of it",
    "[promise]")
{
    fixed_calendars by;
    by.add(office_of("v1"));
    auto c = promised(days_of("3bd", limit_end::cob), by);
    c.now = at("2027-12-30T10:00:00Z");
    CHECK(c.told(handler(), triage).about({"clock", "alarm"}) ==
          lines{"clock look running, due now+3d", "alarm calendar_missing: look"});
    CHECK(c.it.facts.clocks[0].calendar == 0);
    CHECK(c.it.facts.clocks[0].limit == "3bd");

    const fixed_calendars none;
    const std::pair<const char*, duration> shortest[] = {
        {"90s", 90s},   {"30min", 30min}, {"4bh", 4h},       {"2bd", 48h},
        {"14cd", 336h}, {"8w", 56 * 24h}, {"2mo", 56 * 24h}, {"1y", 365 * 24h},
    };
    for (const auto& [limit, length] : shortest) {
        INFO(limit);
        auto without = promised(days_of(limit, limit_end::instant_), none);
        CHECK(begun(without, "2026-06-03T10:00:00Z").due == at("2026-06-03T10:00:00Z") + length);
        CHECK(due_after(none, "office", without.now, days_of(limit, limit_end::instant_)) ==
              without.now + length);
    }
    CHECK(due_after(by, "office", at("2027-12-30T10:00:00Z"), days_of("3bd", limit_end::cob)) ==
          at("2028-01-02T10:00:00Z"));
    CHECK(due_after(by, "office", at("2026-12-24T10:00:00Z"), days_of("3bd", limit_end::cob)) ==
          at("2026-12-31T17:00:00Z"));
}

STORY("a pause that leads out of the calendar's years leaves the clock on elapsed time", "[promise]")
{
    fixed_calendars by;
    by.add(office_of("v1"));
    auto c = promised(days_of("3bd", limit_end::cob), by);
    begun(c, "2027-12-20T10:00:00Z");
    REQUIRE(c.it.facts.clocks[0].calendar == 1);
    rests(c);
    c.later(20 * 24h);
    CHECK(c.told(handler(), hold_released).about({"alarm"}) == lines{"alarm calendar_missing: look"});
    CHECK(c.it.facts.clocks[0].calendar == 0);
    CHECK(c.it.facts.clocks[0].due == at("2028-01-12T10:00:00Z"));
}

STORY("a clock whose pin cannot be read is an error, not a guess", "[promise]")
{
    fixed_calendars by;
    by.add(office_of("v1"));
    auto c = promised(days_of("3bd", limit_end::cob), by);
    c.rules.clocks[0].warn = {{.text = "1bd", .before = {1, limit_unit::bd}}};
    begun(c, "2026-06-03T10:00:00Z");
    const policy* pinned = &c.rules;
    CHECK(look_at(c.it, {&pinned, 1}, by) == at("2026-06-05T16:00:00Z"));
    CHECK_THROWS_AS(look_at(c.it, {&pinned, 1}), unknown_calendar);
    CHECK_THROWS_WITH(look_at(c.it, {&pinned, 1}),
                      "calendar office of version v1 with zone data test is not at hand; "
                      "restore its row in the table of policies");
}

STORY("warnings of working days are given when people work", "[promise]")
{
    fixed_calendars by;
    by.add(office_of("v1"));
    const auto warned_at = [&](const limit_rule& limit, warning at_threshold, const char* from) {
        auto c = promised(limit, by);
        c.rules.clocks[0].warn = {std::move(at_threshold)};
        begun(c, from);
        const policy* pinned = &c.rules;
        const auto look = look_at(c.it, {&pinned, 1}, by).value();
        const auto due = due_events(c.it, {&pinned, 1}, look, by);
        REQUIRE(due.size() == 1);
        REQUIRE(due_events(c.it, {&pinned, 1}, look - 1us, by).empty());
        return to_string(look).substr(0, 16) + " " + std::string(name_of(due[0].type));
    };
    const auto share = [](int percent) { return warning{.text = "n%", .percent = percent}; };
    const auto lead = [](const char* text) {
        return warning{.text = text, .before = parse_limit(text).value()};
    };
    // Four working hours from Friday 16:00 in London (BST) end on Monday at 12:00; half of them on Monday at 10.
    const auto hours = days_of("4bh", limit_end::instant_);
    CHECK(warned_at(hours, share(50), "2026-06-05T15:00:00Z") == "2026-06-08T09:00 deadline_warned");
    CHECK(warned_at(hours, lead("1bh"), "2026-06-05T15:00:00Z") == "2026-06-08T10:00 deadline_warned");
    CHECK(warned_at(hours, lead("5bh"), "2026-06-05T15:00:00Z") == "2026-06-08T11:00 deadline_missed");
    CHECK(warned_at(hours, lead("40min"), "2026-06-05T15:00:00Z") == "2026-06-08T10:20 deadline_warned");
    // Five business days from Wednesday noon: 5 x 8 h and the rest of the Wednesday, 45 h to Wednesday 17:00.
    const auto week = days_of("5bd", limit_end::cob);
    CHECK(warned_at(week, share(80), "2026-06-03T11:00:00Z") == "2026-06-09T15:00 deadline_warned");
    CHECK(warned_at(week, lead("2bd"), "2026-06-03T11:00:00Z") == "2026-06-08T16:00 deadline_warned");
    CHECK(warned_at(week, lead("1w"), "2026-06-03T11:00:00Z") == "2026-06-03T16:00 deadline_warned");
    CHECK(warned_at(week, lead("2w"), "2026-06-03T11:00:00Z") == "2026-06-10T16:00 deadline_missed");
    // The end of a day belongs to that day: a business day before Friday 24:00 is Thursday 24:00.
    const auto dates = days_of("2cd", limit_end::eod);
    CHECK(warned_at(dates, lead("1bd"), "2026-06-03T11:00:00Z") == "2026-06-04T23:00 deadline_warned");
    CHECK(warned_at(dates, lead("999bd"), "2026-06-03T11:00:00Z") == "2026-06-05T23:00 deadline_missed");
    CHECK(warned_at(dates, share(50), "2026-06-03T11:00:00Z") == "2026-06-04T17:00 deadline_warned");
}

STORY("pauses are no part of a share", "[promise]")
{
    fixed_calendars by;
    by.add(office_of("v1"));
    const auto half_of = [&](const limit_rule& limit) {
        auto c = promised(limit, by);
        c.rules.clocks[0].warn = {{.text = "50%", .percent = 50}};
        begun(c, "2026-06-03T08:00:00Z");
        const policy* pinned = &c.rules;
        c.later(2h);
        rests(c);
        CHECK_FALSE(look_at(c.it, {&pinned, 1}, by));
        c.later(24h);
        static_cast<void>(c.told(handler(), hold_released));
        return look_at(c.it, {&pinned, 1}, by).value();
    };
    CHECK(half_of(elapsed(40h)) == at("2026-06-05T04:00:00Z"));
    // Wednesday 9:00 to the next Wednesday's close are 48 working hours. The wait took 8 of them, and no day's
    // end: of the 40 that are left the half is over on Monday at 13:00 in London.
    CHECK(half_of(days_of("5bd", limit_end::cob)) == at("2026-06-08T12:00:00Z"));
}

STORY("an end that an event names is no limit of ours: it neither rests nor counts by a calendar",
      "[promise]")
{
    fixed_calendars by;
    by.add(office_of("v1"));
    auto c = promised(days_of("5bd", limit_end::cob), by);
    c.rules.clocks[0].start = on("enquiry_opened");
    c.rules.clocks[0].from_event = true;
    const auto asked = [&](instant until) {
        auto copy = c;
        copy.owned_by("h.lin").in(lifecycle_state::investigating);
        copy.now = at("2026-06-03T10:00:00Z");
        return copy
            .told(handler(), happened(enquiry_opened, {{field::enquiry, "E1"},
                                                       {field::enquiry_kind, "trace"},
                                                       {field::to, "bank.x"},
                                                       {field::due, until}}))
            .about({"clock"});
    };
    CHECK(asked(at("2026-06-04T10:00:00Z")) == lines{"clock look running, due now+1d"});
    CHECK(asked(at("2026-06-24T10:00:00Z")) ==
          lines{"clock look running, due now+174h"});  // the longest: 10 June, 17:00
}

STORY("clocks go over to newer calendars when policies are pinned anew and the event says so", "[promise]")
{
    fixed_calendars by;
    by.add(office_of("v1"));
    auto c = promised(days_of("3bd", limit_end::cob), by);
    begun(c, "2026-06-03T10:00:00Z");
    const policy* same = &c.rules;
    CHECK(clocks_moved(c.it, {&same, 1}, {&same, 1}, by).clocks.empty());
    by.add(office_of("v2", {"2026-06-05"}));
    const auto moved = clocks_moved(c.it, {&same, 1}, {&same, 1}, by);
    REQUIRE(moved.clocks.size() == 1);
    CHECK(moved.clocks[0].then.due == at("2026-06-09T16:00:00Z"));
    CHECK(moved.clocks[0].then.calendar == 2);
    CHECK(moved.calendars.size() == 2);
    // What can no longer be counted better stays as it is.
    const fixed_calendars none;
    CHECK(clocks_moved(c.it, {&same, 1}, {&same, 1}, none).clocks.empty());
}

TEST_CASE("without calendars none is in force, and none was pinned", "[promise]")
{
    CHECK(no_calendars().in_force("uk") == nullptr);
    CHECK(no_calendars().pinned(std::string(64, '0'), "2025b") == nullptr);
}

STORY("more time moves a date that an event named by as many days", "[clocks]")
{
    auto c = a_complaint();
    c.rules.clocks = {
        {.id = "their_date", .kind = clock_kind::internal, .from_event = true, .extend_days = 7}};
    c.with_clock({.clock_id = "their_date",
                  .due = c.now + 24h,
                  .kind = clock_kind::internal,
                  .policy = c.rules.id,
                  .started = c.now});
    const auto granted =
        approved_by("c.ito", a_letter(extension_granted, {{field::clock, "their_date"},
                                                          {field::days, std::int64_t{3}},
                                                          {field::reason, "The body agreed."}}));
    CHECK(c.told(handler(), granted).about({"clock"}) == lines{"clock their_date running, due now+4d"});
}
