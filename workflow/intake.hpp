// From a record that was read to a command that may be decided, or to a dead letter that says why
// not. Pure: what a source may say comes through a port, the instant as an argument.
//
// Reading the bytes (CloudEvents, JSON) is adapters/json's; what is refused there arrives here as a
// `rejection`, so that every dead letter is made in one place.
#pragma once

#include "workflow/command.hpp"
#include "workflow/ports/source_rules.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace redress::workflow {

/// A record as the broker gave it: nothing about it is believed.
struct raw_record {
    std::string topic;
    std::int32_t partition = -1;
    std::int64_t offset = -1;
    std::string key;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string payload;

    [[nodiscard]] std::size_t size() const;  // bytes of key, headers and payload
};

/// SHA-256 over key, header names and values in order, and payload, each with its length as four
/// bytes (big-endian) before it, and the number of headers before the first.
[[nodiscard]] redress::digest digest_of(const raw_record& raw);

/// Why a record cannot be a command. `reason` is one of dead_letter's; `detail` names field, rule
/// and fix and holds nothing that a person typed.
struct rejection {
    std::string reason;
    std::string detail;
    std::string source;  // as far as they could be read
    std::string id;
};

/// A CloudEvent whose data has passed the field list; who speaks and when is still only a claim.
struct incoming {
    std::string source;
    std::string id;
    redress::digest digest{};  // command_digest of {data, subject, type}
    case_id subject{};
    redress::event what;
    std::optional<instant> time;  // ce_time
    std::optional<std::int64_t> expected_version;
    std::string traceparent;         // well-formed, or empty
    std::string actor_id;            // data.actor.id, else empty
    std::optional<role> actor_role;  // data.actor.role
};

enum class batch_scope : std::uint8_t { database, bucket };

struct intake_settings {
    batch_scope scope = batch_scope::database;  // `bucket`: a record on a foreign partition is dead-lettered
    duration future_max = std::chrono::seconds(60);
    duration past_max = std::chrono::days(3653);
};

inline constexpr std::size_t record_bytes_max = std::size_t{256} * 1024;
inline constexpr std::string_view command_type_prefix = "io.redress.complaint.command.";
inline constexpr std::string_view outcome_type_prefix = "io.redress.complaint.";
inline constexpr std::string_view own_source_prefix = "redress:";  // timers and derived events: nobody else's

/// `io.redress.complaint.command.<event>.v1` and nothing else: an outcome fed back is no command.
[[nodiscard]] std::variant<event_type, rejection> command_type(std::string_view ce_type);
[[nodiscard]] std::string command_type_of(event_type e);

/// Actor, times, key and place, in that order of checking: key_mismatch, misplaced,
/// source_may_not_speak, not_permitted, received_in_future, invalid_data.
[[nodiscard]] record admit(incoming&& claim, raw_record&& raw, const source_rules& rules,
                           const intake_settings& settings, instant now);

[[nodiscard]] dead_letter as_dead_letter(raw_record&& raw, rejection why);

/// The closest of `known` when it is close enough to be a slip of the pen; empty otherwise.
[[nodiscard]] std::string_view nearest_name(std::string_view wrong, std::span<const std::string_view> known);

}  // namespace redress::workflow

namespace redress {
REDRESS_NAMES(workflow::batch_scope, "database", "bucket")
}
