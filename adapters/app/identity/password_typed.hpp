// A password on its way into a command: from a terminal without an echo, from a pipe or from a file. Never from
// an option, where every user of the machine could read it.
#pragma once

#include "adapters/app/cli.hpp"

#include <string>

namespace redress::app {

class services;

/// `file`: its first line, "-" for standard input; empty: the terminal, asked twice, or standard input when it
/// is none. Throws command_failed.
[[nodiscard]] std::string password_typed(services& from, const shared_options& shared,
                                         const std::string& file);

}  // namespace redress::app
