#include "adapters/postgres/entry_reader.hpp"

#include "adapters/postgres/session.hpp"

namespace redress::postgres {

entry_reader::entry_reader(std::string_view url, std::string role, std::chrono::seconds lease_duration)
    : to_(std::make_unique<session>(
          url, session_settings{.role = std::move(role), .application = "redress reader"})),
      lease_duration_(lease_duration)
{
}
entry_reader::~entry_reader() = default;

std::vector<workflow::lag> entry_reader::behind(std::string_view reader)
{
    // One statement and no BEGIN around it: this is what an idle relay asks every second.
    return to_->run_alone("look at the heads", [&](pqxx::nontransaction& tx) {
        std::vector<workflow::lag> list;
        for (const auto& row :
             tx.exec("SELECT h.bucket, coalesce(m.pos, 0), h.pos FROM bucket_head h "
                     "LEFT JOIN reader_mark m ON m.bucket = h.bucket AND m.reader = $1 ORDER BY h.bucket",
                     pqxx::params{reader}))
            list.push_back({row[0].as<std::int16_t>(), row[1].as<std::int64_t>(), row[2].as<std::int64_t>()});
        return list;
    });
}

std::vector<workflow::read_entry> entry_reader::after(std::int16_t bucket, std::int64_t pos, int limit)
{
    return to_->run("read entries", [&](pqxx::work& tx) {
        std::vector<workflow::read_entry> list;
        for (const auto& row : tx.exec("SELECT pos, chain_id::text, body FROM audit_entry WHERE bucket = $1 "
                                       "AND pos > $2 ORDER BY pos LIMIT $3",
                                       pqxx::params{bucket, pos, limit})) {
            list.push_back({.bucket = bucket,
                            .pos = row[0].as<std::int64_t>(),
                            .chain = parse_uuid(row[1].as<std::string>()).value_or(uuid{}),
                            .body = from_bytes(row[2])});
        }
        return list;
    });
}

std::optional<std::int64_t> entry_reader::lease(std::string_view reader, std::int16_t bucket,
                                                std::string_view holder)
{
    return to_->run("take lease", [&](pqxx::work& tx) -> std::optional<std::int64_t> {
        // Ours is renewed under the same epoch; one that ran out is taken with the next.
        const auto rows = tx.exec(
            "INSERT INTO lease AS l (reader, bucket, holder, epoch, until) VALUES ($1, $2, $3, 1, now() + "
            "make_interval(secs => $4)) "
            "ON CONFLICT (bucket, reader) DO UPDATE SET holder = EXCLUDED.holder, until = EXCLUDED.until, "
            "epoch = l.epoch + CASE WHEN l.holder = EXCLUDED.holder AND l.until > now() THEN 0 ELSE 1 END "
            "WHERE l.holder = EXCLUDED.holder OR l.until <= now() RETURNING epoch",
            pqxx::params{reader, bucket, holder, static_cast<std::int64_t>(lease_duration_.count())});
        if (rows.empty()) return std::nullopt;
        return rows[0][0].as<std::int64_t>();
    });
}

bool entry_reader::mark(std::string_view reader, std::int16_t bucket, std::int64_t pos, std::int64_t epoch)
{
    return to_->run("move mark", [&](pqxx::work& tx) {
        // The lease row is locked until the commit, so nobody takes it over in between. A mark only
        // moves on: an old holder's late word changes nothing.
        const auto rows = tx.exec(
            "WITH held AS (SELECT FROM lease WHERE bucket = $2::smallint AND reader = $1::text AND epoch = "
            "$4::bigint FOR UPDATE) "
            "INSERT INTO reader_mark AS m (reader, bucket, pos) SELECT $1::text, $2::smallint, $3::bigint "
            "FROM held "
            "ON CONFLICT (bucket, reader) DO UPDATE SET pos = greatest(m.pos, EXCLUDED.pos) RETURNING 1",
            pqxx::params{reader, bucket, pos, epoch});
        return !rows.empty();
    });
}

void entry_reader::release(std::string_view reader, std::string_view holder)
{
    to_->run("release leases", [&](pqxx::work& tx) {
        tx.exec("UPDATE lease SET until = now() WHERE reader = $1 AND holder = $2",
                pqxx::params{reader, holder})
            .no_rows();
    });
}

}  // namespace redress::postgres
