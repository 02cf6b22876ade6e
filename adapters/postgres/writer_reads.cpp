// What the batch writer reads between writes: cases with their heads, matters, entries by key.
#include "adapters/postgres/case_codec.hpp"
#include "adapters/postgres/writer.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace redress::postgres {

namespace {

/// From the column `first` on: case_id, reference, state, hold, ladder, severity, rung, version, cseq, agenda_at,
/// owner, team, head, facts. Throws unknown_state (case_codec.hpp).
complaint stored_case(const result& rows, int row, int first, std::int16_t bucket)
{
    complaint now;
    now.id = rows.id(row, first);
    now.bucket = bucket;
    decode_facts(rows.bytes(row, first + 13), now.id, now.facts);
    now.facts.reference = rows.bytes(row, first + 1);
    now.lifecycle = stored_name<lifecycle_state>(rows.bytes(row, first + 2), now.id, "state");
    now.hold = stored_name<hold_state>(rows.bytes(row, first + 3), now.id, "hold");
    now.ladder = stored_name<ladder_state>(rows.bytes(row, first + 4), now.id, "ladder");
    now.facts.severity = rows.integer(row, first + 5);
    now.facts.rung = rows.integer(row, first + 6);
    now.version = rows.integer(row, first + 7);
    now.cseq = rows.integer(row, first + 8);
    now.agenda_at = rows.time_or_null(row, first + 9);
    now.facts.owner = rows.bytes(row, first + 10);
    now.facts.team = rows.bytes(row, first + 11);
    const std::string_view head = rows.bytes(row, first + 12);
    if (head.size() != now.head.size())
        throw unknown_state("case " + to_string(now.id) + ": head is not 32 bytes");
    std::memcpy(now.head.data(), head.data(), head.size());
    return now;
}

}  // namespace

workflow::snapshot case_store::inside::snapshot_of(const result& rows) const
{
    workflow::snapshot read;
    std::array<bool, bucket_count> known{};
    read.cases.reserve(static_cast<std::size_t>(rows.rows()));
    for (int i = 0; i < rows.rows(); ++i) {
        const auto bucket = static_cast<std::int16_t>(rows.integer(i, 0));
        if (!std::exchange(known.at(static_cast<std::size_t>(bucket)), true))
            read.heads.push_back({.bucket = bucket, .pos = rows.integer(i, 1), .turn = rows.integer(i, 2)});
        read.at = rows.time(i, 3);
        if (rows.null(i, 4)) continue;
        try {
            read.cases.push_back(stored_case(rows, i, 4, bucket));
        } catch (const unknown_state& unknown) {
            read.unreadable.push_back({bucket, rows.id(i, 4), unknown.what()});
        }
    }
    std::ranges::sort(read.heads, {}, &workflow::bucket_head::bucket);
    return read;
}

workflow::matters_read case_store::inside::matters(std::span<const case_id> ids)
{
    workflow::matters_read read;
    if (ids.empty()) return read;
    const auto c = buffers_.of(2);
    c[0].start(element::int2, ids.size());
    c[1].start(element::uuid, ids.size());
    for (const case_id& id : ids) {
        c[0].add(bucket_of(id));
        c[1].add(id);
    }
    const result rows = ask("read matters", sql::read_matters, c);
    for (int i = 0; i < rows.rows(); ++i) {
        const auto bucket = static_cast<std::int16_t>(rows.integer(i, 0));
        try {
            read.found.push_back(stored_matter({.bucket = bucket,
                                                .id = rows.id(i, 1),
                                                .kind = rows.bytes(i, 2),
                                                .state = rows.bytes(i, 3),
                                                .version = rows.integer(i, 4),
                                                .cseq = rows.integer(i, 5),
                                                .agenda_at = rows.time_or_null(i, 6),
                                                .head = rows.bytes(i, 7),
                                                .facts = rows.bytes(i, 8)}));
        } catch (const unknown_state& unknown) {
            read.unreadable.push_back({bucket, rows.id(i, 1), unknown.what()});
        }
    }
    return read;
}

std::optional<workflow::limited_reasons> case_store::inside::reasons_limited(const case_id& id)
{
    const auto c = buffers_.of(2);
    c[0].scalar(bucket_of(id));
    c[1].scalar(id);
    const result rows = ask("read limited reasons", sql::read_limited_reasons, c);
    if (rows.rows() == 0) return std::nullopt;
    return workflow::limited_reasons{.by = std::string(rows.bytes(0, 0)), .until = rows.time_or_null(0, 1)};
}

std::vector<workflow::known_entry> case_store::inside::seen(std::span<const workflow::entry_row> keys)
{
    if (keys.empty()) return {};
    const auto c = buffers_.of(3);
    c[0].start(element::int2, keys.size());
    c[1].start(element::uuid, keys.size());
    c[2].start(element::int8, keys.size());
    for (const auto& key : keys) {
        c[0].add(key.bucket);
        c[1].add(key.chain);
        c[2].add(key.key);
    }
    const result rows = ask("find entries", sql::find_entries, c);
    std::vector<workflow::known_entry> found;
    found.reserve(static_cast<std::size_t>(rows.rows()));
    for (int i = 0; i < rows.rows(); ++i)
        found.push_back(
            {.chain = rows.id(i, 1), .key = rows.integer(i, 2), .body = std::string(rows.bytes(i, 3))});
    return found;
}

}  // namespace redress::postgres
