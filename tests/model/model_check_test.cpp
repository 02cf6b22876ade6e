// The machines together, under the shipped policy, walked: no combination of their states is a trap, no
// open case is forgotten by every clock, and nothing runs for ever on a closed one.
//
// Breadth first from filing, by everything that anybody may do and by the passing of time, until so many
// different standings were seen; then seeded walks far beyond. The bounds are printed with what was seen.
#include "tests/model/world.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cstdlib>
#include <deque>
#include <iostream>
#include <random>
#include <set>
#include <string>
#include <unordered_set>

using namespace redress;
using namespace redress::tests;
using standing = world::standing;

namespace {

constexpr std::size_t standings_max = 40'000;
constexpr int walks = 1'000, steps_a_walk = 60;
constexpr int acts_to_the_end = 400;

struct seen {
    std::size_t standings = 0, acts = 0, accepted = 0, endings = 0;
    std::set<std::string> combinations;  // states of all machines, side by side
    int longest = 0;                     // acts and waits that an ending took
};

std::string combination(const complaint& now)
{
    std::string text;
    for (const auto part : {name_of(now.lifecycle), name_of(now.hold), name_of(now.ladder),
                            name_of(now.facts.containment), name_of(now.facts.referral)})
        text.append(part).append(" ");
    std::multiset<std::string_view> items;
    for (const auto& one : now.facts.redress_items) items.insert(name_of(one.state));
    for (const auto one : items) text.append(one).append(" ");
    return text;
}

/// We and time alone, without the complainant, bring it to its end; returns how many steps that took.
int bring_to_its_end(const world& in, standing s)
{
    for (int n = 0; n < acts_to_the_end; ++n) {
        if (!s.now.open()) return n;
        bool moved = false;
        for (const auto& one : in.towards_the_end(s)) {
            const auto version = s.now.version;
            if (in.apply(s, one)) moved = moved || s.now.version != version;
        }
        if (!moved && !in.wait(s)) return -1;
    }
    return -1;
}

void must_hold(const world& in, const standing& s, seen& so_far)
{
    ++so_far.standings;
    so_far.combinations.insert(combination(s.now));
    INFO(in.key(s));
    bool watched = false;
    for (const auto& one : s.now.facts.clocks) {
        const bool counts = one.state == clock_state::running || one.state == clock_state::paused;
        watched = watched || counts || one.state == clock_state::missed;
        if (s.now.open() || !counts) continue;
        INFO("on a closed case: " << one.clock_id);
        const auto* rule = in.rule_of(one);
        REQUIRE(rule != nullptr);
        REQUIRE(rule->survives_closing);
    }
    if (!s.now.open()) return;
    REQUIRE(watched);

    // The complainant may go at any time.
    standing gone = s;
    REQUIRE(in.apply(gone,
                     {{.id = "customer-1", .role = role::complainant},
                      {.type = event_type::withdrawn, .fields = {{field::reason, std::string("Enough.")}}}}));
    REQUIRE(gone.now.lifecycle == lifecycle_state::closed);

    const int taken = bring_to_its_end(in, s);
    REQUIRE(taken >= 0);
    so_far.longest = std::max(so_far.longest, taken);
    ++so_far.endings;
}

void report(const char* how, const seen& all)
{
    std::cout << how << ": " << all.standings << " standings, " << all.combinations.size()
              << " combinations of machine states, " << all.acts << " acts, " << all.accepted << " accepted, "
              << all.endings << " brought to their end in at most " << all.longest << " steps, 0 dead ends\n";
}

}  // namespace

TEST_CASE("no combination of machine states that can be reached is a trap", "[model]")
{
    const world in;
    seen all;
    std::unordered_set<std::string> known;
    std::deque<standing> next;
    for (const auto* category : {"transfer_failed", "account_theft", "suggestion"}) {
        auto s = in.filed(category);
        if (known.insert(in.key(s)).second) next.push_back(std::move(s));
    }
    while (!next.empty()) {
        const standing s = std::move(next.front());
        next.pop_front();
        must_hold(in, s, all);
        const auto take = [&](standing&& to) {
            if (known.size() < standings_max && known.insert(in.key(to)).second)
                next.push_back(std::move(to));
        };
        for (const auto& one : in.everybody(s)) {
            standing to = s;
            ++all.acts;
            if (!in.apply(to, one)) continue;
            ++all.accepted;
            take(std::move(to));
        }
        standing later = s;
        if (in.wait(later)) take(std::move(later));
    }
    CHECK(all.combinations.size() > 100);
    report("breadth first", all);
}

TEST_CASE("nor is any that a long life leads to", "[model]")
{
    const world in;
    seen all;
    std::uint64_t seed = 20261125;
    if (const char* given = std::getenv("REDRESS_SEED")) seed = std::strtoull(given, nullptr, 10);
    INFO("seed " << seed << " (REDRESS_SEED=" << seed << " repeats it)");
    std::mt19937_64 random(seed);
    std::unordered_set<std::string> known;
    for (int walk = 0; walk < walks; ++walk) {
        auto s = in.filed(walk % 3 == 0 ? "account_theft" : "transfer_failed", walk % 5 == 0);
        for (int n = 0; n < steps_a_walk; ++n) {
            const auto acts = in.everybody(s);
            if (random() % 8 == 0) {
                static_cast<void>(in.wait(s));
            } else {
                standing to = s;
                ++all.acts;
                if (!in.apply(to, acts[random() % acts.size()])) continue;
                ++all.accepted;
                s = std::move(to);
            }
            if (known.insert(in.key(s)).second) must_hold(in, s, all);
        }
    }
    report("walks", all);
}

TEST_CASE("what runs on a closed case ends by itself or by an act that stays possible", "[model]")
{
    const world in;
    for (const auto* category : {"transfer_failed", "account_theft"}) {
        auto s = in.filed(category);
        REQUIRE(in.apply(
            s, {{.id = "customer-1", .role = role::complainant},
                {.type = event_type::withdrawn, .fields = {{field::reason, std::string("Enough.")}}}}));
        int waits = 0;
        while (in.wait(s)) REQUIRE(++waits < 50);
        CHECK(s.now.lifecycle == lifecycle_state::closed);
    }
}
