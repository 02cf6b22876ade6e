#include "workflow/bisect.hpp"

#include "tests/workflow/engine_fixture.hpp"

#include <algorithm>

namespace redress::tests {
namespace {

TEST_CASE_METHOD(engine_fixture, "the one record that the database refuses is buried, the others are applied",
                 "[bisect]")
{
    batch work{.kind = batch_kind::records};
    const auto p = bucket_of(case_number(1));
    db->offsets[{"commands", p}] = {.epoch = 1, .next = 0};
    std::vector<case_id> ids;
    for (std::uint64_t n = 0; ids.size() < 11; ++n)
        if (bucket_of(case_number(n)) == p) ids.push_back(case_number(n));
    for (std::size_t n = 0; n < ids.size(); ++n)
        work.records.push_back(as_record(order(ids[n], filing(), customer(), std::to_string(n)),
                                         static_cast<std::int64_t>(2 * n)));
    work.offsets.push_back({.bucket = p,
                            .topic = "commands",
                            .partition = p,
                            .epoch = 1,
                            .expected = 0,
                            .next = 22,
                            .skipped = 11});
    const case_id bad = ids[6];
    store.dislikes = [bad](const batch_outcome& out) {
        return std::any_of(out.entries.begin(), out.entries.end(),
                           [&](const entry_row& e) { return e.chain == bad; });
    };
    const auto said = apply_bisecting(writer, work);
    REQUIRE(said.size() == ids.size());
    for (std::size_t n = 0; n < said.size(); ++n)
        CHECK(said[n].what == (ids[n] == bad ? disposition::dead_lettered : disposition::applied));
    CHECK(said[6].code == "gave_up");
    REQUIRE(db->dead.size() == 1);
    CHECK(db->dead.begin()->second.letter.offset == 12);
    const auto& row = db->offsets.at({"commands", p});
    CHECK(row.next == 22);
    CHECK(row.applied == 10);
    CHECK(row.dead_lettered == 1);
    CHECK(row.skipped == 11);
    check_everything();
}

TEST_CASE_METHOD(engine_fixture, "a case that our own code fails on costs its own records and no others",
                 "[bisect]")
{
    const auto good = case_number(1), bad = case_number(2);
    file(good, "1");
    file(bad, "2");
    writer.forget();
    store.breaks_on = {bad};
    const auto said = apply_bisecting(
        writer, batch_of({order(good, note("a"), handler(), "3"), order(bad, note("b"), handler(), "4"),
                          order(good, note("c"), handler(), "5")}));
    REQUIRE(said.size() == 3);
    CHECK(said[0].version == 2);
    CHECK(said[1].code == "gave_up");
    CHECK(said[2].version == 3);
    check_everything();
}

TEST_CASE_METHOD(engine_fixture, "what only time can mend is not bisected", "[bisect]")
{
    file(case_number(1));
    const batch work = batch_of({order(case_number(1), note("a"), handler(), "2")});
    SECTION("the store is away")
    {
        store.fail_write(fault::unavailable);
        CHECK_THROWS_AS(apply_bisecting(writer, work), store_unavailable);
    }
    SECTION("a policy is not loaded")
    {
        writer.forget();
        policies.lost = true;
        CHECK_THROWS_AS(apply_bisecting(writer, work), unknown_policy);
    }
    CHECK(db->dead.empty());
}

TEST_CASE_METHOD(engine_fixture, "what passes at a later try is not halved", "[bisect]")
{
    store.fail_write(fault::rejected);
    store.fail_write(fault::rejected, 1);
    const auto said = apply_bisecting(writer, batch_of({order(case_number(1), filing(), customer(), "1"),
                                                        order(case_number(2), filing(), customer(), "2")}));
    CHECK(said.size() == 2);
    CHECK(db->transactions == 1);
    CHECK(db->dead.empty());
}

TEST_CASE("halves say together what the whole said", "[bisect]")
{
    batch work{.kind = batch_kind::records};
    const auto add = [&](std::int32_t partition, std::int64_t offset) {
        work.records.push_back(dead_letter{.topic = "t", .partition = partition, .offset = offset});
    };
    add(1, 10);
    add(2, 50);
    add(1, 13);
    add(1, 14);
    add(3, 7);
    work.offsets = {
        {.bucket = 1, .topic = "t", .partition = 1, .epoch = 1, .expected = 9, .next = 20, .skipped = 8},
        {.bucket = 2, .topic = "t", .partition = 2, .epoch = 1, .expected = 50, .next = 51, .skipped = 0},
        {.bucket = 3, .topic = "t", .partition = 3, .epoch = 1, .expected = 7, .next = 9, .skipped = 1}};
    const auto [first, second] = halves_of(work);
    REQUIRE(first.records.size() == 2);
    REQUIRE(second.records.size() == 3);
    REQUIRE(first.offsets.size() == 2);
    CHECK(first.offsets[0].next == 13);
    CHECK(first.offsets[0].skipped == 3);
    CHECK(first.offsets[1].next == 51);
    REQUIRE(second.offsets.size() == 2);
    CHECK(second.offsets[0].expected == 13);
    CHECK(second.offsets[0].next == 20);
    CHECK(second.offsets[0].skipped == 5);
    CHECK(second.offsets[1].expected == 7);
}

}  // namespace
}  // namespace redress::tests
