#include "adapters/postgres/session.hpp"
#include "adapters/postgres/startup_gate.hpp"
#include "tests/adapters/postgres/scratch_database.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace redress::postgres;
using redress::tests::scratch_database;

namespace {

/// The SQLSTATE of a statement in a role; empty when it ran.
std::string answer(scratch_database& database, const std::string& role, const std::string& statement)
{
    pqxx::connection to(connection_text(database.url(), {.role = role}));
    pqxx::work tx(to);
    try {
        tx.exec(statement);
        return {};
    } catch (const pqxx::sql_error& error) {
        return sqlstate_of(error);
    }
}

const std::string denied = "42501";

bool holds(const std::vector<gate_finding>& findings, std::string_view code)
{
    return std::ranges::any_of(findings, [&](const auto& one) { return one.code == code; });
}
bool refuses(const std::vector<gate_finding>& findings)
{
    return std::ranges::any_of(findings, &gate_finding::refuses);
}

}  // namespace

TEST_CASE("who writes history can neither change nor remove it", "[roles]")
{
    scratch_database database;
    for (const char* statement :
         {"UPDATE audit_entry SET body = ''", "DELETE FROM audit_entry", "TRUNCATE audit_entry",
          "DROP TABLE audit_entry", "ALTER TABLE audit_entry ADD x int", "DELETE FROM complaint",
          "DELETE FROM bucket_head", "UPDATE private_text SET bytes = ''", "DELETE FROM private_text",
          "DELETE FROM dead_letter", "UPDATE policy SET toml = ''", "CREATE TABLE mine (id int)",
          "DELETE FROM consumer_offset", "UPDATE schema_migration SET version = 3"}) {
        CAPTURE(statement);
        CHECK(answer(database, "redress_engine", statement) == denied);
    }
    CHECK(answer(database, "redress_engine", "SELECT body FROM audit_entry").empty());
}

TEST_CASE("who writes personal text cannot read it", "[roles]")
{
    scratch_database database;
    for (const char* role :
         {"redress_engine", "redress_reader", "redress_relay", "redress_sequencer", "redress_maintainer"}) {
        CAPTURE(role);
        CHECK(answer(database, role, "SELECT bytes FROM private_text") == denied);
        CHECK(answer(database, role, "SELECT payload FROM dead_letter") == denied);
    }
    CHECK(answer(database, "redress_private", "SELECT bytes FROM private_text").empty());
    CHECK(answer(database, "redress_private", "SELECT payload FROM dead_letter").empty());
    CHECK(answer(database, "redress_private", "UPDATE dead_letter SET payload = ''") == denied);
    CHECK(answer(database, "redress_reader", "SELECT reason, topic, record_offset FROM dead_letter").empty());
}

TEST_CASE("a missing grant is a failure of our own code in either library", "[roles]")
{
    scratch_database database;
    session reader(database.url(), {.role = "redress_reader"});
    const auto rewrite = [&] {
        reader.run("rewrite", [](pqxx::work& tx) { tx.exec("DELETE FROM complaint").no_rows(); });
    };
    CHECK_THROWS_AS(rewrite(), redress::workflow::write_rejected);
}

TEST_CASE("readers read and do no more", "[roles]")
{
    scratch_database database;
    for (const char* statement :
         {"UPDATE complaint SET state = 'closed'", "INSERT INTO work_item SELECT * FROM work_item",
          "DELETE FROM work_item", "UPDATE bucket_head SET pos = 0"}) {
        CAPTURE(statement);
        CHECK(answer(database, "redress_reader", statement) == denied);
        CHECK(answer(database, "redress_relay", statement) == denied);
        CHECK(answer(database, "redress_backup", statement) == denied);
    }
    CHECK(answer(database, "redress_relay", "SELECT facts FROM complaint") == denied);
    CHECK(answer(database, "redress_backup", "SELECT bytes FROM private_text").empty());
}

