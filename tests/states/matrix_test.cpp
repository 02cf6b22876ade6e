// golden/matrix.txt: what every state answers to every event by every role, as the machines say when
// asked. A changed row is a changed line there, which a reviewer reads aloud.
#include "tests/states/decision_tree.hpp"
#include "tests/states/golden_file.hpp"

#include <catch2/catch_test_macros.hpp>

#include <sstream>
#include <string>

using namespace redress;
using namespace redress::tests;

namespace {

constexpr auto heading =
    "# What each state answers to each event by each role, as the machines say when they are asked.\n"
    "# Written by states_tests; REDRESS_WRITE_GOLDEN=1 writes it anew. Read the difference, then commit it.\n"
    "#\n"
    "#   role, role: -> state if guard, guard    taken when the guards hold; else refused by the first that "
    "says no\n"
    "#   role: stays, and 'follows' for an event that another machine owns\n"
    "#   a role that is not named is refused: not_permitted\n"
    "#   'not possible' lists the events that no row of the state names: not_possible_in_this_state\n";

std::string names(std::string_view before, const std::vector<std::string_view>& list)
{
    std::string text;
    for (const auto one : list) text.append(text.empty() ? before : ", ").append(one);
    return text;
}

/// "decided if a, b" or, where it is not the plain way, "refused a: not a".
std::string described(const machine_view* one, const path& way)
{
    std::string text;
    if (way.row < 0) {
        text.append("refused ").append(way.code);
    } else if (one == nullptr || one->rows[static_cast<std::size_t>(way.row)].kind == row_kind::stays) {
        text.append(one ? "stays" : "recorded");
    } else {
        text.append("-> ").append(one->states[way.to]);
    }
    std::string conditions;
    for (const auto& [guard, yes] : way.answers)
        conditions.append(conditions.empty() ? " if " : ", ").append(yes ? "" : "not ").append(guard);
    return text + conditions;
}

/// Roles that get the same answers stand on one line.
void write_answers(std::ostringstream& out, const machine_view* one, std::uint8_t state, event_type what)
{
    std::vector<std::pair<std::vector<path>, std::vector<std::string_view>>> groups;
    for (std::size_t r = 0; r < count_of<role>; ++r) {
        auto paths = paths_of(one, state, what, static_cast<role>(r));
        if (paths.front().code == "not_permitted") continue;
        const auto same = std::find_if(groups.begin(), groups.end(),
                                       [&](const auto& group) { return group.first == paths; });
        if (same != groups.end())
            same->second.push_back(name_of(static_cast<role>(r)));
        else
            groups.push_back({std::move(paths), {name_of(static_cast<role>(r))}});
    }
    out << "  " << name_of(what) << '\n';
    for (const auto& [paths, roles] : groups)
        for (const auto& way : paths)
            if (!way.plain_refusal())
                out << "    " << (roles.size() == count_of<role> ? "everybody" : names("", roles)) << ": "
                    << described(one, way) << '\n';
}

bool possible(const machine_view* one, std::uint8_t state, event_type what)
{
    return paths_of(one, state, what, role::handler).front().code != "not_possible_in_this_state";
}

void write_machine(std::ostringstream& out, const machine_view& one)
{
    for (std::uint8_t state = 0; state < one.states.size(); ++state) {
        out << "\n== " << name_of(one.which) << ' ' << one.states[state] << '\n';
        std::vector<std::string_view> impossible;
        std::string follows;
        for (std::size_t e = 0; e < event_count; ++e) {
            const auto what = static_cast<event_type>(e);
            if (find_owner(what) == &one) {
                if (possible(&one, state, what))
                    write_answers(out, &one, state, what);
                else
                    impossible.push_back(name_of(what));
            } else if (possible(&one, state, what)) {
                const auto way = paths_of(&one, state, what, role::handler).front();
                follows.append("  follows ").append(name_of(what)).append(": ");
                follows.append(described(&one, way)).append("\n");
            }
        }
        out << follows << names("  not possible: ", impossible) << (impossible.empty() ? "" : "\n");
    }
}

void write_records(std::ostringstream& out)
{
    for (const auto state : {lifecycle_state::received, lifecycle_state::closed, lifecycle_state::none}) {
        const auto s = static_cast<std::uint8_t>(state);
        out << "\n== records of a case that "
            << (state == lifecycle_state::none     ? "does not exist"
                : state == lifecycle_state::closed ? "is closed"
                                                   : "is open")
            << '\n';
        std::vector<std::string_view> impossible;
        for (std::size_t e = 0; e < event_count; ++e) {
            const auto what = static_cast<event_type>(e);
            if (find_record(what) == nullptr) continue;
            if (possible(nullptr, s, what))
                write_answers(out, nullptr, s, what);
            else
                impossible.push_back(name_of(what));
        }
        out << names("  not possible: ", impossible) << (impossible.empty() ? "" : "\n");
    }
}

}  // namespace

TEST_CASE("the matrix of states, events and roles is the one that was reviewed", "[golden]")
{
    std::ostringstream out;
    out << heading;
    for (const auto& one : machines()) write_machine(out, one);
    write_records(out);
    const auto difference = golden_difference("tests/states/golden/matrix.txt", out.str());
    INFO(difference);
    CHECK(difference.empty());
}

TEST_CASE("the page of the machines is what the tables say", "[golden]")
{
    const auto page = machines_as_page();
    const auto difference = golden_difference("states/machines.md", page);
    INFO(difference);
    CHECK(difference.empty());
    // Its diagrams are the exported ones.
    const auto exported = machines_as_mermaid();
    std::size_t diagrams = 0;
    constexpr std::string_view opened = "```mermaid\n";
    for (auto at = page.find(opened); at != std::string::npos; at = page.find(opened, at + 1)) {
        const auto from = at + opened.size();
        CHECK(exported.find(page.substr(from, page.find("```", from) - from)) != std::string::npos);
        ++diagrams;
    }
    CHECK(diagrams == count_of<machine> + 1);
}

TEST_CASE("every open state answers a record like every other", "[golden]")
{
    // So that the matrix may show one open state for all.
    for (std::size_t e = 0; e < event_count; ++e) {
        const auto what = static_cast<event_type>(e);
        if (find_record(what) == nullptr) continue;
        for (std::size_t r = 0; r < count_of<role>; ++r) {
            const auto of = [&](lifecycle_state s) {
                auto ways = paths_of(nullptr, static_cast<std::uint8_t>(s), what, static_cast<role>(r));
                for (auto& way : ways) way.to = 0;
                return ways;
            };
            for (const auto state : {lifecycle_state::responded, lifecycle_state::investigating,
                                     lifecycle_state::decided, lifecycle_state::appealed})
                CHECK(of(state) == of(lifecycle_state::received));
        }
    }
}
