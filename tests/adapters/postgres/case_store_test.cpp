// What the PostgreSQL store does beside what every store does: connections, guards, kills. Long because it is a list of
// such cases, each by itself.
#include "adapters/postgres/case_codec.hpp"
#include "adapters/postgres/case_store.hpp"
#include "tests/adapters/postgres/scratch_database.hpp"
#include "tests/adapters/postgres/written_case.hpp"

#include <catch2/catch_test_macros.hpp>

#include <atomic>
#include <thread>

using namespace redress;
using namespace redress::tests;
using namespace redress::workflow;
using std::chrono::hours;

namespace {

constexpr std::array<std::int16_t, 64> every_bucket = [] {
    std::array<std::int16_t, 64> all{};
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<std::int16_t>(i);
    return all;
}();

struct stored {
    scratch_database database;
    postgres::case_store store{{.url = database.url()}};
    batch_builder batch{42};

    snapshot heads() { return store.read({}, every_bucket); }
    case_store::received write(const batch_outcome& out, std::span<const case_id> behind = {})
    {
        store.send(out, behind);
        return store.receive();
    }
    complaint a_written_case(std::int16_t bucket)
    {
        const auto now = batch.a_case(bucket);
        batch.from(heads()).moves(now);
        REQUIRE(write(batch.done()).status == write_status::written);
        return batch.after(now.id);
    }
    complaint read(const case_id& id)
    {
        const auto found = store.read(std::span(&id, 1));
        REQUIRE(found.cases.size() == 1);
        return found.cases[0];
    }
};

}  // namespace

TEST_CASE("a case comes back as it was written, with its bucket's head", "[store]")
{
    stored t;
    auto now = t.batch.a_case(17);
    now.facts.owner = "li.wei";
    now.facts.severity = 3;
    now.facts.rung = 1;
    now.facts.language = "zh-CN";
    now.hold = hold_state::waiting;
    now.ladder = ladder_state::raised;
    now.facts.clocks.push_back({.clock_id = "acknowledge", .due = t.store.now() + hours(24)});
    t.batch.from(t.heads()).moves(now).looks_at(now, t.store.now() + hours(1));
    REQUIRE(t.write(t.batch.done()).status == write_status::written);

    const auto read = t.store.read(std::span(&now.id, 1));
    REQUIRE(read.cases.size() == 1);
    CHECK(read.cases[0] == t.batch.after(now.id));
    REQUIRE(read.heads.size() == 1);
    CHECK(read.heads[0].turn == 1);
    CHECK(read.heads[0].pos == 1);
    CHECK(t.database.value("SELECT next_due IS NOT NULL AND owner = 'li.wei' FROM complaint") == "t");
}

TEST_CASE("an unknown case is absent, its bucket's head is there", "[store]")
{
    stored t;
    const auto nobody = t.batch.a_case(3);
    const std::array ids{nobody.id, nobody.id};
    const auto read = t.store.read(ids);
    CHECK(read.cases.empty());
    REQUIRE(read.heads.size() == 1);
    CHECK(read.heads[0].bucket == 3);
}

TEST_CASE("everything of a batch is written together", "[store]")
{
    stored t;
    const auto now = t.batch.a_case(5);
    const dead_letter letter{.reason = "unreadable",
                             .detail = "no JSON",
                             .source = std::string("\xff\0shop", 6),
                             .topic = "complaints",
                             .partition = 5,
                             .offset = 77,
                             .key = "k",
                             .headers = {{"ce_type", "x"}},
                             .payload = std::string("\0\xff", 2)};
    t.batch.from(t.heads())
        .moves(now)
        .looks_at(now, t.store.now() + hours(30))
        .queues(now)
        .says(now, "summary", "钱没有到账")
        .counts(5, "received", 2)
        .counts(5, "received", -1)
        .buries(5, letter);
    REQUIRE(t.write(t.batch.done()).status == write_status::written);

    CHECK(t.database.number("SELECT count(*) FROM audit_entry WHERE pos = 1 AND cseq = 1") == 1);
    CHECK(t.database.number("SELECT count(*) FROM deadline_agenda") == 1);
    CHECK(t.database.value("SELECT convert_from(bytes, 'UTF8') FROM private_text") == "钱没有到账");
    CHECK(t.database.number("SELECT cases FROM case_counter WHERE bucket = 5 AND state = 'received'") == 1);
    CHECK(t.database.value("SELECT reference FROM work_item") == now.facts.reference);
    CHECK(t.database.value("SELECT encode(payload, 'hex') FROM dead_letter") == "00ff");
    CHECK(t.database.number("SELECT record_offset FROM dead_letter") == 77);

    // The queue's row follows, and goes with the closing.
    auto later = t.batch.after(now.id);
    later.facts.team = "appeals";
    t.batch.from(t.heads()).moves(later).queues(later);
    REQUIRE(t.write(t.batch.done()).status == write_status::written);
    CHECK(t.database.value("SELECT team FROM work_item") == "appeals");
    later = t.batch.after(now.id);
    t.batch.from(t.heads()).moves(later).queues(later, true);
    REQUIRE(t.write(t.batch.done()).status == write_status::written);
    CHECK(t.database.number("SELECT count(*) FROM work_item") == 0);
}