// Whoever takes over the process that talks to the web has these roles: what each of them may do with each table, whole.
TEST_CASE("what the web, the pages and the desk may do in the database stands in one list", "[roles]")
{
    scratch_database database;
    struct part {
        const char* role;
        const char* tables;
    };
    constexpr part parts[] = {
        {"redress_desk",
         "desk_secret:INSERT,SELECT document_upload:DELETE,INSERT,SELECT,UPDATE "
         "draft:DELETE,INSERT,SELECT,UPDATE "
         "request_answer:DELETE,INSERT,SELECT,UPDATE "
         "saved_view:DELETE,INSERT,SELECT,UPDATE schema_migration:SELECT"},
        {"redress_pages",
         "case_document:INSERT,SELECT,UPDATE case_secret:INSERT,SELECT,UPDATE "
         "page_visit:DELETE,INSERT,SELECT,UPDATE "
         "schema_migration:SELECT secret_wanted:INSERT,SELECT,UPDATE"},
        {"redress_status", "case_secret:SELECT complaint:SELECT"},
        {"redress_identity",
         "absence:INSERT,SELECT account:INSERT,SELECT,UPDATE api_token:INSERT,SELECT,UPDATE "
         "approval_given:DELETE,INSERT,SELECT "
         "identity_record:INSERT,SELECT login_attempt:DELETE,INSERT,SELECT,UPDATE "
         "login_session:DELETE,INSERT,SELECT,UPDATE oidc_flow:DELETE,INSERT,SELECT "
         "oidc_link:DELETE,INSERT,SELECT "
         "schema_migration:SELECT"},
        {"redress_private",
         "audit_entry:SELECT bucket_head:SELECT case_likeness:DELETE,INSERT,SELECT,UPDATE "
         "case_words:DELETE,INSERT,SELECT,UPDATE complaint:SELECT dead_letter:SELECT "
         "likeness_seen:SELECT,UPDATE "
         "private_text:SELECT schema_migration:SELECT words_seen:SELECT,UPDATE"},
        {"redress_restricted",
         "limited_reasons:INSERT,SELECT,UPDATE restricted_entry:INSERT,SELECT restricted_text:INSERT,SELECT "
         "schema_migration:SELECT"},
        {"redress_reader",
         "audit_entry:SELECT bucket_head:SELECT case_counter:SELECT case_document:SELECT complaint:SELECT "
         "consumer_offset:SELECT deadline_agenda:SELECT incident_case_counter:SELECT lease:SELECT "
         "likeness_seen:SELECT log_checkpoint:SELECT log_head:SELECT log_range:SELECT log_seal:SELECT "
         "log_seal_heads:SELECT log_tile:SELECT "
         "matter:SELECT policy:SELECT reader_mark:SELECT schema_migration:SELECT words_seen:SELECT "
         "work_item:SELECT"},
    };
    for (const auto& [role, tables] : parts) {
        const std::string as(role);
        CAPTURE(as);
        CHECK(
            database.value(
                "SELECT string_agg(line, ' ' ORDER BY line COLLATE \"C\") FROM (SELECT c.relname || ':' || "
                "string_agg(may, "
                "',' "
                "ORDER BY may) AS line FROM pg_class c, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', "
                "'TRUNCATE', 'REFERENCES', 'TRIGGER']) may WHERE c.relnamespace = "
                "current_schema()::regnamespace "
                "AND c.relkind IN ('r', 'p', 'v', 'm') AND NOT c.relispartition AND has_table_privilege('" +
                as + "', c.oid, may) GROUP BY c.relname) t") == tables);
        // Partitions have no grants of their own, functions of the owner are others' to call, and nothing is made.
        CHECK(database.number(
                  "SELECT count(*) FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace "
                  "AND c.relispartition AND has_table_privilege('" +
                  as + "', c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')") == 0);
        CHECK(database.number(
                  "SELECT count(*) FROM pg_proc p WHERE p.pronamespace = current_schema()::regnamespace AND "
                  "p.prosecdef AND has_function_privilege('" +
                  as + "', p.oid, 'EXECUTE')") == 0);
        CHECK(database.value("SELECT has_schema_privilege('" + as + "', current_schema(), 'CREATE')") == "f");
        CHECK(database.value("SELECT has_database_privilege('" + as + "', current_database(), 'CREATE')") ==
              "f");
        CHECK(database.number("SELECT count(*) FROM pg_roles r WHERE r.rolname = '" + as +
                              "' AND (r.rolsuper OR r.rolcreaterole OR r.rolcreatedb OR r.rolbypassrls OR "
                              "r.rolreplication OR r.rolcanlogin)") == 0);
        CHECK(database.number(
                  "SELECT count(*) FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member WHERE "
                  "r.rolname = '" +
                  as + "'") == 0);
        for (const char* statement :
             {"DELETE FROM audit_entry", "UPDATE audit_entry SET body = ''",
              "UPDATE complaint SET state = 'closed'", "DELETE FROM identity_record",
              "UPDATE identity_record SET who = ''", "CREATE TABLE mine (id int)", "DROP TABLE draft",
              "ALTER TABLE draft ADD x int", "TRUNCATE request_answer"}) {
            CAPTURE(statement);
            CHECK(answer(database, as, statement) == denied);
        }
    }
}

TEST_CASE("a sound database passes the gate", "[gate]")
{
    scratch_database database;
    const auto findings = startup_gate(database.url());
    for (const auto& one : findings) {
        CAPTURE(one.code, one.sentence);
        CHECK_FALSE(one.refuses);
    }
}

TEST_CASE("the gate names what is wrong and how to mend it", "[gate]")
{
    scratch_database database;
    SECTION("no schema")
    {
        scratch_database bare(scratch_database::filled::with_nothing);
        const auto findings = startup_gate(bare.url());
        REQUIRE(holds(findings, "schema_behind"));
        CHECK(findings[0].sentence.find("redress migrate up") != std::string::npos);
    }
    SECTION("a foreign schema")
    {
        database.sql("UPDATE schema_migration SET checksum = 'x'");
        CHECK(holds(startup_gate(database.url()), "schema_foreign"));
    }
    SECTION("commits that do not wait for the disk")
    {
        database.sql(
            "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off', "
            "current_database()); END $$");
        CHECK(holds(startup_gate(database.url()), "synchronous_commit"));
    }
    SECTION("an engine that may rewrite history")
    {
        database.sql("GRANT UPDATE ON audit_entry TO redress_engine");
        CHECK(holds(startup_gate(database.url()), "engine_may_rewrite"));
    }
    SECTION("an engine that may read texts")
    {
        database.sql("GRANT SELECT ON private_text TO redress_engine");
        CHECK(holds(startup_gate(database.url()), "engine_may_read"));
    }
    SECTION("an agenda that ends too early")
    {
        database.sql(
            "DO $$ BEGIN EXECUTE 'DROP TABLE deadline_agenda_' || to_char((now() AT TIME ZONE 'UTC') + "
            "interval '92 days', 'YYYYMMDD'); "
            "EXECUTE 'DROP TABLE deadline_agenda_' || to_char((now() AT TIME ZONE 'UTC') + interval '91 "
            "days', 'YYYYMMDD'); END $$");
        CHECK(holds(startup_gate(database.url()), "agenda_short"));
    }
    SECTION("clocks that differ")
    {
        CHECK(holds(startup_gate(database.url(), "force_generic_plan", std::chrono::milliseconds(-60'000)),
                    "clock_skew"));
    }
}

TEST_CASE("a warning refuses nothing", "[gate]")
{
    scratch_database database;
    CHECK_FALSE(refuses(startup_gate(database.url())));
}
