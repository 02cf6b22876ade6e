// The record of what happened: one `redress.audit/1` entry, as canonical bytes (RFC 8785, strict
// profile of `audit.md` 1). The bytes written here are stored, hashed and published; nothing is ever
// rebuilt from columns.
//
// Members, all optional unless said (sorted by name in the bytes):
//   actor   {for, id, kind, role}; `for` whose rung they served, where they served it for somebody away
//   at      instant it occurred (required)
//   case    case id, of an entry of a case
//   cause   id of the entry that a derived event answers
//   chain   of an entry of no case: id of the incident or action, else of the process's chain
//   clk     [clock instances that changed, whole; the fold replaces by (clock, subject, generation)]
//   cprev   hex leaf of the chain's previous entry; absent iff cseq is 1
//   cseq    1, 2, 3 ... in the chain (required)
//   data    {field: value} of the event's non-personal fields
//   ev      event name
//   id      UUIDv7 of the entry (required); also ce_id of its outgoing event
//   log     origin of the log (required)
//   moves   [{from, machine, to}]; beside the case the machine is the kind: incident, action, restricted
//   pol     [{id, rev, sha256}] where policies were pinned: all; where a clock started: those of `clk`
//   rec     instant it was recorded, by the database clock (required)
//   ref     {args, code, fix, guard} of a refusal
//   removed [{kind, slot}] secrets that the firewall took out of the words before they were stored
//   salt    32 hex digits (required)
//   sealed  [{len, sha256, slot}] digests of personal values
//   set     {fact: new value}; null for a fact back at its default
//   src     {digest, id, offset, partition, source, topic}; offset, partition and topic only for Kafka, digest
//           only where the source sent content (timers and rules do not)
//   ten     tenant (required)
//   tp      traceparent
//   type    case.event, case.refused, incident.event, incident.refused, action.event, action.refused,
//           restricted.event, restricted.refused, restricted.read (in a compartment's chain alone),
//           dead_letter.recorded, process.started, process.stopped, policy.loaded, operator.command,
//           access.given, index.sealed (required)
//   v       "redress.audit/1" (required)
//   ver     version after of the case, incident or action; absent on refusals
#pragma once

#include "states/matter_step.hpp"
#include "states/step.hpp"
#include "workflow/command.hpp"

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace redress::workflow {

inline constexpr std::size_t entry_bytes_max = 65'535;

struct log_identity {
    std::string log = "redress.example/audit";
    std::string tenant = "default";
};

struct sealed_value {
    std::string slot;
    redress::digest sha256{};
    std::size_t length = 0;
};

/// What the writer of an entry says beyond the case itself.
struct entry_parts {
    uuid id{};
    std::string_view type;
    const complaint* now = nullptr;  // after the event; null for a process's entry
    redress::chain_id chain{};       // for a process's entry
    std::int64_t cseq = 0;
    const redress::digest* cprev = nullptr;  // null iff cseq is 1
    const actor* who = nullptr;
    std::string_view stands_in_for;  // somebody away whose rung `who` served with this; empty: nobody
    const event* what = nullptr;
    const changes* changed = nullptr;  // null on a refusal
    const matter* beside = nullptr;    // after the event; of an entry beside the case, whose chain it names
    const matter_changes* moved = nullptr;  // of that; null on a refusal
    const redress::refusal* refused = nullptr;
    const source_ref* from = nullptr;
    const uuid* cause = nullptr;
    std::span<const sealed_value> sealed;
    std::vector<std::pair<std::string, std::string>>
        data;  // of a process's entry: extra string members of `data`
    instant at{};
    instant recorded{};
    std::string_view traceparent;
    std::array<std::uint8_t, 16> salt{};
};

/// Appends the canonical bytes to `out`. Throws write_rejected above entry_bytes_max.
void write_entry(std::string& out, const entry_parts& parts, const log_identity& log);

/// SHA-256(0x00 || body), RFC 6962 leaf.
[[nodiscard]] redress::digest leaf_of(std::string_view body);
[[nodiscard]] redress::digest sha256(std::string_view bytes);
/// SHA-256(source 0x00 id).
[[nodiscard]] redress::digest source_digest(std::string_view source, std::string_view id);
[[nodiscard]] std::int64_t key_of(const redress::digest& source_digest, int eighth = 0);

/// Source, id and digest as an entry's `src` says; empty values when it has none.
[[nodiscard]] source_ref source_of(std::string_view body);

/// Folds one entry into a case, as the checker does: `set`, `moves`, `clk`, `ver`, `cseq`. For
/// replay and tests; throws std::runtime_error naming what it cannot read.
void fold(complaint& now, std::string_view body);
/// The same of a matter's entry.
void fold(matter& now, std::string_view body);

}  // namespace redress::workflow
