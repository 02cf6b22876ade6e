// What stands beside the case, asked exhaustively: every state, event, role and truth of the guards,
// against the rows read by other code.
#include "states/matter_step.hpp"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <vector>

using namespace redress;

namespace {

class chosen_guards final : public guard_source {
public:
    std::vector<std::string_view> names;
    unsigned truth = 0;
    [[nodiscard]] bool holds(std::string_view guard) const override
    {
        for (std::size_t i = 0; i < names.size(); ++i)
            if (names[i] == guard) return (truth >> i & 1U) != 0;
        throw std::logic_error("a guard that no row of the question names");
    }
};

struct expected {
    std::string_view code;  // empty: accepted
    matter_state to{};
};

expected interpret(matter_kind kind, matter_state state, event_type what, role as,
                   const chosen_guards& guards)
{
    expected said{.code = "not_possible_now", .to = state};
    std::string_view first_no;
    for (const auto& row : rows_of_matter(kind)) {
        if (row.from != state || row.event != what) continue;
        if (said.code == "not_possible_now") said.code = "not_permitted";
        if (!row.roles.has(as)) continue;
        std::string_view no;
        for (const auto* guard : row.guards)
            if (no.empty() && !guards.holds(guard->name)) no = guard->name;
        if (no.empty()) return {.code = {}, .to = row.to};
        if (first_no.empty()) first_no = no;
    }
    if (!first_no.empty()) said.code = first_no;
    return said;
}

}  // namespace

TEST_CASE("what stands beside the case does what its rows say, whatever is asked", "[beside]")
{
    std::size_t asked = 0, differing = 0, accepted = 0;
    for (const auto kind : {matter_kind::incident, matter_kind::action, matter_kind::restricted})
        for (std::size_t s = 0; s < count_of<matter_state>; ++s)
            for (std::size_t e = 0; e < event_count; ++e) {
                const auto type = static_cast<event_type>(e);
                chosen_guards guards;
                for (const auto& row : rows_of_matter(kind))
                    if (row.event == type)
                        for (const auto* one : row.guards) guards.names.push_back(one->name);
                for (guards.truth = 0; guards.truth < 1U << guards.names.size(); ++guards.truth)
                    for (std::size_t r = 0; r < count_of<role>; ++r) {
                        const actor who{.id = "x", .role = static_cast<role>(r)};
                        matter now;
                        now.kind = kind;
                        now.state = static_cast<matter_state>(s);
                        const matter before = now;
                        const auto should = interpret(kind, now.state, type, who.role, guards);
                        matter_changes out;
                        const auto no = step(now, {.type = type}, {.who = &who, .guards = &guards}, out);
                        ++asked;
                        const bool same =
                            no ? no->code == should.code && now == before
                               : should.code.empty() && now.state == should.to && now.version == 1;
                        differing += same ? 0 : 1;
                        accepted += no ? 0 : 1;
                    }
            }
    CHECK(differing == 0);
    CHECK(asked > 10'000);
    CHECK(accepted > 50);
}
