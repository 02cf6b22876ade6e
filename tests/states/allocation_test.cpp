// Hydrating a machine, deciding and reading where it stands asks for no memory: guards look, they do
// not build.
#include "tests/states/allocations.hpp"
#include "tests/support/elapsed.hpp"
#include "tests/states/interpreter.hpp"

#include "states/clocks.hpp"

#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace redress;
using namespace redress::tests;
using namespace std::chrono_literals;

namespace {

constexpr instant now_at = instant(std::chrono::days(20'000));

/// Rules and a case that give every guard something to walk through.
policy busy_rules()
{
    policy p;
    p.id = "busy";
    p.records_required = {"owner", "points", "calls", "evidence", "root_cause_when_upheld"};
    p.inadmissibility_reasons = {"a_reason_that_is_long_enough_for_the_heap", "not_about_us"};
    p.hold_reasons = {"a_reason_that_is_long_enough_for_the_heap", "bank_answer"};
    p.categories.push_back({.id = "withdrawal_missing_for_long", .evidence = {"transaction_id"}});
    for (std::size_t k = 0; k < count_of<letter_kind>; ++k)
        p.letters.push_back({.kind = static_cast<letter_kind>(k),
                             .must_contain = {"a_part_that_is_long_enough_for_the_heap"}});
    for (int n = 1; n <= 3; ++n) p.ladder.push_back({.rung = n, .target = "care", .on_request = true});
    p.clocks.push_back({.id = "appeal_window_with_a_long_name",
                        .kind = clock_kind::window,
                        .on_lapse = event_type::appeal_window_lapsed});
    p.appeal_levels = 2;
    p.reopen_window = elapsed(720h);
    p.longest_hold = 240h;
    return p;
}

complaint busy_case()
{
    complaint c;
    auto& f = c.facts;
    f.owner = "h.lin";
    f.team = "intake";
    f.category = "withdrawal_missing_for_long";
    f.language = "zh-CN";
    f.points = {{.number = 1}, {.number = 2}};
    f.hold_party = hold_party::complainant;
    f.hold_items = {"an_item_that_is_long_enough_for_the_heap", "another_item_that_is_long_enough"};
    f.about_staff = {"h.a_name_that_is_long_enough_for_the_heap"};
    f.interests = {"h.another_name_that_is_long_enough"};
    f.acted = {{.id = "h.a_third_name_that_is_long_enough", .role = role::handler}};
    f.letters = {{.by = "h.lin", .dispatched = now_at - 2h, .id = "L1", .kind = letter_kind::final_response}};
    f.clocks = {{.clock_id = "appeal_window_with_a_long_name",
                 .due = now_at + 1h,
                 .kind = clock_kind::window,
                 .policy = "busy"}};
    f.enquiries = {{.id = "an_enquiry_that_is_long_enough_for_the_heap"}};
    f.representative = "a_representative_that_is_long_enough";
    f.representative_scope = {"decide"};
    f.support_needs = {"large_print"};
    f.closed_at = now_at - 1h;
    f.closed_from = lifecycle_state::decided;
    f.items_held = {"another_item_that_is_long_enough"};
    f.rung = 1;
    return c;
}

event busy_event(event_type type)
{
    event what{.type = type};
    const std::string words = "The words of a person, and long enough that they stand on the heap.";
    what.set(field::reason, words)
        .set(field::grounds, words)
        .set(field::new_facts, words)
        .set(field::text, words);
    what.set(field::letter_body, words + " We never ask for your password.").set(field::instruction, words);
    what.set(field::next_step, words)
        .set(field::evidence, std::string("msg-1"))
        .set(field::outcome, std::string("upheld"));
    what.set(field::items, std::vector<std::string>{"another_item_that_is_long_enough"});
    what.set(field::letter_parts, std::vector<std::string>{"a_part_that_is_long_enough_for_the_heap"});
    what.set(field::letter_language, std::string("zh-CN")).set(field::owner, std::string("h.wu"));
    what.set(field::findings, std::vector<std::string>{"1:upheld", "2:not_upheld"})
        .set(field::result, std::string("varied"));
    what.set(field::enquiry, std::string("an_enquiry_that_is_long_enough_for_the_heap"))
        .set(field::expires, now_at + 24h);
    what.set(field::hold_reason, std::string("bank_answer"))
        .set(field::inadmissibility, std::string("not_about_us"));
    what.set(field::approved_by, std::string("c.ito"))
        .set(field::approved_role, std::string("care_reviewer"));
    what.set(field::approved_at, now_at)
        .set(field::approved_digest, std::string(64, 'a'))
        .set(field::read_back, true);
    what.set(field::told_how_to_complain, true)
        .set(field::kind, std::string("query"))
        .set(field::letter, std::string("L1"));
    what.set(field::category, std::string("withdrawal_missing_for_long"))
        .set(field::clock, std::string("appeal_window_with_a_long_name"));
    return what;
}

struct counts {
    std::uint64_t steps = 0, accepted = 0, refused_by_guards = 0, allocated = 0;
};

template <class Step>
counts count(std::size_t states, Step step)
{
    const auto rules = busy_rules();
    const policy* pinned = &rules;
    complaint now = busy_case();
    std::vector<event> events;
    for (std::size_t i = 0; i < event_count; ++i) events.push_back(busy_event(static_cast<event_type>(i)));
    actor who{.id = "h.lin",
              .team = "intake",
              .rungs = 0xff,
              .manages = {"h.a_name_of_somebody_else_that_is_long"},
              .named_staff = true};
    const outside elsewhere{.primary_complainant = "somebody", .primary_state = lifecycle_state::received};
    const step_context context{
        .who = &who, .rules = {&pinned, 1}, .at = now_at, .occurred = now_at, .outside = &elsewhere};

    counts done;
    const auto round = [&] {
        for (std::uint8_t state = 0; state < states; ++state)
            for (const auto& what : events)
                for (std::size_t r = 0; r < count_of<role>; ++r) {
                    who.role = static_cast<role>(r);
                    decide_context c{.look = {now, what, context}};
                    step(now, state, what.type, c);
                    ++done.steps;
                    done.accepted += c.accepted() ? 1 : 0;
                    done.refused_by_guards += !c.accepted() && c.refused_by != nullptr ? 1 : 0;
                }
    };
    round();  // what a thread keeps for itself is there after this
    done = {};
    const auto before = allocations();
    while (done.steps < 100'000) round();
    done.allocated = allocations() - before;
    return done;
}

void stand(complaint& now, machine which, std::uint8_t state)
{
    now.lifecycle = lifecycle_state::investigating;
    if (which == machine::lifecycle) now.lifecycle = static_cast<lifecycle_state>(state);
    now.hold = which == machine::hold ? static_cast<hold_state>(state) : hold_state::waiting;
    now.ladder = which == machine::ladder ? static_cast<ladder_state>(state) : ladder_state::at_base;
}

}  // namespace

TEST_CASE("a hundred thousand steps of each machine allocate nothing", "[machine]")
{
    for (const auto& one : machines()) {
        const auto done = count(one.states.size(),
                                [&](complaint& now, std::uint8_t state, event_type what, decide_context& c) {
                                    stand(now, one.which, state);
                                    static_cast<void>(one.step(state, what, c));
                                });
        INFO(name_of(one.which));
        CHECK(done.steps >= 100'000);
        CHECK(done.accepted > 0);
        CHECK(done.refused_by_guards > 0);
        CHECK(done.allocated == 0);
    }
}

TEST_CASE("a hundred thousand questions to the record list allocate nothing", "[machine]")
{
    const auto done = count(count_of<lifecycle_state>,
                            [](complaint& now, std::uint8_t state, event_type what, decide_context& c) {
                                stand(now, machine::lifecycle, state);
                                record_step(what, c);
                            });
    CHECK(done.accepted > 0);
    CHECK(done.refused_by_guards > 0);
    CHECK(done.allocated == 0);
}

TEST_CASE("a hundred thousand steps of the clock allocate nothing", "[machine]")
{
    const auto before = allocations();
    std::uint64_t moved = 0;
    for (std::uint64_t n = 0; n < 100'000; ++n) {
        const auto from = static_cast<clock_state>(n % count_of<clock_state>);
        const auto what = static_cast<clock_event>(n / count_of<clock_state> % count_of<clock_event>);
        moved +=
            clock_step(from, what, {.in_time = n % 2 == 0, .by_dispatch = n % 3 == 0}).has_value() ? 1 : 0;
    }
    const auto allocated = allocations() - before;
    CHECK(moved > 10'000);
    CHECK(allocated == 0);
}
