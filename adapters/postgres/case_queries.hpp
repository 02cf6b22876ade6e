// What people and reports are shown, as plain values. Nothing here is on the path of a write, and
// nothing is locked. Pages go by key, never by number.
//
// Roles: redress_reader for everything but texts and records of dead letters, which redress_private
// reads over a connection of its own, made at first use. Whoever shows those also records that they
// were shown.
//
// Throws store_unavailable, write_rejected, unknown_state (case_codec.hpp). Not thread-safe.
#pragma once

#include "states/complaint.hpp"

#include <cstdint>
#include <memory>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace redress::postgres {

class session;

/// Of a list: what a row of work_item holds. Closed cases are listed from the case table.
struct case_line {
    case_id id{};
    std::int16_t bucket = 0;
    std::string reference;
    std::string team;  // empty: none
    std::string owner;
    std::string state;
    std::string hold;
    std::string kind;
    std::string category;
    std::string channel;
    std::int64_t severity = 0;
    std::int64_t rung = 0;
    std::optional<instant> next_due;
    std::optional<instant> filed_at;
};

/// What a list says of a case that was read whole.
[[nodiscard]] case_line line_of(const complaint& now);

struct case_filter {
    std::string state;  // lifecycle state; empty: every open case
    std::string team;
    std::string owner;
    std::optional<std::int64_t> severity, rung;
    // Of closed cases they stand in no column: `list` finds those that fit, and may find a few more.
    std::string category, channel, kind, hold;
    std::optional<instant> due_before, filed_from, filed_until;
    int limit = 50;
    std::optional<case_id> after;  // last case of the page before
};

struct queue_counted {
    std::int64_t lines = 0;
    std::vector<case_id> may_concern;  // those of them that concern somebody of ours, or the person who asks
};

struct queue_filter {
    std::string team;                       // empty: any
    std::string owner;                      // empty: any
    std::vector<std::string> stood_in_for;  // beside the owner: those whose cases are looked after meanwhile
    bool unowned = false;
    bool waiting = false;                              // for somebody else
    bool raised = false;                               // above the base of the ladder
    std::string state, category, channel, kind, hold;  // empty: any
    std::optional<std::int64_t> severity, rung;
    int limit = 50;
    std::optional<std::pair<std::optional<instant>, case_id>>
        after;  // next_due and id of the last line before
};

struct timeline_entry {
    std::int64_t cseq = 0;
    std::int64_t pos = 0;
    std::int64_t key = 0;
    std::string body;  // canonical JSON, as hashed
    digest leaf{};
};

struct private_text {
    std::int64_t entry_key = 0;
    std::string slot;
    std::string bytes;
    instant created{};
};

struct dead_letter_line {
    uuid id{};
    std::int16_t bucket = 0;
    std::string reason;
    std::string detail;
    std::string source;
    std::string source_id;
    std::string topic;
    std::int32_t partition = -1;
    std::int64_t offset = -1;
    digest sha256{};
    instant created{};
    std::string state;  // open, redriven, discarded
    std::int32_t redrives = 0;
};

struct dead_letter_record {
    dead_letter_line line;
    std::string key;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string payload;
};

struct state_count {
    std::string state;
    std::int64_t cases = 0;
};

/// How far due work lies behind or ahead, without counting what lies far ahead.
struct deadline_summary {
    std::int64_t overdue = 0;  // open cases past their next due time
    std::int64_t due_within_day = 0;
    std::int64_t undated = 0;       // open cases of which no clock runs: paused, missed, or none
    std::int64_t agenda_due = 0;    // agenda rows that a pass would take now
    std::optional<instant> oldest;  // of those
};

/// A stretch of a bucket's log, read backwards.
struct recorded_page {
    std::vector<case_id> cases;       // whose first entry lies in it
    std::int64_t first = 0;           // position of its oldest entry
    std::optional<instant> recorded;  // when that was recorded; nothing: there is no entry any more
};

struct reader_lag {
    std::string reader;
    std::int64_t behind = 0;            // entries, over all buckets
    std::optional<std::string> holder;  // of a lease that runs
};

