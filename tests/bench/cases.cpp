#include "tests/bench/cases.hpp"

#include <fmt/core.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace redress::bench {

namespace {

std::string migrations()
{
    std::set<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator("schemas/migrations"))
        if (const auto name = entry.path().filename().string();
            name.ends_with(".up.sql") && name.find("_role_") == name.npos)
            files.insert(entry.path());
    std::ostringstream all;
    all << "BEGIN;\n";
    for (const auto& file : files) all << std::ifstream(file).rdbuf() << "\n";
    all << "COMMIT;\n";
    return all.str();
}

constexpr int days_ahead = 92;

void make_partitions(database& db)
{
    db.run(fmt::format(R"(DO $$ DECLARE d date; BEGIN
        IF EXISTS (SELECT FROM pg_inherits WHERE inhparent = 'deadline_agenda'::regclass) THEN RETURN; END IF;
        FOR d IN SELECT current_date + n FROM generate_series(-1, {}) n LOOP
            EXECUTE format('CREATE TABLE %I PARTITION OF deadline_agenda FOR VALUES FROM (%L) TO (%L)',
                           'deadline_agenda_' || to_char(d, 'YYYYMMDD'), d, d + 1);
        END LOOP; END $$)",
                       days_ahead));
}

// Indexes are built after the rows: what random inserts leave is imitated by their fill factor.
void make_cases(database& db, const mix& shape, std::int64_t count)
{
    constexpr int history = 4;
    db.run("SET synchronous_commit = off");
    db.run(fmt::format(R"(
        INSERT INTO complaint (bucket, case_id, reference, state, hold, ladder, severity, rung, version, cseq,
                               next_due, agenda_at, owner, team, head, facts)
        SELECT hashint8(i) & 63, md5(i::text)::uuid, 'R' || i, 'investigating', 'none', 'at_base', 2, 0, {1}, {1},
               now() + '10 days', now() + '5 days', 'h.lin', 'intake', sha256(i::text::bytea),
               substr(pool, 1 + (hashint8(i) & 4095), {2})
        FROM generate_series(1, {0}) i, (SELECT decode(string_agg(md5(g::text), ''), 'hex') pool FROM generate_series(1, 600) g) p;
        INSERT INTO work_item (bucket, case_id, reference, team, owner, state, hold, kind, category, channel,
                               severity, rung, next_due, filed_at)
        SELECT bucket, case_id, reference, team, owner, state, hold, 'complaint', 'transfer_failed', 'in_app', severity, rung,
               next_due, now() FROM complaint;
        INSERT INTO audit_entry (bucket, chain_id, key, cseq, pos, body, leaf)
        SELECT c.bucket, c.case_id, hashtextextended(c.reference, n), n,
               row_number() OVER (PARTITION BY c.bucket ORDER BY n, c.case_id), substr(pool, 1 + (hashtext(c.reference) # (n * 7919) & 4095), {3}), c.head
        FROM generate_series(1, {1}) n, complaint c, (SELECT decode(string_agg(md5(g::text), ''), 'hex') pool FROM generate_series(1, 600) g) p;
        UPDATE bucket_head h SET turn = 1, pos = m FROM (SELECT bucket, max(pos) m FROM audit_entry GROUP BY 1) a
        WHERE a.bucket = h.bucket)",
                       count, history, shape.facts, shape.body));
    db.run("SET synchronous_commit = on");
}

}  // namespace

void prepare_tables(database& db, const mix& shape, std::int64_t count)
{
    if (db.number("SELECT count(*) FROM pg_class WHERE relname = 'complaint'") == 0) db.run(migrations());
    make_partitions(db);
    if (db.number("SELECT count(*) FROM (SELECT FROM complaint LIMIT 1) c") == 0)
        make_cases(db, shape, count);
    db.run(fmt::format(
        "INSERT INTO consumer_offset (bucket, topic, partition, epoch, first_offset, next_offset) "
        "SELECT g, '{}', g, {}, 0, 0 FROM generate_series(0, 63) g ON CONFLICT DO NOTHING",
        probe_topic, probe_epoch));
    db.run(
        "INSERT INTO case_counter (bucket, state, cases) SELECT g, s, 0 FROM generate_series(0, 63) g, "
        "unnest(ARRAY['received', 'responded', 'investigating', 'decided']) s ON CONFLICT DO NOTHING");
    for (const auto* table : {"complaint", "audit_entry", "work_item"})
        db.run(fmt::format("VACUUM ANALYZE {}", table));
    db.run("CHECKPOINT");
}

ground read_ground(database& db)
{
    ground all;
    PGresult* found = db.binary(
        "SELECT c.bucket, c.case_id, c.version, c.cseq, w.case_id IS NOT NULL, coalesce(w.next_due, now()) "
        "FROM complaint c "
        "LEFT JOIN work_item w USING (bucket, case_id) ORDER BY 1, 2");
    for (int row = 0; row < PQntuples(found); ++row) {
        known_case one;
        one.bucket = from_wire<std::int16_t>(PQgetvalue(found, row, 0));
        std::memcpy(one.id.data(), PQgetvalue(found, row, 1), one.id.size());
        one.version = from_wire<std::int64_t>(PQgetvalue(found, row, 2));
        one.cseq = from_wire<std::int64_t>(PQgetvalue(found, row, 3));
        one.queued = *PQgetvalue(found, row, 4) != 0;
        one.due = from_wire<std::int64_t>(PQgetvalue(found, row, 5));
        // What is closed gets no more events.
        if (one.queued)
            all.of_bucket[static_cast<std::size_t>(one.bucket)].push_back(static_cast<int>(all.cases.size()));
        all.cases.push_back(one);
    }
    PQclear(found);
    for (const auto& row : db.rows("SELECT bucket, pos, turn FROM bucket_head")) {
        auto& head = all.heads[std::stoul(row[0])];
        head.pos = std::stoll(row[1]);
        head.turn = std::stoll(row[2]);
    }
    for (const auto& row : db.rows(
             fmt::format("SELECT bucket, next_offset FROM consumer_offset WHERE topic = '{}'", probe_topic)))
        all.heads[std::stoul(row[0])].offset = std::stoll(row[1]);
    return all;
}

}  // namespace redress::bench
