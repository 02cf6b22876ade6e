// The tree over the buckets on PostgreSQL: every entry once, whoever puts it in, and the same tree for all of them.
#include "adapters/postgres/tree_store.hpp"

#include "adapters/postgres/case_store.hpp"
#include "tests/adapters/postgres/scratch_database.hpp"
#include "tests/support/cases.hpp"
#include "workflow/engine.hpp"

#include <catch2/catch_test_macros.hpp>

#include <set>

using namespace redress;
using namespace redress::tests;
using namespace redress::workflow;
using namespace std::chrono_literals;

namespace {

struct world {
    scratch_database database;
    one_policy policies;
    postgres::case_store store{{.url = database.url()}};
    engine writer{store, policies, engine_settings{}, [](const case_id&, const redress::alarm&) {}};
    std::uint64_t filed = 0;

    case_id files()
    {
        const auto n = ++filed;
        const auto id = case_number(n);
        auto what = filing("Words of case " + std::to_string(n));
        std::erase_if(what.fields, [](const auto& one) { return one.first == field::complainant; });
        what.set(field::complainant, "cust-" + std::to_string(n));
        REQUIRE(
            writer.apply(batch_of({order(id, std::move(what), customer(), std::to_string(n))})).at(0).what ==
            disposition::applied);
        return id;
    }
    void files(int n)
    {
        for (int i = 0; i < n; ++i) (void)files();
    }
    [[nodiscard]] std::uint64_t entries()
    {
        return static_cast<std::uint64_t>(database.number("SELECT count(*) FROM audit_entry"));
    }
    /// The root over the bodies in the order of the indices, hashed from their bytes.
    [[nodiscard]] tlog::hash root_of_bodies(std::uint64_t size)
    {
        postgres::tree_reader reader(database.url());
        std::vector<tlog::hash> leaves;
        for (const auto& body : reader.bodies(0, size)) leaves.push_back(tlog::leaf_hash(body));
        REQUIRE(leaves.size() == size);
        return tlog::root_of(leaves);
    }
};

TEST_CASE("every entry gets one index, in steps of any length", "[tree]")
{
    world w;
    postgres::tree_store tree(w.database.url(), "one");
    CHECK(tree.head().root == tlog::empty_root());
    w.files(30);
    CHECK(tree.sequence(7).added == 7);
    w.files(300);
    auto did = tree.sequence(250);
    CHECK(did.added == 250);
    CHECK(did.behind == w.entries() - 257);
    did = tree.sequence(100'000);
    CHECK(did.head.size == w.entries());
    CHECK(did.behind == 0);
    CHECK(did.head.root == w.root_of_bodies(did.head.size));
    CHECK(tree.sequence(100).added == 0);
    CHECK(w.database.number("SELECT sum(entries) FROM log_range") == static_cast<long long>(w.entries()));
}

TEST_CASE("an entry of a case is proven against a tree of any size that holds it", "[tree]")
{
    world w;
    const auto first = w.files();
    w.files(20);
    postgres::tree_store tree(w.database.url(), "one");
    const auto early = tree.sequence(1000).head;
    w.files(280);
    const auto late = tree.sequence(1000).head;
    postgres::tree_reader reader(w.database.url());
    for (const auto& head : {early, late}) {
        const auto found = reader.entry_of(first, head.size);
        REQUIRE(found);
        const auto proof = tlog::inclusion_proof(found->second, head.size, reader.nodes());
        CHECK(tlog::verify_inclusion(found->second, head.size, found->first.leaf, proof, head.root));
        CHECK(tlog::leaf_hash(reader.bodies(found->second, 1).at(0)) == found->first.leaf);
    }
    CHECK(tlog::verify_consistency(early.size, late.size, early.root, late.root,
                                   tlog::consistency_proof(early.size, late.size, reader.nodes())));
    CHECK_FALSE(reader.entry_of(case_number(999), late.size));
    CHECK_FALSE(reader.index_of(bucket_of(first), 1'000'000));
}

TEST_CASE("one lease: the other waits, takes over when it ran out, and both make one tree", "[tree]")
{
    world w;
    postgres::tree_store one(w.database.url(), "one", 15s), two(w.database.url(), "two", 15s);
    w.files(5);
    CHECK(one.sequence(1000).added == w.entries());
    CHECK(two.sequence(1000).held_elsewhere);
    const auto before = one.head();
    w.files(5);
    w.database.sql("UPDATE lease SET until = now() WHERE reader = 'sequencer'");
    const auto taken = two.sequence(1000);
    CHECK(taken.added > 0);
    // Whoever was away for long may neither move the tree nor say that it signed it.
    w.files(5);
    CHECK(one.sequence(1000).held_elsewhere);
    CHECK_FALSE(one.keep({.origin = "log", .size = before.size, .root = before.root}, "note", 0));
    CHECK(two.keep({.origin = "log", .size = taken.head.size, .root = taken.head.root}, "note", 0));
    CHECK(two.head().signed_size == taken.head.size);
    two.release();
    const auto back = one.sequence(1000).head;
    CHECK(back.size == w.entries());
    CHECK(back.root == w.root_of_bodies(back.size));
}

TEST_CASE("a connection that ends in the middle of it loses nothing and counts nothing twice", "[tree]")
{
    world w;
    postgres::tree_store tree(w.database.url(), "one");
    for (int round = 0; round < 5; ++round) {
        w.files(10);
        w.database.sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'redress "
            "sequencer' AND datname = current_database()");
        try {
            (void)tree.sequence(7);
        } catch (const std::exception&) {  // that it ended; the next turn makes a connection
        }
    }
    auto did = tree.sequence(1000);
    CHECK(did.head.size == w.entries());
    CHECK(did.head.root == w.root_of_bodies(w.entries()));
}

TEST_CASE("entries that are gone, tiles that were changed and heads that were cut stop the tree", "[tree]")
{
    world w;
    postgres::tree_store tree(w.database.url(), "one");
    w.files(20);
    const auto whole = tree.sequence(1000).head;
    const auto id = w.files();
    w.database.sql("DELETE FROM audit_entry WHERE chain_id = '" + to_string(id) + "'");
    CHECK_THROWS_AS(tree.sequence(1000), postgres::log_broken);
    CHECK(tree.head().size == whole.size);

    world x;
    postgres::tree_store changed(x.database.url(), "one");
    x.files(20);
    (void)changed.sequence(1000);
    x.database.sql("UPDATE log_tile SET hashes = set_byte(hashes, 0, (get_byte(hashes, 0) + 1) % 256)");
    x.files(1);
    postgres::tree_store again(x.database.url(), "one");
    CHECK_THROWS_AS(again.sequence(1000), postgres::log_broken);

    world y;
    postgres::tree_store cut(y.database.url(), "one");
    y.files(20);
    (void)cut.sequence(1000);
    y.database.sql("UPDATE bucket_head SET pos = pos - 1 WHERE pos > 0");
    CHECK_THROWS_AS(cut.sequence(1000), postgres::log_broken);
}

TEST_CASE("a seal is the index of the cases at just that size of the tree", "[tree]")
{
    world w;
    postgres::tree_store tree(w.database.url(), "one");
    w.files(40);
    (void)tree.sequence(15);
    postgres::tree_store elsewhere(w.database.url(), "redress log seal");
    const auto sealed = elsewhere.seal();
    CHECK(sealed.size == w.entries());
    CHECK(sealed.cases == 40);
    postgres::tree_reader reader(w.database.url());
    const auto heads = reader.seal_heads(sealed.size);
    REQUIRE(heads.size() == 40);
    CHECK(tlog::root_of(tlog::head_leaves(heads)) == sealed.root);
    // Whoever keeps the tree goes on behind it.
    w.files(3);
    const auto did = tree.sequence(1000);
    CHECK(did.head.size == w.entries());
    CHECK(did.head.root == w.root_of_bodies(w.entries()));
    for (int i = 0; i < 4; ++i) {
        w.files(1);
        (void)tree.seal();
    }
    CHECK(w.database.number("SELECT count(DISTINCT size) FROM log_seal_heads") == 3);
    CHECK(w.database.number("SELECT count(*) FROM log_seal") == 5);
}

}  // namespace
