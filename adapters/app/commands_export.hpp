#pragma once

namespace CLI {
class App;
}

namespace redress::app {

struct command_line;

/// Under `audit`: export, verify.
void add_export_commands(command_line& line, CLI::App& audit);

}  // namespace redress::app
