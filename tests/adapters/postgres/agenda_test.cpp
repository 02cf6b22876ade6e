#include "adapters/postgres/upkeep.hpp"
#include "tests/adapters/postgres/scratch_database.hpp"

#include <catch2/catch_test_macros.hpp>

using redress::postgres::upkeep;
using redress::tests::scratch_database;

namespace {

const char* const attached = "SELECT count(*) FROM pg_inherits WHERE inhparent = 'deadline_agenda'::regclass";

/// A day's partition by hand, as an earlier run left it.
void partition(scratch_database& database, int days_ago)
{
    database.sql("SET ROLE redress_maintainer");
    database.sql("DO $$ DECLARE d date := (now() AT TIME ZONE 'UTC')::date - " + std::to_string(days_ago) +
                 "; BEGIN EXECUTE format('CREATE TABLE deadline_agenda_%s PARTITION OF deadline_agenda FOR "
                 "VALUES FROM (%L) TO (%L)', "
                 "to_char(d, 'YYYYMMDD'), d::text || 'T00:00:00Z', (d + 1)::text || 'T00:00:00Z'); END $$");
    database.sql("RESET ROLE");
}

}  // namespace

TEST_CASE("the agenda reaches from yesterday to 92 days ahead, and its near days are indexed", "[agenda]")
{
    scratch_database database;
    CHECK(database.number(attached) == 94);
    CHECK(database.number("SELECT count(*) FROM pg_indexes WHERE tablename LIKE 'deadline_agenda_%'") == 3);
    CHECK(database.value(
              "SELECT max(to_date(right(inhrelid::regclass::text, 8), 'YYYYMMDD')) - (now() AT TIME ZONE "
              "'UTC')::date FROM pg_inherits WHERE inhparent = 'deadline_agenda'::regclass") == "92");
    CHECK(upkeep(database.url()).run().nothing());
}

TEST_CASE("a past day goes when it is empty and stays while something is due in it", "[agenda]")
{
    scratch_database database;
    partition(database, 5);
    partition(database, 4);
    database.sql("INSERT INTO deadline_agenda VALUES (1, now() - interval '4 days', gen_random_uuid())");
    const auto done = upkeep(database.url()).run();
    CHECK(done.dropped.size() == 1);
    CHECK(done.indexed.size() == 1);  // nobody was there when its day came near
    CHECK(database.number(attached) == 95);
    database.sql("DELETE FROM deadline_agenda");
    CHECK(upkeep(database.url()).run().dropped.size() == 1);
    CHECK(database.number(attached) == 94);
}

TEST_CASE("a dead letter is kept for thirty days", "[agenda]")
{
    scratch_database database;
    for (const char* age : {"29 days", "31 days", "400 days"})
        database.sql(
            "INSERT INTO dead_letter VALUES (1, gen_random_uuid(), 'unreadable', '', '', '', 't', 0, 0, '', "
            "'', '', '', now() - interval '" +
            std::string(age) + "')");
    upkeep(database.url()).run();
    CHECK(database.number("SELECT count(*) FROM dead_letter") == 1);
    CHECK(database.number("SELECT count(*) FROM dead_letter WHERE created_at > now() - interval '30 days'") ==
          1);
}

TEST_CASE("upkeep that was cut off is taken up again", "[agenda]")
{
    scratch_database database;
    const std::string today = database.value("SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYYMMDD')");
    const std::string later =
        database.value("SELECT to_char((now() AT TIME ZONE 'UTC') + interval '60 days', 'YYYYMMDD')");
    // A broken index, and a partition that was made and not attached.
    database.sql("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'deadline_agenda_" + today +
                 "_look'::regclass");
    database.sql("ALTER TABLE deadline_agenda DETACH PARTITION deadline_agenda_" + later);
    const auto done = upkeep(database.url()).run();
    CHECK(done.made == std::vector<std::string>{"deadline_agenda_" + later});
    CHECK(done.indexed == std::vector<std::string>{"deadline_agenda_" + today});
    CHECK(database.value("SELECT indisvalid FROM pg_index WHERE indexrelid = 'deadline_agenda_" + today +
                         "_look'::regclass") == "t");
    CHECK(upkeep(database.url()).run().nothing());
}
