// What commands about a case say when it was decided, and the entry that reading its words leaves.
#pragma once

#include "adapters/app/cli.hpp"
#include "adapters/app/services.hpp"

#include <optional>
#include <string>
#include <vector>

namespace redress::app {

/// Prints the answer to a command; a refusal also in words on stderr.
exit_code tell_answer(services& from, const shared_options& shared, const workflow::command& sent,
                      const workflow::answer& got);

/// Records that the actor reads personal words of the case, before they are shown: a crash between shows
/// nothing. `items`: which of them, by our own names; empty: all. An exit code when it was refused.
std::optional<exit_code> refused_reading(services& from, const shared_options& shared, const complaint& of,
                                         const std::vector<std::string>& items);

}  // namespace redress::app