TEST_CASE("a head that moved makes the batch stale and leaves nothing of it", "[store]")
{
    stored t;
    const auto first = t.a_written_case(9);
    const auto old_heads = t.heads();
    const auto other = t.a_written_case(9);
    const int backend = t.store.backend();

    batch_builder late{7};
    late.from(old_heads).moves(first).moves(late.a_case(10));
    CHECK(t.write(late.done()).status == write_status::stale);
    CHECK(t.read(first.id) == first);
    CHECK(t.database.number("SELECT count(*) FROM audit_entry") == 2);
    CHECK(t.database.number("SELECT turn FROM bucket_head WHERE bucket = 10") == 0);
    // The connection and its statements serve on.
    CHECK(t.read(other.id) == other);
    CHECK(t.store.backend() == backend);
}

TEST_CASE("a case of another version makes the batch stale", "[store]")
{
    stored t;
    auto now = t.a_written_case(9);
    ++now.version;
    t.batch.from(t.heads()).moves(now);
    CHECK(t.write(t.batch.done()).status == write_status::stale);
    CHECK(t.database.number("SELECT count(*) FROM audit_entry") == 1);
}

TEST_CASE("a known case, reference or entry key is taken", "[store]")
{
    stored t;
    const auto now = t.a_written_case(20);

    auto same_case = t.batch.a_case(20);
    same_case.id = now.id;
    t.batch.from(t.heads()).moves(same_case);
    CHECK(t.write(t.batch.done()).status == write_status::key_taken);

    auto same_reference = t.batch.a_case(20);
    same_reference.facts.reference = now.facts.reference;
    t.batch.from(t.heads()).moves(same_reference);
    CHECK(t.write(t.batch.done()).status == write_status::key_taken);

    t.batch.from(t.heads()).moves(now);
    auto repeated = t.batch.done();
    repeated.entries[0].key = std::stoll(t.database.value("SELECT key FROM audit_entry"));
    CHECK(t.write(repeated).status == write_status::key_taken);
    CHECK(t.read(now.id) == now);

    // What stands under the key can be asked for, with and without the lock.
    const auto found = t.store.seen(repeated.entries);
    REQUIRE(found.size() == 1);
    CHECK(found[0].key == repeated.entries[0].key);
    CHECK(found[0].chain == now.id);
    CHECK(found[0].body.find("salt") != std::string::npos);
}

TEST_CASE("a partition that went to another holder drops the batch", "[store]")
{
    stored t;
    t.database.sql(
        "INSERT INTO consumer_offset (bucket, topic, partition, epoch, first_offset, next_offset, tries) "
        "VALUES (4, 'complaints', 4, 3, 0, 100, 2)");
    const offset_advance ours{.bucket = 4,
                              .topic = "complaints",
                              .partition = 4,
                              .epoch = 3,
                              .expected = 100,
                              .next = 103,
                              .skipped = 2};
    auto gone = ours;
    gone.epoch = 2;
    t.batch.from(t.heads()).moves(t.batch.a_case(4)).advances(gone, 1);
    CHECK(t.write(t.batch.done()).status == write_status::lost_fence);
    gone = ours;
    gone.expected = 99;
    t.batch.from(t.heads()).moves(t.batch.a_case(4)).advances(gone, 1);
    CHECK(t.write(t.batch.done()).status == write_status::lost_fence);
    CHECK(t.database.number("SELECT count(*) FROM complaint") == 0);

    t.batch.from(t.heads()).moves(t.batch.a_case(4)).advances(ours, 1);
    CHECK(t.write(t.batch.done()).status == write_status::written);
    CHECK(t.database.value(
              "SELECT concat_ws(' ', next_offset, tries, applied, skipped) FROM consumer_offset") ==
          "103 0 1 2");
}

