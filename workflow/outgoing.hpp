// The outgoing event of an entry, made from the entry's bytes and nothing else: so it can be made
// again at any time and is the same. Nothing personal leaves: facts go out by a list of those that may.
#pragma once

#include "states/events.hpp"
#include "workflow/ports/entry_reader.hpp"
#include "workflow/ports/publisher.hpp"

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace redress::workflow {

/// What people are told of a refusal: why not, and what to do about it; empty where there is nothing.
struct told_refusal {
    std::string words;
    std::string what_to_do;
};
/// What was tried, code, values to fill in, language (BCP-47).
using refusal_words =
    std::function<told_refusal(event_type tried, std::string_view code,
                               const std::map<std::string, std::string>& args, std::string_view language)>;

struct outgoing_settings {
    std::string event_topic = "redress.complaint.event.v1";
    std::string command_topic =
        "redress.complaint.command.v1";  // its .dlq takes notices of records without a topic
    std::string source = "/redress";     // ce_source
};

/// Names of the facts that may stand in an outgoing event, sorted. Ids of people, support needs and
/// what says who acted stay inside.
[[nodiscard]] std::span<const std::string_view> published_facts();
/// The same of what stands beside the case.
[[nodiscard]] std::span<const std::string_view> published_matter_facts();

/// CloudEvent in binary mode. Accepted events and refusals go to the event topic under the id of their
/// case, incident or action; a dead letter's notice (reason, coordinates, SHA-256; never its bytes) to <topic>.dlq. Nothing for
/// the other entries of a process. Throws std::runtime_error naming what of the entry cannot be read.
[[nodiscard]] std::optional<outgoing> outgoing_of(const read_entry& entry, const outgoing_settings& settings,
                                                  const refusal_words& words);

}  // namespace redress::workflow
