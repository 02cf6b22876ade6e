// How commands about a case, an incident or an improvement are sent and what they say when they were decided,
// and the entry that reading a case's words leaves.
#pragma once

#include "adapters/app/services.hpp"
#include "adapters/app/unblock.hpp"
#include "adapters/json/event_json.hpp"

#include <boost/json/array.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace redress::app {

/// A command of what somebody outside said, without its secrets and with the digest that tells whether a second one
/// under the same source and id says the same. Every command from outside that is no record is made by it.
[[nodiscard]] workflow::command command_of_words(const case_id& about, event what, actor who,
                                                 std::string_view source, std::string id);

/// Where the commands of people come from, as the history names it.
inline constexpr std::string_view typed_here = "redress:cli";
inline constexpr std::string_view over_rest = "redress:rest";

/// A command of its own, whose words are ours or were read by a form. `id`: for one that may be sent again; empty: new.
[[nodiscard]] workflow::command own_command(const case_id& about, event what, actor who,
                                            std::string_view source, const std::string& id = {});

/// What became of a command, for whoever gave it: the same words from the command line and from REST.
struct told_answer {
    boost::json::object json;
    bool refused = false;
    std::string words, what_to_do;  // of a refusal, in the language of whoever gave it
    unblock how;
};
/// Throws command_failed(not_found) when the case is not there for whoever gave the command.
[[nodiscard]] told_answer answer_told(services& from, const workflow::command& sent,
                                      const workflow::answer& got);

/// What the firewall took out of the words of an event, and what whoever wrote them should do now: members `removed`,
/// `advice` and, where funds are in danger, `emergency`; none when nothing was. In the language of the complaint where it
/// is a filing, for it is for them.
void add_removed(services& from, const event& what, boost::json::object& to);

/// Prints the answer to a command; a refusal also in words on stderr.
exit_code tell_answer(services& from, const shared_options& shared, const workflow::command& sent,
                      const workflow::answer& got);

/// The values of a refusal with whom its guards would let, where somebody else mends it.
[[nodiscard]] refusal_args with_names(refusal_args args,
                                      const std::optional<std::vector<std::string>>& could);

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

/// The id of a case that an option names by id or reference, for whoever reads. Throws command_failed that
/// names the option.
[[nodiscard]] case_id case_in_option(services& from, const std::string& option, const std::string& named);

/// Wherever a field names a case, its reference may be typed; what is recorded is the id of a case that is
/// there for whoever acts. Throws command_failed that names the option.
void resolve_cases(services& from, event_type type, std::map<field, std::vector<std::string>>& typed);

/// The event that was typed. Throws command_failed that names each option whose value makes none, and one for an id that
/// holds a key: as over REST it is refused, where words are cleaned. `command`: as `--help` is asked of it; `id`: of the
/// command, as it was typed.
[[nodiscard]] event typed_event(services& from, const shared_options& shared, event_type type,
                                const std::map<field, std::vector<std::string>>& typed,
                                const std::string& command, std::string_view id);

/// The roster is all that a command knows of a second person; a name that is not in it approves nothing.
void check_approval(services& from, const event& what);

/// The names of roles one by one, and as sentences list them.
[[nodiscard]] boost::json::array names_of_roles(role_set roles);
[[nodiscard]] std::string roles_text(role_set roles);

/// The event that says who reads personal words of a case. `items`: which of them, by our own names; empty: all.
[[nodiscard]] event words_read(const actor& who, const std::vector<std::string>& items);

/// Records that the actor reads them, before they are shown: a crash between shows nothing. An exit code when
/// it was refused.
std::optional<exit_code> refused_reading(services& from, const shared_options& shared, const complaint& of,
                                         const std::vector<std::string>& items);

/// Whether it was done, now or when it was sent before: one that was refused is refused again when it is repeated.
[[nodiscard]] inline bool was_done(const workflow::answer& got)
{
    return got.what == workflow::disposition::applied ||
           (got.what == workflow::disposition::duplicate && got.code.empty());
}

}  // namespace redress::app
