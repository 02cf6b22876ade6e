// roster: who may act as what, which source may say what, and what nobody can do.
#include "adapters/app/cli.hpp"

#include "adapters/app/columns.hpp"
#include "adapters/app/command_answer.hpp"
#include "adapters/app/nearest.hpp"
#include "adapters/app/roster_view.hpp"
#include "adapters/app/services.hpp"
#include "adapters/files/file_error.hpp"
#include "adapters/files/policy_file.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <iostream>

namespace redress::app {
namespace {

void say_gaps(services& from, const roster_gaps& gaps)
{
    for (const auto& one : gaps.rungs) {
        const auto& rung = one.as_object();
        std::cerr << from.say(
                         {"rung_without_person",
                          {{"rung", cell_text(&rung.at("rung"))}, {"policy", cell_text(&rung.at("policy"))}}})
                  << '\n';
    }
    if (gaps.roles.empty()) return;
    const boost::json::value roles(gaps.roles);
    std::cerr << from.say({"roles_without_person", {{"roles", cell_text(&roles)}}}) << '\n';
}

exit_code list_roster(const shared_options& shared, bool sources)
{
    services from(shared);
    const auto& roster = from.roster();
    const auto known = from.colleagues();
    const auto gaps = gaps_of(roster, from.policies_of_files().in_force());
    if (shared.output() == output_format::json && !sources) {
        print_thing(std::cout, output_format::json, roster_json(roster, known, gaps));
        return exit_code::ok;
    }
    const bool table = shared.output() == output_format::table;
    if (!sources) {
        row_printer people(std::cout, shared.output(),
                           columns(from, shared,
                                   {{"person"},
                                    {"roles"},
                                    {"team"},
                                    {"rungs"},
                                    {"authority_limit"},
                                    {"manager"},
                                    {"os_user"},
                                    {"away"},
                                    {"delegate"}}));
        for (const auto& id : roster.people()) people.row(person_row(roster, known, id));
        people.end();
        if (table) std::cout << '\n';
    }
    if (sources || table) {
        row_printer listed(
            std::cout, shared.output(),
            columns(from, shared, {{"source"}, {"speaks_for", false, 100}, {"times"}}, {"import"}));
        for (const auto& [name, rule] : roster.sources()) listed.row(source_row(name, rule));
        listed.end();
    }
    if (!shared.quiet) say_gaps(from, gaps);
    return exit_code::ok;
}

exit_code show_one(const shared_options& shared, const std::string& id)
{
    services from(shared);
    const auto& roster = from.roster();
    if (const auto source = roster.sources().find(id); source != roster.sources().end()) {
        print_thing(from, shared, source_row(source->first, source->second));
        return exit_code::ok;
    }
    const auto people = roster.people();
    if (std::find(people.begin(), people.end(), id) == people.end()) {
        const std::vector<std::string_view> known(people.begin(), people.end());
        throw command_failed(
            exit_code::not_found,
            said{"nobody_called", {{"value", id}, {"near", std::string(nearest(id, known))}}});
    }
    auto row = person_row(roster, from.colleagues(), id);
    const auto who = *roster.staff(id, roster.roles_of(id).front());
    if (!who.manages.empty()) row["manages"] = boost::json::array(who.manages.begin(), who.manages.end());
    print_thing(from, shared, row);
    return exit_code::ok;
}

exit_code check_file(const shared_options& shared, const std::string& path)
{
    services from(shared);
    const auto roster = [&] {
        try {
            return files::load_roster(path);
        } catch (const files::file_error& wrong) {
            throw command_failed(exit_code::config, wrong.what());
        }
    }();
    const auto gaps = gaps_of(roster, from.policies_of_files().in_force());
    print_thing(from, shared,
                {{"file", path},
                 {"people", roster.people().size()},
                 {"sources", roster.sources().size()},
                 {"rungs_nobody_serves", gaps.rungs},
                 {"roles_nobody_has", gaps.roles}});
    // Nobody for a role is no error of the file, yet nothing to pass over.
    say_gaps(from, gaps);
    return exit_code::ok;
}

}  // namespace

void add_roster_commands(command_line& line, CLI::App& root)
{
    auto* family =
        add_command(line, root, "roster", "Who may act as what, and what each source may say.",
                    "roster list\nroster show c.ito\nroster check /etc/redress/roster.toml\nroster duty");
    auto sources = std::make_shared<bool>(false);
    auto* list = add_command(line, *family, "list", "Lists people and sources, and what nobody can do.",
                             "roster list\nroster list --sources -o csv",
                             [&line, sources] { return list_roster(line.shared, *sources); });
    list->add_flag("--sources", *sources, "sources alone");
    auto id = std::make_shared<std::string>();
    auto* show = add_command(line, *family, "show", "Shows one person or one source.",
                             "roster show c.ito\nroster show /wallet/app",
                             [&line, id] { return show_one(line.shared, *id); });
    show->add_option("id", *id, "id of a person, or name of a source")->required();
    auto file = std::make_shared<std::string>();
    auto* check = add_command(
        line, *family, "check",
        "Checks a roster file before it is taken into use, and says what nobody can do.",
        "roster check /etc/redress/roster.toml", [&line, file] { return check_file(line.shared, *file); });
    check->add_option("file", *file, "the file")->required();
    add_absence_commands(line, *family);
    add_rota_commands(line, *family);
}

}  // namespace redress::app
