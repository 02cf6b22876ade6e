// Everything the tables can be asked, asked: each (state, event, role) with every truth value of the
// guards that its rows name. Boost.MSM, the record list, `step` and `legal_actions` against the
// interpreter. What a table says that it should not say is for the stories and the golden matrix.
#include "states/clocks.hpp"
#include "tests/states/interpreter.hpp"

#include <catch2/catch_test_macros.hpp>

#include <functional>
#include <iostream>
#include <set>
#include <sstream>
#include <string>

using namespace redress;
using namespace redress::tests;

namespace {

policy three_rungs()
{
    policy rules;
    rules.id = "three_rungs";
    for (int n = 1; n <= 3; ++n)
        rules.ladder.push_back({.rung = n, .target = "rung" + std::to_string(n), .on_request = true});
    return rules;
}

/// A case with something in it that a refused step could break.
complaint furnished()
{
    complaint now;
    now.version = 7;
    now.facts.owner = "h.lin";
    now.facts.letters.push_back({.id = "L1", .kind = letter_kind::initial_response});
    now.facts.points.push_back({.number = 1});
    now.facts.hold_items = {"receipt"};
    now.facts.redress_items.push_back(
        {.amount = "20", .currency = "USDT", .id = "R1", .offered_by = "h.lin"});
    now.facts.rung = 1;
    return now;
}

/// One question of the exhaustive run.
struct question {
    complaint now = furnished();
    event what;
    actor who{.id = "somebody"};
    scripted_guards guards;
    policy rules = three_rungs();
    const policy* pinned = &rules;

