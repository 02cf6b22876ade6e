// Histories are read case by case, whole and once, whatever the sizes of the pages.
#include "adapters/postgres/case_store.hpp"
#include "adapters/postgres/history_reader.hpp"
#include "tests/adapters/postgres/scratch_database.hpp"
#include "tests/adapters/postgres/written_case.hpp"

#include <catch2/catch_test_macros.hpp>

#include <map>
#include <set>

using namespace redress;
using namespace redress::tests;
using namespace std::chrono_literals;

namespace {

struct written_histories {
    scratch_database database;
    postgres::case_store store{{.url = database.url()}};
    std::map<case_id, std::vector<std::string>> expected;

    /// `cases` cases, of which the n-th has 1 + n % 5 entries; those of a case are spread over batches.
    void write(int cases)
    {
        batch_builder batch(42);
        std::vector<std::int16_t> buckets;
        for (std::int16_t i = 0; i < 64; ++i) buckets.push_back(i);
        std::vector<complaint> all;
        for (int n = 0; n < cases; ++n) all.push_back(batch.a_case(static_cast<std::int16_t>(n % 3 * 20)));
        for (int round = 0; round < 5; ++round) {
            batch.from(store.read({}, buckets));
            for (int n = 0; n < cases; ++n)
                if (round <= n % 5) batch.moves(all[static_cast<std::size_t>(n)]);
            const auto& done = batch.done();
            store.send(done, {});
            REQUIRE(store.receive().status == workflow::write_status::written);
            for (const auto& row : done.entries) expected[row.chain].push_back(row.body);
            for (int n = 0; n < cases; ++n)
                if (auto& one = all[static_cast<std::size_t>(n)]; round <= n % 5) one = batch.after(one.id);
        }
    }

    [[nodiscard]] std::map<case_id, std::vector<std::string>> read(instant since,
                                                                   postgres::history_pages pages)
    {
        postgres::history_reader reader(database.url(), since, pages);
        std::map<case_id, std::vector<std::string>> got;
        case_id before{};
        std::int64_t cseq = 0, done = 0;
        for (auto page = reader.next(); !page.entries.empty(); page = reader.next()) {
            CHECK(static_cast<int>(page.entries.size()) <= pages.entries);
            CHECK(page.done >= done);
            done = page.done;
            for (auto& one : page.entries) {
                if (one.id != before) CHECK_FALSE(got.contains(one.id));  // a case is told in one piece
                CHECK(one.cseq == (one.id == before ? cseq : 0) + 1);
                before = one.id, cseq = one.cseq;
                got[one.id].push_back(std::move(one.body));
            }
        }
        CHECK(done <= reader.whole());
        return got;
    }
};

}  // namespace

TEST_CASE_METHOD(written_histories, "every history is read whole, in order, whatever fits a page",
                 "[histories]")
{
    write(60);
    REQUIRE(expected.size() == 60);
    for (const auto pages : {postgres::history_pages{}, postgres::history_pages{.cases = 7, .entries = 4},
                             postgres::history_pages{.cases = 1, .entries = 1},
                             postgres::history_pages{.cases = 20, .entries = 60}})
        CHECK(read(instant{}, pages) == expected);
}

TEST_CASE_METHOD(written_histories, "what begins in other chains, and what came later, is not read",
                 "[histories]")
{
    write(10);
    postgres::history_reader reader(database.url(), instant{}, {.cases = 3, .entries = 100});
    database.sql(
        "INSERT INTO audit_entry SELECT bucket, gen_random_uuid(), 1, 1, pos + 1, '{}', '' FROM bucket_head");
    database.sql("UPDATE bucket_head SET pos = pos + 1");
    std::set<case_id> seen;
    for (auto page = reader.next(); !page.entries.empty(); page = reader.next())
        for (const auto& one : page.entries) seen.insert(one.id);
    CHECK(seen.size() == 10);
    CHECK(read(instant{}, {}).size() == 10);  // a chain of no case
}

TEST_CASE("reading begins with what was recorded since, and with an hour before it", "[histories]")
{
    scratch_database database;
    const auto at = [](int hour) { return instant(std::chrono::days(20'000)) + std::chrono::hours(hour); };
    for (int hour = 0; hour < 20; ++hour) {
        const auto rec = hour == 9 ? std::string("broken") : "{\"rec\":\"" + to_string(at(hour)) + "\"}";
        const auto id = "'00000000-0000-8000-8000-0000000000" + std::to_string(10 + hour) + "'";
        database.sql("INSERT INTO audit_entry VALUES (5, " + id + ", 1, 1, " + std::to_string(hour + 1) +
                     ", '" + rec + "', '')");
        database.sql("INSERT INTO complaint VALUES (5, " + id + ", 'R" + std::to_string(hour) +
                     "', 'received', 'none', 'at_base', 0, 0, 1, 1, NULL, NULL, NULL, NULL, '', '')");
    }
    database.sql("UPDATE bucket_head SET pos = 20 WHERE bucket = 5");
    const auto count = [&](instant since) {
        postgres::history_reader reader(database.url(), since);
        std::size_t n = 0;
        for (auto page = reader.next(); !page.entries.empty(); page = reader.next()) n += page.entries.size();
        CHECK(reader.whole() == static_cast<std::int64_t>(n));
        return n;
    };
    CHECK(count(at(0)) == 20);
    CHECK(count(at(15)) == 6);
    CHECK(count(at(40)) == 0);
    CHECK(count(at(11)) >= 10);  // never less for an entry that cannot be read
}
