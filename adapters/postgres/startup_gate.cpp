#include "adapters/postgres/startup_gate.hpp"

#include "adapters/postgres/migrator.hpp"
#include "adapters/postgres/session.hpp"

#include <algorithm>

namespace redress::postgres {
namespace {

using findings = std::vector<gate_finding>;

std::string shown(pqxx::work& tx, std::string_view setting)
{
    return tx.exec("SELECT current_setting($1)", pqxx::params{setting}).one_field().as<std::string>();
}

void check_server(pqxx::work& tx, findings& out)
{
    if (tx.exec("SELECT current_setting('server_version_num')::int").one_field().as<int>() < 150000)
        out.push_back({true, "server_old", "the server is older than PostgreSQL 15; upgrade it"});
    for (const std::string_view setting : {"fsync", "full_page_writes"})
        if (shown(tx, setting) != "on")
            out.push_back({true,
                           std::string(setting) + "_off",
                           std::string(setting) + " is off, so a crash loses complaints; set " +
                               std::string(setting) + " = on in postgresql.conf and restart the server",
                           {{"setting", std::string(setting)}}});
    if (const auto mode = shown(tx, "synchronous_commit"); mode != "on" && mode != "remote_apply")
        out.push_back({true,
                       "synchronous_commit",
                       "synchronous_commit is " + mode +
                           ", so what was answered may be lost; set it to on or remote_apply for the "
                           "database and for role redress_engine",
                       {{"mode", mode}}});
    if (tx.exec("SELECT pg_is_in_recovery()").one_field().as<bool>())
        out.push_back({true, "in_recovery",
                       "the server is a standby and takes no writes; point database.url at the primary"});
    if (const auto encoding = shown(tx, "server_encoding"); encoding != "UTF8")
        out.push_back({true,
                       "encoding",
                       "the database's encoding is " + encoding + "; create it again with ENCODING 'UTF8'",
                       {{"encoding", encoding}}});
    if (shown(tx, "data_checksums") != "on")
        out.push_back({false, "checksums_off",
                       "the cluster has no data checksums, so damage on disk goes unnoticed; stop it and run "
                       "pg_checksums --enable"});
}

void check_schema(const std::string& url, findings& out)
{
    try {
        const auto missing = migrator(url).plan();
        if (missing.empty()) return;
        std::string names;
        for (const auto& name : missing) names += (names.empty() ? "" : ", ") + name;
        out.push_back({true,
                       "schema_behind",
                       "the schema lacks " + names + "; run 'redress migrate up'",
                       {{"names", names}}});
    } catch (const schema_refused& refused) {
        out.push_back({true, "schema_foreign", refused.what(), {{"why", refused.what()}}});
    }
}

void check_grants(pqxx::work& tx, findings& out)
{
    const auto has = [&](std::string_view table, std::string_view right) {
        return tx.exec("SELECT has_table_privilege('redress_engine', $1, $2)", pqxx::params{table, right})
            .one_field()
            .as<bool>();
    };
    for (const std::string_view table : {"audit_entry", "private_text", "dead_letter"})
        for (const std::string_view right : {"UPDATE", "DELETE", "TRUNCATE"})
            if (has(table, right))
                out.push_back({true,
                               "engine_may_rewrite",
                               "role redress_engine may " + std::string(right) + " " + std::string(table) +
                                   "; run: REVOKE " + std::string(right) + " ON " + std::string(table) +
                                   " FROM redress_engine",
                               {{"right", std::string(right)}, {"table", std::string(table)}}});
    for (const std::string_view table : {"private_text", "dead_letter"})
        if (has(table, "SELECT"))
            out.push_back({true,
                           "engine_may_read",
                           "role redress_engine may read " + std::string(table) + "; run: REVOKE SELECT ON " +
                               std::string(table) + " FROM redress_engine",
                           {{"table", std::string(table)}}});
    if (tx.exec("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = 'redress_engine'")
            .one_field()
            .as<bool>())
        out.push_back({true, "engine_superuser",
                       "role redress_engine is a superuser, so no grant binds it; run: ALTER ROLE "
                       "redress_engine NOSUPERUSER NOBYPASSRLS"});
    if (tx.exec("SELECT rolsuper FROM pg_roles WHERE rolname = session_user").one_field().as<bool>())
        out.push_back({false, "url_superuser",
                       "database.url connects as a superuser; fine for a demo, for real complaints use a "
                       "user that is only a member of the redress roles"});
}

void check_plans(pqxx::work& tx, std::string_view mode, findings& out)
{
    if (mode == "force_generic_plan" &&
        tx.exec("SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'citus')").one_field().as<bool>())
        out.push_back({true, "generic_plans",
                       "database.plan_cache_mode is force_generic_plan, which a distributed database answers "
                       "with a statement to every shard; set it to auto"});
}

void check_agenda(pqxx::work& tx, findings& out)
{
    const auto ahead = tx.exec(
                             "SELECT coalesce(max(to_date(substring(c.relname FROM 17), 'YYYYMMDD')) - "
                             "(now() AT TIME ZONE 'UTC')::date, -1) "
                             "FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = "
                             "'deadline_agenda'::regclass")
                           .one_field()
                           .as<int>();
    // The engine arms up to 90 days ahead; a row beyond the last day would be refused with its batch.
    if (ahead < 91)
        out.push_back({true,
                       "agenda_short",
                       "the deadline agenda reaches " + std::to_string(ahead) +
                           " days ahead and needs 91; run the upkeep as a member of redress_maintainer "
                           "('redress serve' does it at its start)",
                       {{"n", std::to_string(ahead)}}});
}

void check_clock(session& to, std::chrono::milliseconds skew_max, findings& out)
{
    using std::chrono::system_clock;
    const auto before = system_clock::now();
    const auto there = to.run("ask the time", [](pqxx::work& tx) {
        return instant(duration(tx.exec("SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint")
                                    .one_field()
                                    .as<std::int64_t>()));
    });
    const auto after = system_clock::now();
    // Only what the way there and back cannot explain.
    const auto skew = std::max<system_clock::duration>(there - after, before - there);
    if (skew > skew_max)
        out.push_back(
            {true,
             "clock_skew",
             "this machine's clock and the database's differ by " +
                 std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(skew).count()) +
                 " ms; set both by NTP",
             {{"n", std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(skew).count())}}});
}

}  // namespace

std::vector<gate_finding> startup_gate(std::string_view url, std::string_view plan_cache_mode,
                                       std::chrono::milliseconds clock_skew_max)
{
    findings out;
    check_schema(std::string(url), out);
    // Settings may hang on the role: they are asked for as the engine will see them, once it exists.
    const bool ready = out.empty();
    session to(url,
               {.role = ready ? "redress_engine" : "", .application = "redress gate", .plan_cache_mode = ""});
    to.run("check the database", [&](pqxx::work& tx) {
        check_server(tx, out);
        check_plans(tx, plan_cache_mode, out);
        if (!ready) return;
        check_grants(tx, out);
        check_agenda(tx, out);
    });
    check_clock(to, clock_skew_max, out);
    return out;
}

}  // namespace redress::postgres
