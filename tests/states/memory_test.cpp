// Memory that runs out in the middle of an answer. The exception passes through, nothing of the answer is
// left behind (the asan preset finds what is), and the same question has the same answer afterwards.
#include "tests/states/allocations.hpp"
#include "tests/states/calendar_world.hpp"
#include "tests/states/interpreter.hpp"
#include "tests/states/matter_story.hpp"

#include "states/due.hpp"

#include <catch2/catch_test_macros.hpp>

#include <new>
#include <string>
#include <vector>

using namespace redress;
using namespace redress::tests;
using enum event_type;

namespace {

struct starved {
    std::size_t failed = 0;     // answers that an allocation ended
    std::size_t differing = 0;  // answers that are not what they were
};

/// Asks on a fresh subject each time and lets one allocation after the other fail; where there are many, some.
template <class Prepare, class Answer>
starved starve(Prepare prepare, Answer answer)
{
    const auto in_peace = [&] {
        auto subject = prepare();
        return answer(subject);
    };
    const auto expected = in_peace();
    auto counted = prepare();
    const auto before = allocations();
    static_cast<void>(answer(counted));
    const auto needed = static_cast<int>(allocations() - before);

    starved said;
    for (int n = 1; n <= needed; n += 1 + n / 40) {
        auto subject = prepare();
        fail_allocation(n);
        try {
            const auto same = answer(subject) == expected;
            fail_allocation(0);
            said.differing += same ? 0 : 1;
        } catch (const std::bad_alloc&) {
            fail_allocation(0);
            ++said.failed;
        }
    }
    said.differing += in_peace() == expected ? 0 : 1;
    return said;
}

template <class Answer>
void survives(Answer answer)
{
    const auto said = starve([] { return 0; }, [&](int) { return answer(); });
    CHECK(said.failed > 0);
    CHECK(said.differing == 0);
}

struct question {
    a_case of;
    actor who;
    event what;
    instant occurred;
};

/// Everything that stories ask, as it was asked.
const std::vector<question>& asked_by_stories()
{
    static const std::vector<question> all = [] {
        std::vector<question> list;
        listening() = [&](const a_case& of, const actor& who, const event& what, instant occurred) {
            list.push_back({of, who, what, occurred});
        };
        for (const auto& one : all_stories()) one.tell();
        listening() = nullptr;
        return list;
    }();
    return all;
}

struct subject {
    complaint now;
    changes out;
};

}  // namespace

TEST_CASE("a decision that runs out of memory throws, and is the same when it is asked again", "[memory]")
{
    starved all;
    for (const auto& one : asked_by_stories())
        one.of.in_context(one.occurred, one.who, [&](const step_context& context) {
            const auto said = starve(
                [&] {
                    return subject{one.of.it, {}};
                },
                [&](subject& s) {
                    const auto no = step(s.now, one.what, context, s.out);
                    return std::pair(no ? no->code : std::string_view(), std::move(s.now));
                });
            INFO(name_of(one.what.type));
            CHECK(said.differing == 0);
            all.failed += said.failed;
        });
    CHECK(asked_by_stories().size() > 500);
    CHECK(all.failed > 1'000);
}

TEST_CASE("the words of a refusal survive that memory runs out while they are gathered", "[memory]")
{
    std::size_t failed = 0;
    for (const auto& one : asked_by_stories())
        one.of.in_context(one.occurred, one.who, [&](const step_context& context) {
            const view look{one.of.it, one.what, context};
            const auto* owner = find_owner(one.what.type);
            for (const auto& line : owner ? owner->rows : records()) {
                if (line.event != one.what.type) continue;
                for (const auto* guard : line.guards) {
                    if (guard->check(look)) continue;
                    const auto said = starve([] { return refusal{}; },
                                             [&](refusal& no) {
                                                 guard->explain(look, no);
                                                 return std::move(no.args);
                                             });
                    INFO(guard->name);
                    CHECK(said.differing == 0);
                    failed += said.failed;
                }
            }
        });
    CHECK(failed > 500);
}

TEST_CASE("what clocks owe, and what may be done, survive that memory runs out", "[memory]")
{
    std::size_t failed = 0;
    const auto& all = asked_by_stories();
    for (std::size_t i = 0; i < all.size(); i += 16) {
        const auto& one = all[i];
        one.of.in_context(one.occurred, one.who, [&](const step_context& context) {
            const auto owed =
                starve([] { return 0; },
                       [&](int) { return due_events(one.of.it, context.rules, one.of.now + 9999h); });
            const auto may =
                starve([] { return 0; }, [&](int) { return legal_actions(one.of.it, context).size(); });
            CHECK(owed.differing + may.differing == 0);
            failed += owed.failed + may.failed;
        });
    }
    CHECK(failed > 500);
}

TEST_CASE("a matter that runs out of memory throws, and does the same when it is asked again", "[memory]")
{
    const auto who = staff(role::operator_, "an operator whose name needs memory of its own");
    const auto what =
        happened(incident_opened, {{field::words_en, "Transfers are slow, all of them, since this morning."},
                                   {field::words_zh, "转账延迟。转账延迟。转账延迟。"},
                                   {field::from, monday_nine},
                                   {field::posted_by, "an operator whose name needs memory of its own"}});
    const auto said = starve([] { return std::pair<matter, matter_changes>(); },
                             [&](auto& s) {
                                 const auto no =
                                     step(s.first, what, {.who = &who, .at = monday_nine}, s.second);
                                 return std::pair(no.has_value(), std::move(s.first));
                             });
    CHECK(said.failed > 2);
    CHECK(said.differing == 0);
}

TEST_CASE("the exported tables survive that memory runs out while they are written", "[memory]")
{
    survives([] { return machines_as_page(); });
    survives([] { return machines_as_mermaid(); });
    survives([] { return machines_as_json(); });
    survives([] { return matters_as_page(); });
    survives([] { return matters_as_json(); });
}

TEST_CASE("working time and due times survive that memory runs out while they are counted", "[memory]")
{
    const auto by = split_days();
    const auto from = at("2026-09-18T10:30:00Z");
    survives([&] { return by.working(from, from + 30 * 24h); });
    survives([&] { return by.zone().showing(day("2026-09-18"), day("2026-09-20")); });
    const std::vector<instant_span> pauses{{from + 5h, from + 20h}, {from + 30h, from + 50h}};
    for (const char* limit : {"24h", "20bh", "5cd", "8bd", "2mo"}) {
        INFO(limit);
        survives([&] {
            const auto found = explain_due(by, from, {.limit = *parse_limit(limit)}, pauses);
            return std::pair(found.due, found.counted.size());
        });
    }
}

TEST_CASE("a limit in several currencies survives that memory runs out while it is written", "[memory]")
{
    const money_limit limit{{{.amount = "900", .currency = "EUR"}, {.amount = "1000.5", .currency = "USDT"}}};
    survives([&] { return written(limit); });
}
