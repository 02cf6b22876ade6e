// What commands read, one statement each. Long because it is a list: each read has its statement beside it.
#include "adapters/postgres/case_queries.hpp"

#include "adapters/postgres/case_codec.hpp"
#include "adapters/postgres/cbor.hpp"
#include "adapters/postgres/concern_marks.hpp"
#include "adapters/postgres/conditions.hpp"
#include "adapters/postgres/session.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <sstream>

namespace redress::postgres {
namespace {

// Microseconds since 1970: exact in both directions, whatever the session's formats are.
#define REDRESS_MICROS(column) "(extract(epoch FROM " column ") * 1000000)::bigint"

instant at_micros(const pqxx::field& f)
{
    return instant(duration(f.as<std::int64_t>()));
}

std::optional<instant> at_or_null(const pqxx::field& f)
{
    if (f.is_null()) return std::nullopt;
    return at_micros(f);
}

std::string text_or_empty(const pqxx::field& f)
{
    return f.is_null() ? std::string{} : f.as<std::string>();
}
uuid id_of(const pqxx::field& f)
{
    return parse_uuid(f.as<std::string>()).value_or(uuid{});
}

digest digest_of(const pqxx::field& f)
{
    digest value{};
    const std::string bytes = from_bytes(f);
    std::memcpy(value.data(), bytes.data(), std::min(bytes.size(), value.size()));
    return value;
}

constexpr std::string_view case_columns =
    "bucket, case_id::text, reference, state, hold, ladder, severity, rung, version, cseq, " REDRESS_MICROS(
        "agenda_at") ", owner, team, head, facts";

complaint complaint_of(const pqxx::row& row)
{
    complaint now;
    now.bucket = row[0].as<std::int16_t>();
    now.id = id_of(row[1]);
    decode_facts(from_bytes(row[14]), now.id, now.facts);
    now.facts.reference = row[2].as<std::string>();
    now.lifecycle = stored_name<lifecycle_state>(row[3].as<std::string>(), now.id, "state");
    now.hold = stored_name<hold_state>(row[4].as<std::string>(), now.id, "hold");
    now.ladder = stored_name<ladder_state>(row[5].as<std::string>(), now.id, "ladder");
    now.facts.severity = row[6].as<std::int64_t>();
    now.facts.rung = row[7].as<std::int64_t>();
    now.version = row[8].as<std::int64_t>();
    now.cseq = row[9].as<std::int64_t>();
    now.agenda_at = at_or_null(row[10]);
    now.facts.owner = text_or_empty(row[11]);
    now.facts.team = text_or_empty(row[12]);
    now.head = digest_of(row[13]);
    return now;
}

constexpr std::string_view line_columns =
    "bucket, case_id::text, reference, team, owner, state, hold, kind, category, channel, severity, "
    "rung, " REDRESS_MICROS("next_due") ", " REDRESS_MICROS("filed_at");

case_line line_of(const pqxx::row& row)
{
    return {.id = id_of(row[1]),
            .bucket = row[0].as<std::int16_t>(),
            .reference = row[2].as<std::string>(),
            .team = row[3].as<std::string>(),
            .owner = row[4].as<std::string>(),
            .state = row[5].as<std::string>(),
            .hold = row[6].as<std::string>(),
            .kind = row[7].as<std::string>(),
            .category = row[8].as<std::string>(),
            .channel = row[9].as<std::string>(),
            .severity = row[10].as<std::int64_t>(),
            .rung = row[11].as<std::int64_t>(),
            .next_due = at_or_null(row[12]),
            .filed_at = at_or_null(row[13])};
}

/// Of a row of the case table: what stands in columns, without its facts.
case_line line_of_columns(const pqxx::row& row)
{
    return {.id = id_of(row[1]),
            .bucket = row[0].as<std::int16_t>(),
            .reference = row[2].as<std::string>(),
            .team = text_or_empty(row[12]),
            .owner = text_or_empty(row[11]),
            .state = row[3].as<std::string>(),
            .hold = row[4].as<std::string>(),
            .severity = row[6].as<std::int64_t>(),
            .rung = row[7].as<std::int64_t>()};
}

std::vector<case_line> lines_of(const pqxx::result& rows)
{
    std::vector<case_line> list;
    for (const auto& row : rows) list.push_back(line_of(row));
    return list;
}

constexpr std::string_view letter_columns =
    "letter_id::text, bucket, reason, detail, source, source_id, topic, partition, record_offset, "
    "sha256, " REDRESS_MICROS("created_at") ", state, redrives";

dead_letter_line letter_of(const pqxx::row& row)
{
    return {.id = id_of(row[0]),
            .bucket = row[1].as<std::int16_t>(),
            .reason = row[2].as<std::string>(),
            .detail = row[3].as<std::string>(),
            .source = row[4].as<std::string>(),
            .source_id = row[5].as<std::string>(),
            .topic = row[6].as<std::string>(),
            .partition = row[7].as<std::int32_t>(),
            .offset = row[8].as<std::int64_t>(),
            .sha256 = digest_of(row[9]),
            .created = at_micros(row[10]),
            .state = row[11].as<std::string>(),
            .redrives = row[12].as<std::int32_t>()};
}

std::vector<std::pair<std::string, std::string>> headers_of(std::string_view bytes)
{
    std::vector<std::pair<std::string, std::string>> list;
    cbor_reader in(bytes);
    for (std::size_t left = in.array(); left > 0; --left) {
        if (in.array() != 2) throw bad_cbor("a header is a name and a value");
        std::string name(in.bytes());
        list.emplace_back(std::move(name), in.bytes());
    }
    return list;
}

}  // namespace

case_line line_of(const complaint& now)
{
    return {.id = now.id,
            .bucket = now.bucket,
            .reference = now.facts.reference,
            .team = now.facts.team,
            .owner = now.facts.owner,
            .state = std::string(name_of(now.lifecycle)),
            .hold = std::string(name_of(now.hold)),
            .kind = std::string(name_of(now.facts.kind)),
            .category = now.facts.category,
            .channel = std::string(name_of(now.facts.channel)),
            .severity = now.facts.severity,
            .rung = now.facts.rung,
            .next_due = now.next_due(),
            .filed_at = now.facts.filed_at};
}

case_queries::case_queries(std::string url)
    : url_(std::move(url)),
      to_(std::make_unique<session>(
          url_, session_settings{.role = "redress_reader", .application = "redress queries"}))
{
}
case_queries::~case_queries() = default;

session& case_queries::open_texts()
{
    if (!private_)
        private_ = std::make_unique<session>(
            url_, session_settings{.role = "redress_private", .application = "redress texts"});
    return *private_;
}

std::optional<complaint> case_queries::get(const case_id& id)
{
    static const std::string sql =
        "SELECT " + std::string(case_columns) + " FROM complaint WHERE bucket = $1 AND case_id = $2";
    const auto rows = to_->ask("read case", sql, pqxx::params{bucket_of(id), to_string(id)});
    if (rows.empty()) return std::nullopt;
    return complaint_of(rows[0]);
}

std::vector<complaint> case_queries::get(const std::vector<case_id>& ids)
{
    if (ids.empty()) return {};
    // A list of 500 keys after IN takes PostgreSQL 15 half a second to plan, as many ORs; arrays take none.
    static const std::string sql =
        "SELECT " + std::string(case_columns) +
        " FROM complaint JOIN (SELECT DISTINCT * FROM unnest($1::smallint[], $2::uuid[]) AS "
        "listed(of_bucket, id)) AS wanted ON bucket = of_bucket AND case_id = id";
    const auto buckets = array_literal(ids, [](const case_id& id) { return std::to_string(bucket_of(id)); });
    const auto wanted = array_literal(ids, [](const case_id& id) { return to_string(id); });
    std::vector<complaint> found;
    for (const auto& row : to_->ask("read cases", sql, pqxx::params{buckets, wanted}))
        found.push_back(complaint_of(row));
    return found;
}

std::optional<complaint> case_queries::get_by_reference(std::string_view reference,
                                                        std::optional<std::int16_t> bucket)
{
    // Without the bucket the key is asked once for each: 64 probes instead of a walk over all cases.
    static const std::string in_any = "SELECT " + std::string(case_columns) +
                                      " FROM complaint WHERE reference = $1 AND bucket = "
                                      "ANY(ARRAY(SELECT generate_series(0, 63)::smallint))";
    static const std::string in_one =
        "SELECT " + std::string(case_columns) + " FROM complaint WHERE reference = $1 AND bucket = $2";
    const auto rows = bucket ? to_->ask("read case", in_one, pqxx::params{reference, *bucket})
                             : to_->ask("read case", in_any, pqxx::params{reference});
    if (rows.empty()) return std::nullopt;
    return complaint_of(rows[0]);
}

std::optional<case_id> case_queries::id_of_reference(std::string_view reference, std::int16_t bucket)
{
    // One row of one width whatever is there.
    return to_->run("find reference", [&](pqxx::work& tx) -> std::optional<case_id> {
        const auto row =
            tx.exec(
                  "SELECT coalesce((SELECT case_id FROM complaint WHERE bucket = $1::smallint AND "
                  "reference = $2), '00000000-0000-0000-0000-000000000000')",
                  pqxx::params{bucket, reference})
                .one_row();
        const auto id = parse_uuid(row[0].as<std::string>()).value();
        return id.is_nil() ? std::nullopt : std::optional(id);
    });
}

std::vector<case_line> case_queries::list(const case_filter& filter)
{
    const bool closed = filter.state == name_of(lifecycle_state::closed);
    conditions where;
    if (!filter.state.empty()) where.add("state = " + where.value(filter.state));
    if (!filter.team.empty()) where.add("team = " + where.value(filter.team));
    if (!filter.owner.empty()) where.add("owner = " + where.value(filter.owner));
    if (filter.severity) where.add("severity = " + where.value(*filter.severity));
    if (filter.rung) where.add("rung = " + where.value(*filter.rung));
    if (!closed) {
        if (filter.due_before) where.add("next_due < " + where.time(*filter.due_before));
        if (!filter.category.empty()) where.add("category = " + where.value(filter.category));
        if (!filter.channel.empty()) where.add("channel = " + where.value(filter.channel));
        if (!filter.kind.empty()) where.add("kind = " + where.value(filter.kind));
        if (!filter.hold.empty()) where.add("hold = " + where.value(filter.hold));
        if (filter.filed_from) where.add("filed_at >= " + where.time(*filter.filed_from));
        if (filter.filed_until) where.add("filed_at < " + where.time(*filter.filed_until));
    } else {
        add_facts(where, filter);
    }
    if (filter.after) {
        const std::string bucket = where.value(bucket_of(*filter.after));
        where.add("(bucket, case_id) > (" + bucket + "::smallint, " + where.value(to_string(*filter.after)) +
                  "::uuid)");
    }
    const std::string tail = where.text + " ORDER BY bucket, case_id LIMIT " + std::to_string(filter.limit);
    return to_->run("list cases", [&](pqxx::work& tx) {
        if (!closed)
            return lines_of(
                tx.exec("SELECT " + std::string(line_columns) + " FROM work_item" + tail, where.values));
        std::vector<case_line> list;
        for (const auto& row :
             tx.exec("SELECT " + std::string(case_columns) + " FROM complaint" + tail, where.values))
            try {
                list.push_back(line_of(complaint_of(row)));
            } catch (const unknown_state&) {
                list.push_back(line_of_columns(row));
            }
        return list;
    });
}

namespace {
conditions conditions_of(const queue_filter& filter)
{
    conditions where;
    if (!filter.team.empty()) where.add("team = " + where.value(filter.team));
    if (!filter.owner.empty()) {
        std::string owners = where.value(filter.owner);
        for (const auto& one : filter.stood_in_for) owners += ", " + where.value(one);
        where.add("owner IN (" + owners + ")");
    }
    if (filter.unowned) where.add("owner = ''");
    if (filter.waiting) where.add("hold <> 'none'");
    if (filter.raised) where.add("rung > 0");
    for (const auto& [column, wanted] :
         {std::pair("state", &filter.state), std::pair("category", &filter.category),
          std::pair("channel", &filter.channel), std::pair("kind", &filter.kind),
          std::pair("hold", &filter.hold)})
        if (!wanted->empty()) where.add(std::string(column) + " = " + where.value(*wanted));
    if (filter.severity) where.add("severity = " + where.value(*filter.severity));
    if (filter.rung) where.add("rung = " + where.value(*filter.rung));
    return where;
}

/// The first lines of a queue in an order that the indexes by team and by owner have. Of everybody's lines, the first
/// of each team are read and the first of these taken: an index by the time alone would cost every write.
std::string first_lines(const queue_filter& filter, const conditions& where, std::string_view order,
                        std::size_t limit)
{
    const std::string tail = " ORDER BY " + std::string(order) + " LIMIT " + std::to_string(limit);
    const std::string columns(line_columns);
    if (!filter.team.empty() || !filter.owner.empty())
        return "SELECT " + columns + " FROM work_item AS line" + where.text + tail;
    return "WITH RECURSIVE teams(of_team) AS ((SELECT min(team) FROM work_item) UNION ALL SELECT (SELECT "
           "min(w.team) "
           "FROM work_item w WHERE w.team > of_team) FROM teams WHERE of_team IS NOT NULL) SELECT " +
           columns + " FROM teams CROSS JOIN LATERAL (SELECT line.* FROM work_item AS line" + where.text +
           (where.text.empty() ? " WHERE" : " AND") + " team = of_team" + tail + ") AS line" + tail;
}
}  // namespace

queue_counted case_queries::count_queue(const queue_filter& filter, std::string_view person)
{
    auto where = conditions_of(filter);
    const auto marks = concern_marks(person);
    std::string concerns;
    for (const auto& mark : marks)
        concerns += (concerns.empty() ? "position(" : " OR position(") + where.value(as_bytes(mark)) +
                    "::bytea IN c.facts) > 0";
    return to_->run("count queue", [&](pqxx::work& tx) {
        const auto row = tx.exec("SELECT count(*), array_to_string(array_agg(c.case_id) FILTER (WHERE " +
                                     concerns + "), ' ') FROM (SELECT bucket, case_id FROM work_item" +
                                     where.text + " LIMIT " + std::to_string(filter.limit) +
                                     ") AS line JOIN complaint AS c USING (bucket, case_id)",
                                 where.values)
                             .one_row();
        queue_counted found{.lines = row[0].as<std::int64_t>(), .may_concern = {}};
        if (row[1].is_null()) return found;
        std::istringstream ids(row[1].as<std::string>());
        for (std::string id; ids >> id;) found.may_concern.push_back(parse_uuid(id).value_or(case_id{}));
        return found;
    });
}

std::vector<case_line> case_queries::queue(const queue_filter& filter)
{
    return to_->run("read queue", [&](pqxx::work& tx) {
        std::vector<case_line> list;
        const auto limit = static_cast<std::size_t>(filter.limit);
        // What has a time and what has none are two stretches of an index.
        if (!filter.after || filter.after->first) {
            auto dated = conditions_of(filter);
            dated.add("next_due IS NOT NULL");
            if (filter.after) {
                const std::string at = dated.time(*filter.after->first);
                dated.add("(next_due, line.case_id) > (" + at + ", '" + to_string(filter.after->second) +
                          "'::uuid)");
            }
            list = lines_of(
                tx.exec(first_lines(filter, dated, "line.next_due, line.case_id", limit), dated.values));
        }
        if (list.size() < limit) {
            auto undated = conditions_of(filter);
            undated.add("next_due IS NULL");
            if (filter.after && !filter.after->first)
                undated.add("line.case_id > '" + to_string(filter.after->second) + "'::uuid");
            for (auto& line : lines_of(tx.exec(
                     first_lines(filter, undated, "line.case_id", limit - list.size()), undated.values)))
                list.push_back(std::move(line));
        }
        return list;
    });
}

std::vector<timeline_entry> case_queries::timeline(const chain_id& chain, std::int64_t after_cseq, int limit)
{
    return to_->run("read timeline", [&](pqxx::work& tx) {
        std::vector<timeline_entry> list;
        for (const auto& row : tx.exec("SELECT cseq, pos, key, body, leaf FROM audit_entry WHERE bucket = $1 "
                                       "AND chain_id = $2 AND cseq > $3 ORDER BY cseq LIMIT $4",
                                       pqxx::params{bucket_of(chain), to_string(chain), after_cseq, limit}))
            list.push_back({.cseq = row[0].as<std::int64_t>(),
                            .pos = row[1].as<std::int64_t>(),
                            .key = row[2].as<std::int64_t>(),
                            .body = from_bytes(row[3]),
                            .leaf = digest_of(row[4])});
        return list;
    });
}

std::vector<private_text> case_queries::texts(const case_id& id)
{
    return open_texts().run("read texts", [&](pqxx::work& tx) {
        std::vector<private_text> list;
        for (const auto& row : tx.exec("SELECT entry_key, slot, bytes, " REDRESS_MICROS(
                                           "created_at") " FROM private_text WHERE bucket = $1 AND case_id = "
                                                         "$2 ORDER BY created_at, entry_key, slot",
                                       pqxx::params{bucket_of(id), to_string(id)}))
            list.push_back({.entry_key = row[0].as<std::int64_t>(),
                            .slot = row[1].as<std::string>(),
                            .bytes = from_bytes(row[2]),
                            .created = at_micros(row[3])});
        return list;
    });
}

std::vector<dead_letter_line> case_queries::dead_letters(std::string_view state, int limit,
                                                         std::optional<std::pair<instant, uuid>> before)
{
    conditions where;
    if (!state.empty()) where.add("state = " + where.value(state));
    if (before) {
        const std::string at = where.time(before->first);
        where.add("(created_at, letter_id) < (" + at + ", '" + to_string(before->second) + "'::uuid)");
    }
    return to_->run("list dead letters", [&](pqxx::work& tx) {
        std::vector<dead_letter_line> list;
        for (const auto& row :
             tx.exec("SELECT " + std::string(letter_columns) + " FROM dead_letter" + where.text +
                         " ORDER BY created_at DESC, letter_id DESC LIMIT " + std::to_string(limit),
                     where.values))
            list.push_back(letter_of(row));
        return list;
    });
}

std::optional<dead_letter_record> case_queries::dead_letter(const uuid& id)
{
    return open_texts().run("read dead letter", [&](pqxx::work& tx) -> std::optional<dead_letter_record> {
        // Its bucket is its partition's, which its id does not tell: asked in each.
        const auto rows = tx.exec(
            "SELECT " + std::string(letter_columns) +
                ", record_key, headers, payload FROM dead_letter "
                "WHERE letter_id = $1 AND bucket = ANY(ARRAY(SELECT generate_series(0, 63)::smallint))",
            pqxx::params{to_string(id)});
        if (rows.empty()) return std::nullopt;
        return dead_letter_record{.line = letter_of(rows[0]),
                                  .key = from_bytes(rows[0][13]),
                                  .headers = headers_of(from_bytes(rows[0][14])),
                                  .payload = from_bytes(rows[0][15])};
    });
}

std::map<uuid, std::string> case_queries::keys_of(const std::vector<dead_letter_line>& letters)
{
    if (letters.empty()) return {};
    std::string wanted;
    for (const auto& one : letters)
        wanted +=
            (wanted.empty() ? "(" : ", (") + std::to_string(one.bucket) + ", '" + to_string(one.id) + "')";
    return open_texts().run("read keys of dead letters", [&](pqxx::work& tx) {
        std::map<uuid, std::string> keys;
        for (const auto& row :
             tx.exec("SELECT letter_id::text, record_key FROM dead_letter WHERE (bucket, letter_id) IN (" +
                     wanted + ")"))
            keys.emplace(id_of(row[0]), from_bytes(row[1]));
        return keys;
    });
}

bool case_queries::settle_dead_letter(const uuid& id, std::string_view state)
{
    return open_texts().run("settle dead letter", [&](pqxx::work& tx) {
        const auto rows = tx.exec(
            "UPDATE dead_letter SET state = $2::text, redrives = redrives + CASE WHEN $2::text = 'redriven' "
            "THEN 1 ELSE 0 END "
            "WHERE letter_id = $1 AND state = 'open' AND bucket = ANY(ARRAY(SELECT generate_series(0, "
            "63)::smallint)) RETURNING 1",
            pqxx::params{to_string(id), state});
        return !rows.empty();
    });
}

std::vector<state_count> case_queries::counts()
{
    return to_->run("count cases", [](pqxx::work& tx) {
        std::vector<state_count> list;
        for (const auto& row :
             tx.exec("SELECT state, sum(cases)::bigint FROM case_counter GROUP BY state ORDER BY state"))
            list.push_back({row[0].as<std::string>(), row[1].as<std::int64_t>()});
        return list;
    });
}

deadline_summary case_queries::deadlines()
{
    return to_->run("sum up deadlines", [](pqxx::work& tx) {
        const auto work = tx.exec(
                                "SELECT count(*) FILTER (WHERE next_due <= now()), count(*) FILTER (WHERE "
                                "next_due > now()) FROM work_item "
                                "WHERE next_due <= now() + interval '1 day'")
                              .one_row();
        const auto agenda = tx.exec("SELECT count(*), " REDRESS_MICROS(
                                        "min(look_at)") " FROM deadline_agenda WHERE look_at <= now()")
                                .one_row();
        const auto undated =
            tx.exec("SELECT count(*) FROM work_item WHERE next_due IS NULL").one_row()[0].as<std::int64_t>();
        return deadline_summary{.overdue = work[0].as<std::int64_t>(),
                                .due_within_day = work[1].as<std::int64_t>(),
                                .undated = undated,
                                .agenda_due = agenda[0].as<std::int64_t>(),
                                .oldest = at_or_null(agenda[1])};
    });
}

std::vector<case_line> case_queries::due_next(int limit)
{
    return to_->run("read what is due next", [&](pqxx::work& tx) {
        return lines_of(
            tx.exec("SELECT " + std::string(line_columns) +
                        " FROM work_item WHERE next_due IS NOT NULL ORDER BY next_due, case_id LIMIT $1",
                    pqxx::params{limit}));
    });
}

std::vector<case_id> case_queries::closed_ahead(instant until, const std::optional<case_id>& after, int limit)
{
    conditions where;
    where.add("a.look_at < " + where.time(until));
    if (after) {
        const std::string bucket = where.value(bucket_of(*after));
        where.add("(a.bucket, a.case_id) > (" + bucket + "::smallint, " + where.value(to_string(*after)) +
                  "::uuid)");
    }
    where.add("NOT EXISTS (SELECT FROM work_item w WHERE w.bucket = a.bucket AND w.case_id = a.case_id)");
    return to_->run("look for closed cases with clocks", [&](pqxx::work& tx) {
        std::vector<case_id> found;
        for (const auto& row : tx.exec("SELECT case_id::text FROM (SELECT DISTINCT a.bucket, a.case_id FROM "
                                       "deadline_agenda a" +
                                           where.text + " ORDER BY a.bucket, a.case_id LIMIT " +
                                           std::to_string(limit) + ") page ORDER BY bucket, page.case_id",
                                       where.values))
            found.push_back(id_of(row[0]));
        return found;
    });
}

recorded_page case_queries::recorded(std::int16_t bucket, std::optional<std::int64_t> before, int limit)
{
    return to_->run("look at what was recorded", [&](pqxx::work& tx) {
        recorded_page page;
        std::string oldest;
        for (const auto& row : tx.exec(
                 "SELECT pos, CASE WHEN cseq = 1 THEN chain_id::text END, "
                 "CASE WHEN pos = min(pos) OVER () THEN convert_from(body, 'UTF8')::jsonb ->> 'rec' END "
                 "FROM (SELECT pos, chain_id, cseq, body FROM audit_entry WHERE bucket = $1 AND pos < $2 "
                 "ORDER BY pos DESC LIMIT $3) page ORDER BY pos",
                 pqxx::params{bucket, before.value_or(std::numeric_limits<std::int64_t>::max()), limit})) {
            if (!row[2].is_null()) {
                page.first = row[0].as<std::int64_t>();
                page.recorded = parse_instant(row[2].as<std::string>());
            }
            if (!row[1].is_null()) page.cases.push_back(id_of(row[1]));
        }
        return page;
    });
}

std::vector<std::pair<instant, std::int64_t>> case_queries::due_by_minute(instant until)
{
    conditions where;
    where.add("next_due > now()");
    where.add("next_due <= " + where.time(until));
    return to_->run("sum up what is due", [&](pqxx::work& tx) {
        std::vector<std::pair<instant, std::int64_t>> sums;
        for (const auto& row :
             tx.exec("SELECT " REDRESS_MICROS(
                         "minute") ", count(*) FROM (SELECT date_trunc('minute', next_due) AS "
                                   "minute FROM work_item" +
                         where.text + ") due GROUP BY minute ORDER BY minute",
                     where.values))
            sums.emplace_back(at_micros(row[0]), row[1].as<std::int64_t>());
        return sums;
    });
}

std::vector<reader_lag> case_queries::readers()
{
    return to_->run("look at the readers", [](pqxx::work& tx) {
        std::vector<reader_lag> list;
        for (const auto& row :
             tx.exec("SELECT r.reader, sum(h.pos - coalesce(m.pos, 0))::bigint, max(l.holder) FILTER (WHERE "
                     "l.until > now()) "
                     "FROM (SELECT DISTINCT reader FROM reader_mark UNION SELECT DISTINCT reader FROM lease) "
                     "r CROSS JOIN bucket_head h "
                     "LEFT JOIN reader_mark m ON m.bucket = h.bucket AND m.reader = r.reader "
                     "LEFT JOIN lease l ON l.bucket = h.bucket AND l.reader = r.reader GROUP BY r.reader "
                     "ORDER BY r.reader")) {
            list.push_back({row[0].as<std::string>(), row[1].as<std::int64_t>(),
                            row[2].as<std::optional<std::string>>()});
        }
        return list;
    });
}

std::vector<partition_line> case_queries::partitions()
{
    return to_->run("look at the partitions", [](pqxx::work& tx) {
        std::vector<partition_line> list;
        for (const auto& row : tx.exec("SELECT topic, partition, epoch, first_offset, next_offset, tries, "
                                       "released, applied, refused, duplicate, dead_lettered, skipped "
                                       "FROM consumer_offset ORDER BY topic, partition"))
            list.push_back({.topic = row[0].as<std::string>(),
                            .partition = row[1].as<std::int32_t>(),
                            .epoch = row[2].as<std::int64_t>(),
                            .first_offset = row[3].as<std::int64_t>(),
                            .next_offset = row[4].as<std::int64_t>(),
                            .tries = row[5].as<std::int32_t>(),
                            .released = row[6].as<bool>(),
                            .applied = row[7].as<std::int64_t>(),
                            .refused = row[8].as<std::int64_t>(),
                            .duplicate = row[9].as<std::int64_t>(),
                            .dead_lettered = row[10].as<std::int64_t>(),
                            .skipped = row[11].as<std::int64_t>()});
        return list;
    });
}

bool case_queries::save_policy(const stored_policy& one)
{
    // The engine's right: whoever only reads cannot bring a policy in.
    session writer(url_, {.role = "redress_engine", .application = "redress policies"});
    return writer.run("save policy", [&](pqxx::work& tx) {
        return !tx.exec(
                      "INSERT INTO policy (sha256, id, rev, toml) VALUES ($1, $2, $3, $4) ON CONFLICT "
                      "(sha256) DO NOTHING RETURNING 1",
                      pqxx::params{one.sha256, one.id, one.rev, one.toml})
                    .empty();
    });
}

std::vector<stored_policy> case_queries::policies()
{
    return to_->run("read policies", [](pqxx::work& tx) {
        std::vector<stored_policy> list;
        for (const auto& row : tx.exec("SELECT sha256, id, rev, toml, " REDRESS_MICROS(
                 "loaded_at") " FROM policy ORDER BY id, rev, sha256"))
            list.push_back({row[0].as<std::string>(), row[1].as<std::string>(), row[2].as<std::int64_t>(),
                            row[3].as<std::string>(), at_micros(row[4])});
        return list;
    });
}

instant case_queries::now()
{
    static const std::string sql = "SELECT " REDRESS_MICROS("clock_timestamp()");
    return at_micros(to_->ask("ask the time", sql).one_field());
}

#undef REDRESS_MICROS

}  // namespace redress::postgres
