// How commands about a case, an incident or an improvement are sent and what they say when they were decided,
// and the entry that reading a case's words leaves.
#pragma once

#include "adapters/app/cli.hpp"
#include "adapters/app/services.hpp"
#include "adapters/app/unblock.hpp"

#include <boost/json/fwd.hpp>

#include <optional>
#include <string>
#include <vector>

namespace redress::app {

/// A command that was typed here. `id`: its own, for one that may be sent again; empty: a new one.
[[nodiscard]] workflow::command typed_command(const case_id& about, event what, actor who,
                                              const std::string& id = {});

/// Prints the answer to a command; a refusal also in words on stderr.
exit_code tell_answer(services& from, const shared_options& shared, const workflow::command& sent,
                      const workflow::answer& got);

/// What unblocks it, as a list of what is to be typed: member `unblock`, left out when nothing is.
void add_unblock(boost::json::object& to, const unblock& how);

/// What a command takes beside its event.
struct command_terms {
    std::string id;  // of the command, for one that may be sent again; empty: a new one
    std::optional<std::int64_t> expected_version;
    std::string name;  // as typed, for the entry of the process
};

/// Records that the command was given, has it decided and prints the answer.
exit_code send_command(services& from, const shared_options& shared, const case_id& about, event what,
                       const command_terms& terms);

/// The roster is all that a command knows of a second person; a name that is not in it approves nothing.
void check_approval(services& from, const event& what);

/// The names of roles, as sentences list them.
[[nodiscard]] std::string roles_text(role_set roles);

/// Records that the actor reads personal words of the case, before they are shown: a crash between shows
/// nothing. `items`: which of them, by our own names; empty: all. An exit code when it was refused.
std::optional<exit_code> refused_reading(services& from, const shared_options& shared, const complaint& of,
                                         const std::vector<std::string>& items);

}  // namespace redress::app
