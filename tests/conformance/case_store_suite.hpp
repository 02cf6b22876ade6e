// One suite for every case store: what the engine relies on, checked the same for the memory store and
// for PostgreSQL. Call it inside a TEST_CASE, with an empty store; each SECTION runs on a fresh one. Long because
// it is that one suite: a part of it alone would say nothing of a store.
#pragma once

#include "workflow/entry.hpp"
#include "workflow/ports/case_store.hpp"
#include "workflow/reference.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace redress::tests {

class store_under_test {
public:
    virtual ~store_under_test() = default;
    /// One more connection to the same database.
    [[nodiscard]] virtual std::unique_ptr<workflow::case_store> connect() = 0;
    /// The row of a partition, as if it had just been taken at this position.
    virtual void put_offset(const std::string& topic, std::int32_t partition, std::int64_t epoch,
                            std::int64_t next) = 0;
};

namespace suite {

using namespace workflow;

/// A case id in the bucket asked for, the n-th of them.
inline case_id id_in(std::int16_t bucket, int n = 0)
{
    for (int i = 0;; ++i) {
        const case_id id = uuid_v8(sha256("case " + std::to_string(i)));
        if (bucket_of(id) == bucket && n-- == 0) return id;
    }
}

/// The cases and rows of one write, kept alive until it is answered.
struct a_write {
    batch_outcome out;
    std::vector<std::unique_ptr<complaint>> cases;

    a_write& head(const bucket_head& at, std::int64_t entries = 0)
    {
        out.heads.push_back({at.bucket, at.turn, at.turn + 1, at.pos + entries});
        return *this;
    }
    complaint& put(const complaint& now, std::int64_t expected)
    {
        cases.push_back(std::make_unique<complaint>(now));
        (expected == 0 ? out.created : out.changed).push_back({cases.back().get(), expected});
        return *cases.back();
    }
    a_write& entry(const complaint& of, const std::string& source_id, std::int64_t pos)
    {
        entry_row row{.bucket = of.bucket,
                      .chain = of.id,
                      .key = key_of(source_digest("suite", source_id)),
                      .cseq = of.cseq,
                      .pos = pos};
        row.body = "{\"id\":\"" + to_string(of.id) + "\",\"src\":{\"id\":\"" + source_id +
                   "\",\"source\":\"suite\"}}";
        row.leaf = leaf_of(row.body);
        out.entries.push_back(std::move(row));
        return *this;
    }
};

inline complaint filed(const case_id& id, instant at)
{
    complaint now;
    now.id = id;
    now.bucket = bucket_of(id);
    now.lifecycle = lifecycle_state::received;
    now.version = now.cseq = 1;
    now.head = sha256(to_string(id));
    now.facts.reference =
        mint_reference(now.bucket, static_cast<std::uint64_t>(id.bytes[0]) << 24 |
                                       static_cast<std::uint64_t>(id.bytes[1]) << 16 | id.bytes[2]);
    now.facts.filed_at = now.facts.received_at = at;
    now.facts.category = "withdrawal_missing";
    now.facts.language = "zh-CN";
    now.facts.team = "intake";
    now.facts.severity = 2;
    now.facts.clocks.push_back(
        {.clock_id = "initial_response", .due = at + std::chrono::hours(24), .policy = "p", .started = at});
    return now;
}

inline bucket_head head_of(case_store& store, std::int16_t bucket)
{
    const auto read = store.read({}, std::span(&bucket, 1));
    REQUIRE(read.heads.size() == 1);
    return read.heads.front();
}

inline write_status commit(case_store& store, const a_write& what)
{
    store.send(what.out);
    return store.receive().status;
}

/// Files a case with one entry; how every section begins.
inline complaint file_one(case_store& store, const case_id& id, const std::string& source_id = "filing")
{
    const bucket_head at = head_of(store, bucket_of(id));
    a_write w;
    const complaint& now = w.put(filed(id, store.now()), 0);
    w.head(at, 1).entry(now, source_id, at.pos + 1);
    REQUIRE(commit(store, w) == write_status::written);
    return now;
}

inline entry_row sought(const case_id& id, const std::string& source_id)
{
    return {.bucket = bucket_of(id), .chain = id, .key = key_of(source_digest("suite", source_id))};
}

}  // namespace suite