    [[nodiscard]] step_context context() const
    {
        return {
            .who = &who, .rules = {&pinned, 1}, .at = instant(std::chrono::days(20'000)), .guards = &guards};
    }
    [[nodiscard]] decide_context asked(const step_context& c) const { return {.look = {now, what, c}}; }
    void stand(machine which, std::uint8_t state)
    {
        if (which == machine::lifecycle) now.lifecycle = static_cast<lifecycle_state>(state);
        if (which == machine::hold) now.hold = static_cast<hold_state>(state);
        if (which == machine::ladder) now.ladder = static_cast<ladder_state>(state);
        if (which == machine::containment) now.facts.containment = static_cast<containment_state>(state);
        if (which == machine::redress)
            now.facts.redress_items.front().state = static_cast<redress_state>(state);
        if (which == machine::referral) now.facts.referral = static_cast<referral_state>(state);
    }
    [[nodiscard]] std::uint8_t standing(machine which) const
    {
        switch (which) {
            case machine::lifecycle:
                return static_cast<std::uint8_t>(now.lifecycle);
            case machine::hold:
                return static_cast<std::uint8_t>(now.hold);
            case machine::ladder:
                return static_cast<std::uint8_t>(now.ladder);
            case machine::containment:
                return static_cast<std::uint8_t>(now.facts.containment);
            case machine::redress:
                return static_cast<std::uint8_t>(now.facts.redress_items.front().state);
            case machine::referral:
                return static_cast<std::uint8_t>(now.facts.referral);
        }
        return 0;
    }
    /// What the tables say, and that nothing but a filing can happen to a case that does not exist.
    [[nodiscard]] verdict expected(const machine_view* owner) const
    {
        if (owner == nullptr) return interpret_record(now.lifecycle, what.type, who.role, guards);
        if (!now.exists() && owner->which != machine::lifecycle)
            return {.to = standing(owner->which), .code = "not_possible_in_this_state"};
        return interpret(owner->rows, standing(owner->which), what.type, who.role, guards);
    }
    [[nodiscard]] std::string described() const
    {
        std::ostringstream text;
        text << name_of(now.lifecycle) << ' ' << name_of(now.hold) << ' ' << name_of(now.ladder) << ", "
             << name_of(what.type) << " by " << name_of(who.role);
        for (std::size_t i = 0; i < guards.names.size(); ++i)
            text << ((guards.truths >> i & 1U) != 0 ? " " : " !") << guards.names[i];
        return text.str();
    }
};

/// Counts questions and keeps the first answers that differ.
struct comparison {
    std::size_t cases = 0;
    std::size_t differing = 0;
    std::string first;

    void expect(bool same, const question& q, const char* about)
    {
        if (same) return;
        if (++differing <= 5) first += q.described() + ": " + about + "\n";
    }
};

void for_every_role_and_truth(question& q, const std::function<void()>& ask)
{
    for (std::size_t r = 0; r < count_of<role>; ++r) {
        q.who.role = static_cast<role>(r);
        for (q.guards.truths = 0; q.guards.truths < 1U << q.guards.names.size(); ++q.guards.truths) ask();
    }
}

std::string refusal_of(const decide_context& c)
{
    return c.accepted() ? std::string{} : std::string(c.why_not().code);
}

void report(const char* what, const comparison& all)
{
    INFO(all.first);
    CHECK(all.differing == 0);
    std::cout << what << ": " << all.cases << " cases, " << all.differing << " differ\n";
}

}  // namespace

TEST_CASE("each machine on Boost.MSM does what its rows say, whatever is asked", "[differential]")
{
    comparison all;
    for (const auto& one : machines()) {
        std::set<int> fired;
        question q;
        for (std::uint8_t state = 0; state < one.states.size(); ++state)
            for (std::size_t e = 0; e < event_count; ++e) {
                q.stand(one.which, state);
                q.what.type = static_cast<event_type>(e);
                q.guards.names = guards_of(one.rows, state, q.what.type);
                for_every_role_and_truth(q, [&] {
                    ++all.cases;
                    const auto expected = interpret(one.rows, state, q.what.type, q.who.role, q.guards);
                    const auto context = q.context();
                    auto c = q.asked(context);
                    const auto to = one.step(state, q.what.type, c);
                    all.expect(to == expected.to, q, "state after");
                    all.expect(c.taken == expected.row, q, "row taken");
                    all.expect(refusal_of(c) == expected.code, q, "refusal");
                    if (c.accepted()) fired.insert(c.taken);
                });
            }
        INFO(name_of(one.which));
        CHECK(fired.size() == one.rows.size());
        CHECK_FALSE(q.guards.strayed);
    }
    CHECK(all.cases > 20'000);
    report("machine = interpreter", all);
}

TEST_CASE("the record list does what its rows say, whatever is asked", "[differential]")
{
    comparison all;
    std::set<int> fired;
    question q;
    for (std::size_t s = 0; s < count_of<lifecycle_state>; ++s)
        for (std::size_t e = 0; e < event_count; ++e) {
            q.now.lifecycle = static_cast<lifecycle_state>(s);
            q.what.type = static_cast<event_type>(e);
            const auto* line = find_record(q.what.type);
            q.guards.names =
                line ? guards_of({line, 1}, line->from, q.what.type) : std::vector<std::string_view>{};
            for_every_role_and_truth(q, [&] {
                ++all.cases;
                const auto expected = interpret_record(q.now.lifecycle, q.what.type, q.who.role, q.guards);
                const auto context = q.context();
                auto c = q.asked(context);
                record_step(q.what.type, c);
                all.expect(c.taken == expected.row, q, "row taken");
                all.expect(refusal_of(c) == expected.code, q, "refusal");
                if (c.accepted()) fired.insert(c.taken);
            });
        }
    CHECK(fired.size() == records().size());
    CHECK_FALSE(q.guards.strayed);
    report("records = interpreter", all);
}

TEST_CASE("a step moves the owner and its followers as the tables say, and a refused one moves nothing",
          "[differential]")
{
    comparison all;
    question q;
    const complaint untouched = furnished();
    changes out;
    const auto ask = [&] {
        ++all.cases;
        const auto* owner = find_owner(q.what.type);
        const auto expected = q.expected(owner);
        std::vector<move> moves;
        if (expected.accepted())
            for (const auto& one : machines()) {
                const auto from = q.standing(one.which);
                const auto said =
                    &one == owner ? expected : interpret(one.rows, from, q.what.type, q.who.role, q.guards);
                if (said.accepted() && one.rows[static_cast<std::size_t>(said.row)].kind != row_kind::stays)
                    moves.push_back({one.which, from, said.to,
                                     static_cast<std::int16_t>(one.which == machine::redress ? 0 : -1)});
            }

        complaint now = q.now;
        const auto context = q.context();
        const auto refused = step(now, q.what, context, out);
        all.expect(refused.has_value() != expected.accepted(), q, "accepted or refused");
        // The owner moves first.
        if (owner)
            std::stable_partition(moves.begin(), moves.end(),
                                  [&](const move& m) { return m.which == owner->which; });
        all.expect(out.moves == moves, q, "moves");
        if (refused) {
            all.expect(refused->code == expected.code, q, "code");
            const bool by_guard =
                expected.code != "not_possible_in_this_state" && expected.code != "not_permitted";
            all.expect(refused->guard == (by_guard ? expected.code : std::string_view{}), q, "guard");
            all.expect(now == q.now, q, "a refusal changed the case");
            all.expect(out.facts.none() && out.clocks.empty() && out.derived.empty() && out.alarms.empty() &&
                           !out.pins,
                       q, "a refusal has effects");
        } else {
            all.expect(now.version == q.now.version + 1, q, "version");
        }
        for (const auto& one : machines()) {
            auto stands = q.standing(one.which);
            for (const auto& m : moves)
                if (m.which == one.which) stands = m.to;
            question after;
            after.now = now;
            all.expect(after.standing(one.which) == stands, q, "where the machines stand");
        }
    };
    for (std::uint8_t life = 0; life < count_of<lifecycle_state>; ++life)
        for (std::uint8_t hold = 0; hold < count_of<hold_state>; ++hold)
            for (std::uint8_t rung = 0; rung < count_of<ladder_state>; ++rung)
                for (std::size_t e = 0; e < event_count; ++e) {
                    q.now = untouched;
                    q.stand(machine::lifecycle, life);
                    q.stand(machine::hold, hold);
                    q.stand(machine::ladder, rung);
                    q.what = {.type = static_cast<event_type>(e), .fields = {}};
                    const auto* owner = find_owner(q.what.type);
                    const auto* line = find_record(q.what.type);
                    // The machines beside are asked their own events, and redress what it follows.
                    const auto* beside = owner != nullptr && owner->which > machine::ladder ? owner : nullptr;
                    if (beside != nullptr && (hold != 0 || rung != 0)) continue;
                    if (q.what.type == event_type::marked_duplicate)
                        beside = find_owner(event_type::redress_paid);
                    if (owner != nullptr && owner->which == machine::redress)
                        q.what.set(field::item, std::string("R1"));
                    const std::size_t states = beside != nullptr ? beside->states.size() : 1;
                    for (std::uint8_t state = 0; state < states; ++state) {
                        if (beside != nullptr) q.stand(beside->which, state);
                        q.guards.names = owner ? guards_of(owner->rows, q.standing(owner->which), q.what.type)
                                         : line ? guards_of({line, 1}, line->from, q.what.type)
                                                : std::vector<std::string_view>{};
                        for_every_role_and_truth(q, ask);
                    }
                }
    CHECK_FALSE(q.guards.strayed);
    report("step = interpreter", all);
}

TEST_CASE("the legal actions say what a step would say", "[differential]")
{
    comparison all;
    question q;
    const auto ask = [&](const machine_view* owner) {
        ++all.cases;
        const auto expected = q.expected(owner);
        const auto actions = legal_actions(q.now, q.context());
        const auto found = std::find_if(actions.begin(), actions.end(),
                                        [&](const legal_action& a) { return a.event == q.what.type; });
        if (expected.code == "not_possible_in_this_state")
            return all.expect(found == actions.end(), q, "offered, though not possible");
        if (found == actions.end()) return all.expect(false, q, "not offered");
        if (expected.code == "not_permitted")
            return all.expect(found->how == legality::other_role && !found->roles.has(q.who.role), q,
                              "other role");
        all.expect(found->roles.has(q.who.role), q, "roles");
        all.expect(found->how == (expected.accepted() ? legality::now : legality::blocked), q, "how");
        all.expect(found->guard == (expected.accepted() ? std::string_view{} : expected.code), q, "guard");
        if (expected.accepted())
            all.expect(found->target == (owner ? owner->states[expected.to] : std::string_view{}), q,
                       "target");
    };
    for (std::size_t e = 0; e < event_count; ++e) {
        const auto what = static_cast<event_type>(e);
        const auto* owner = find_owner(what);
        const auto* line = find_record(what);
        const auto states = owner ? owner->states.size() : count_of<lifecycle_state>;
        for (std::uint8_t state = 0; state < states; ++state) {
            // Without an item named it is a new one, whatever became of others.
            if (what == event_type::redress_offered && state != 0) continue;
            q.now = furnished();
            q.now.lifecycle = lifecycle_state::received;
            q.stand(owner ? owner->which : machine::lifecycle, state);
            q.what.type = what;
            q.guards.names = owner  ? guards_of(owner->rows, state, what)
                             : line ? guards_of({line, 1}, line->from, what)
                                    : std::vector<std::string_view>{};
            for_every_role_and_truth(q, [&] { ask(owner); });
        }
    }
    report("legal actions = interpreter", all);
}

TEST_CASE("the clock on Boost.MSM does what its rows say, whatever is asked", "[differential]")
{
    std::set<std::size_t> fired;
    std::size_t cases = 0;
    std::size_t differing = 0;
    for (std::size_t s = 0; s < count_of<clock_state>; ++s)
        for (std::size_t e = 0; e < count_of<clock_event>; ++e)
            for (unsigned bits = 0; bits < 64; ++bits) {
                const auto bit = [&](unsigned n) { return (bits >> n & 1U) != 0; };
                const clock_facts f{bit(0), bit(1), bit(2), bit(3), bit(4), bit(5)};
                const auto from = static_cast<clock_state>(s);
                const auto what = static_cast<clock_event>(e);
                std::optional<clock_state> expected;
                const auto rows = clock_rows();
                for (std::size_t i = 0; i < rows.size() && !expected; ++i)
                    if (rows[i].from == from && rows[i].what == what && rows[i].holds(f)) {
                        expected = rows[i].to;
                        fired.insert(i);
                    }
                ++cases;
                if (clock_step(from, what, f) != expected) ++differing;
            }
    CHECK(fired.size() == clock_rows().size());
    CHECK(differing == 0);
    std::cout << "clock = interpreter: " << cases << " cases, " << differing << " differ\n";
}
