// Whatever a guard refuses, what unblocks it can be typed: walked over every row of every table.
#include "adapters/app/cli.hpp"
#include "adapters/app/event_options.hpp"
#include "adapters/app/unblock.hpp"
#include "states/matter_step.hpp"
#include "states/tables.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <iostream>
#include <sstream>

using namespace redress;
using namespace redress::app;

namespace {

/// Every guard that some row of an event asks, with the fix that it names.
struct asked_guard {
    event_type tried{};
    std::string_view guard, fix;
};

std::vector<asked_guard> every_guard()
{
    std::vector<asked_guard> all;
    for (const auto& one : tables::all)
        for (const auto& line : one.rows)
            for (const auto* guard : line.guards) all.push_back({line.event, guard->name, guard->fix});
    for (const auto kind : {matter_kind::incident, matter_kind::action, matter_kind::restricted})
        for (const auto& row : rows_of_matter(kind))
            for (const auto* guard : row.guards) all.push_back({row.event, guard->name, guard->fix});
    return all;
}

bool option_of(event_type e, const std::string& typed)
{
    const auto flag = typed.substr(0, typed.find(' '));
    if (flag == "--as") return true;  // stands before or after any command
    const auto options = options_of(e);
    return std::any_of(options.begin(), options.end(), [&](const auto& o) { return o.flag == flag; });
}

/// Whether the command line knows every word of it: its help is asked for in its place.
int help_of(const std::string& command)
{
    std::istringstream words(command);
    std::vector<std::string> argv;
    for (std::string word; words >> word && !word.starts_with("--");) argv.push_back(word);
    argv.emplace_back("--help");
    std::vector<const char*> given;
    for (const auto& word : argv) given.push_back(word.c_str());
    std::ostringstream out;
    auto* const before = std::cout.rdbuf(out.rdbuf());
    const int code = run_command_line(static_cast<int>(given.size()), given.data());
    std::cout.rdbuf(before);
    return code;
}

}  // namespace

TEST_CASE("every guard of every row is unblocked by an option of its event or by a command", "[unblock]")
{
    std::vector<std::string> commands;
    for (const auto& one : every_guard()) {
        INFO(name_of(one.tried) << ": " << one.guard << ", fix " << one.fix);
        const auto how = unblocked_by(one.tried, one.guard, one.fix, {}, "ZSQD1-S1K8H");
        CHECK_FALSE((how.add.empty() && how.run.empty()));
        for (const auto& option : how.add) {
            INFO(option);
            CHECK(option_of(one.tried, option));
        }
        commands.insert(commands.end(), how.run.begin(), how.run.end());
    }
    std::sort(commands.begin(), commands.end());
    commands.erase(std::unique(commands.begin(), commands.end()), commands.end());
    REQUIRE(commands.size() > 10);
    for (const auto& command : commands) {
        INFO(command);
        CHECK(help_of(command) == 0);
    }
}

TEST_CASE("the fix of a refusal is found by event and guard, as the engine names it", "[unblock]")
{
    CHECK(fix_of(event_type::decision_sent, "letter_complete") == "letter_parts");
    CHECK(fix_of(event_type::assigned, "not_concerned") == "owner");
    CHECK(fix_of(event_type::incident_opened, "until_is_after_from") == "until");
    // Asked of everybody before any row is.
    CHECK(fix_of(event_type::note_added, "not_concerned") == "handed_over");
    CHECK(fix_of(event_type::note_added, "letter_complete").empty());
}

TEST_CASE("what a refusal names stands in the options as it is to be typed", "[unblock]")
{
    const auto add = [](event_type tried, std::string_view guard, const refusal_args& args) {
        return unblocked_by(tried, guard, fix_of(tried, guard), args, "ZSQD1-S1K8H").add;
    };
    using list = std::vector<std::string>;
    CHECK(add(event_type::decision_sent, "letter_complete",
              {{"letter", "final_response"}, {"missing", "outside_body, last_dates"}}) ==
          list{"--letter-parts outside_body", "--letter-parts last_dates"});
    CHECK(add(event_type::decision_sent, "in_complainants_language", {{"language", "zh-CN"}}) ==
          list{"--letter-language zh-CN"});
    CHECK(add(event_type::decision_sent, "every_point_answered", {{"points", "1, 3"}}) ==
          list{"--findings 1:FINDING", "--findings 3:FINDING"});
    CHECK(add(event_type::information_received, "all_named_items_in", {{"missing", "device"}}) ==
          list{"--items device"});
    CHECK(add(event_type::redress_offered, "amount_given", {{"needs", "amount, currency"}}) ==
          list{"--amount AMOUNT", "--currency CURRENCY"});
    CHECK(add(event_type::withdrawn, "authority_covers", {{"needs", "evidence"}}) ==
          list{"--evidence EVIDENCE"});
    CHECK(add(event_type::content_redacted, "second_person", {}).size() == 4);
    // An update has its words in the letter.
    CHECK(add(event_type::progress_update_sent, "asks_for_no_secret", {}) == list{"--letter-body '...'"});
}

