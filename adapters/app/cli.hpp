// The command line: what every command shares, and how commands are hung into the tree. Parsing only
// chooses and fills; the chosen command runs afterwards, outside of the parser.
#pragma once

#include "adapters/app/exit_code.hpp"
#include "adapters/app/output.hpp"
#include "adapters/app/shared_options.hpp"
#include "states/vocabulary.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace redress::app {

struct command_line {
    shared_options shared;
    std::function<exit_code()> run;  // of the command that was chosen
    std::string program = "redress";
    CLI::App* root = nullptr;
};

/// A command under `parent`: one sentence, examples (one a line), and what it does.
CLI::App* add_command(command_line& line, CLI::App& parent, const std::string& name,
                      const std::string& sentence, const std::string& examples,
                      std::function<exit_code()> run = {});

// Each adds one family.
void add_config_commands(command_line& line, CLI::App& root);  // config, machine, version, completion
void add_schema_commands(command_line& line, CLI::App& root);  // migrate, topics
/// `events`: also the commands of `case do`, one for each event; left out when nobody asks for them.
void add_case_commands(command_line& line, CLI::App& root, bool events);  // case, queue
void add_beside_commands(command_line& line, CLI::App& root);             // incidents, improvements
void add_calendar_commands(command_line& line, CLI::App& root);           // calendar
void add_policy_commands(command_line& line, CLI::App& root);             // policy
void add_categories_commands(command_line& line, CLI::App& root);         // categories
void add_firewall_commands(command_line& line, CLI::App& root);           // firewall
void add_roster_commands(command_line& line, CLI::App& root);             // roster
void add_import_commands(command_line& line, CLI::App& root);             // import, simulate
void add_watch_commands(command_line& line, CLI::App& root);              // dlq, deadlines, relay
void add_doctor_command(command_line& line, CLI::App& root);              // doctor
void add_identity_commands(command_line& line, CLI::App& root);           // user, token, role
void add_absence_commands(command_line& line, CLI::App& roster);          // roster away, back, absences
void add_rota_commands(command_line& line, CLI::App& roster);             // roster duty, handover
void add_forecast_command(command_line& line, CLI::App& deadlines);       // deadlines forecast
void add_report_commands(command_line& line, CLI::App& root);             // report
void add_demo_commands(command_line& line, CLI::App& root);               // demo
void add_pages_commands(command_line& line, CLI::App& root);              // pages
void add_log_commands(command_line& line, CLI::App& root);                // log, witness
void add_audit_commands(command_line& line, CLI::App& root);              // audit
void add_serve_command(command_line& line, CLI::App& root);
void add_actions_command(command_line& line, CLI::App& cases);     // case actions
void add_candidates_command(command_line& line, CLI::App& cases);  // case candidates
void add_letters_command(command_line& line, CLI::App& cases);     // case letters
void add_secret_commands(command_line& line, CLI::App& cases);     // case secret
void add_print_command(command_line& line, CLI::App& cases);       // case print
void add_money_command(command_line& line, CLI::App& cases);       // case money
void add_explain_command(command_line& line, CLI::App& cases);     // case explain
void add_repin_command(command_line& line, CLI::App& cases);       // case repin
void add_dry_run_command(command_line& line, CLI::App& policies);  // policy dry-run
void add_restricted_commands(command_line& line, CLI::App& root);  // restricted
void add_sender_command(command_line& line, CLI::App& simulate);   // simulate sender

/// The completion script of a shell: bash, zsh or fish.
[[nodiscard]] std::string completion_script(const CLI::App& root, const std::string& shell);

/// Asks on a terminal; `--yes` answers yes, `--no-input` and pipes no.
[[nodiscard]] bool confirmed(const shared_options& shared, const std::string& question);

/// Runs a whole command line; never throws.
int run_command_line(int argc, const char* const* argv);

}  // namespace redress::app
