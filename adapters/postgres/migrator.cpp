#include "adapters/postgres/migrator.hpp"

#include "adapters/postgres/session.hpp"

#include <algorithm>
#include <map>

namespace redress::postgres {
namespace {

struct applied_row {
    std::string name;
    std::string checksum;
    std::string at;
    std::string by;
};
using applied_rows = std::map<int, applied_row>;

bool bookkeeping_stands(pqxx::transaction_base& tx)
{
    return tx.exec("SELECT to_regclass(quote_ident(current_schema()) || '.schema_migration') IS NOT NULL")
        .one_field()
        .as<bool>();
}

void refuse_foreign_tables(pqxx::transaction_base& tx)
{
    const auto rows = tx.exec(
        "SELECT c.relname FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND "
        "c.relkind IN ('r', 'p', 'v', 'm', 'f') "
        "AND c.relname <> 'schema_migration' AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid "
        "AND d.deptype = 'e') "
        "ORDER BY 1 LIMIT 4");
    if (rows.empty()) return;
    std::string names;
    for (const auto& row : rows) names += (names.empty() ? "" : ", ") + row[0].as<std::string>();
    throw schema_refused("the database holds tables that are not ours (" + names +
                         "); give Redress a database of its own");
}

/// What was applied, checked against what this program knows.
applied_rows applied(pqxx::transaction_base& tx, std::span<const migration> known)
{
    applied_rows found;
    if (!bookkeeping_stands(tx)) {
        refuse_foreign_tables(tx);
        return found;
    }
    const auto columns =
        tx.exec(
              "SELECT string_agg(attname, ',' ORDER BY attnum) FROM pg_attribute WHERE attnum > 0 AND NOT "
              "attisdropped "
              "AND attrelid = (quote_ident(current_schema()) || '.schema_migration')::regclass")
            .one_field()
            .as<std::string>();
    if (columns != "version,name,checksum,applied_at,engine_version")
        throw schema_refused(
            "the database has a table schema_migration that is not ours; give Redress a database of its own");

    for (const auto& row : tx.exec("SELECT version, name, checksum, to_char(applied_at AT TIME ZONE 'UTC', "
                                   "'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'), engine_version "
                                   "FROM schema_migration ORDER BY version"))
        found[row[0].as<int>()] = {row[1].as<std::string>(), row[2].as<std::string>(),
                                   row[3].as<std::string>(), row[4].as<std::string>()};
    if (found.empty()) refuse_foreign_tables(tx);

    int expected = 0;
    for (const auto& [version, row] : found) {
        const auto ours = std::ranges::find(known, version, &migration::version);
        if (ours == known.end())
            throw schema_refused("the database is at migration " + std::to_string(version) + " (" + row.name +
                                 ", by release " + row.by +
                                 "), which this program does not know; use that release or a later one");
        if (ours->checksum != row.checksum)
            throw schema_refused("migration " + std::to_string(version) + " (" + row.name +
                                 ") was applied with other contents than this program has; a migration is "
                                 "never edited after its release: "
                                 "use the release that applied it (" +
                                 row.by + ") or restore the file");
        if (version != ++expected)
            throw schema_refused("migration " + std::to_string(expected) + " is missing below " +
                                 std::to_string(version) +
                                 "; restore the database from a backup, or give Redress an empty one");
    }
    return found;
}

session_settings as_administrator()
{
    return {.role = "", .application = "redress migrate", .plan_cache_mode = ""};
}

/// One migration at a time over all programs; the lock goes with the connection.
void take_turn(session& to)
{
    to.run_alone("wait for other migrations", [](pqxx::nontransaction& each) {
        each.exec("SET statement_timeout = 0").no_rows();
        each.exec("SET lock_timeout = '60s'").no_rows();
        each.exec("SELECT pg_advisory_lock(hashtextextended('redress.schema_migration', 0))").one_row();
        each.exec("RESET lock_timeout").no_rows();
    });
}

std::string label(const migration& one)
{
    const std::string number = std::to_string(one.version);
    return std::string(number.size() < 4 ? 4 - number.size() : 0, '0') + number + "_" + std::string(one.name);
}

}  // namespace

migrator::migrator(std::string url, std::string engine_version, std::span<const migration> known)
    : url_(std::move(url)), engine_version_(std::move(engine_version)), known_(known)
{
}

std::vector<migration_state> migrator::status() const
{
    session to(url_, as_administrator());
    const auto rows = to.run("read the schema's state", [&](pqxx::work& tx) { return applied(tx, known_); });
    std::vector<migration_state> list;
    for (const migration& one : known_) {
        auto& state =
            list.emplace_back(migration_state{.version = one.version, .name = std::string(one.name)});
        const auto row = rows.find(one.version);
        if (row == rows.end()) continue;
        state.applied = true;
        state.applied_at = row->second.at;
        state.engine_version = row->second.by;
    }
    return list;
}

std::string migrator::server_started() const
{
    session to(url_, as_administrator());
    return to.run("ask since when the server runs", [](pqxx::work& tx) {
        return tx
            .exec(
                "SELECT to_char(pg_postmaster_start_time() AT TIME ZONE 'UTC', "
                "'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')")
            .one_field()
            .as<std::string>();
    });
}

std::vector<std::string> migrator::plan() const
{
    std::vector<std::string> names;
    const auto states = status();
    for (std::size_t i = 0; i < states.size(); ++i)
        if (!states[i].applied) names.push_back(label(known_[i]));
    return names;
}

std::vector<std::string> migrator::up(int to_version) const
{
    session to(url_, as_administrator());
    take_turn(to);
    const auto before = to.run("read the schema's state", [&](pqxx::work& tx) {
        auto rows = applied(tx, known_);
        tx.exec(
              "CREATE TABLE IF NOT EXISTS schema_migration (version integer PRIMARY KEY, name text NOT NULL, "
              "checksum text NOT NULL, "
              "applied_at timestamptz NOT NULL DEFAULT now(), engine_version text NOT NULL)")
            .no_rows();
        return rows;
    });
    std::vector<std::string> done;
    for (const migration& one : known_) {
        if (before.contains(one.version) || (to_version > 0 && one.version > to_version)) continue;
        to.run("migration " + label(one), [&](pqxx::work& tx) {
            tx.exec(std::string(one.up));
            tx.exec(
                  "INSERT INTO schema_migration (version, name, checksum, engine_version) VALUES ($1, $2, "
                  "$3, $4)",
                  pqxx::params{one.version, one.name, one.checksum, engine_version_})
                .no_rows();
        });
        done.push_back(label(one));
    }
    return done;
}

std::vector<std::string> migrator::down(int to_version) const
{
    session to(url_, as_administrator());
    take_turn(to);
    const auto before =
        to.run("read the schema's state", [&](pqxx::work& tx) { return applied(tx, known_); });
    std::vector<std::string> done;
    for (std::size_t i = known_.size(); i-- > 0;) {
        const migration& one = known_[i];
        if (one.version <= to_version || !before.contains(one.version)) continue;
        to.run("take back migration " + label(one), [&](pqxx::work& tx) {
            tx.exec(std::string(one.down));
            tx.exec("DELETE FROM schema_migration WHERE version = $1", pqxx::params{one.version}).no_rows();
        });
        done.push_back(label(one));
    }
    return done;
}

}  // namespace redress::postgres
