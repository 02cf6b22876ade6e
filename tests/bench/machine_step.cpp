// One step of the life-cycle machine (hydrate, decide, extract; no clocks, no records, nothing
// written) against a switch written by hand with the same guards, roles and order. Prints
// nanoseconds of both and the allocations of the machine, which must be none.
//
//   bench_machine_step rounds=400000
#include "states/guards.hpp"
#include "states/machine_step.hpp"
#include "states/roles.hpp"
#include "tests/bench/cost.hpp"
#include "tests/bench/options.hpp"

#include <fmt/core.h>

#include <atomic>
#include <cstdlib>
#include <new>
#include <vector>

namespace {
std::atomic<std::uint64_t> allocations = 0;
}
void* operator new(std::size_t size)
{
    ++allocations;
    if (void* p = std::malloc(size)) return p;
    throw std::bad_alloc();
}
void operator delete(void* p) noexcept
{
    std::free(p);
}
void operator delete(void* p, std::size_t) noexcept
{
    std::free(p);
}

namespace redress::bench {
namespace {

using namespace guards;
using namespace who;
using enum lifecycle_state;
using e = event_type;

template <class... Guards>
bool may(decide_context& c, role_set roles)
{
    ++c.asked;
    if (!roles.has(c.look.who().role)) return false;
    const guard_data* no = nullptr;
    const bool yes = ((holds<Guards>(c.look) || (no = &guard_of<Guards>, false)) && ...);
    if (!yes && c.refused_by == nullptr) c.refused_by = no;
    return yes;
}

lifecycle_state taken(decide_context& c, int row, lifecycle_state to)
{
    c.taken = row;
    return to;
}

bool decision(decide_context& c)
{
    return may<records_complete, every_point_answered, letter_complete, in_complainants_language,
               redress_decided, decider_holds_the_rung, not_concerned>(c, deciding);
}
bool first_answer(decide_context& c)
{
    return may<staff_author, letter_complete, in_complainants_language>(c, role::handler);
}
bool query(decide_context& c)
{
    return may<kind_is_not_complaint, letter_complete, told_how_to_complain>(c, role::handler);
}
bool withdrawal(decide_context& c)
{
    return may<withdrawal_recorded, authority_covers>(c, complaining_or_handler);
}
bool duplicate(decide_context& c)
{
    return may<same_complainant, primary_is_not_closed>(c, deciding);
}
bool inadmissible(decide_context& c)
{
    return may<guards::inadmissibility_reason, letter_complete, in_complainants_language, second_person>(
        c, role::handler);
}

// What a person would write who needed no diagrams, no lint and no list of legal actions from it.
lifecycle_state by_hand(lifecycle_state now, event_type what, decide_context& c)
{
    switch (now) {
        case none:
            if (what == e::complaint_filed && may<category_known>(c, complaining_or_handler | role::channel))
                return taken(c, 0, received);
            return now;
        case received:
        case responded:
        case investigating:
            switch (what) {
                case e::initial_response_sent:
                    if (first_answer(c)) return taken(c, 1, now == received ? responded : now);
                    return now;
                case e::investigation_started:
                    if (now != investigating && may<has_owner, not_concerned>(c, role::handler))
                        return taken(c, 4, investigating);
                    return now;
                case e::decision_sent:
                    return decision(c) ? taken(c, 6, decided) : now;
                case e::declared_inadmissible:
                    return now != investigating && inadmissible(c) ? taken(c, 9, decided) : now;
                case e::query_answered:
                    return query(c) ? taken(c, 18, closed) : now;
                case e::exit_disputed:
                    return may<was_reclassified_by_staff>(c, complaining) ? taken(c, 21, now) : now;
                case e::withdrawn:
                    return withdrawal(c) ? taken(c, 26, closed) : now;
                case e::marked_duplicate:
                    return duplicate(c) ? taken(c, 31, closed) : now;
                default:
                    return now;
            }
        case decided:
            switch (what) {
                case e::resolution_accepted:
                    return may<acceptance_evidence, authority_covers>(c, complaining_or_handler)
                               ? taken(c, 11, closed)
                               : now;
                case e::appeal_filed:
                    return may<within_appeal_window, grounds_given, appeal_level_left, authority_covers>(
                               c, complaining_or_handler)
                               ? taken(c, 12, appealed)
                               : now;
                case e::appeal_window_lapsed:
                    return may<decision_reached_them, tried_to_reach>(c, role::timer) ? taken(c, 14, closed)
                                                                                      : now;
                case e::exit_disputed:
                    return may<was_reclassified_by_staff>(c, complaining) ? taken(c, 24, now) : now;
                case e::withdrawn:
                    return withdrawal(c) ? taken(c, 29, closed) : now;
                default:
                    return now;
            }
        case appealed:
            switch (what) {
                case e::appeal_decided:
                    return may<independent_reviewer, letter_complete, in_complainants_language,
                               result_is_upheld_varied_or_overturned, merits_were_decided_or_upheld,
                               not_concerned>(c, role::appeal_reviewer)
                               ? taken(c, 15, decided)
                               : now;
                case e::appeal_remitted:
                    return may<independent_reviewer, reasons_given, new_handler>(c, role::appeal_reviewer)
                               ? taken(c, 16, investigating)
                               : now;
                case e::appeal_withdrawn:
                    return may<authority_covers>(c, complaining) ? taken(c, 17, decided) : now;
                case e::exit_disputed:
                    return may<was_reclassified_by_staff>(c, complaining) ? taken(c, 25, now) : now;
                case e::withdrawn:
                    return withdrawal(c) ? taken(c, 30, closed) : now;
                default:
                    return now;
            }
        case closed:
            switch (what) {
                case e::appeal_filed:
                    return may<late_for_good_cause_recorded, closed_after_a_decision, grounds_given,
                               appeal_level_left, authority_covers>(c, complaining_or_handler)
                               ? taken(c, 13, appealed)
                               : now;
                case e::duplicate_unmarked:
                    if (may<was_duplicate, not_yet_answered>(c, deciding)) return taken(c, 34, received);
                    return may<was_duplicate, answered_before>(c, deciding) ? taken(c, 35, responded) : now;
                case e::reopened:
                    return may<within_reopen_window, new_facts_given, was_not_duplicate>(
                               c, complaining_or_handler)
                               ? taken(c, 36, investigating)
                               : now;
                case e::own_error_found:
                    return may<reason_given>(c, role::care_lead | role::compliance | role::quality_reviewer)
                               ? taken(c, 37, investigating)
                               : now;
                case e::exit_disputed:
                    return may<staff_recorded_the_exit, within_reopen_window>(c, complaining)
                               ? taken(c, 38, investigating)
                               : now;
                default:
                    return now;
            }
    }
    return now;
}

// Accepted and refused, cheap guards first: the machine's own cost is what shows.
struct question {
    lifecycle_state state;
    event what;
    actor who;
};

std::vector<question> questions()
{
    const actor staff{.id = "h.lin", .role = role::handler, .named_staff = true},
        customer{.id = "user-1", .role = role::complainant},
        lead{.id = "l.novak", .role = role::care_lead, .named_staff = true};
    const auto with = [](event_type t, field f, std::string value) {
        event one{.type = t};
        one.set(f, std::move(value));
        return one;
    };
    return {{received, {.type = e::investigation_started}, staff},
            {responded, {.type = e::investigation_started}, staff},
            {investigating, {.type = e::initial_response_sent}, staff},
            {decided, with(e::resolution_accepted, field::evidence, "call-7"), customer},
            {decided, with(e::appeal_filed, field::grounds, "The trace was never shown to me."), customer},
            {appealed, {.type = e::appeal_withdrawn}, customer},
            {investigating, with(e::withdrawn, field::reason, "It has arrived."), customer},
            {closed, with(e::own_error_found, field::reason, "We read the wrong trace."), lead},
            {closed, {.type = e::duplicate_unmarked}, staff},
            {received, {.type = e::appeal_filed}, customer},
            {decided, {.type = e::investigation_started}, customer}};
}

}  // namespace
}  // namespace redress::bench

