// Completeness of the stories, counted by running them: every row of every table was taken in one,
// every guard was seen to hold and to say no. A row or a guard without its story fails here.
#include "tests/states/interpreter.hpp"
#include "tests/states/story.hpp"

#include <catch2/catch_test_macros.hpp>

#include <fstream>
#include <iostream>
#include <map>
#include <regex>
#include <string>

using namespace redress;
using namespace redress::tests;

namespace {

/// What no story can show, with its reason. One that a story shows does not belong here.
const std::map<std::string_view, std::string_view> never_says_no{};

/// Rows that no real case can reach, with the reason why they stand there.
const std::map<std::string, std::string_view> never_taken{
    {"ladder: raised decision_sent",
     "nobody has accepted the rung yet, so decider_holds_the_rung lets nobody decide; the lint asks that a "
     "follower answers everywhere"}};

struct table {
    std::string_view name;
    std::span<const row_data> rows;
    std::span<const std::string_view> states;
};

std::vector<table> tables()
{
    std::vector<table> all;
    for (const auto& one : machines()) all.push_back({name_of(one.which), one.rows, one.states});
    all.push_back({"records", records(), {}});
    return all;
}

std::string described(const table& in, const row_data& line)
{
    const auto event = std::string(name_of(line.event));
    return std::string(in.name) + ": " + (in.states.empty() ? "" : std::string(in.states[line.from]) + " ") +
           event;
}

const coverage& told_by_all_stories()
{
    static const coverage all = [] {
        for (const auto& one : all_stories()) {
            INFO(one.sentence);
            one.tell();
        }
        return told_so_far();
    }();
    return all;
}

}  // namespace

TEST_CASE("every row of every table has a story", "[stories]")
{
    const auto& told = told_by_all_stories();
    std::string untold;
    std::size_t rows = 0;
    for (const auto& in : tables())
        for (std::size_t i = 0; i < in.rows.size(); ++i) {
            ++rows;
            const bool exempt = never_taken.contains(described(in, in.rows[i]));
            if (told.rows.contains({in.name, static_cast<int>(i)}) == exempt)
                untold += "  " + described(in, in.rows[i]) + (exempt ? " is taken after all" : "") + "\n";
        }
    INFO("without a story:\n" << untold);
    CHECK(untold.empty());
    CHECK(rows == told.rows.size() + never_taken.size());
    std::cout << "stories: " << all_stories().size() << ", rows told: " << told.rows.size() << " of " << rows
              << "\n";
}

TEST_CASE("every guard has stories in which it holds and in which it says no", "[stories]")
{
    const auto& told = told_by_all_stories();
    std::set<const guard_data*> all;
    for (const auto& in : tables())
        for (const auto& line : in.rows) all.insert(line.guards.begin(), line.guards.end());
    std::string untold;
    for (const auto* one : all) {
        if (!told.held.contains(one)) untold += "  " + std::string(one->name) + " holds\n";
        const bool exempt = never_says_no.contains(one->name);
        if (told.said_no.contains(one) == exempt)
            untold += "  " + std::string(one->name) + (exempt ? " says no after all" : " says no") + "\n";
    }
    INFO("without a story:\n" << untold);
    CHECK(untold.empty());
    std::cout << "guards told both ways: " << all.size() - never_says_no.size() << " of " << all.size()
              << "\n";
}

TEST_CASE("every guard that guards.hpp lists is asked by a row", "[stories]")
{
    std::set<std::string> asked;
    std::set<const guard_data*> guards;
    for (const auto& in : tables())
        for (const auto& line : in.rows) guards.insert(line.guards.begin(), line.guards.end());
    std::ifstream in("states/guards.hpp");
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    const std::regex listed(
        R"((?:REDRESS_GUARD(?:_THAT_EXPLAINS)?\((\w+), +")|(?:struct (\w+) (?:: guard )?\{\n    static constexpr std::string_view name = "))");
    std::size_t found = 0;
    for (auto at = std::sregex_iterator(text.begin(), text.end(), listed); at != std::sregex_iterator(); ++at)
        ++found;
    CHECK(found > 60);
    CHECK(found == guards.size());
}
