// Another engine, a lost connection, a partition that went away: nothing is written twice or half.
#include "tests/workflow/engine_fixture.hpp"

namespace redress::tests {
namespace {

batch one_record(const case_id& id, event what, actor who, const std::string& source, std::int64_t offset)
{
    batch work{.kind = batch_kind::records};
    work.records.push_back(as_record(order(id, std::move(what), std::move(who), source), offset));
    work.offsets.push_back({.bucket = bucket_of(id),
                            .topic = "commands",
                            .partition = bucket_of(id),
                            .epoch = 1,
                            .expected = offset,
                            .next = offset + 1});
    return work;
}

TEST_CASE_METHOD(engine_fixture, "an engine that another one overtook decides again in slow form",
                 "[engine][failure]")
{
    const auto id = case_number(1);
    file(id);
    memory_case_store other_store(db);
    engine other(other_store, policies, test_settings());
    CHECK(other.apply(batch_of({order(id, assigned_to("h.osei"), handler(), "2")})).at(0).version == 2);
    const answer said = ask(id, note("n"), handler(), "3");
    CHECK(said.what == disposition::applied);
    CHECK(said.version == 3);
    CHECK(db->find(id)->facts.owner == "h.osei");
    CHECK(writer.counts().stale == 1);
    CHECK(writer.counts().slow == 1);
    CHECK(ask(id, note("m"), handler(), "4").version == 4);
    CHECK(writer.counts().stale == 1);
    check_everything();
}

TEST_CASE_METHOD(engine_fixture, "two engines in turn over the same buckets lose nothing",
                 "[engine][failure]")
{
    memory_case_store other_store(db);
    auto settings = test_settings();
    settings.seed = 8;
    engine other(other_store, policies, settings);
    for (std::uint64_t n = 0; n < 200; ++n) {
        const auto id = case_number(n % 10);
        engine& one = n % 3 == 0 ? other : writer;
        const auto said = one.apply(batch_of({order(id, n < 10 ? filing() : note(std::to_string(n)),
                                                    n < 10 ? customer() : handler(), std::to_string(n))}));
        REQUIRE(said.at(0).what == disposition::applied);
    }
    for (std::uint64_t n = 0; n < 10; ++n) CHECK(db->find(case_number(n))->version == 20);
    check_everything();
}

TEST_CASE_METHOD(engine_fixture, "a batch that loses its partition is dropped whole", "[engine][failure]")
{
    const auto id = case_number(1);
    db->offsets[{"commands", bucket_of(id)}] = {.epoch = 2, .next = 0};
    CHECK_THROWS_AS(writer.apply(one_record(id, filing(), customer(), "1", 0)), lost_fence);
    CHECK(db->cases.empty());
    CHECK(db->entries.empty());
    db->offsets[{"commands", bucket_of(id)}].epoch = 1;
    CHECK(writer.apply(one_record(id, filing(), customer(), "1", 0)).at(0).what == disposition::applied);
    CHECK(db->offsets.at({"commands", bucket_of(id)}).applied == 1);
    check_everything();
}

TEST_CASE_METHOD(engine_fixture, "an unknown COMMIT is looked up, not guessed", "[engine][failure]")
{
    const auto id = case_number(1);
    db->offsets[{"commands", bucket_of(id)}] = {.epoch = 1, .next = 0};
    store.committed_unreachable = 2;
    SECTION("it had been written")
    {
        store.fail_write(fault::unknown_written);
    }
    SECTION("it had been lost")
    {
        store.fail_write(fault::unknown_lost);
    }
    SECTION("it had been lost, and the slow form was cut off as well after it wrote")
    {
        store.fail_write(fault::unknown_lost);
        store.fail_write(fault::unknown_written, 1);
    }
    SECTION("it had been lost twice")
    {
        store.fail_write(fault::unknown_lost);
        store.fail_write(fault::unknown_lost, 1);
    }
    const answer said = writer.apply(one_record(id, filing(), customer(), "1", 0)).at(0);
    CHECK(said.what == disposition::applied);
    CHECK(db->history(id).size() == 1);
    CHECK(db->offsets.at({"commands", bucket_of(id)}).next == 1);
    CHECK(db->offsets.at({"commands", bucket_of(id)}).applied == 1);
    CHECK(writer.counts().unknown_commits >= 1);
    CHECK(store.committed_unreachable == 0);
    CHECK(writer.apply(one_record(id, note("n"), handler(), "2", 1)).at(0).version == 2);
    check_everything();
}

TEST_CASE_METHOD(engine_fixture, "a store out of reach leaves the engine as it was", "[engine][failure]")
{
    const auto id = case_number(1);
    file(id);
    store.fail_write(fault::unavailable);
    CHECK_THROWS_AS(ask(id, note("n"), handler(), "2"), store_unavailable);
    CHECK(db->history(id).size() == 1);
    CHECK(ask(id, note("n"), handler(), "2").version == 2);
    ask(case_number(2), note("n"), handler(), "3");  // a dead letter: the chain of the process
    store.fail_write(fault::unavailable);
    CHECK_THROWS_AS(ask(case_number(2), note("n"), handler(), "4"), store_unavailable);
    ask(case_number(2), note("n"), handler(), "5");
    CHECK(db->dead.size() == 2);
    check_everything();
}

TEST_CASE_METHOD(engine_fixture, "one commit, everything: counts of a batch stand with its position",
                 "[engine][failure]")
{
    const auto id = case_number(1);
    const auto p = bucket_of(id);
    db->offsets[{"commands", p}] = {.epoch = 1, .next = 100, .first = 100};
    batch work{.kind = batch_kind::records};
    const auto add = [&](command asked) {
        work.records.push_back(
            as_record(std::move(asked), 100 + static_cast<std::int64_t>(work.records.size())));
    };
    add(order(id, filing(), customer(), "1"));
    add(order(id, note("n"), handler(), "2"));
    add(order(id, note("n"), handler(), "2"));
    add(order(id, letter_event(event_type::initial_response_sent), customer(), "3"));
    work.records.push_back(
        dead_letter{.reason = "unreadable", .topic = "commands", .partition = p, .offset = 104});
    work.offsets.push_back({.bucket = p,
                            .topic = "commands",
                            .partition = p,
                            .epoch = 1,
                            .expected = 100,
                            .next = 107,
                            .skipped = 2});
    static_cast<void>(writer.apply(work));
    const auto& row = db->offsets.at({"commands", p});
    CHECK(row.applied == 2);
    CHECK(row.duplicate == 1);
    CHECK(row.refused == 1);
    CHECK(row.dead_lettered == 1);
    CHECK(row.skipped == 2);
    CHECK(row.next == 107);
    CHECK(db->transactions == 1);
    check_everything();
}

TEST_CASE_METHOD(engine_fixture, "a batch of nothing but gaps moves its position", "[engine][failure]")
{
    db->offsets[{"commands", 3}] = {.epoch = 1, .next = 0};
    batch work{.kind = batch_kind::records};
    work.offsets.push_back({.bucket = 3,
                            .topic = "commands",
                            .partition = 3,
                            .epoch = 1,
                            .expected = 0,
                            .next = 4,
                            .skipped = 4});
    CHECK(writer.apply(work).empty());
    CHECK(db->offsets.at({"commands", 3}).next == 4);
    CHECK(db->heads[3].turn == 1);
    check_everything();
}

}  // namespace
}  // namespace redress::tests
