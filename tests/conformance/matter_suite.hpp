// What stands beside the case, in every store: a part of the suite of case stores with a file of its own.
#pragma once

#include "tests/conformance/case_store_suite.hpp"

namespace redress::tests {
namespace suite {

inline matter opened(const case_id& id, instant at)
{
    matter now;
    now.id = id;
    now.bucket = bucket_of(id);
    now.kind = matter_kind::action;
    now.state = matter_state::open;
    now.version = now.cseq = 1;
    now.head = sha256(to_string(id));
    now.facts.measure = "Retry the gateway: 重试。";
    now.facts.cause = "gateway_timeout";
    now.facts.cases = {to_string(id_in(1)), to_string(id_in(2))};
    now.facts.owner = "h.lin";
    now.facts.opened_at = at;
    now.facts.due = at + std::chrono::hours(48);
    now.agenda_at = now.facts.due;
    now.facts.reopenings = 2;
    return now;
}

inline write_status write_matter(case_store& store, const matter& now, std::int64_t expected)
{
    batch_outcome out;
    const bucket_head at = head_of(store, now.bucket);
    out.heads.push_back({at.bucket, at.turn, at.turn + 1, at.pos});
    (expected == 0 ? out.matters_made : out.matters_moved).push_back({&now, expected});
    store.send(out);
    return store.receive().status;
}

}  // namespace suite

inline void matter_suite(store_under_test& under)
{
    using namespace suite;
    const auto store = under.connect();
    const case_id id = id_in(7);

    SECTION("a matter comes back as it was written, with and without a lock, and a stranger is absent")
    {
        const matter now = opened(id, store->now());
        REQUIRE(write_matter(*store, now, 0) == write_status::written);
        const std::vector<case_id> asked{id, id_in(8), id_in(7, 1)};
        const auto read = store->matters(asked);
        REQUIRE(read.found.size() == 1);
        CHECK(read.found[0] == now);
        CHECK(read.unreadable.empty());
        const std::int16_t bucket = now.bucket;
        const auto locked = store->lock(std::span(&bucket, 1));
        CHECK(locked->matters(asked).found == std::vector{now});
        CHECK(locked->matters({}).found.empty());
    }
    SECTION("a matter moves from the version that was read, and from no other")
    {
        matter now = opened(id, store->now());
        REQUIRE(write_matter(*store, now, 0) == write_status::written);
        now.version = 2;
        now.cseq = 3;
        now.state = matter_state::done;
        now.facts.done_by = "h.lin";
        now.facts.due.reset();
        now.agenda_at.reset();
        CHECK(write_matter(*store, now, 5) == write_status::stale);
        CHECK(write_matter(*store, now, 1) == write_status::written);
        const auto read = store->matters(std::span(&id, 1));
        CHECK(read.found == std::vector{now});
    }
    SECTION("a matter is made once")
    {
        const matter now = opened(id, store->now());
        REQUIRE(write_matter(*store, now, 0) == write_status::written);
        const bucket_head before = head_of(*store, now.bucket);
        CHECK(write_matter(*store, now, 0) == write_status::key_taken);
        CHECK(head_of(*store, now.bucket).turn == before.turn);
    }
    SECTION("no case is filed under the id of a matter, and nothing of that batch is written")
    {
        REQUIRE(write_matter(*store, opened(id, store->now()), 0) == write_status::written);
        const bucket_head at = head_of(*store, bucket_of(id));
        a_write w;
        const complaint& other = w.put(filed(id_in(7, 1), store->now()), 0);
        const complaint& taken = w.put(filed(id, store->now()), 0);
        std::ranges::sort(w.out.created, {}, [](const case_write& c) { return c.now->id; });
        w.head(at, 2).entry(other, "one", at.pos + 1).entry(taken, "two", at.pos + 2);
        CHECK(commit(*store, w) == write_status::key_taken);
        const std::vector<case_id> both{id, id_in(7, 1)};
        CHECK(store->read(both).cases.empty());
        CHECK(head_of(*store, bucket_of(id)).turn == at.turn);
    }
}

}  // namespace redress::tests
