// config, machine, version, completion: commands that need nothing but this binary and its settings.
#include "adapters/app/cli.hpp"

#include "adapters/app/columns.hpp"
#include "adapters/app/services.hpp"
#include "adapters/app/zone_clock.hpp"
#include "adapters/files/calendar_file.hpp"
#include "adapters/files/file_error.hpp"
#include "adapters/files/policy_file.hpp"
#include "states/step.hpp"

#include <boost/json.hpp>

#include <iostream>

namespace redress::app {
namespace {

exit_code show_config(const shared_options& shared, bool with_origin)
{
    services from(shared);
    const auto& settings = from.settings();
    row_printer rows(std::cout, shared.output(),
                     with_origin ? columns(from, shared, {{"setting"}, {"value"}, {"origin"}})
                                 : columns(from, shared, {{"setting"}, {"value"}}));
    for (std::size_t i = 0; i < setting_count; ++i) {
        const auto s = static_cast<setting>(i);
        boost::json::object row{{"setting", row_of(s).name}, {"value", settings.shown(s)}};
        if (with_origin) row["origin"] = settings.origin_text(s);
        rows.row(row);
    }
    rows.end();
    return exit_code::ok;
}

exit_code check_config(const shared_options& shared)
{
    services from(shared);
    const auto& settings = from.settings();
    (void)from.database();
    try {
        for (const auto* rules : from.policies_of_files().in_force()) (void)zone_clock(rules->zone);
        (void)from.letters();
        for (const auto& id : from.calendars().ids()) (void)from.calendars().find(id);
        (void)from.texts();
        (void)from.rules();
    } catch (const files::file_error& wrong) {
        throw command_failed(exit_code::config, from.say(wrong));
    }
    if (!shared.quiet) {
        const auto file = settings.file().empty() ? from.say({"no_settings_file"}) : settings.file();
        std::cerr << from.say({"settings_in_order", {{"file", file}}}) << '\n';
        if (settings.text(setting::kafka_brokers).empty()) std::cerr << from.say({"no_kafka"}) << '\n';
    }
    return exit_code::ok;
}

}  // namespace

void add_config_commands(command_line& line, CLI::App& root)
{
    auto& shared = line.shared;
    auto* config = add_command(line, root, "config", "Shows and checks the configuration.",
                               "config check\nconfig show --origin\nconfig schema > redress.schema.json");
    auto* show =
        add_command(line, *config, "show", "Prints every setting with its value; secrets are masked.",
                    "config show --origin");
    auto with_origin = std::make_shared<bool>(false);
    show->add_flag("--origin", *with_origin, "also where each value comes from");
    show->final_callback([&line, with_origin] {
        line.run = [&line, with_origin] { return show_config(line.shared, *with_origin); };
    });
    add_command(line, *config, "check",
                "Reads the configuration, the policies, the words of letters, the calendars, the texts and "
                "the roster, and says "
                "what is wrong with them.",
                "config check --config redress.toml", [&shared] { return check_config(shared); });
    add_command(line, *config, "schema", "Prints the JSON Schema of redress.toml.", "config schema", [] {
        std::cout << config_schema() << '\n';
        return exit_code::ok;
    });

    auto* machine = add_command(line, root, "machine", "The state machines as this binary runs them.",
                                "machine export --format mermaid");
    auto* exported = add_command(
        line, *machine, "export", "Prints the machines' tables.",
        "machine export --format mermaid\nmachine export --format markdown\nmachine export --format json");
    auto* format = exported->add_option("--format", "mermaid, markdown (the page states/machines.md) or json")
                       ->default_val("mermaid")
                       ->check(CLI::IsMember({"mermaid", "markdown", "json"}));
    exported->final_callback([&line, format] {
        line.run = [format] {
            const auto wanted = format->as<std::string>();
            std::cout << (wanted == "json"       ? machines_as_json()
                          : wanted == "markdown" ? machines_as_page()
                                                 : machines_as_mermaid());
            return exit_code::ok;
        };
    });

    add_command(line, root, "version", "Prints the version.", "version -o json", [&shared] {
        print_thing(
            std::cout, shared.output(),
            {{"redress", REDRESS_VERSION}, {"compiler", __VERSION__}, {"entries", "redress.audit/1"}});
        return exit_code::ok;
    });

    auto* completion = add_command(line, root, "completion", "Prints a completion script for a shell.",
                                   "completion bash > /etc/bash_completion.d/redress");
    auto* shell = completion->add_option("shell", "bash, zsh or fish")
                      ->required()
                      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
    completion->final_callback([&line, shell] {
        line.run = [&line, shell] {
            std::cout << completion_script(*line.root, shell->as<std::string>());
            return exit_code::ok;
        };
    });
}

}  // namespace redress::app
