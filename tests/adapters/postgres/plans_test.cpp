// The shape of the hot statements' plans and what an update costs: measured on tables large enough
// that a walk over a table would show.
#include "adapters/postgres/case_store.hpp"
#include "adapters/postgres/connection_text.hpp"
#include "adapters/postgres/sql.hpp"
#include "tests/adapters/postgres/scratch_database.hpp"
#include "tests/adapters/postgres/written_case.hpp"

#include <catch2/catch_test_macros.hpp>

#include <memory>
#include <thread>

using namespace redress;
using namespace redress::tests;
using workflow::write_status;

namespace {

std::string plan(scratch_database& database, const std::string& sql,
                 const std::vector<std::string>& arguments)
{
    pqxx::connection to(postgres::connection_text(
        database.url(), {.role = "redress_engine", .plan_cache_mode = "force_generic_plan"}));
    pqxx::work tx(to);
    std::string list;
    for (const auto& one : arguments) list += (list.empty() ? "" : ", ") + one;
    tx.exec("PREPARE hot AS " + sql);
    std::string text;
    for (const auto& row : tx.exec("EXPLAIN (COSTS OFF) EXECUTE hot(" + list + ")"))
        text += row[0].as<std::string>() + "\n";
    return text;
}

/// A backend reports its counts at the latest when it ends.
void close_and_wait(scratch_database& database, std::unique_ptr<postgres::case_store>& store)
{
    const std::string backend = std::to_string(store->backend());
    store.reset();
    while (database.number("SELECT count(*) FROM pg_stat_activity WHERE pid = " + backend) > 0)
        std::this_thread::yield();
}

bool holds(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("hot statements find their rows by key", "[plans]")
{
    scratch_database database;
    database.sql(
        "INSERT INTO complaint SELECT (g % 64)::smallint, gen_random_uuid(), 'R' || g, 'received', 'none', "
        "'at_base', 0, 0, 1, 1, NULL, NULL, NULL, NULL, '', "
        "decode(repeat('00', 300), 'hex') FROM generate_series(1, 20000) g");
    database.sql(
        "INSERT INTO audit_entry SELECT (g % 64)::smallint, gen_random_uuid(), g, 1, g, decode(repeat('00', "
        "400), 'hex'), '' FROM generate_series(1, 20000) g");
    database.sql(
        "INSERT INTO work_item SELECT (g % 64)::smallint, gen_random_uuid(), 'R' || g, 't', '', 'received', "
        "'none', 'complaint', 'c', 'email', 0, 0, NULL, now() FROM generate_series(1, 20000) g");
    database.sql("ANALYZE");
    const std::string b = "ARRAY[1]::smallint[]", id = "ARRAY[gen_random_uuid()]", n = "ARRAY[1]::bigint[]",
                      t = "ARRAY['x']", s = "ARRAY[1]::smallint[]", at = "ARRAY[now()]",
                      y = "ARRAY['']::bytea[]";

    const auto move =
        plan(database, postgres::sql::move_cases.sql, {b, id, n, t, t, t, s, s, n, n, at, at, t, t, y, y});
    CAPTURE(move);
    CHECK(holds(move, "Index Scan using complaint_pkey"));
    CHECK_FALSE(holds(move, "Seq Scan on complaint"));

    const auto read = plan(database, postgres::sql::read_cases.sql, {b, b, id});
    CAPTURE(read);
    CHECK(holds(read, "Index Scan using complaint_pkey"));
    CHECK_FALSE(holds(read, "Seq Scan on complaint"));

    const auto find = plan(database, postgres::sql::find_entries.sql, {b, id, n});
    CAPTURE(find);
    CHECK(holds(find, "audit_entry_pkey"));
    CHECK_FALSE(holds(find, "Seq Scan on audit_entry"));

    const auto reference = plan(database, postgres::sql::find_reference.sql, {"1::smallint", "'x'"});
    CAPTURE(reference);
    CHECK(holds(reference, "complaint_bucket_reference_key"));

    const auto drop = plan(database, postgres::sql::drop_work.sql, {b, id});
    CAPTURE(drop);
    CHECK(holds(drop, "Index Scan using work_item_pkey"));
    CHECK_FALSE(holds(drop, "Seq Scan on work_item"));

    const auto heads = plan(database, postgres::sql::move_heads.sql, {b, n, n, n});
    CAPTURE(heads);
    CHECK(holds(heads, "LockRows"));
    CHECK(holds(heads, "Sort"));
}

TEST_CASE("cases and heads that move stay on their pages", "[plans]")
{
    scratch_database database;
    auto open = std::make_unique<postgres::case_store>(postgres::store_settings{.url = database.url()});
    auto& store = *open;
    batch_builder batch{11};
    std::vector<std::int16_t> buckets;
    for (std::int16_t i = 0; i < 64; ++i) buckets.push_back(i);
    const auto write = [&] {
        store.send(batch.done(), {});
        REQUIRE(store.receive().status == write_status::written);
    };

    std::vector<complaint> cases;
    batch.from(store.read({}, buckets));
    for (int i = 0; i < 640; ++i) {
        auto now = batch.a_case(static_cast<std::int16_t>(i % 64));
        for (const char* clock : {"acknowledge", "initial_response", "final_response"})
            now.facts.clocks.push_back(
                {.clock_id = clock, .due = store.now(), .policy = "wallet-default", .started = store.now()});
        batch.moves(now);
        cases.push_back(now);
    }
    write();
    for (auto& now : cases) now = batch.after(now.id);

    for (int round = 0; round < 30; ++round) {
        batch.from(store.read({}, buckets));
        for (std::size_t i = 0; i < cases.size(); ++i)
            if ((i / 64 + static_cast<std::size_t>(round)) % 4 == 0) {
                cases[i].facts.clocks[0].due = store.now();
                cases[i].facts.message_count += 1;
                batch.moves(cases[i]);
            }
        write();
        for (auto& now : cases) {
            try {
                now = batch.after(now.id);
            } catch (const std::logic_error&) {  // not in this round
            }
        }
    }
    close_and_wait(database, open);
    for (const std::string table : {"complaint", "bucket_head"}) {
        const std::string of = " FROM pg_stat_user_tables WHERE relname = '" + table + "'";
        CAPTURE(table, database.number("SELECT n_tup_upd" + of),
                database.number("SELECT n_tup_hot_upd" + of));
        CHECK(database.number("SELECT n_tup_upd" + of) > 1'000);
        CHECK(database.number("SELECT 100 * n_tup_hot_upd / n_tup_upd" + of) >= 95);
    }
}

TEST_CASE("the deadline pass reads near days by index and leaves out far ones", "[plans]")
{
    scratch_database database;
    database.sql(
        "INSERT INTO deadline_agenda SELECT 1, now() + g * interval '1 second', gen_random_uuid() FROM "
        "generate_series(1, 150000) g");
    database.sql(
        "INSERT INTO deadline_agenda SELECT (g % 64)::smallint, now() - g * interval '1 millisecond', "
        "gen_random_uuid() FROM generate_series(1, 1000) g");
    database.sql("ANALYZE");
    const auto read_whole =
        "SELECT coalesce(sum(seq_tup_read), 0) FROM pg_stat_user_tables WHERE relname LIKE "
        "'deadline_agenda_%'";
    const long long before = database.number(read_whole);
    auto store = std::make_unique<postgres::case_store>(postgres::store_settings{.url = database.url()});
    {
        const auto taken = store->take_due(200);
        CHECK(taken.due.size() == 200);
    }
    close_and_wait(database, store);
    CHECK(database.number("SELECT coalesce(sum(idx_tup_fetch), 0) FROM pg_stat_user_tables WHERE relname "
                          "LIKE 'deadline_agenda_%'") >= 200);
    // 151,000 rows stand in the agenda.
    CHECK(database.number(read_whole) - before < 1'000);
}
