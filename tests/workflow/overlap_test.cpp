// Deciding a batch while the one before is being written.
#include "tests/workflow/engine_fixture.hpp"

#include <algorithm>

namespace redress::tests {
namespace {

/// Collects answers in the order of the batches.
struct overlapping : engine_fixture {
    std::vector<answer> said;
    void start(batch work, std::span<const case_id> soon = {})
    {
        for (auto& one : writer.start(std::move(work), soon)) said.push_back(std::move(one));
    }
    void finish()
    {
        for (auto& one : writer.finish()) said.push_back(std::move(one));
    }
};

TEST_CASE_METHOD(overlapping, "answers come one batch later, in order", "[engine][overlap]")
{
    const auto id = case_number(1);
    start(batch_of({order(id, filing(), customer(), "1")}));
    CHECK(said.empty());
    start(batch_of({order(id, note("a"), handler(), "2"), order(id, note("b"), handler(), "3")}));
    CHECK(said.size() == 1);
    finish();
    REQUIRE(said.size() == 3);
    CHECK(said[2].version == 3);
    finish();
    CHECK(said.size() == 3);
    check_everything();
}

/// The same with the clock carried on, so that a batch is decided on the state the one before will leave.
struct speculating : engine_fixture {
    static engine_settings carried()
    {
        auto settings = test_settings();
        settings.clock_trusted_for = 1h;
        return settings;
    }
    engine quick{store, policies, carried()};
};

TEST_CASE_METHOD(speculating, "a batch is decided on what the one in flight will leave", "[engine][overlap]")
{
    const auto id = case_number(1);
    std::vector<answer> said;
    const auto keep = [&](std::vector<answer> more) { said.insert(said.end(), more.begin(), more.end()); };
    keep(quick.start(batch_of({order(id, filing(), customer(), "0")})));
    const int reads = store.reads;
    for (int n = 1; n < 20; ++n)
        keep(quick.start(batch_of({order(id, note(std::to_string(n)), handler(), std::to_string(n))})));
    keep(quick.finish());
    REQUIRE(said.size() == 20);
    for (std::size_t n = 0; n < said.size(); ++n) CHECK(said[n].version == static_cast<std::int64_t>(n) + 1);
    CHECK(store.reads == reads);
    CHECK(quick.counts().fast == 20);
    check_everything();
}

TEST_CASE_METHOD(speculating, "when the one in flight fails its guards, both are decided again in order",
                 "[engine][overlap]")
{
    const auto id = case_number(1);
    std::vector<answer> said;
    const auto keep = [&](std::vector<answer> more) { said.insert(said.end(), more.begin(), more.end()); };
    keep(quick.start(batch_of({order(id, filing(), customer(), "1")})));
    keep(quick.start(batch_of({order(id, note("a"), handler(), "2")})));
    memory_case_store other_store(db);
    engine other(other_store, policies, test_settings());
    static_cast<void>(other.apply(batch_of({order(id, assigned_to("h.osei"), handler(), "between")})));
    keep(quick.start(
        batch_of({order(id, note("b"), handler(), "3"), order(case_number(9), note("?"), handler(), "4")})));
    keep(quick.finish());
    REQUIRE(said.size() == 4);
    CHECK(said[1].version == 3);
    CHECK(said[2].version == 4);
    CHECK(said[3].code == "unknown_case");
    CHECK(quick.counts().stale == 1);
    check_everything();
}

TEST_CASE_METHOD(speculating, "after a failure nothing is in flight, and what was not written comes back",
                 "[engine][overlap]")
{
    const auto id = case_number(1);
    CHECK(quick.start(batch_of({order(id, filing(), customer(), "1")})).empty());
    CHECK(quick.start(batch_of({order(id, note("a"), handler(), "2")})).size() == 1);
    SECTION("the one in flight is rejected")
    {
        store.fail_write(fault::rejected);
        CHECK_THROWS_AS(quick.start(batch_of({order(id, note("b"), handler(), "3")})), write_rejected);
        const auto back = quick.take_back();
        REQUIRE(back.size() == 2);
        CHECK(std::get<command>(back[0].records[0]).from.id == "2");
        CHECK(std::get<command>(back[1].records[0]).from.id == "3");
        CHECK(db->history(id).size() == 1);
    }
    SECTION("the next cannot be decided, and the one in flight is written all the same")
    {
        policies.lost = true;
        static_cast<void>(quick.finish());  // so that the pins are resolved anew
        CHECK(quick.start(batch_of({order(case_number(2), filing(), customer(), "5")})).empty());
        static_cast<void>(quick.finish());
        quick.forget();
        CHECK_THROWS_AS(quick.start(batch_of({order(id, note("b"), handler(), "3")})), unknown_policy);
        const auto back = quick.take_back();
        REQUIRE(back.size() == 1);
        CHECK(std::get<command>(back[0].records[0]).from.id == "3");
        CHECK(db->history(id).size() == 2);
    }
    policies.lost = false;
    CHECK(quick.finish().empty());
    CHECK(quick.apply(batch_of({order(id, note("c"), handler(), "7")})).at(0).what == disposition::applied);
    check_everything();
}

/// Its record ends as a dead letter in a bucket that both batches write: the chain of the process.
record buried(const std::string& source)
{
    return dead_letter{
        .reason = "unreadable", .source = "/desk", .id = source, .topic = "commands", .partition = 3};
}

TEST_CASE_METHOD(speculating, "the chain of the process has no gap when two batches are decided again",
                 "[engine][overlap]")
{
    const auto id = case_number(1);
    const auto batch_with = [&](const std::string& n) {
        batch work = batch_of({order(id, note(n), handler(), n)});
        work.records.push_back(buried("letter " + n));
        return work;
    };
    static_cast<void>(quick.apply(batch_of({order(id, filing(), customer(), "1")})));
    static_cast<void>(quick.apply(batch_with("2")));
    CHECK(quick.start(batch_with("3")).empty());
    SECTION("because another engine was faster")
    {
        memory_case_store other_store(db);
        engine other(other_store, policies, test_settings());
        static_cast<void>(other.apply(batch_of({order(id, assigned_to("h.osei"), handler(), "between")})));
        CHECK(quick.start(batch_with("4")).size() == 2);
    }
    SECTION("because the store was away")
    {
        store.fail_write(fault::unavailable);
        CHECK_THROWS_AS(quick.start(batch_with("4")), store_unavailable);
        for (const batch& back : quick.take_back()) CHECK(quick.apply(back).size() == 2);
    }
    static_cast<void>(quick.finish());
    static_cast<void>(quick.apply(batch_with("5")));
    CHECK(db->dead.size() == 4);
    check_everything();
}

TEST_CASE_METHOD(speculating, "what the next batch needs is read behind the commit of this one",
                 "[engine][overlap]")
{
    const std::vector<case_id> ids{case_number(1), case_number(2), case_number(3)};
    for (const auto& id : ids) file(id, to_string(id));  // by another engine
    CHECK(quick.start(batch_of({order(ids[0], note("a"), handler(), "1")}), ids).empty());
    const int reads = store.reads;
    CHECK(quick
              .start(batch_of(
                  {order(ids[1], note("b"), handler(), "2"), order(ids[2], note("c"), handler(), "3")}))
              .size() == 1);
    CHECK(quick.finish().size() == 2);
    CHECK(store.reads == reads + 1);  // the one behind COMMIT
    CHECK(quick.counts().stale == 0);
    check_everything();
}

TEST_CASE_METHOD(speculating,
                 "slices of deadlines and batches are decided on each other while they are written",
                 "[engine][overlap][deadlines]")
{
    batch filings;
    for (std::uint64_t n = 0; n < 30; ++n)
        filings.records.push_back(order(case_number(n), filing(), customer(), std::to_string(n)));
    static_cast<void>(quick.apply(filings));
    db->now += 13h;
    quick.forget();
    const case_id of_first_slice = db->agenda.begin()->second.second;
    const case_id of_last_slice = db->agenda.rbegin()->second.second;
    CHECK(quick.start_due(10).looked_at == 10);
    const auto first = quick.start(batch_of({order(of_first_slice, note("a"), handler(), "a")}));
    CHECK(first.empty());  // a slice has no answers
    auto next = quick.start_due(10);
    CHECK(next.in_flight);
    CHECK(next.more);
    REQUIRE(next.before.size() == 1);
    CHECK(next.before[0].version == 3);  // behind the warning that the slice fired
    CHECK(quick.start(batch_of({order(of_last_slice, note("b"), handler(), "b")})).empty());
    next = quick.start_due(10);
    CHECK(next.before.size() == 1);
    CHECK_FALSE(next.more);
    CHECK(quick.finish().empty());
    CHECK_FALSE(quick.start_due(10).in_flight);
    CHECK(db->entries.size() == 30 + 30 + 2);
    CHECK(quick.counts().slow == 0);
    CHECK(quick.counts().stale == 0);
    check_everything();
}

TEST_CASE_METHOD(speculating,
                 "a slice that another engine overtook is taken anew, and the batch on top of it, too",
                 "[engine][overlap][deadlines]")
{
    for (std::uint64_t n = 0; n < 4; ++n)
        static_cast<void>(
            quick.apply(batch_of({order(case_number(n), filing(), customer(), std::to_string(n))})));
    db->now += 13h;
    quick.forget();
    const auto slice = quick.start_due(10);
    CHECK(slice.looked_at == 4);
    memory_case_store other_store(db);
    engine other(other_store, policies, test_settings());
    SECTION("which fired the same")
    {
        CHECK(other.fire_due(2) == 2);
    }
    SECTION("which moved one of its cases")
    {
        static_cast<void>(
            other.apply(batch_of({order(case_number(2), assigned_to("h.osei"), handler(), "between")})));
    }
    CHECK(quick.start(batch_of({order(case_number(1), note("a"), handler(), "a")})).empty());
    CHECK(quick.finish().at(0).version == 3);
    while (quick.fire_due(10) > 0) {
    }
    for (std::uint64_t n = 0; n < 4; ++n) {
        const auto history = db->history(case_number(n));
        CHECK(std::count_if(history.begin(), history.end(), [](const std::string& body) {
                  return body.find("deadline_warned") != std::string::npos;
              }) == 1);
    }
    CHECK(db->agenda.size() == 4);
    check_everything();
}

TEST_CASE_METHOD(speculating, "a slice that cannot be written takes no batch with it",
                 "[engine][overlap][deadlines]")
{
    const auto bad = case_number(1);
    for (std::uint64_t n = 0; n < 3; ++n)
        static_cast<void>(
            quick.apply(batch_of({order(case_number(n), filing(), customer(), std::to_string(n))})));
    db->now += 13h;
    CHECK(quick.start(batch_of({order(case_number(2), note("a"), handler(), "a")})).empty());
    SECTION("because the database refuses what is ours")
    {
        store.dislikes = [bad](const batch_outcome& out) {
            return std::any_of(out.entries.begin(), out.entries.end(),
                               [&](const entry_row& e) { return e.chain == bad; });
        };
        CHECK(quick.start_due(10).before.size() == 1);
        CHECK(quick.start(batch_of({order(case_number(2), note("b"), handler(), "b")})).empty());
        CHECK(quick.finish().size() == 1);
        while (quick.fire_due(10) > 0) {
        }
        CHECK(db->history(case_number(0)).size() == 2);
        CHECK(db->history(bad).size() == 1);  // put off
    }
    SECTION("because the store is away")
    {
        store.fail_write(fault::unavailable, 1);
        CHECK(quick.start_due(10).before.size() == 1);
        CHECK_THROWS_AS(quick.start(batch_of({order(case_number(2), note("b"), handler(), "b")})),
                        store_unavailable);
        REQUIRE(quick.take_back().size() == 1);  // the batch; a slice stands in the agenda
        CHECK(quick.finish().empty());
        CHECK(quick.fire_due(10) == 3);
        CHECK(db->history(bad).size() == 2);
    }
    check_everything();
}

TEST_CASE_METHOD(speculating, "a deadline pass and a record settle what is in flight; its answers wait",
                 "[engine][overlap]")
{
    const auto id = case_number(1);
    CHECK(quick.start(batch_of({order(id, filing(), customer(), "1")})).empty());
    CHECK(quick.fire_due(10) == 0);
    CHECK(db->history(id).size() == 1);
    CHECK(quick.start(batch_of({order(id, note("a"), handler(), "2")})).size() == 1);
    quick.record("operator.command", engine_actor(), {});
    CHECK(quick.finish().at(0).version == 2);
    check_everything();
}

}  // namespace
}  // namespace redress::tests