TEST_CASE("what a file lacks is recorded by one command for each thing", "[unblock]")
{
    const auto how = unblocked_by(event_type::decision_sent, "records_complete", "points_agreed",
                                  {{"missing", "owner, calls"}}, "ZSQD1-S1K8H");
    CHECK(how.add.empty());
    CHECK(how.run == std::vector<std::string>{
                         "redress case do ZSQD1-S1K8H assigned --owner OWNER",
                         "redress case do ZSQD1-S1K8H call_recorded --read-back true --summary '...'"});
}

TEST_CASE("what stands beside the case has commands of its own", "[unblock]")
{
    CHECK(command_that_sends(event_type::action_checked, "ID") == "redress improvements check ID");
    CHECK(command_that_sends(event_type::incident_opened, "ID").starts_with("redress incidents open --from"));
    CHECK(command_that_sends(event_type::complaint_filed, "ID").starts_with("redress case file --category"));
    CHECK(command_that_sends(event_type::action_missed, "ID").empty());  // the timer's
}

TEST_CASE("whoever is refused for who they are is told who could, and never to take the case", "[unblock]")
{
    const auto how = [](event_type tried, std::string_view guard, const refusal_args& args) {
        return unblocked_by(tried, guard, fix_of(tried, guard), args, "ZSQD1-S1K8H");
    };
    using list = std::vector<std::string>;
    for (const auto* guard : {"independent_reviewer", "another_team_hears_level_two"}) {
        const auto one = how(event_type::appeal_decided, guard, {{"could", "a.sato, a.two"}});
        CHECK(one.add == list{"--as a.sato"});
        CHECK(one.run.empty());
    }
    CHECK(how(event_type::rung_accepted, "reviewer_is_not_handler", {}).add == list{"--as PERSON"});
    CHECK(how(event_type::appeal_decided, "independent_reviewer", {{"could", ""}}) == unblock{});
}

TEST_CASE("a compartment is opened before it is written to, and looked at when it is open", "[unblock]")
{
    const auto run = [](event_type tried, const char* state) {
        return unblocked_by(tried, "", "", {{"state", state}}, "ZSQD1-S1K8H").run;
    };
    using list = std::vector<std::string>;
    CHECK(run(event_type::restricted_note_added, "none") ==
          list{"redress restricted open ZSQD1-S1K8H --reason '...'"});
    CHECK(run(event_type::restricted_opened, "open") == list{"redress restricted show ZSQD1-S1K8H"});
    CHECK(run(event_type::incident_ended, "ended") == list{"redress incidents show ZSQD1-S1K8H"});
}

TEST_CASE("a refusal that nothing typed mends says nothing to type", "[unblock]")
{
    CHECK(unblocked_by(event_type::decision_sent, "", "", {}, "ZSQD1-S1K8H") == unblock{});
}

TEST_CASE("what does not fit where the case stands, or whose it is, leads to what does", "[unblock]")
{
    const auto run = [](const refusal_args& args) {
        return unblocked_by(event_type::decision_sent, "", "", args, "ZSQD1-S1K8H").run;
    };
    using list = std::vector<std::string>;
    CHECK(run({{"event", "decision_sent"}, {"state", "closed"}}) == list{"redress case actions ZSQD1-S1K8H"});
    CHECK(run({{"event", "decision_sent"}, {"state", "closed"}, {"role", "handler"}}) ==
          list{"redress case actions ZSQD1-S1K8H --all"});
    const auto letters =
        unblocked_by(event_type::message_sent, "letter_is_known",
                     fix_of(event_type::message_sent, "letter_is_known"), {{"letter", "L9"}}, "ZSQD1-S1K8H");
    CHECK(letters.run == list{"redress case letters ZSQD1-S1K8H"});
}
