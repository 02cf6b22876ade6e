// What holds for every due time, tried on seeded random questions. The seed is Catch2's: --rng-seed.
#include "calendar_world.hpp"

#include "states/due.hpp"

#include <catch2/catch_get_random_seed.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <random>

using namespace redress;
using namespace redress::tests;
using namespace std::chrono_literals;

namespace {

constexpr int tries = 20'000;

class questions {
public:
    std::int64_t upto(std::int64_t most)
    {
        return std::uniform_int_distribution<std::int64_t>(0, most)(random_);
    }

    limit_rule rule()
    {
        const auto unit = static_cast<limit_unit>(upto(8));
        const std::int64_t most = unit == limit_unit::y                              ? 1
                                  : unit == limit_unit::mo                           ? 4
                                  : unit == limit_unit::s || unit == limit_unit::min ? 9'999
                                                                                     : 30;
        return {.limit = {1 + upto(most - 1), unit},
                .end = static_cast<limit_end>(upto(2)),
                .roll = static_cast<limit_roll>(upto(1)),
                .cutoff = static_cast<limit_cutoff>(upto(1))};
    }
    /// Often near a change of the clocks, where mistakes live.
    instant start()
    {
        const auto about = upto(2) == 0   ? at("2026-03-29T00:00:00Z")
                           : upto(1) == 0 ? at("2026-10-25T00:00:00Z")
                                          : at("2026-06-01T00:00:00Z");
        return about + std::chrono::minutes(upto(2 * 24 * 60) - 24 * 60) +
               std::chrono::hours(upto(1) * upto(1'000));
    }
    std::vector<instant_span> pauses(instant about)
    {
        std::vector<instant_span> all;
        for (auto count = upto(3); count > 0; --count) {
            const auto from = about + std::chrono::minutes(upto(20 * 24 * 60) - 24 * 60);
            all.push_back({from, from + std::chrono::minutes(upto(4 * 24 * 60))});
        }
        return all;
    }

private:
    std::mt19937_64 random_{Catch::getSeed()};
};

std::vector<calendar> every_kind()
{
    return {office(), calendar(always_rules(2025, 2027), london()), calendar(office_rules(), utc())};
}

std::string said(const limit_rule& rule)
{
    return to_string(rule.limit) + " " + std::string(name_of(rule.end)) + " " +
           std::string(name_of(rule.roll)) + " " + std::string(name_of(rule.cutoff));
}

/// The exceptions that due.hpp names.
bool may_be_earlier(const limit_rule& rule, bool with_pauses)
{
    const bool months = rule.limit.unit == limit_unit::mo || rule.limit.unit == limit_unit::y;
    if (rule.end != limit_end::instant_) return months && with_pauses;
    return months || rule.limit.unit == limit_unit::bd || rule.roll != limit_roll::none ||
           (with_pauses && counts_days(rule.limit.unit));
}

}  // namespace

TEST_CASE("a later start is never due earlier", "[due]")
{
    questions ask;
    for (const auto& by : every_kind())
        for (int i = 0; i < tries; ++i) {
            const auto rule = ask.rule();
            const auto start = ask.start();
            const auto pauses = ask.upto(1) == 0 ? std::vector<instant_span>() : ask.pauses(start);
            if (may_be_earlier(rule, !pauses.empty())) continue;
            const auto later = start + std::chrono::minutes(ask.upto(ask.upto(1) == 0 ? 120 : 5'000));
            INFO(said(rule) << " from " << to_string(start) << " and " << to_string(later));
            REQUIRE(due_time(by, start, rule, pauses) <= due_time(by, later, rule, pauses));
        }
}

TEST_CASE("nothing is due before its start", "[due]")
{
    questions ask;
    for (const auto& by : every_kind())
        for (int i = 0; i < tries; ++i) {
            const auto rule = ask.rule();
            const auto start = ask.start();
            INFO(said(rule) << " from " << to_string(start));
            REQUIRE(due_time(by, start, rule, ask.pauses(start)) > start);
        }
}

TEST_CASE("pausing and resuming at once changes nothing", "[due]")
{
    questions ask;
    for (const auto& by : every_kind())
        for (int i = 0; i < tries; ++i) {
            const auto rule = ask.rule();
            const auto start = ask.start();
            auto pauses = ask.pauses(start);
            const auto due = due_time(by, start, rule, pauses);
            for (const auto& one : ask.pauses(start)) pauses.push_back({one.from, one.from});
            INFO(said(rule) << " from " << to_string(start));
            REQUIRE(due_time(by, start, rule, pauses) == due);
        }
}

TEST_CASE("pausing while nobody works changes no limit of working time", "[due]")
{
    questions ask;
    const auto by = office();
    for (int i = 0; i < tries; ++i) {
        auto rule = ask.rule();
        rule.limit.unit = ask.upto(1) == 0 ? limit_unit::bd : limit_unit::bh;
        rule.limit.count = 1 + rule.limit.count % 30;
        const auto start = ask.start();
        auto pauses = ask.pauses(start);
        const auto due = due_time(by, start, rule, pauses);
        // From a close to the opening that follows.
        const auto date = by.next_business_day(by.zone().date(start) + std::chrono::days(ask.upto(10)));
        const auto closes = *by.close_of_business(date);
        const auto opens = by.when_worked(by.worked(closes) + 1us) - 1us;
        pauses.push_back(
            {closes + std::chrono::minutes(ask.upto(60)), opens - std::chrono::minutes(ask.upto(60))});
        INFO(said(rule) << " from " << to_string(start));
        REQUIRE(due_time(by, start, rule, pauses) == due);
    }
}

TEST_CASE("what was counted adds up to the limit, in order and outside of pauses", "[due]")
{
    questions ask;
    for (const auto& by : every_kind())
        for (int i = 0; i < tries / 10; ++i) {
            const auto rule = ask.rule();
            const auto start = ask.start();
            const auto pauses = ask.pauses(start);
            INFO(said(rule) << " from " << to_string(start));
            const auto told = explain_due(by, start, rule, pauses);
            REQUIRE(told.due == due_time(by, start, rule, pauses));
            duration time{};
            std::int64_t dates = 0;
            instant before = instant::min();
            for (const auto& part : told.counted) {
                REQUIRE(part.span.from >= before);
                REQUIRE(part.span.until <= told.due);
                before = part.span.until;
                time += part.span.until - part.span.from;
                dates += part.dates;
            }
            const auto count = rule.limit.count;
            switch (rule.limit.unit) {
                case limit_unit::s:
                    REQUIRE(time == std::chrono::seconds(count));
                    break;
                case limit_unit::min:
                    REQUIRE(time == std::chrono::minutes(count));
                    break;
                case limit_unit::h:
                case limit_unit::bh:
                    REQUIRE(time == std::chrono::hours(count));
                    break;
                case limit_unit::cd:
                case limit_unit::bd:
                    REQUIRE(dates == count);
                    break;
                case limit_unit::w:
                    REQUIRE(dates == 7 * count);
                    break;
                case limit_unit::mo:
                case limit_unit::y:
                    REQUIRE(dates >= 28 * count);
                    break;
            }
        }
}

TEST_CASE("no limit of days or elapsed time ends while the clock is paused", "[due]")
{
    questions ask;
    const auto by = office();
    for (int i = 0; i < tries; ++i) {
        const auto rule = ask.rule();
        if (rule.limit.unit == limit_unit::bd || rule.limit.unit == limit_unit::bh) continue;
        const auto start = ask.start();
        const auto pauses = ask.pauses(start);
        const auto due = due_time(by, start, rule, pauses);
        INFO(said(rule) << " from " << to_string(start) << " due " << to_string(due));
        for (const auto& one : pauses) REQUIRE_FALSE((one.from < due && due <= one.until));
    }
}
