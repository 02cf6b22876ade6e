// The command to a channel to carry a letter, made from the entry that sent it and from that entry's
// outcome: so it can be made again at any time and is the same. It says case, letter, kind, route and
// language, and nothing of a person.
#pragma once

#include "states/vocabulary.hpp"
#include "workflow/ports/entry_reader.hpp"
#include "workflow/ports/publisher.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace redress::workflow {

inline constexpr std::string_view send_letter_type = "io.redress.notify.command.send_letter.v1";

/// Whether a channel must carry what goes by this route: not the status page, a chat or a call, where
/// people have it at once.
[[nodiscard]] bool carried_by_channel(route by);

/// Nothing when the entry sent no letter that a channel carries. Throws std::runtime_error for an entry
/// that cannot be read.
[[nodiscard]] std::optional<outgoing> letter_command_of(const read_entry& entry, const outgoing& outcome,
                                                        const std::string& notify_topic);

}  // namespace redress::workflow
