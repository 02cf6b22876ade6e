// roster away, back, absences: when people are away, and who stands in meanwhile.
#include "adapters/app/cli.hpp"

#include "adapters/app/absences.hpp"
#include "adapters/app/columns.hpp"
#include "adapters/app/command_answer.hpp"
#include "adapters/app/services.hpp"
#include "adapters/files/roster_file.hpp"
#include "adapters/postgres/absence_store.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <iostream>
#include <memory>

namespace redress::app {
namespace {

struct absence_options {
    std::string person, from, until, delegate;
};

[[noreturn]] void fail(services& from, const shared_options& shared, const refused& why)
{
    throw command_failed(why.status == 404   ? exit_code::not_found
                         : why.status == 422 ? exit_code::usage
                                             : exit_code::refused,
                         in_words(from, why, shared.lang()));
}

workflow::principal who_says_it(services& from)
{
    const auto who = from.who();
    return {.id = who.id, .roles = from.roster().roles_of(who.id), .team = who.team};
}

instant time_typed(std::string_view option, const std::string& text)
{
    if (const auto at = parse_instant(text)) return *at;
    throw command_failed(exit_code::usage,
                         said{"no_time", {{"option", std::string(option)}, {"value", text}}});
}

exit_code say_away(const shared_options& shared, const absence_options& typed)
{
    services from(shared);
    const auto by = who_says_it(from);
    workflow::said_absence what{.person = typed.person.empty() ? by.id : typed.person,
                                .until = time_typed("--until", typed.until),
                                .delegate = typed.delegate};
    if (!typed.from.empty()) what.from = time_typed("--from", typed.from);
    const auto made = say_absence(from, by, what);
    if (const auto* no = std::get_if<refused>(&made)) fail(from, shared, *no);
    print_thing(from, shared, row_of(std::get<workflow::said_absence>(made)));
    return exit_code::ok;
}

/// The one that runs, else the next of those that were said.
const workflow::said_absence* absence_to_end(const std::vector<workflow::said_absence>& all,
                                             const std::string& person, instant now)
{
    const workflow::said_absence* found = nullptr;
    for (const auto& one : all)
        if (one.person == person && now < workflow::end_of(one) &&
            (found == nullptr || one.from < found->from))
            found = &one;
    return found;
}

exit_code say_back(const shared_options& shared, const std::string& typed)
{
    services from(shared);
    const auto by = who_says_it(from);
    const auto& person = typed.empty() ? by.id : typed;
    const auto all = absences_told(from);
    const auto* one = absence_to_end(all, person, from.absences().now());
    if (one == nullptr)
        throw command_failed(exit_code::not_found, said{"nothing_said_of_absence", {{"person", person}}});
    const auto ended = end_absence(from, by, to_string(one->id));
    if (const auto* no = std::get_if<refused>(&ended)) fail(from, shared, *no);
    print_thing(from, shared, row_of(std::get<workflow::said_absence>(ended)));
    return exit_code::ok;
}

exit_code list_absences(const shared_options& shared)
{
    services from(shared);
    row_printer rows(
        std::cout, shared.output(),
        columns(
            from, shared,
            {{"person"}, {"from", false, 27}, {"until", false, 27}, {"delegate"}, {"ended_at", false, 27}},
            {{"said_by"}, {"said_at"}, {"ended_by"}, {"absence"}}));
    for (const auto& one : absences_told(from)) rows.row(row_of(one));
    rows.end();
    return exit_code::ok;
}

}  // namespace

void add_absence_commands(command_line& line, CLI::App& roster)
{
    auto typed = std::make_shared<absence_options>();
    auto* away =
        add_command(line, roster, "away",
                    "Says that somebody is away, and who stands in: they hear the rungs and see the cases "
                    "meanwhile. In force at once.",
                    "roster away --until 2026-12-28T00:00:00Z --delegate c.ito\n"
                    "roster away m.diaz --from 2026-12-24T00:00:00+08:00 --until 2026-12-28T00:00:00+08:00",
                    [&line, typed] { return say_away(line.shared, *typed); });
    away->add_option("person", typed->person, "id of the roster (default: whoever says it)");
    away->add_option("--from", typed->from, "time with offset (default: now)");
    away->add_option("--until", typed->until, "time with offset: back from then on")->required();
    away->add_option(
        "--delegate", typed->delegate,
        "who stands in; has a role in which the person works on cases, and is here meanwhile (default: "
        "the standing delegate of the roster, else the team)");
    auto person = std::make_shared<std::string>();
    auto* back = add_command(line, roster, "back",
                             "Ends an absence that was said: the one that runs, else calls the next one off.",
                             "roster back\nroster back m.diaz",
                             [&line, person] { return say_back(line.shared, *person); });
    back->add_option("person", *person, "id of the roster (default: whoever says it)");
    add_command(line, roster, "absences",
                "Lists absences that were said: those to come, and those of the last 30 days. What the "
                "roster file plans "
                "stands in `roster list`.",
                "roster absences -o csv", [&line] { return list_absences(line.shared); });
}

}  // namespace redress::app