inline void case_store_suite(store_under_test& under)
{
    using namespace suite;
    const auto store = under.connect();
    const case_id one = id_in(5);
    const std::int16_t bucket = 5;

    SECTION("an empty store knows heads and no case")
    {
        const auto read = store->read(std::span(&one, 1));
        CHECK(read.cases.empty());
        REQUIRE(read.heads.size() == 1);
        CHECK(read.heads[0].bucket == bucket);
        CHECK(read.heads[0].pos == 0);
        CHECK(read.at > instant{});
    }
    SECTION("what was written is read as it was")
    {
        const complaint written = file_one(*store, one);
        const auto read = under.connect()->read(std::span(&one, 1));
        REQUIRE(read.cases.size() == 1);
        CHECK(read.cases[0] == written);
        CHECK(read.heads[0].pos == 1);
        CHECK(read.heads[0].turn == 1);
    }
    SECTION("reading names the buckets asked for, each once")
    {
        const std::vector<std::int16_t> more{7, bucket, 9};
        const std::vector<case_id> ids{one, id_in(bucket, 1)};
        auto read = store->read(ids, more);
        std::vector<std::int16_t> buckets;
        for (const auto& h : read.heads) buckets.push_back(h.bucket);
        std::sort(buckets.begin(), buckets.end());
        CHECK(buckets == std::vector<std::int16_t>{5, 7, 9});
    }
    SECTION("a moved head makes a write stale and leaves nothing of it")
    {
        const complaint before = file_one(*store, one);
        a_write w;
        complaint& now = w.put(before, 1);
        now.version = 2;
        w.head({bucket, 0, 0}, 1).entry(now, "late", 1);
        CHECK(commit(*store, w) == write_status::stale);
        CHECK(store->read(std::span(&one, 1)).cases.at(0) == before);
        CHECK(head_of(*store, bucket).turn == 1);
    }
    SECTION("a case of another version makes a write stale")
    {
        const complaint before = file_one(*store, one);
        a_write w;
        complaint& now = w.put(before, 7);
        now.version = 8;
        w.head(head_of(*store, bucket));
        CHECK(commit(*store, w) == write_status::stale);
    }
    SECTION("a case moves on, and the store stays usable after a guard that failed")
    {
        const complaint before = file_one(*store, one);
        a_write stale;
        stale.head({bucket, 0, 0});
        REQUIRE(commit(*store, stale) == write_status::stale);
        a_write w;
        complaint& now = w.put(before, 1);
        now.lifecycle = lifecycle_state::investigating;
        now.version = now.cseq = 2;
        now.facts.owner = "h.lin";
        const auto at = head_of(*store, bucket);
        w.head(at, 1).entry(now, "second", at.pos + 1);
        CHECK(commit(*store, w) == write_status::written);
        CHECK(store->read(std::span(&one, 1)).cases.at(0) == now);
    }
    SECTION("an entry's key, a case and a reference are each taken once")
    {
        const complaint first = file_one(*store, one);
        const auto at = head_of(*store, bucket);
        a_write same_key;
        complaint& now = same_key.put(first, 1);
        now.cseq = now.version = 2;
        same_key.head(at, 1).entry(now, "filing", at.pos + 1);
        CHECK(commit(*store, same_key) == write_status::key_taken);

        a_write same_case;
        complaint again = filed(one, store->now());
        again.facts.reference = mint_reference(bucket, 99);
        same_case.put(again, 0);
        same_case.head(at);
        CHECK(commit(*store, same_case) == write_status::key_taken);

        a_write same_reference;
        complaint other = filed(id_in(bucket, 1), store->now());
        other.facts.reference = first.facts.reference;
        same_reference.put(other, 0);
        same_reference.head(at);
        CHECK(commit(*store, same_reference) == write_status::key_taken);
        CHECK(head_of(*store, bucket).turn == at.turn);
    }
    SECTION("offsets move only from where they stand, for their holder, and take the batch with them")
    {
        under.put_offset("t", 5, 3, 10);
        const auto moved = [&](std::int64_t epoch, std::int64_t expected, std::int64_t next) {
            a_write w;
            const auto at = head_of(*store, bucket);
            w.put(filed(one, store->now()), 0);
            w.head(at, 1).entry(*w.cases[0], "filing", at.pos + 1);
            w.out.offsets.push_back({{bucket, "t", 5, epoch, expected, next, 0}, 1, 0, 0, 0});
            return commit(*store, w);
        };
        CHECK(moved(2, 10, 11) == write_status::lost_fence);
        CHECK(moved(3, 9, 10) == write_status::lost_fence);
        CHECK(store->read(std::span(&one, 1)).cases.empty());
        CHECK(moved(3, 10, 11) == write_status::written);
        a_write again;
        again.head(head_of(*store, bucket));
        again.out.offsets.push_back({{bucket, "t", 5, 3, 10, 11, 0}, 0, 0, 1, 0});
        CHECK(commit(*store, again) == write_status::lost_fence);
    }
    SECTION("cases are read behind COMMIT, as it left them")
    {
        const complaint first = file_one(*store, one);
        const case_id two = id_in(bucket, 1);
        a_write w;
        const auto at = head_of(*store, bucket);
        const complaint& second = w.put(filed(two, store->now()), 0);
        w.head(at, 1).entry(second, "filing", at.pos + 1);
        const std::vector<case_id> behind{one, two};
        store->send(w.out, behind);
        const auto answer = store->receive();
        REQUIRE(answer.status == write_status::written);
        REQUIRE(answer.behind);
        CHECK(answer.behind->cases.size() == 2);
        REQUIRE(answer.behind->heads.size() == 1);
        CHECK(answer.behind->heads[0].turn == at.turn + 1);
    }
    SECTION("entries are found by key, and the first of a chain without one")
    {
        file_one(*store, one);
        const std::vector<entry_row> keys{sought(one, "filing"), sought(one, "never"),
                                          sought(id_in(bucket, 1), "filing")};
        const auto seen = store->seen(keys);
        REQUIRE(seen.size() == 1);
        CHECK(seen[0].chain == one);
        CHECK(source_of(seen[0].body).id == "filing");
        const auto locked = store->lock(std::span(&bucket, 1));
        CHECK(locked->seen(keys).size() == 1);
        const auto first = locked->first_of(bucket, one);
        REQUIRE(first);
        CHECK(first->body == seen[0].body);
        CHECK_FALSE(locked->first_of(bucket, id_in(bucket, 1)));
        CHECK(locked->reference_taken(bucket, filed(one, store->now()).facts.reference));
        CHECK_FALSE(locked->reference_taken(bucket, mint_reference(bucket, 12345)));
    }
    SECTION("under lock: read, write, and the heads are everyone's again")
    {
        const complaint before = file_one(*store, one);
        {
            const std::vector<std::int16_t> both{bucket, 9};
            const auto locked = store->lock(both);
            const auto read = locked->read(std::span(&one, 1));
            REQUIRE(read.cases.size() == 1);
            REQUIRE(read.heads.size() == 2);
            const auto at = *std::find_if(read.heads.begin(), read.heads.end(),
                                          [](const auto& h) { return h.bucket == 5; });
            a_write w;
            complaint& now = w.put(before, 1);
            now.version = now.cseq = 2;
            w.head(at, 1).entry(now, "second", at.pos + 1);
            CHECK(locked->write(w.out) == write_status::written);
        }
        CHECK(under.connect()->read(std::span(&one, 1)).cases.at(0).version == 2);
    }
    SECTION("a lock that is let go changes nothing")
    {
        static_cast<void>(store->lock(std::span(&bucket, 1))->read({}));
        CHECK(head_of(*store, bucket).turn == 0);
        file_one(*store, one);
        CHECK(head_of(*store, bucket).turn == 1);
    }
    SECTION("due cases come oldest first, each once, and only those that are due")
    {
        const std::vector<case_id> ids{id_in(3), id_in(4), id_in(6)};
        for (const auto& id : ids) file_one(*store, id);
        const instant now = store->now();
        using std::chrono::seconds;
        a_write w;
        for (const std::int16_t b : {std::int16_t{3}, std::int16_t{4}, std::int16_t{6}})
            w.head(head_of(*store, b));
        w.out.agenda.push_back({3, now - seconds(2), ids[0]});
        w.out.agenda.push_back({4, now - seconds(5), ids[1]});
        w.out.agenda.push_back({4, now - seconds(1), ids[1]});
        w.out.agenda.push_back({6, now + seconds(3600), ids[2]});
        REQUIRE(commit(*store, w) == write_status::written);
        {
            auto taken = store->take_due(10);
            REQUIRE(taken.due.size() == 2);
            CHECK(taken.due[0].id == ids[1]);
            CHECK(taken.due[1].id == ids[0]);
            REQUIRE(taken.locked);
            CHECK(taken.locked->read(ids).cases.size() == 3);
        }
        {
            auto again = store->take_due(10);  // the first was let go, so nothing was deleted
            REQUIRE(again.due.size() == 2);
            CHECK(again.locked->write({}) == write_status::written);
        }
        CHECK(store->take_due(10).due.empty());
        CHECK_FALSE(store->take_due(10).locked);
    }
    SECTION("what is due is seen ahead without a lock, and goes with the write that names it")
    {
        const std::vector<case_id> ids{id_in(3), id_in(4)};
        for (const auto& id : ids) file_one(*store, id);
        const instant now = store->now();
        using std::chrono::seconds;
        a_write w;
        w.head(head_of(*store, 3)).head(head_of(*store, 4));
        w.out.agenda = {{3, now - seconds(2), ids[0]},
                        {4, now - seconds(86'500), ids[1]},  // a day before
                        {4, now - seconds(1), ids[1]},
                        {4, now + seconds(3600), ids[1]}};
        REQUIRE(commit(*store, w) == write_status::written);
        const auto first = store->look_ahead(2);
        REQUIRE(first.due.size() == 2);
        CHECK(first.due[0].id == ids[1]);
        CHECK(first.due[0].bucket == 4);
        CHECK(first.due[0].look_at == now - seconds(86'500));
        CHECK(first.due[1].id == ids[0]);
        CHECK(first.at >= now);
        CHECK(store->look_ahead(10, first.due[1].look_at).due.size() == 2);
        const auto all = store->look_ahead(10);  // nothing was taken
        REQUIRE(all.due.size() == 3);

        a_write stale;
        stale.head(head_of(*store, 3)).head({4, 0, 0});
        a_write done;
        done.head(head_of(*store, 3)).head(head_of(*store, 4));
        for (auto* out : {&stale.out, &done.out}) {
            auto nobody = all.due[1];  // no such row: nobody minds
            nobody.id = ids[1];
            out->agenda_done = {all.due[0], all.due[1], nobody};
            out->agenda = {{3, now - seconds(2), ids[0]}};  // armed again at the same time: stays
        }
        CHECK(commit(*store, stale) == write_status::stale);
        CHECK(store->look_ahead(10).due.size() == 3);
        CHECK(commit(*store, done) == write_status::written);
        const auto left = store->look_ahead(10);
        REQUIRE(left.due.size() == 2);
        CHECK(left.due[0].id == ids[0]);
        CHECK(left.due[1].id == ids[1]);
        CHECK(left.due[1].look_at == now - seconds(1));
    }
    SECTION("a slice takes no more than it may")
    {
        file_one(*store, one);
        a_write w;
        w.head(head_of(*store, bucket));
        for (int i = 5; i > 0; --i)
            w.out.agenda.push_back({bucket, store->now() - std::chrono::seconds(i), one});
        REQUIRE(commit(*store, w) == write_status::written);
        auto taken = store->take_due(2);
        CHECK(taken.due.size() == 1);
        CHECK(taken.locked->write({}) == write_status::written);
        CHECK(store->take_due(10).due.size() == 1);
    }
    SECTION("a storm is taken oldest first, slice by slice, and a slice that was let go comes again")
    {
        std::vector<case_id> cases;
        for (int i = 0; i < 6; ++i) cases.push_back(id_in(bucket, i));
        a_write w;
        w.head(head_of(*store, bucket));
        for (std::size_t i = 0; i < cases.size(); ++i)
            w.out.agenda.push_back(
                {bucket, store->now() - std::chrono::seconds(60 - static_cast<int>(i)), cases[i]});
        REQUIRE(commit(*store, w) == write_status::written);
        std::vector<case_id> seen;
        const auto take = [&](bool keep) {
            auto taken = store->take_due(2);
            REQUIRE(taken.due.size() == 2);
            if (!keep) return;
            for (const auto& due : taken.due) seen.push_back(due.id);
            CHECK(taken.locked->write({}) == write_status::written);
        };
        take(true);
        take(false);
        take(true);
        take(true);
        CHECK(seen == cases);
        CHECK(store->take_due(2).due.empty());
    }
    SECTION("whether an outcome was committed is seen from the data")
    {
        const auto at = head_of(*store, bucket);
        a_write w;
        const complaint& now = w.put(filed(one, store->now()), 0);
        w.head(at, 1).entry(now, "filing", at.pos + 1);
        CHECK_FALSE(store->committed(w.out));
        REQUIRE(commit(*store, w) == write_status::written);
        CHECK(store->committed(w.out));

        a_write other;  // the head has moved as far, but by somebody else
        const complaint& another = other.put(filed(id_in(bucket, 1), store->now()), 0);
        other.head(at, 1).entry(another, "another", at.pos + 1);
        CHECK_FALSE(under.connect()->committed(other.out));
    }
    SECTION("texts, queue, counters and dead letters are taken in")
    {
        const complaint before = file_one(*store, one);
        const auto at = head_of(*store, bucket);
        a_write w;
        complaint& now = w.put(before, 1);
        now.version = now.cseq = 2;
        w.head(at, 1).entry(now, "with text", at.pos + 1);
        const std::string words = "我的提现没有到账";
        w.out.texts.push_back(
            {bucket, one, w.out.entries[0].key, "narrative", words, sha256(words), store->now()});
        w.out.work.push_back({.bucket = bucket, .id = one, .now = &now});
        w.out.counters.push_back({bucket, "received", 1});
        dead_letter letter{.reason = "unreadable",
                           .detail = "payload: not JSON",
                           .source = "/s",
                           .id = "1",
                           .topic = "t",
                           .partition = 5,
                           .offset = 7};
        letter.payload = std::string("\x00\xff", 2);
        w.out.dead.push_back({bucket, id_in(bucket, 3), &letter, store->now()});
        CHECK(commit(*store, w) == write_status::written);
        a_write gone;
        gone.head(head_of(*store, bucket));
        gone.out.work.push_back({.bucket = bucket, .id = one, .gone = true, .now = &now});
        gone.out.counters.push_back({bucket, "received", -1});
        CHECK(commit(*store, gone) == write_status::written);
    }
}

}  // namespace redress::tests