struct partition_line {
    std::string topic;
    std::int32_t partition = 0;
    std::int64_t epoch = 0, first_offset = 0, next_offset = 0;
    std::int32_t tries = 0;
    bool released = false;
    std::int64_t applied = 0, refused = 0, duplicate = 0, dead_lettered = 0, skipped = 0;
};

struct stored_policy {
    std::string sha256;
    std::string id;
    std::int64_t rev = 0;
    std::string toml;
    instant loaded{};
};

class case_queries {
public:
    explicit case_queries(std::string url);
    ~case_queries();
    case_queries(const case_queries&) = delete;
    case_queries& operator=(const case_queries&) = delete;

    /// Which case has the reference, or none, in a time that does not tell which: for whoever has shown nothing yet.
    [[nodiscard]] std::optional<case_id> id_of_reference(std::string_view reference, std::int16_t bucket);
    /// Whole cases. By reference: with the bucket that the reference carries, or in every bucket.
    [[nodiscard]] std::optional<complaint> get(const case_id& id);
    [[nodiscard]] std::optional<complaint> get_by_reference(std::string_view reference,
                                                            std::optional<std::int16_t> bucket = {});
    /// Those of them that are there, in no order.
    [[nodiscard]] std::vector<complaint> get(const std::vector<case_id>& ids);
    /// In the order of (bucket, id). Of a closed case that this release cannot read, what stands in columns.
    [[nodiscard]] std::vector<case_line> list(const case_filter& filter);
    /// How many of the first `filter.limit` lines there are, without reading their cases.
    [[nodiscard]] queue_counted count_queue(const queue_filter& filter, std::string_view person);
    /// What is due first comes first, what has no due time last.
    [[nodiscard]] std::vector<case_line> queue(const queue_filter& filter);
    [[nodiscard]] std::vector<timeline_entry> timeline(const chain_id& chain, std::int64_t after_cseq = 0,
                                                       int limit = 1000);
    [[nodiscard]] std::vector<private_text> texts(const case_id& id);

    /// Newest first; `state` empty: any. `before`: the last letter of the page before.
    [[nodiscard]] std::vector<dead_letter_line> dead_letters(
        std::string_view state = "open", int limit = 50, std::optional<std::pair<instant, uuid>> before = {});
    [[nodiscard]] std::optional<dead_letter_record> dead_letter(const uuid& id);
    /// What the records of these letters had as their key, by letter.
    [[nodiscard]] std::map<uuid, std::string> keys_of(const std::vector<dead_letter_line>& letters);
    /// From `open` alone; false when the letter is unknown or was settled already.
    bool settle_dead_letter(const uuid& id, std::string_view state);

    [[nodiscard]] std::vector<state_count> counts();
    [[nodiscard]] deadline_summary deadlines();
    /// Open cases by next due time, at most `limit`.
    [[nodiscard]] std::vector<case_line> due_next(int limit = 50);
    /// Closed cases with a clock that is looked at before `until`, after `after` in the order of (bucket, id).
    [[nodiscard]] std::vector<case_id> closed_ahead(instant until, const std::optional<case_id>& after,
                                                    int limit);
    /// Cases of which somebody is complained about or declared an interest, and those in which this person complains
    /// or speaks for whoever does: all that may concern them, and some that do not. Goes through every case.
    [[nodiscard]] std::vector<case_id> may_concern(std::string_view person);
    /// Cases that an outside body looks at or looked at. Goes through every case.
    [[nodiscard]] std::vector<case_id> referred();
    /// The `limit` entries before a position of a bucket's log; before its end without one.
    [[nodiscard]] recorded_page recorded(std::int16_t bucket, std::optional<std::int64_t> before, int limit);
    /// Open cases whose next due time lies between now and `until`, by minute.
    [[nodiscard]] std::vector<std::pair<instant, std::int64_t>> due_by_minute(instant until);
    [[nodiscard]] std::vector<reader_lag> readers();
    [[nodiscard]] std::vector<partition_line> partitions();

    /// False when it stood there already. Another text under the same hash is refused by the hash.
    bool save_policy(const stored_policy& one);
    [[nodiscard]] std::vector<stored_policy> policies();

    [[nodiscard]] instant now();

private:
    session& open_texts();

    std::string url_;
    std::unique_ptr<session> to_;
    std::unique_ptr<session> private_;
};

}  // namespace redress::postgres