TEST_CASE("a gap alone moves the position without a head", "[store]")
{
    stored t;
    t.database.sql(
        "INSERT INTO consumer_offset (bucket, topic, partition, epoch, first_offset, next_offset) VALUES (4, "
        "'complaints', 4, 1, 0, 10)");
    t.batch.from(t.heads()).advances({.bucket = 4,
                                      .topic = "complaints",
                                      .partition = 4,
                                      .epoch = 1,
                                      .expected = 10,
                                      .next = 12,
                                      .skipped = 2},
                                     0);
    CHECK(t.write(t.batch.done()).status == write_status::written);
    CHECK(t.database.number("SELECT next_offset FROM consumer_offset") == 12);
}

TEST_CASE("cases asked for behind the commit are read in the same flush", "[store]")
{
    stored t;
    const auto first = t.a_written_case(30);
    t.batch.from(t.heads()).moves(first);
    const auto done = t.write(t.batch.done(), std::span(&first.id, 1));
    CHECK(done.status == write_status::written);
    REQUIRE(done.behind);
    REQUIRE(done.behind->cases.size() == 1);
    CHECK(done.behind->cases[0] == t.batch.after(first.id));
    CHECK(done.behind->heads[0].turn == 2);

    // Behind a failed guard nothing is read.
    t.batch.from({.heads = {{.bucket = 30, .pos = 0, .turn = 0}}}).moves(first);
    const auto late = t.write(t.batch.done(), std::span(&first.id, 1));
    CHECK(late.status == write_status::stale);
    CHECK_FALSE(late.behind);
}

TEST_CASE("what the database refuses is ours to bisect, and the store serves on", "[store]")
{
    stored t;
    auto bad = t.batch.a_case(1);
    bad.facts.owner = std::string("a\0b", 3);
    t.batch.from(t.heads()).moves(bad);
    CHECK_THROWS_AS(t.write(t.batch.done()), write_rejected);
    const auto good = t.batch.a_case(1);
    t.batch.from(t.heads()).moves(good).looks_at(good, t.store.now() + hours(24 * 400));  // beyond the agenda
    CHECK_THROWS_AS(t.write(t.batch.done()), write_rejected);
    CHECK(t.database.number("SELECT count(*) FROM complaint") == 0);
    (void)t.a_written_case(1);
}

