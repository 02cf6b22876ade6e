// PostgreSQL under the same suite as the memory store, and the engine over it.
#include "adapters/postgres/case_store.hpp"
#include "tests/adapters/postgres/scratch_database.hpp"
#include "tests/conformance/case_store_suite.hpp"
#include "tests/support/cases.hpp"
#include "workflow/engine.hpp"

#include <catch2/catch_test_macros.hpp>

namespace redress::tests {
namespace {

struct postgres_under_test final : store_under_test {
    test::scratch_database database;
    [[nodiscard]] std::unique_ptr<workflow::case_store> connect() override
    {
        return std::make_unique<postgres::case_store>(postgres::store_settings{.url = database.url()});
    }
    void put_offset(const std::string& topic, std::int32_t partition, std::int64_t epoch, std::int64_t next) override
    {
        database.sql("INSERT INTO consumer_offset (bucket, topic, partition, epoch, first_offset, next_offset) VALUES (" +
                     std::to_string(partition % bucket_count) + ", '" + topic + "', " + std::to_string(partition) + ", " +
                     std::to_string(epoch) + ", " + std::to_string(next) + ", " + std::to_string(next) + ")");
    }
};

TEST_CASE("PostgreSQL keeps the contract of case stores", "[store][conformance]")
{
    postgres_under_test under;
    case_store_suite(under);
}

TEST_CASE("the engine over PostgreSQL: filed, moved, repeated, refused, buried, fired", "[store][engine]")
{
    using namespace workflow;
    postgres_under_test under;
    const auto store = under.connect();
    const auto other_store = under.connect();
    one_policy policies;
    engine writer(*store, policies, {});
    engine other(*other_store, policies, {});
    const auto id = case_number(1);
    const auto ask = [&](engine& by, event what, actor who, const std::string& source) {
        return by.apply(batch_of({order(id, std::move(what), std::move(who), source)})).at(0);
    };
    auto early = order(id, filing(), customer(), "1");
    early.received = store->now() - std::chrono::hours(30);  // a day and more ago: its promise is due
    const answer filed = writer.apply(batch_of({early})).at(0);
    REQUIRE(filed.what == disposition::applied);
    CHECK(ask(other, filing(), customer(), "again").what == disposition::duplicate);
    CHECK(ask(other, assigned_to("h.lin"), handler(), "2").version == 2);
    CHECK(ask(writer, note("n"), handler(), "3").version == 3);
    CHECK(writer.counts().stale == 1);
    CHECK(ask(writer, note("n"), handler(), "3").what == disposition::duplicate);
    CHECK(ask(writer, note("m"), handler(), "3").code == "ID_REUSE");
    CHECK(ask(writer, letter_event(event_type::initial_response_sent), customer(), "4").code == "not_permitted");
    CHECK(writer.apply(batch_of({order(case_number(2), note("n"), handler(), "5")})).at(0).code == "unknown_case");
    writer.record("process.stopped", engine_actor(), {});
    CHECK(writer.fire_due(10) == 1);
    CHECK(writer.fire_due(10) == 0);

    const auto read = store->read(std::span(&id, 1));
    REQUIRE(read.cases.size() == 1);
    CHECK(read.cases[0].ladder == ladder_state::raised);
    complaint folded;
    const auto rows = under.database.sql("SELECT body FROM audit_entry WHERE chain_id = '" + to_string(id) + "' ORDER BY cseq");
    for (const auto& row : rows) {
        const auto bytes = row[0].as<std::basic_string<std::byte>>();
        fold(folded, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    }
    folded.agenda_at = read.cases[0].agenda_at;
    CHECK(folded == read.cases[0]);
    CHECK(under.database.number("SELECT count(*) FROM dead_letter") == 1);
    CHECK(under.database.number("SELECT cases FROM case_counter WHERE state = 'received'") == 1);
    CHECK(under.database.number("SELECT count(*) FROM work_item WHERE owner = 'h.lin' AND rung = 1") == 1);
}

}  // namespace
}  // namespace redress::tests
