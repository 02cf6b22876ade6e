// A dry run works the clocks of a recorded case out anew. Under the policy that the case had it must come to
// what the decisions came to: seeded walks through everything that anybody may do under the shipped policy,
// with time passing, written as entries and replayed.
#include "tests/model/world.hpp"
#include "workflow/entry.hpp"
#include "workflow/what_if.hpp"

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <cstdlib>
#include <iostream>
#include <random>

namespace redress::tests {
namespace {

using namespace workflow;
using namespace std::chrono_literals;

class the_shipped_one final : public policy_book {
public:
    explicit the_shipped_one(const world& in) : in_(in), in_force_{&in.rules()} {}
    [[nodiscard]] const std::vector<const policy*>& in_force() const override { return in_force_; }
    [[nodiscard]] const policy* find(std::string_view sha256) const override
    {
        return sha256 == in_.rules().sha256 ? &in_.rules() : nullptr;
    }
    [[nodiscard]] const calendar_source& calendars() const override { return in_.calendars(); }

private:
    const world& in_;
    std::vector<const policy*> in_force_;
};

/// Steps aside for what falls due before somebody acts, as an engine does that never sleeps.
void pass_what_is_due(const world& in, world::standing& s, const policy& rules)
{
    const std::array<const policy*, 1> pinned{&rules};
    for (auto look = look_at(s.now, pinned, in.calendars()); look && *look <= s.at + 1s;
         look = look_at(s.now, pinned, in.calendars()))
        REQUIRE(in.wait(s));
}

struct walked {
    std::vector<std::string> history;
    world::standing end;
};

class walks {
public:
    explicit walks(std::uint64_t seed) : random_(seed)
    {
        in_.on_accepted = [this](const world::standing& s, const event& what, const actor& who,
                                 const changes& changed) {
            const auto parts = entry_parts{.type = "case.event",
                                           .now = &s.now,
                                           .cseq = static_cast<std::int64_t>(history_.size()) + 1,
                                           .who = &who,
                                           .what = &what,
                                           .changed = &changed,
                                           .at = s.at,
                                           .recorded = s.at};
            write_entry(history_.emplace_back(), parts, {});
        };
    }

    walked one(int number)
    {
        history_.clear();
        auto s = in_.filed(number % 3 == 0 ? "account_theft" : "transfer_failed", number % 5 == 0);
        for (int n = 0; n < 60; ++n) {
            pass_what_is_due(in_, s, in_.rules());
            if (random_() % 6 == 0) {
                static_cast<void>(in_.wait(s));
                continue;
            }
            const auto acts = in_.everybody(s);
            static_cast<void>(in_.apply(s, acts[random_() % acts.size()]));
        }
        pass_what_is_due(in_, s, in_.rules());
        return {.history = history_, .end = s};
    }

    [[nodiscard]] const world& in() const { return in_; }

private:
    world in_;
    std::mt19937_64 random_;
    std::vector<std::string> history_;
};

std::string words(const clock& one)
{
    return one.policy + "/" + one.clock_id + "/" + one.subject + "#" + std::to_string(one.generation) + " " +
           std::string(name_of(one.state)) + " due " + (one.due ? to_string(*one.due) : "-") + " warned " +
           std::to_string(one.warned.size());
}

std::string words(const std::vector<clock>& all)
{
    std::string text;
    for (const auto& one : all) text += words(one) + "\n";
    return text;
}

TEST_CASE("under the policy that a case had a dry run comes to what was recorded", "[model][dry_run]")
{
    std::uint64_t seed = 20261126;
    if (const char* given = std::getenv("REDRESS_SEED")) seed = std::strtoull(given, nullptr, 10);
    INFO("seed " << seed << " (REDRESS_SEED=" << seed << " repeats it)");
    walks from(seed);
    const the_shipped_one book(from.in());
    const what_if_policies policies{.draft = from.in().rules(), .against = nullptr, .book = book};
    what_if replay(policies);
    what_if_sums sums;
    std::size_t entries = 0, clocks = 0;
    for (int number = 0; number < 2'000; ++number) {
        const auto case_made = from.one(number);
        INFO("walk " << number);
        replay.begin();
        for (const auto& body : case_made.history) replay.add(body);
        REQUIRE(replay.recorded().facts.clocks == case_made.end.now.facts.clocks);
        const auto told = replay.end(case_made.end.at);
        INFO("recorded\n" << words(case_made.end.now.facts.clocks));
        INFO("replayed\n" << words(replay.clocks_before()));
        REQUIRE(told.applies);
        REQUIRE_FALSE(told.recorded_otherwise);
        for (const auto& one : told.clocks) REQUIRE_FALSE(one.differs());
        sums.add(told);
        entries += case_made.history.size();
        clocks += told.clocks.size();
    }
    CHECK(sums.cases == 2'000);
    CHECK(sums.differ == 0);
    std::int64_t missed = 0;
    for (const auto& [id, sum] : sums.clocks) missed += sum.missed_before;
    CHECK(missed > 1'000);  // the walks see enough go wrong
    std::cout << "dry run: " << entries << " entries, " << clocks << " clocks, " << missed
              << " missed, none other than recorded\n";
}

}  // namespace
}  // namespace redress::tests