TEST_CASE("a batch larger than the socket's buffers is written", "[store]")
{
    stored t;
    t.batch.from(t.heads());
    std::vector<case_id> ids;
    for (int i = 0; i < 2'000; ++i) {
        auto now = t.batch.a_case(static_cast<std::int16_t>(i % 64));
        now.facts.root_cause.assign(4'000, 'x');
        ids.push_back(now.id);
        t.batch.moves(now);
    }
    // Eight megabytes out, and as much again back.
    const auto done = t.write(t.batch.done(), ids);
    CHECK(done.status == write_status::written);
    REQUIRE(done.behind);
    CHECK(done.behind->cases.size() == 2'000);
}

TEST_CASE("locked buckets show what is current and keep others out until the write", "[store]")
{
    stored t;
    const auto now = t.a_written_case(12);
    const std::array<std::int16_t, 2> buckets{12, 13};
    const auto locked = t.store.lock(buckets);
    const auto read = locked->read(std::span(&now.id, 1));
    REQUIRE(read.cases.size() == 1);
    CHECK(read.heads.size() == 2);
    CHECK(locked->reference_taken(12, now.facts.reference));
    CHECK_FALSE(locked->reference_taken(13, now.facts.reference));

    postgres::case_store other{{.url = t.database.url()}};
    batch_builder theirs{3};
    theirs.from(read).moves(now);
    std::atomic<bool> answered = false;
    std::thread waiting([&] {
        other.send(theirs.done(), {});
        CHECK(other.receive().status == write_status::stale);
        answered = true;
    });
    // The server says when it waits: no guess at how long that takes.
    while (t.database.number("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND "
                             "wait_event_type = 'Lock'") == 0)
        std::this_thread::yield();
    CHECK_FALSE(answered);
    t.batch.from(read).moves(now);
    CHECK(locked->write(t.batch.done()) == write_status::written);
    waiting.join();
    CHECK(t.read(now.id) == t.batch.after(now.id));
}

TEST_CASE("locked buckets that are let go leave nothing behind", "[store]")
{
    stored t;
    const std::array<std::int16_t, 1> buckets{12};
    {
        const auto locked = t.store.lock(buckets);
    }
    CHECK(t.database.number("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND "
                            "state LIKE 'idle in transaction%'") == 0);
    (void)t.a_written_case(12);
}

TEST_CASE("two slow forms cannot stand on one connection", "[store]")
{
    stored t;
    const std::array<std::int16_t, 1> buckets{12};
    const auto locked = t.store.lock(buckets);
    CHECK_THROWS_AS(t.store.lock(buckets), std::logic_error);
}

TEST_CASE("due cases are taken oldest first, each once, and by one engine only", "[store]")
{
    stored t;
    const auto at = t.store.now();
    const auto a = t.a_written_case(1);
    const auto b = t.a_written_case(2);
    const auto c = t.a_written_case(3);
    const auto later = t.a_written_case(4);
    t.batch.from(t.heads())
        .moves(a)
        .looks_at(a, at - hours(1))
        .looks_at(a, at - hours(2))
        .moves(b)
        .looks_at(b, at - hours(3))
        .moves(c)
        .looks_at(c, at - std::chrono::minutes(5))
        .moves(later)
        .looks_at(later, at + hours(1));
    REQUIRE(t.write(t.batch.done()).status == write_status::written);

    auto first = t.store.take_due(3);
    REQUIRE(first.due.size() == 2);
    CHECK(first.due[0].id == b.id);
    CHECK(first.due[1].id == a.id);
    CHECK(first.due[1].bucket == 1);

    postgres::case_store other{{.url = t.database.url()}};
    const auto second = other.take_due(10);
    REQUIRE(second.due.size() == 1);
    CHECK(second.due[0].id == c.id);

    // Written by one: gone. Let go by the other: due again.
    const auto read = first.locked->read(std::span(&b.id, 1));
    t.batch.from(read).moves(read.cases[0]);
    CHECK(first.locked->write(t.batch.done()) == write_status::written);
    CHECK(t.database.number("SELECT count(*) FROM deadline_agenda WHERE look_at <= now()") == 1);
}

TEST_CASE("when nothing is due no transaction stays open", "[store]")
{
    stored t;
    const auto none = t.store.take_due(200);
    CHECK(none.due.empty());
    CHECK(none.locked == nullptr);
    (void)t.a_written_case(1);
}

TEST_CASE("a backend killed before the commit is an unknown outcome, and a fresh look says no", "[store]")
{
    stored t;
    const auto now = t.a_written_case(8);
    const auto read = t.heads();
    // The batch waits for the head's row, so that the kill meets it in the middle.
    pqxx::connection hog(t.database.url());
    pqxx::work tx(hog);
    tx.exec("SELECT FROM bucket_head WHERE bucket = 8 FOR UPDATE");
    t.batch.from(read).moves(now);
    t.store.send(t.batch.done(), {});
    while (t.database.number("SELECT count(*) FROM pg_stat_activity WHERE pid = " +
                             std::to_string(t.store.backend()) + " AND wait_event_type = 'Lock'") == 0)
        std::this_thread::yield();
    (void)t.database.value("SELECT pg_terminate_backend(" + std::to_string(t.store.backend()) + ")");
    CHECK_THROWS_AS(t.store.receive(), outcome_unknown);
    tx.abort();

    CHECK_FALSE(t.store.committed(t.batch.done()));
    CHECK(t.write(t.batch.done()).status == write_status::written);
    CHECK(t.store.committed(t.batch.done()));
}

TEST_CASE("a commit whose answer was lost is found by a fresh look", "[store]")
{
    stored t;
    const auto now = t.a_written_case(8);
    t.batch.from(t.heads()).moves(now).moves(t.batch.a_case(9));
    t.store.send(t.batch.done(), {});
    while (t.database.number("SELECT turn FROM bucket_head WHERE bucket = 9") == 0) std::this_thread::yield();
    CHECK(t.store.committed(t.batch.done()));

    // Another batch on top does not confuse it, nor does a batch that another wrote in our place.
    batch_builder theirs{99};
    theirs.from(t.heads()).moves(t.read(now.id));
    REQUIRE(t.write(theirs.done()).status == write_status::written);
    CHECK(t.store.committed(t.batch.done()));
    batch_builder never{100};
    never.from({.heads = {{.bucket = 8, .pos = 1, .turn = 1}}}).moves(now);
    CHECK_FALSE(t.store.committed(never.done()));
}

TEST_CASE("an idle connection that was cut is made anew, unnoticed", "[store]")
{
    stored t;
    const auto now = t.a_written_case(8);
    const int backend = t.store.backend();
    (void)t.database.value("SELECT pg_terminate_backend(" + std::to_string(backend) + ", 10000)");
    CHECK(t.read(now.id) == now);
    CHECK(t.store.backend() != backend);
}

TEST_CASE("a server that is not there is unavailable, and nothing is in flight", "[store]")
{
    postgres::case_store nowhere{{.url = "postgresql://postgres@127.0.0.1:1/redress?connect_timeout=1"}};
    CHECK_THROWS_AS(nowhere.now(), store_unavailable);
    batch_builder batch;
    batch.from({.heads = {{.bucket = 8}}}).moves(batch.a_case(8));
    CHECK_THROWS_AS(nowhere.send(batch.done(), {}), store_unavailable);
    CHECK_THROWS_AS(nowhere.now(), store_unavailable);
}

TEST_CASE("a state that this program does not know is refused, not guessed", "[store]")
{
    stored t;
    const auto now = t.a_written_case(8);
    t.database.sql("UPDATE complaint SET state = 'mediated'");
    const auto read = t.store.read(std::span(&now.id, 1));
    CHECK(read.cases.empty());
    CHECK(read.heads.size() == 1);
    REQUIRE(read.unreadable.size() == 1);
    CHECK(read.unreadable[0].id == now.id);
    CHECK(read.unreadable[0].why.find("unknown state 'mediated'") != std::string::npos);

    // Behind a commit it hides neither that the commit was nor the other cases.
    const auto other = t.batch.a_case(8);
    t.batch.from(t.heads()).moves(other);
    const case_id both[] = {now.id, other.id};
    const auto done = t.write(t.batch.done(), both);
    CHECK(done.status == write_status::written);
    REQUIRE(done.behind);
    CHECK(done.behind->cases.size() == 1);
    CHECK(done.behind->unreadable.size() == 1);
}

TEST_CASE("engines that share every bucket never deadlock, and positions stay dense", "[store]")
{
    stored t;
    constexpr int writers = 4;
    constexpr int rounds = 150;
    std::atomic<int> stale = 0;
    std::atomic<int> failures = 0;
    std::vector<std::thread> threads;
    for (int w = 0; w < writers; ++w)
        threads.emplace_back([&, w] {
            postgres::case_store store{{.url = t.database.url()}};
            batch_builder batch{static_cast<std::uint64_t>(1000 + w)};
            std::mt19937_64 random{static_cast<std::uint64_t>(w)};
            for (int done = 0; done < rounds;) {
                try {
                    batch.from(store.read({}, every_bucket));
                    for (auto left = 1 + random() % 16; left > 0; --left)
                        batch.moves(batch.a_case(static_cast<std::int16_t>(random() % 64)));
                    store.send(batch.done(), {});
                    if (store.receive().status == write_status::written)
                        ++done;
                    else
                        ++stale;
                } catch (const std::exception&) {
                    ++failures;
                    ++done;
                }
            }
        });
    for (auto& thread : threads) thread.join();
    CHECK(failures == 0);
    CHECK(t.database.number("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()") ==
          0);
    CHECK(t.database.number(
              "SELECT count(*) FROM bucket_head h WHERE h.pos <> (SELECT count(*) FROM audit_entry a WHERE "
              "a.bucket = h.bucket) "
              "OR h.pos <> coalesce((SELECT max(a.pos) FROM audit_entry a WHERE a.bucket = h.bucket), 0)") ==
          0);
    WARN("stale batches among " << writers * rounds << " written: " << stale);
}
