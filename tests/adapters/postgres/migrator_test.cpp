#include "adapters/postgres/migrator.hpp"
#include "tests/adapters/postgres/scratch_database.hpp"
#include "workflow/ports/case_store.hpp"

#include <catch2/catch_test_macros.hpp>

#include <thread>

using namespace redress::postgres;
using redress::tests::scratch_database;

namespace {

const char* const shape =
    "SELECT coalesce(string_agg(line, E'\\n' ORDER BY line), '') FROM ("
    "SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable AS line FROM "
    "information_schema.columns WHERE table_schema = 'public' "
    "UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' "
    "UNION ALL SELECT relname || ' ' || pg_get_userbyid(relowner) || ' ' || coalesce(relacl::text, '') || ' "
    "' || coalesce(reloptions::text, '') FROM pg_class "
    "WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')) s";

std::string why_refused(const auto& f)
{
    try {
        f();
    } catch (const schema_refused& error) {
        return error.what();
    }
    return {};
}

}  // namespace

TEST_CASE("up, down and up again end where up ended", "[migrator]")
{
    scratch_database database(scratch_database::filled::with_nothing);
    const migrator one(database.url());
    CHECK(one.plan().size() == migrations().size());
    CHECK(one.up().size() == migrations().size());
    CHECK(one.plan().empty());
    CHECK(one.up().empty());
    const std::string first = database.value(shape);

    CHECK(one.down(0).size() == migrations().size());
    CHECK(database.value("SELECT string_agg(relname, ',') FROM pg_class WHERE relnamespace = "
                         "'public'::regnamespace AND relkind IN ('r', 'p')") == "schema_migration");
    CHECK(database.number("SELECT count(*) FROM schema_migration") == 0);
    CHECK(one.up().size() == migrations().size());
    CHECK(database.value(shape) == first);
}

TEST_CASE("every step back leaves what stood before the step", "[migrator]")
{
    scratch_database database(scratch_database::filled::with_nothing);
    const migrator one(database.url());
    for (const auto& step : migrations()) {
        one.up(step.version);
        const auto states = one.status();
        CHECK(states[static_cast<std::size_t>(step.version) - 1].applied);
        CHECK_FALSE(states[static_cast<std::size_t>(step.version) - 1].applied_at.empty());
        const std::string here = database.value(shape);
        if (step.version == static_cast<int>(migrations().size())) break;
        // A grant that was given and taken leaves an explicit list of the owner's own rights.
        const char* const rights =
            "SELECT coalesce(string_agg(concat_ws(' ', name, owner, grantee, privilege_type), ';' "
            "ORDER BY name, grantee, privilege_type), '') FROM "
            "(SELECT relname::text, relowner, relacl FROM pg_class WHERE relnamespace = "
            "'public'::regnamespace UNION ALL "
            "SELECT proname::text, proowner, proacl FROM pg_proc WHERE pronamespace = "
            "'public'::regnamespace UNION ALL "
            "SELECT c.relname || '.' || attname, relowner, attacl FROM pg_attribute JOIN pg_class c ON c.oid "
            "= "
            "attrelid WHERE relnamespace = 'public'::regnamespace AND attacl IS NOT NULL) "
            "all_of_it(name, owner, acl), aclexplode(acl) WHERE grantee <> owner";
        const std::string before = database.value(rights);
        one.up(step.version + 1);
        CHECK((database.value(rights) != before || database.value(shape) != here));
        one.down(step.version);
        CHECK(database.value(rights) == before);
        CHECK(database.value(
                  "SELECT count(*) FROM information_schema.columns WHERE table_schema = 'public'") != "0");
        CHECK_FALSE(here.empty());
    }
}

TEST_CASE("a migration that was edited after it was applied is refused by name", "[migrator]")
{
    scratch_database database;
    database.sql("UPDATE schema_migration SET checksum = repeat('0', 64) WHERE version = 1");
    const migrator one(database.url());
    CHECK(why_refused([&] { one.up(); }).find("each_bucket_is_a_log") != std::string::npos);
    CHECK_FALSE(why_refused([&] { (void)one.status(); }).empty());
}

TEST_CASE("a database of a later release is refused", "[migrator]")
{
    scratch_database database;
    database.sql(
        "INSERT INTO schema_migration (version, name, checksum, engine_version) VALUES (99, "
        "'things_to_come', '', '9.0.0')");
    const auto why = why_refused([&] { migrator(database.url()).up(); });
    CHECK(why.find("99") != std::string::npos);
    CHECK(why.find("9.0.0") != std::string::npos);
}

TEST_CASE("a gap among the applied ones is refused", "[migrator]")
{
    scratch_database database;
    database.sql("DELETE FROM schema_migration WHERE version = 1");
    CHECK(why_refused([&] { migrator(database.url()).up(); }).find("1 is missing") != std::string::npos);
}

TEST_CASE("tables of somebody else are refused and left alone", "[migrator]")
{
    scratch_database database(scratch_database::filled::with_nothing);
    database.sql("CREATE TABLE invoices (id int)");
    const auto why = why_refused([&] { migrator(database.url()).up(); });
    CHECK(why.find("invoices") != std::string::npos);
    CHECK(
        database.number(
            "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'") ==
        1);
}

TEST_CASE("a schema_migration of another program is refused", "[migrator]")
{
    scratch_database database(scratch_database::filled::with_nothing);
    database.sql("CREATE TABLE schema_migration (id text)");
    CHECK_FALSE(why_refused([&] { migrator(database.url()).up(); }).empty());
}

TEST_CASE("a migration that fails leaves nothing, and those before it stand", "[migrator]")
{
    scratch_database database(scratch_database::filled::with_nothing);
    const migration list[] = {{1, "good", "a", "CREATE TABLE good (id int)", "DROP TABLE good"},
                              {2, "bad", "b", "CREATE TABLE half (id int); SELECT 1/0", "DROP TABLE half"}};
    const migrator one(database.url(), "0.1.0", list);
    try {
        one.up();
        FAIL("it went through");
    } catch (const redress::workflow::write_rejected& error) {
        CHECK(std::string(error.what()).find("0002_bad") != std::string::npos);
    }
    CHECK(database.value("SELECT to_regclass('half') IS NULL AND to_regclass('good') IS NOT NULL") == "t");
    CHECK(one.plan() == std::vector<std::string>{"0002_bad"});
}

TEST_CASE("two programs that start at once migrate once", "[migrator]")
{
    scratch_database database(scratch_database::filled::with_nothing);
    std::vector<std::string> done[2];
    std::thread first([&] { done[0] = migrator(database.url()).up(); });
    done[1] = migrator(database.url()).up();
    first.join();
    CHECK(done[0].size() + done[1].size() == migrations().size());
}