int main(int argc, char** argv)
{
    using namespace redress;
    using namespace redress::bench;
    const options given(argc, argv, {{"rounds", "400000"}, {"repeats", "9"}});
    complaint now;
    now.facts.owner = "h.lin";
    now.facts.language = "en";
    policy rules;
    rules.appeal_levels = 2;
    const policy* const pins[] = {&rules};
    const auto asked = questions();
    std::vector<step_context> contexts(asked.size());
    for (std::size_t i = 0; i < asked.size(); ++i) contexts[i] = {.who = &asked[i].who, .rules = pins};
    const auto rounds = given.integer("rounds");
    std::uint64_t sum[2] = {}, by_new = 0;
    const auto run = [&](int which, auto step) {
        const double began = now_s();
        for (std::int64_t r = 0; r < rounds; ++r)
            for (std::size_t i = 0; i < asked.size(); ++i) {
                now.lifecycle = asked[i].state;
                decide_context c{.look = {now, asked[i].what, contexts[i]}};
                sum[which] += static_cast<std::uint64_t>(step(asked[i].state, asked[i].what.type, c)) * 7 +
                              c.accepted();
            }
        return (now_s() - began) * 1e9 / static_cast<double>(rounds) / static_cast<double>(asked.size());
    };
    // The best of several, taken in turns: what another process took from one round is not measured.
    double machine = 1e9, hand = 1e9;
    for (int i = 0; i < given.count("repeats"); ++i) {
        const auto before = allocations.load();
        machine = std::min(machine, run(0, [](lifecycle_state s, event_type t, decide_context& c) {
                               return lifecycle_step(static_cast<std::uint8_t>(s), t, c);
                           }));
        by_new += allocations.load() - before;
        hand = std::min(hand, run(1, [](lifecycle_state s, event_type t, decide_context& c) {
                            return static_cast<std::uint8_t>(by_hand(s, t, c));
                        }));
    }
    if (sum[0] != sum[1]) return fmt::print(stderr, "machine and switch do not agree\n"), 1;
    fmt::print(
        R"({{"what":"machine_step","machine_ns":{:.2f},"switch_ns":{:.2f},"ratio":{:.3f},"allocations":{}}})"
        "\n",
        machine, hand, machine / hand, by_new);
}
