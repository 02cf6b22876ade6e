// CloudEvents 1.0 over Kafka: binary mode (attributes in ce_ headers) and structured mode (one JSON
// object) in, binary mode out. `read_record` goes all the way from bytes to a command or dead letter.
#pragma once

#include "workflow/intake.hpp"
#include "workflow/ports/publisher.hpp"

#include <boost/json/value.hpp>

#include <map>
#include <string>
#include <string_view>
#include <variant>

namespace redress::json {

/// The envelope as sent. Attribute names are lower-case letters and digits, without prefix.
struct cloud_event {
    std::map<std::string, std::string, std::less<>> attributes;
    boost::json::value data;

    [[nodiscard]] std::string_view attribute(std::string_view name) const;  // empty when absent
};

/// Either mode. A rejection has the reason `unreadable` or `too_large` (or `unknown_version` for
/// another specversion), with source and id when they could be read.
[[nodiscard]] std::variant<cloud_event, workflow::rejection> decode(const workflow::raw_record& raw,
                                                                    boost::json::storage_ptr storage = {});

/// The type, the fields and the claims about actor, time and version; digest included.
[[nodiscard]] std::variant<workflow::incoming, workflow::rejection> read_claim(const cloud_event& sent);

/// decode, read_claim and workflow::admit: what the consumer and a redrive call.
[[nodiscard]] workflow::record read_record(workflow::raw_record raw, const workflow::source_rules& rules,
                                           const workflow::intake_settings& settings, instant now);

/// A command as a record in binary mode, key and all: for simulate, import and tests.
struct command_to_send {
    std::string topic;
    case_id id{};
    redress::event what;
    std::string source;
    std::string event_id;
    std::optional<instant> time;
    std::string actor_id;  // with actor_role: data.actor
    std::optional<role> actor_role;
    std::optional<std::int64_t> expected_version;
    std::string traceparent;
};
[[nodiscard]] workflow::outgoing encode(const command_to_send& send);

}  // namespace redress::json
