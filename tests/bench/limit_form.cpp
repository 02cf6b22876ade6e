#include "tests/bench/limit_form.hpp"

#include "tests/bench/cost.hpp"

#include <fmt/core.h>

#include <poll.h>

namespace redress::bench {

namespace {

using enum part;

// A guard that fails divides by zero: the server skips the rest, COMMIT included.
std::string guarded(const std::string& update, const std::string& want)
{
    return "WITH w AS (" + update + " RETURNING 1) SELECT 1 / (count(*) = " + want + ")::int FROM w";
}

const std::string heads_ordered =
    "WITH k AS MATERIALIZED (SELECT h.bucket FROM bucket_head h WHERE h.bucket = ANY ($1::smallint[]) ORDER "
    "BY h.bucket FOR UPDATE), "
    "w AS (UPDATE bucket_head h SET turn = u.turn, pos = u.pos FROM k, "
    "unnest($1::smallint[], $2::bigint[], $3::bigint[], $4::bigint[]) u (bucket, expect, turn, pos) "
    "WHERE h.bucket = u.bucket AND k.bucket = u.bucket AND h.turn = u.expect RETURNING 1) "
    "SELECT 1 / (count(*) = cardinality($1::smallint[]))::int FROM w";

const std::string heads_plain = guarded(
    "UPDATE bucket_head h SET turn = u.turn, pos = u.pos FROM "
    "unnest($1::smallint[], $2::bigint[], $3::bigint[], $4::bigint[]) u (bucket, expect, turn, pos) "
    "WHERE h.bucket = u.bucket AND h.turn = u.expect",
    "cardinality($1::smallint[])");

const std::string cases_moved = guarded(
    "UPDATE complaint c SET state = u.state, hold = u.hold, ladder = u.ladder, severity = u.severity, rung = "
    "u.rung, "
    "version = u.version, cseq = u.cseq, next_due = u.next_due, agenda_at = u.agenda_at, owner = u.owner, "
    "team = u.team, "
    "head = u.head, facts = u.facts "
    "FROM unnest($1::smallint[], $2::uuid[], $3::bigint[], $4::text[], $5::text[], $6::text[], "
    "$7::smallint[], $8::smallint[], "
    "$9::bigint[], $10::bigint[], $11::timestamptz[], $12::timestamptz[], $13::text[], $14::text[], "
    "$15::bytea[], $16::bytea[]) "
    "u (bucket, case_id, expect, state, hold, ladder, severity, rung, version, cseq, next_due, agenda_at, "
    "owner, team, head, facts) "
    "WHERE c.bucket = u.bucket AND c.case_id = u.case_id AND c.version = u.expect",
    "$17");

const std::string cases_filed =
    "INSERT INTO complaint (bucket, case_id, reference, state, hold, ladder, severity, rung, version, cseq, "
    "next_due, agenda_at, owner, team, head, facts) "
    "SELECT b, i, r, s, 'none', 'at_base', v, 0, 1, 1, d, d, '', 'intake', h, f "
    "FROM unnest($1::smallint[], $2::uuid[], $3::text[], $4::text[], $5::smallint[], $6::timestamptz[], "
    "$7::bytea[], $8::bytea[]) u (b, i, r, s, v, d, h, f)";

const std::string work_filed =
    "INSERT INTO work_item (bucket, case_id, reference, team, owner, state, hold, kind, category, channel, "
    "severity, rung, next_due, filed_at) "
    "SELECT b, i, r, 'intake', '', s, 'none', 'complaint', 'transfer_failed', 'in_app', v, 0, d, d "
    "FROM unnest($1::smallint[], $2::uuid[], $3::text[], $4::text[], $5::smallint[], $6::timestamptz[]) u "
    "(b, i, r, s, v, d)";

const std::string entries =
    "INSERT INTO audit_entry (bucket, chain_id, key, cseq, pos, body, leaf) SELECT * FROM "
    "unnest($1::smallint[], $2::uuid[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bytea[], $7::bytea[])";

const std::string texts =
    "INSERT INTO private_text (bucket, case_id, entry_key, slot, bytes, digest, created_at) SELECT * FROM "
    "unnest($1::smallint[], $2::uuid[], $3::bigint[], $4::text[], $5::bytea[], $6::bytea[], "
    "$7::timestamptz[])";

const std::string agenda =
    "INSERT INTO deadline_agenda (bucket, look_at, case_id) SELECT * FROM unnest($1::smallint[], "
    "$2::timestamptz[], $3::uuid[])";

const std::string work_moved =
    "UPDATE work_item w SET team = u.team, owner = u.owner, state = u.state, next_due = u.due "
    "FROM unnest($1::smallint[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::timestamptz[]) u "
    "(bucket, case_id, team, owner, state, due) "
    "WHERE w.bucket = u.bucket AND w.case_id = u.case_id";

const std::string work_gone =
    "DELETE FROM work_item w USING unnest($1::smallint[], $2::uuid[]) u (bucket, case_id) WHERE w.bucket = "
    "u.bucket AND w.case_id = u.case_id";

const std::string counters =
    "UPDATE case_counter c SET cases = c.cases + u.delta FROM unnest($1::smallint[], $2::text[], "
    "$3::bigint[]) u (bucket, state, delta) "
    "WHERE c.bucket = u.bucket AND c.state = u.state";

}  // namespace

std::vector<limit_writer::statement> limit_writer::statements(form how, bool offsets)
{
    const statement heads{"heads",
                          how == form::ordered ? heads_ordered : heads_plain,
                          {head_bucket, head_expect, head_turn, head_pos}};
    const statement offset{
        "offset",
        guarded(
            fmt::format(
                "UPDATE consumer_offset o SET next_offset = u.next, applied = o.applied + u.next - u.expect "
                "FROM unnest($1::smallint[], $2::bigint[], $3::bigint[]) u (bucket, expect, next) "
                "WHERE o.bucket = u.bucket AND o.topic = '{}' AND o.partition = u.bucket "
                "AND o.epoch = {} AND o.next_offset = u.expect",
                probe_topic, probe_epoch),
            "cardinality($1::smallint[])"),
        {offset_bucket, offset_expect, offset_next}};
    std::vector<statement> all;
    if (how == form::ordered) all.push_back(heads);
    all.push_back({"moved",
                   cases_moved,
                   {moved_bucket, moved_id, moved_expect, moved_state, moved_hold, moved_ladder,
                    moved_severity, moved_rung, moved_version, moved_cseq, moved_due, moved_agenda,
                    moved_owner, moved_team, moved_head, moved_facts, moved_rows}});
    all.push_back({"filed",
                   cases_filed,
                   {filed_bucket, filed_id, filed_reference, filed_state, filed_severity, filed_due,
                    filed_head, filed_facts}});
    all.push_back({"entries",
                   entries,
                   {entry_bucket, entry_chain, entry_key, entry_cseq, entry_pos, entry_body, entry_leaf}});
    all.push_back(
        {"texts", texts, {text_bucket, text_id, text_key, text_slot, text_bytes, text_digest, text_created}});
    all.push_back({"agenda", agenda, {agenda_bucket, agenda_look, agenda_id}});
    all.push_back({"work_filed",
                   work_filed,
                   {filed_bucket, filed_id, filed_reference, filed_state, filed_severity, filed_due}});
    all.push_back(
        {"work_moved", work_moved, {work_bucket, work_id, work_team, work_owner, work_state, work_due}});
    all.push_back({"work_gone", work_gone, {gone_bucket, gone_id}});
    all.push_back({"counters", counters, {count_bucket, count_state, count_delta}});
    if (how == form::plain) all.push_back(heads);
    if (offsets) all.push_back(offset);
    return all;
}

limit_writer::limit_writer(database& db, form how, int depth, bool offsets)
    : db_(db), statements_(statements(how, offsets)), depth_(depth)
{
    db_.run("DEALLOCATE ALL; SET plan_cache_mode = force_generic_plan; SET jit = off");
    db_.prepare("begin", "BEGIN");
    db_.prepare("commit", "COMMIT");
    for (const auto& s : statements_) db_.prepare(s.name, s.sql);
    PQenterPipelineMode(db_.raw());
    PQsetnonblocking(db_.raw(), 1);
}

limit_writer::~limit_writer()
{
    finish();
    PQsetnonblocking(db_.raw(), 0);
    PQexitPipelineMode(db_.raw());
}

void limit_writer::send(const char* name, const std::vector<part>& parameters, const limit_batch* batch)
{
    const char* data[20];
    int length[20], format[20], n = 0;
    for (const part p : parameters) {
        const auto& bytes = batch->of(p).bytes();
        data[n] = bytes.data();
        length[n] = static_cast<int>(bytes.size());
        format[n++] = 1;
    }
    if (!PQsendQueryPrepared(db_.raw(), name, n, data, length, format, 1)) db_.fail(name);
}

// A full socket must not block while the server waits for us to read: both ways are served.
void limit_writer::flush(bool wait)
{
    while (true) {
        const int left = PQflush(db_.raw());
        if (left < 0) db_.fail("flush");
        if (left == 0 || !wait) return;
        pollfd socket{PQsocket(db_.raw()), POLLIN | POLLOUT, 0};
        poll(&socket, 1, -1);
        if ((socket.revents & POLLIN) != 0 && !PQconsumeInput(db_.raw())) db_.fail("read");
    }
}

void limit_writer::write(const limit_batch& batch)
{
    sent_at_.push_back(now_s());
    send("begin", {}, nullptr);
    for (const auto& s : statements_)
        if (batch.rows(s.parameters.front()) > 0) send(s.name.c_str(), s.parameters, &batch);
    send("commit", {}, nullptr);
    if (!PQpipelineSync(db_.raw())) db_.fail("sync");
    flush(true);
    while (static_cast<int>(sent_at_.size()) >= depth_) await_one();
}

void limit_writer::await_one()
{
    while (true) {
        PGresult* result = PQgetResult(db_.raw());
        const auto status = PQresultStatus(result);
        if (result && status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK &&
            status != PGRES_PIPELINE_SYNC)
            db_.fail("the probe's batch was refused");
        PQclear(result);
        if (result && status == PGRES_PIPELINE_SYNC) break;
    }
    latencies_ms_.push_back((now_s() - sent_at_.front()) * 1e3);
    sent_at_.pop_front();
}

void limit_writer::finish()
{
    while (!sent_at_.empty()) await_one();
}

}  // namespace redress::bench
