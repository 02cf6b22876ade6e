// What callers ask the engine: one event for one case, with its actor resolved and its source named.
#pragma once

#include "states/actor.hpp"
#include "states/complaint.hpp"
#include "states/event.hpp"
#include "states/step.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace redress::workflow {

/// Where a command came from. (source, id) names it once and for all; the digest is SHA-256 of the
/// canonical JSON of {data, subject, type}, so that the same command is known in either mode.
struct source_ref {
    std::string source;
    std::string id;
    redress::digest digest{};
    std::string topic;  // empty unless it is a Kafka record
    std::int32_t partition = -1;
    std::int64_t offset = -1;
    bool operator==(const source_ref&) const = default;
};

/// A record that cannot be a command: unreadable, of an unknown type or version, misplaced, of an
/// unknown case. Kept whole in the private table; its entry and notice carry no payload.
struct dead_letter {
    std::string reason;  // unreadable, invalid_data, unknown_event, unknown_version, unknown_case,
                         // key_mismatch, misplaced, received_in_future, source_may_not_speak,
                         // too_large, not_permitted, rejected_by_source, gave_up,
                         // unknown_state (the case is there and cannot be read)
    std::string detail;  // names field, rule and fix; never a value a person typed
    std::string source;  // as far as it could be read
    std::string id;
    std::string topic;
    std::int32_t partition = -1;
    std::int64_t offset = -1;
    std::string key;  // bytes of the record
    std::vector<std::pair<std::string, std::string>> headers;
    std::string payload;
    redress::digest sha256{};  // of key, headers and payload bytes as `adapters/kafka` defines
};

struct command {
    case_id id{};
    redress::event what;
    actor who;
    source_ref from;
    std::optional<instant> occurred;  // stated by a source trusted for time; else the batch's instant
    std::optional<instant> received;  // trusted receipt time of a filing, already checked: not in the future
    std::optional<std::int64_t> expected_version;  // refused `version_conflict` when the case has another
    std::string traceparent;
    redress::outside outside;  // for `marked_duplicate`; empty: the engine reads it, without a lock
    std::shared_ptr<const dead_letter>
        as_came;  // the record's bytes, for when it ends as a dead letter after all
                  // (an unknown case, a refused filing); null: made from the event
};

using record = std::variant<command, dead_letter>;

/// Moves one partition's position, fenced: epoch and `expected` must still be the row's.
struct offset_advance {
    std::int16_t bucket = 0;  // partition mod 64
    std::string topic;
    std::int32_t partition = 0;
    std::int64_t epoch = 0;
    std::int64_t expected = 0;
    std::int64_t next = 0;
    std::int64_t skipped = 0;  // control records and gaps inside [expected, next)
};

enum class batch_kind : std::uint8_t { records, commands, deadlines };

/// One kind of source a batch; in the order in which each case's events came.
struct batch {
    batch_kind kind = batch_kind::commands;
    std::vector<record> records;
    std::vector<offset_advance> offsets;  // of kind `records`
};

enum class disposition : std::uint8_t { applied, refused, duplicate, dead_lettered };

/// The answer to one record, in the batch's order.
struct answer {
    redress::workflow::disposition what{};
    std::int64_t version = 0;  // of the case after it; 0 when it has none
    uuid entry{};              // id of the entry that records it; of the first for a duplicate
    std::string code;          // refusal code or dead-letter reason
    std::string guard;
    std::string fix;
    std::map<std::string, std::string> args;
    std::vector<std::string> derived;  // names of accepted derived events, in order
    std::string reference;             // of a filing that was accepted
};

}  // namespace redress::workflow
