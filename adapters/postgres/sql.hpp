// The batch writer's statements, prepared once per connection. One statement per table, one array
// per column. Each begins from the bucket, so that a distributed database can keep it on one node.
//
// A guard is an error: another number of rows divides by zero, and the server skips everything up
// to and with COMMIT. Which guard it was is told by the statement's place in the flush.
#pragma once

#include "adapters/postgres/wire.hpp"

#include <array>

namespace redress::postgres::sql {

// First of every transaction. `k` takes the row locks in bucket order, which UPDATE ... FROM does
// not: without it two engines that share buckets deadlock.
inline constexpr statement move_heads{"move_heads", R"(
WITH k AS MATERIALIZED (SELECT h.bucket FROM bucket_head h WHERE h.bucket = ANY($1::smallint[]) ORDER BY h.bucket FOR UPDATE),
     w AS (UPDATE bucket_head h SET pos = u.pos, turn = u.turn
           FROM k, unnest($1::smallint[], $2::bigint[], $3::bigint[], $4::bigint[]) u(bucket, expected, turn, pos)
           WHERE h.bucket = u.bucket AND k.bucket = u.bucket AND h.turn = u.expected RETURNING 1)
SELECT 1 / (count(*) = cardinality($1::smallint[]))::int FROM w)"};

// A case and a matter never have one id: they would share a chain. The other side reads under lock.
inline constexpr statement add_cases{"add_cases", R"(
INSERT INTO complaint (bucket, case_id, reference, state, hold, ladder, severity, rung, version, cseq,
                       next_due, agenda_at, owner, team, head, facts)
SELECT u.bucket / (NOT EXISTS (SELECT FROM matter m WHERE m.bucket = u.bucket AND m.matter_id = u.case_id))::int::smallint, u.case_id,
       u.reference, u.state, u.hold, u.ladder, u.severity, u.rung, u.version, u.cseq, u.next_due, u.agenda_at, u.owner, u.team, u.head,
       u.facts
FROM unnest($1::smallint[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::smallint[], $8::smallint[],
            $9::bigint[], $10::bigint[], $11::timestamptz[], $12::timestamptz[], $13::text[], $14::text[], $15::bytea[], $16::bytea[])
     u(bucket, case_id, reference, state, hold, ladder, severity, rung, version, cseq, next_due, agenda_at, owner, team, head, facts))"};

inline constexpr statement move_cases{"move_cases", R"(
WITH w AS (UPDATE complaint c SET state = u.state, hold = u.hold, ladder = u.ladder, severity = u.severity, rung = u.rung,
                  version = u.version, cseq = u.cseq, next_due = u.next_due, agenda_at = u.agenda_at, owner = u.owner,
                  team = u.team, head = u.head, facts = u.facts
           FROM unnest($1::smallint[], $2::uuid[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::smallint[], $8::smallint[],
                       $9::bigint[], $10::bigint[], $11::timestamptz[], $12::timestamptz[], $13::text[], $14::text[], $15::bytea[], $16::bytea[])
                u(bucket, case_id, expected, state, hold, ladder, severity, rung, version, cseq, next_due, agenda_at, owner, team, head, facts)
           WHERE c.bucket = u.bucket AND c.case_id = u.case_id AND c.version = u.expected RETURNING 1)
SELECT 1 / (count(*) = cardinality($1::smallint[]))::int FROM w)"};

inline constexpr statement add_matters{"add_matters", R"(
INSERT INTO matter (bucket, matter_id, kind, state, version, cseq, due, opened_at, agenda_at, head, facts)
SELECT * FROM unnest($1::smallint[], $2::uuid[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::timestamptz[],
                     $8::timestamptz[], $9::timestamptz[], $10::bytea[], $11::bytea[]))"};

inline constexpr statement move_matters{"move_matters", R"(
WITH w AS (UPDATE matter m SET state = u.state, version = u.version, cseq = u.cseq, due = u.due, agenda_at = u.agenda_at,
                  head = u.head, facts = u.facts
           FROM unnest($1::smallint[], $2::uuid[], $3::bigint[], $4::text[], $5::bigint[], $6::bigint[], $7::timestamptz[],
                       $8::timestamptz[], $9::bytea[], $10::bytea[])
                u(bucket, matter_id, expected, state, version, cseq, due, agenda_at, head, facts)
           WHERE m.bucket = u.bucket AND m.matter_id = u.matter_id AND m.version = u.expected RETURNING 1)
SELECT 1 / (count(*) = cardinality($1::smallint[]))::int FROM w)"};

inline constexpr statement count_incidents{"count_incidents", R"(
INSERT INTO incident_case_counter (bucket, incident_id, cases)
SELECT * FROM unnest($1::smallint[], $2::uuid[], $3::bigint[])
ON CONFLICT (bucket, incident_id) DO UPDATE SET cases = incident_case_counter.cases + EXCLUDED.cases)"};

inline constexpr statement read_matters{"read_matters", R"(
SELECT m.bucket, m.matter_id, m.kind, m.state, m.version, m.cseq, m.agenda_at, m.head, m.facts
FROM unnest($1::smallint[], $2::uuid[]) u(bucket, matter_id)
JOIN matter m ON m.bucket = u.bucket AND m.matter_id = u.matter_id)"};

inline constexpr statement add_entries{"add_entries", R"(
INSERT INTO audit_entry (bucket, chain_id, key, cseq, pos, body, leaf)
SELECT * FROM unnest($1::smallint[], $2::uuid[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bytea[], $7::bytea[]))"};

inline constexpr statement add_texts{"add_texts", R"(
INSERT INTO private_text (bucket, case_id, entry_key, slot, bytes, digest, created_at)
SELECT * FROM unnest($1::smallint[], $2::uuid[], $3::bigint[], $4::text[], $5::bytea[], $6::bytea[], $7::timestamptz[]))"};

// The writer may not delete: the owner's function does it, of closed cases alone (migration 0005).
inline constexpr statement erase_texts{"erase_texts", R"(
SELECT erase_texts($1::smallint[], $2::uuid[]))"};

// Of entries that a redaction of their case names (migration 0006).
inline constexpr statement redact_texts{"redact_texts", R"(
SELECT redact_texts($1::smallint[], $2::uuid[], $3::bigint[]))"};

inline constexpr statement read_limited_reasons{"read_limited_reasons", R"(
SELECT l.approved_by, l.until FROM limited_reasons l WHERE l.bucket = $1::smallint AND l.case_id = $2::uuid)"};

inline constexpr statement look_later{"look_later", R"(
INSERT INTO deadline_agenda (bucket, look_at, case_id)
SELECT * FROM unnest($1::smallint[], $2::timestamptz[], $3::uuid[]))"};

inline constexpr statement put_work{"put_work", R"(
INSERT INTO work_item (bucket, case_id, reference, team, owner, state, hold, kind, category, channel, severity, rung, next_due, filed_at)
SELECT * FROM unnest($1::smallint[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                     $9::text[], $10::text[], $11::smallint[], $12::smallint[], $13::timestamptz[], $14::timestamptz[])
ON CONFLICT (bucket, case_id) DO UPDATE SET team = EXCLUDED.team, owner = EXCLUDED.owner, state = EXCLUDED.state,
    hold = EXCLUDED.hold, kind = EXCLUDED.kind, category = EXCLUDED.category, channel = EXCLUDED.channel,
    severity = EXCLUDED.severity, rung = EXCLUDED.rung, next_due = EXCLUDED.next_due)"};

// For rows that are there: ON CONFLICT looks for them twice and locks each before it moves it.
inline constexpr statement move_work{"move_work", R"(
UPDATE work_item w SET team = u.team, owner = u.owner, state = u.state, hold = u.hold, kind = u.kind, category = u.category,
       channel = u.channel, severity = u.severity, rung = u.rung, next_due = u.next_due
FROM unnest($1::smallint[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
            $9::text[], $10::text[], $11::smallint[], $12::smallint[], $13::timestamptz[], $14::timestamptz[])
     u(bucket, case_id, reference, team, owner, state, hold, kind, category, channel, severity, rung, next_due, filed_at)
WHERE w.bucket = u.bucket AND w.case_id = u.case_id)"};

inline constexpr statement drop_work{"drop_work", R"(
DELETE FROM work_item w USING unnest($1::smallint[], $2::uuid[]) u(bucket, case_id)
WHERE w.bucket = u.bucket AND w.case_id = u.case_id)"};

inline constexpr statement count_cases{"count_cases", R"(
INSERT INTO case_counter (bucket, state, cases)
SELECT u.bucket, u.state, sum(u.delta) FROM unnest($1::smallint[], $2::text[], $3::bigint[]) u(bucket, state, delta)
GROUP BY u.bucket, u.state ORDER BY u.bucket, u.state
ON CONFLICT (bucket, state) DO UPDATE SET cases = case_counter.cases + EXCLUDED.cases)"};

// The fence: nobody else holds the partition (epoch), and nobody wrote from here (next_offset).
inline constexpr statement move_offsets{"move_offsets", R"(
WITH w AS (UPDATE consumer_offset o SET next_offset = u.next, tries = 0, applied = o.applied + u.applied,
                  refused = o.refused + u.refused, duplicate = o.duplicate + u.duplicate,
                  dead_lettered = o.dead_lettered + u.dead_lettered, skipped = o.skipped + u.skipped
           FROM unnest($1::smallint[], $2::text[], $3::integer[], $4::bigint[], $5::bigint[], $6::bigint[],
                       $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[])
                u(bucket, topic, partition, epoch, expected, next, applied, refused, duplicate, dead_lettered, skipped)
           WHERE o.bucket = u.bucket AND o.topic = u.topic AND o.partition = u.partition
             AND o.epoch = u.epoch AND o.next_offset = u.expected RETURNING 1)
SELECT 1 / (count(*) = cardinality($1::smallint[]))::int FROM w)"};

inline constexpr statement add_dead{"add_dead", R"(
INSERT INTO dead_letter (bucket, letter_id, reason, detail, source, source_id, topic, partition, record_offset,
                         sha256, record_key, headers, payload, created_at)
SELECT * FROM unnest($1::smallint[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::integer[],
                     $9::bigint[], $10::bytea[], $11::bytea[], $12::bytea[], $13::bytea[], $14::timestamptz[]))"};

// Heads and cases in one statement, so that a head that has not moved proves the cases current.
inline constexpr statement read_cases{"read_cases", R"(
SELECT h.bucket, h.pos, h.turn, clock_timestamp(), c.case_id, c.reference, c.state, c.hold, c.ladder, c.severity, c.rung,
       c.version, c.cseq, c.agenda_at, c.owner, c.team, c.head, c.facts
FROM bucket_head h LEFT JOIN (SELECT c.* FROM unnest($2::smallint[], $3::uuid[]) u(bucket, case_id)
                              JOIN complaint c ON c.bucket = u.bucket AND c.case_id = u.case_id) c ON c.bucket = h.bucket
WHERE h.bucket = ANY($1::smallint[]))"};

inline constexpr statement lock_heads{"lock_heads", R"(
SELECT h.bucket, h.pos, h.turn FROM bucket_head h WHERE h.bucket = ANY($1::smallint[]) ORDER BY h.bucket FOR UPDATE)"};

inline constexpr statement find_entries{"find_entries", R"(
SELECT a.bucket, a.chain_id, a.key, a.body, a.leaf FROM unnest($1::smallint[], $2::uuid[], $3::bigint[]) u(bucket, chain_id, key)
JOIN audit_entry a ON a.bucket = u.bucket AND a.chain_id = u.chain_id AND a.key = u.key)"};

inline constexpr statement find_first{"find_first", R"(
SELECT a.bucket, a.chain_id, a.key, a.body FROM audit_entry a WHERE a.bucket = $1::smallint AND a.chain_id = $2::uuid
ORDER BY a.cseq LIMIT 1)"};

inline constexpr statement find_reference{"find_reference", R"(
SELECT EXISTS (SELECT FROM complaint c WHERE c.bucket = $1::smallint AND c.reference = $2::text))"};

inline constexpr statement find_offset{"find_offset", R"(
SELECT EXISTS (SELECT FROM consumer_offset o WHERE o.bucket = $1::smallint AND o.topic = $2::text AND o.partition = $3::bigint
               AND o.epoch = $4::bigint AND o.next_offset >= $5::bigint))"};

inline constexpr statement what_time{"what_time", "SELECT clock_timestamp()"};

inline constexpr std::array prepared{
    move_heads,  add_cases,    move_cases,  add_matters,     move_matters,         add_entries,
    add_texts,   look_later,   erase_texts, redact_texts,    read_limited_reasons, put_work,
    move_work,   drop_work,    count_cases, count_incidents, move_offsets,         add_dead,
    read_cases,  read_matters, lock_heads,  find_entries,    find_first,           find_reference,
    find_offset, what_time};

}  // namespace redress::postgres::sql
