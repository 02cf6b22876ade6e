// All that one commit writes, as one value. Rows are folded: every case appears once.
#pragma once

#include "states/complaint.hpp"
#include "states/matter.hpp"
#include "workflow/command.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace redress::workflow {

struct head_move {
    std::int16_t bucket = 0;
    std::int64_t expected_turn = 0;  // guard: the head's turn as read
    std::int64_t next_turn = 0;      // expected + 1
    std::int64_t next_pos = 0;       // last position given out
};

struct entry_row {
    std::int16_t bucket = 0;
    redress::chain_id chain{};
    std::int64_t key = 0;  // first 8 bytes (big-endian) of SHA-256(source 0x00 id); next 8 when taken
    std::int64_t cseq = 0;
    std::int64_t pos = 0;
    std::string body;        // the canonical bytes
    redress::digest leaf{};  // SHA-256(0x00 || body)
};

struct private_row {
    std::int16_t bucket = 0;
    redress::case_id id{};
    std::int64_t entry_key = 0;
    std::string slot;  // field name, "points.2" for the second of several
    std::string bytes;
    redress::digest digest{};
    instant created{};
};

/// A closed case whose words are deleted: those of before this batch, those of its compartment included.
struct erased_case {
    std::int16_t bucket = 0;
    redress::case_id id{};
    bool operator==(const erased_case&) const = default;
};

/// An entry whose words are deleted, while its digests stay.
struct redacted_entry {
    std::int16_t bucket = 0;
    redress::case_id id{};
    std::int64_t cseq = 0;
    bool operator==(const redacted_entry&) const = default;
};

struct agenda_row {
    std::int16_t bucket = 0;
    instant look_at{};  // raised to now if past, lowered to the horizon if beyond
    redress::case_id id{};
};

/// A row of the agenda whose time has come.
struct due_case {
    std::int16_t bucket = 0;
    redress::case_id id{};
    instant look_at{};
    std::string place;  // of the row, as its store calls it; empty: the store finds it without
};

struct case_write {
    const complaint* now = nullptr;     // owned by the engine until the write is answered
    std::int64_t expected_version = 0;  // 0: a new case
};

struct matter_write {
    const matter* now = nullptr;  // owned by the engine until the write is answered
    std::int64_t expected_version = 0;
};

/// How many more cases name an incident by a link.
struct incident_delta {
    std::int16_t bucket = 0;  // of the cases
    redress::case_id incident{};
    std::int64_t delta = 0;
};

/// The queue's row of an open case; `gone` deletes it at closing.
struct work_item {
    std::int16_t bucket = 0;
    redress::case_id id{};
    bool gone = false;
    bool there = false;  // it has a row already: cheaper to move than to put
    const complaint* now = nullptr;
};

struct counter_delta {
    std::int16_t bucket = 0;
    std::string state;  // lifecycle state
    std::int64_t delta = 0;
};

struct offset_write {
    offset_advance move;
    std::int64_t applied = 0, refused = 0, duplicate = 0, dead_lettered = 0;
};

struct dead_letter_row {
    std::int16_t bucket = 0;  // of the process chain that records it
    uuid id{};                // also the id of its entry
    const dead_letter* letter = nullptr;
    instant created{};
};

struct batch_outcome {
    std::vector<head_move> heads;             // sorted by bucket
    std::vector<case_write> created;          // sorted by (bucket, id)
    std::vector<case_write> changed;          // sorted by (bucket, id)
    std::vector<matter_write> matters_made;   // sorted by (bucket, id); no case has the id
    std::vector<matter_write> matters_moved;  // sorted by (bucket, id)
    std::vector<entry_row> entries;           // sorted by (bucket, pos)
    std::vector<erased_case> erased;          // each once; deleted before `texts` are written
    std::vector<redacted_entry> redacted;     // deleted behind `entries`, which name them, and before `texts`
    std::vector<private_row> texts;
    std::vector<agenda_row> agenda;
    std::vector<due_case> agenda_done;  // rows that have had their look and go; oldest first
    std::vector<work_item> work;        // sorted by (bucket, id)
    std::vector<counter_delta> counters;
    std::vector<incident_delta> incidents;  // sorted by (bucket, incident), each once
    std::vector<offset_write> offsets;      // sorted by (bucket, topic, partition)
    std::vector<dead_letter_row> dead;
    std::uint64_t prepared = 0;  // by `case_store::prepare`: its number for what it has ready

    [[nodiscard]] bool empty() const { return heads.empty() && offsets.empty(); }
    void clear();
};

}  // namespace redress::workflow
