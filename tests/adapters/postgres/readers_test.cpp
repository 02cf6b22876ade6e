#include "adapters/postgres/case_queries.hpp"
#include "adapters/postgres/case_store.hpp"
#include "adapters/postgres/entry_reader.hpp"
#include "adapters/postgres/offset_store.hpp"
#include "tests/adapters/postgres/scratch_database.hpp"
#include "tests/adapters/postgres/written_case.hpp"

#include <catch2/catch_test_macros.hpp>

#include <set>

using namespace redress;
using namespace redress::tests;
using std::chrono::hours;

namespace {

struct written_cases {
    scratch_database database;
    postgres::case_store store{{.url = database.url()}};
    batch_builder batch{42};

    batch_builder& next()
    {
        std::vector<std::int16_t> buckets;
        for (std::int16_t i = 0; i < 64; ++i) buckets.push_back(i);
        return batch.from(store.read({}, buckets));
    }
    void write()
    {
        store.send(batch.done(), {});
        REQUIRE(store.receive().status == workflow::write_status::written);
    }
};

}  // namespace

TEST_CASE("a partition is taken with a new epoch, and a try is added after an unclean end", "[offsets]")
{
    scratch_database database;
    postgres::offset_store store(database.url());
    const auto first = store.take("complaints", 70, 12);
    CHECK(first.fresh);
    CHECK(first.epoch == 1);
    CHECK(first.next_offset == 12);
    CHECK(first.tries == 0);
    CHECK(database.number("SELECT bucket FROM consumer_offset") == 6);

    store.release("complaints", 70, first.epoch);
    const auto second = store.take("complaints", 70, 0);
    CHECK_FALSE(second.fresh);
    CHECK(second.epoch == 2);
    CHECK(second.next_offset == 12);
    CHECK(second.tries == 0);

    CHECK(store.take("complaints", 70, 0).tries == 1);  // nobody released it
    CHECK(store.add_try("complaints", 70, 3) == 2);
    CHECK(store.add_try("complaints", 70, 2) == 0);  // an old holder counts nothing
    store.release("complaints", 70, 2);              // nor does it release
    CHECK(store.take("complaints", 70, 0).tries == 3);
}

TEST_CASE("entries are read by position, after a mark, in order", "[reader]")
{
    written_cases t;
    t.next();
    for (int i = 0; i < 5; ++i) t.batch.moves(t.batch.a_case(40));
    t.batch.moves(t.batch.a_case(41));
    t.write();

    postgres::entry_reader reader(t.database.url());
    const auto lags = reader.behind("relay");
    REQUIRE(lags.size() == 64);
    CHECK(lags[40].head == 5);
    CHECK(lags[40].mark == 0);
    CHECK(lags[39].head == 0);
    const auto page = reader.after(40, 2, 2);
    REQUIRE(page.size() == 2);
    CHECK(page[0].pos == 3);
    CHECK(page[1].pos == 4);
    CHECK(page[0].chain == t.batch.done().entries[2].chain);
    CHECK(page[0].body == t.batch.done().entries[2].body);
    CHECK(reader.after(40, 5, 10).empty());
}

TEST_CASE("a lease keeps a second reader out until it ends, and fences the first after that", "[reader]")
{
    scratch_database database;
    postgres::entry_reader one(database.url());
    postgres::entry_reader other(database.url());
    const auto mine = one.lease("relay", 3, "a");
    REQUIRE(mine);
    CHECK(*mine == 1);
    CHECK_FALSE(other.lease("relay", 3, "b"));
    CHECK(one.lease("relay", 3, "a") == mine);  // renewed
    CHECK(other.lease("sequencer", 3, "b"));    // another reader's own
    CHECK(one.mark("relay", 3, 10, *mine));
    CHECK(one.mark("relay", 3, 8, *mine));  // never back
    CHECK(one.behind("relay")[3].mark == 10);

    database.sql("UPDATE lease SET until = now() - interval '1 second'");
    const auto theirs = other.lease("relay", 3, "b");
    REQUIRE(theirs);
    CHECK(*theirs == 2);
    CHECK_FALSE(one.mark("relay", 3, 11, *mine));
    CHECK(other.mark("relay", 3, 12, *theirs));
    CHECK(other.behind("relay")[3].mark == 12);

    other.release("relay", "b");
    CHECK(one.lease("relay", 3, "a") == std::optional<std::int64_t>(3));
}

TEST_CASE("a case is found by id and by reference, with or without its bucket", "[queries]")
{
    written_cases t;
    auto now = t.batch.a_case(22);
    now.facts.owner = "li.wei";
    now.facts.language = "zh-CN";
    t.next().moves(now).says(now, "summary", "钱没有到账").says(now, "contact", "x@example.com");
    t.write();

    postgres::case_queries queries(t.database.url());
    CHECK(queries.get(now.id) == t.batch.after(now.id));
    CHECK(queries.get_by_reference(now.facts.reference) == t.batch.after(now.id));
    CHECK(queries.get_by_reference(now.facts.reference, std::int16_t{22}) == t.batch.after(now.id));
    CHECK_FALSE(queries.get_by_reference(now.facts.reference, std::int16_t{23}));
    CHECK_FALSE(queries.get(t.batch.an_id()));
    CHECK(queries.id_of_reference(now.facts.reference, 22) == now.id);
    CHECK_FALSE(queries.id_of_reference(now.facts.reference, 23));
    CHECK_FALSE(queries.id_of_reference("0000000000", 22));

    const auto timeline = queries.timeline(now.id);
    REQUIRE(timeline.size() == 1);
    CHECK(timeline[0].body == t.batch.done().entries[0].body);
    CHECK(timeline[0].leaf == t.batch.done().entries[0].leaf);
    const auto texts = queries.texts(now.id);
    REQUIRE(texts.size() == 2);
    CHECK(texts[0].bytes == "钱没有到账");
}

TEST_CASE("lists and queues go page by page and lose nothing", "[queries]")
{
    written_cases t;
    const auto at = t.store.now();
    t.next();
    for (int i = 0; i < 25; ++i) {
        auto now = t.batch.a_case(static_cast<std::int16_t>(i));
        now.facts.team = i % 2 == 0 ? "care" : "appeals";
        if (i % 5 != 0) now.facts.clocks.push_back({.clock_id = "c", .due = at + hours(25 - i)});
        t.batch.moves(now).queues(now);
    }
    t.write();

    postgres::case_queries queries(t.database.url());
    std::vector<case_id> listed;
    for (postgres::case_filter filter{.limit = 4};;) {
        const auto page = queries.list(filter);
        for (const auto& one : page) listed.push_back(one.id);
        if (page.empty()) break;
        filter.after = page.back().id;
    }
    CHECK(listed.size() == 25);
    std::ranges::sort(listed);
    CHECK(std::ranges::unique(listed).empty());

    std::vector<postgres::case_line> queue;
    for (postgres::queue_filter filter{.team = "care", .limit = 3};;) {
        const auto page = queries.queue(filter);
        queue.insert(queue.end(), page.begin(), page.end());
        if (page.empty()) break;
        filter.after = {page.back().next_due, page.back().id};
    }
    REQUIRE(queue.size() == 13);
    CHECK(std::ranges::is_sorted(queue, {},
                                 [](const auto& one) { return one.next_due.value_or(instant::max()); }));
    // Of all teams together, in one order, and what has no due time behind the rest.
    std::vector<postgres::case_line> of_all;
    for (postgres::queue_filter filter{.limit = 4};;) {
        const auto page = queries.queue(filter);
        of_all.insert(of_all.end(), page.begin(), page.end());
        if (page.empty()) break;
        filter.after = {page.back().next_due, page.back().id};
    }
    REQUIRE(of_all.size() == 25);
    CHECK(std::ranges::is_sorted(of_all, {}, [](const auto& one) {
        return std::pair(one.next_due.value_or(instant::max()), one.id);
    }));
    CHECK(std::ranges::count_if(of_all, [](const auto& one) { return !one.next_due; }) == 5);
    // A filter is looked for in the whole queue, not in the first lines of it.
    CHECK(queries.queue({.category = of_all.back().category, .channel = of_all.back().channel}).size() == 25);
    CHECK(queries.queue({.state = of_all.back().state, .kind = of_all.back().kind, .hold = "none"}).size() ==
          25);
    CHECK(queries.queue({.severity = 4}).size() +
              queries.queue({.severity = of_all.back().severity}).size() ==
          25);
    CHECK(queries.queue({.rung = 3}).empty());
    CHECK(queries.list({.due_before = at + hours(3)}).size() == 2);
    CHECK(queries.due_next(1).at(0).next_due == at + hours(1));
    CHECK(queries.list({.owner = "nobody"}).empty());
    const auto sum = queries.deadlines();
    CHECK(sum.overdue == 0);
    CHECK(sum.due_within_day == 20);
}

TEST_CASE("closed cases are listed from the case table", "[queries]")
{
    written_cases t;
    auto now = t.batch.a_case(2);
    now.lifecycle = lifecycle_state::closed;
    t.next().moves(now).counts(2, "closed", 1);
    t.write();
    postgres::case_queries queries(t.database.url());
    const auto closed = queries.list({.state = "closed"});
    REQUIRE(closed.size() == 1);
    CHECK(closed[0].reference == now.facts.reference);
    CHECK(queries.list({}).empty());
    REQUIRE(queries.counts().size() == 1);
    CHECK(queries.counts()[0].cases == 1);
}

TEST_CASE("closed cases are found by what stands in their facts alone, wherever they stand", "[queries]")
{
    written_cases t;
    const auto filed = instant(std::chrono::hours(500'000));
    for (std::int16_t n = 1; n <= 40; ++n) {
        auto now = t.batch.a_case(n);
        now.lifecycle = lifecycle_state::closed;
        now.facts.category = n % 20 == 0 ? "fees" : "fees_of_others";
        now.facts.channel = n % 4 == 0 ? channel::website : channel::hotline;
        now.facts.kind = n % 10 == 0 ? case_kind::query : case_kind::complaint;
        now.facts.filed_at = n == 7 ? std::optional<instant>() : filed + std::chrono::hours(n);
        t.next().moves(now).counts(n, "closed", 1);
        t.write();
    }
    postgres::case_queries queries(t.database.url());
    const auto found = [&](postgres::case_filter filter) {
        filter.state = "closed";
        filter.limit = 100;
        return queries.list(filter).size();
    };
    CHECK(found({}) == 40);
    CHECK(found({.category = "fees"}) == 2);
    CHECK(found({.channel = "hotline"}) == 30);
    CHECK(found({.kind = "query"}) == 4);
    CHECK(found({.category = "fees", .kind = "suggestion"}) == 0);
    CHECK(found({.hold = "none"}) == 40);
    // One that was never filed is looked at by whoever asks.
    CHECK(found({.filed_from = filed + std::chrono::hours(39)}) == 2 + 1);
    CHECK(found({.filed_until = filed + std::chrono::hours(3)}) == 2 + 1);
}

TEST_CASE("a dead letter is listed, shown whole, and settled once", "[queries]")
{
    written_cases t;
    const workflow::dead_letter letter{.reason = "unreadable",
                                       .detail = "no JSON",
                                       .source = "shop",
                                       .id = "e-1",
                                       .topic = "complaints",
                                       .partition = 70,
                                       .offset = 9,
                                       .key = std::string("\0k", 2),
                                       .headers = {{"ce_id", "1"}, {"ce_id", std::string("\xff", 1)}},
                                       .payload = "{"};
    t.next().buries(6, letter);
    t.write();
    postgres::case_queries queries(t.database.url());
    const auto open = queries.dead_letters();
    REQUIRE(open.size() == 1);
    CHECK(open[0].reason == "unreadable");
    const auto whole = queries.dead_letter(open[0].id);
    REQUIRE(whole);
    CHECK(whole->headers == letter.headers);
    CHECK(whole->key == letter.key);
    CHECK(whole->payload == letter.payload);
    CHECK(queries.dead_letters("open", 10, {{open[0].created, open[0].id}}).empty());

    CHECK(queries.settle_dead_letter(open[0].id, "redriven"));
    CHECK_FALSE(queries.settle_dead_letter(open[0].id, "discarded"));
    CHECK(queries.dead_letters().empty());
    CHECK(queries.dead_letters("redriven").at(0).redrives == 1);
}

TEST_CASE("readers, partitions and policies are shown", "[queries]")
{
    written_cases t;
    t.next().moves(t.batch.a_case(6));
    t.write();
    postgres::entry_reader reader(t.database.url());
    REQUIRE(reader.lease("relay", 6, "engine-1"));
    postgres::offset_store(t.database.url()).take("complaints", 6, 0);

    postgres::case_queries queries(t.database.url());
    const auto readers = queries.readers();
    REQUIRE(readers.size() == 1);
    CHECK(readers[0].behind == 1);
    CHECK(readers[0].holder == "engine-1");
    REQUIRE(queries.partitions().size() == 1);
    CHECK_FALSE(queries.partitions()[0].released);

    CHECK(queries.save_policy({.sha256 = "ab", .id = "wallet-default", .rev = 1, .toml = "id = 'x'"}));
    CHECK_FALSE(queries.save_policy({.sha256 = "ab", .id = "wallet-default", .rev = 1, .toml = "other"}));
    REQUIRE(queries.policies().size() == 1);
    CHECK(queries.policies()[0].toml == "id = 'x'");
    const auto between = queries.now() - queries.policies()[0].loaded;
    CHECK(between < hours(1));
}

TEST_CASE("closed cases with clocks ahead are found page by page, open ones and later ones are not",
          "[queries]")
{
    scratch_database database;
    const auto id = [](int n) { return "00000000-0000-0000-0000-00000000000" + std::to_string(n); };
    // The bucket is the id's own, so that the key of a page is that of the next.
    const auto look = [&](int n, const std::string& in) {
        database.sql("INSERT INTO deadline_agenda VALUES (" + std::to_string(bucket_of(*parse_uuid(id(n)))) +
                     ", now() + interval '" + in + "', '" + id(n) + "')");
    };
    for (const int n : {1, 2, 3, 4}) look(n, "1 day");
    look(2, "2 days");   // a case may be looked at more than once
    look(5, "20 days");  // later than asked for
    database.sql("INSERT INTO work_item VALUES (" + std::to_string(bucket_of(*parse_uuid(id(3)))) + ", '" +
                 id(3) +
                 "', 'R3', 't', '', 'received', 'none', 'complaint', 'c', 'email', 0, 0, now(), now())");
    postgres::case_queries queries(database.url());
    const auto until = queries.now() + hours(24 * 7);
    std::set<std::string> found;
    std::optional<case_id> after;
    for (int pages = 0;; ++pages) {
        REQUIRE(pages < 5);
        const auto page = queries.closed_ahead(until, after, 2);
        for (const auto& one : page) CHECK(found.insert(to_string(one)).second);
        if (page.size() < 2) break;
        after = page.back();
    }
    CHECK(found == std::set<std::string>{id(1), id(2), id(4)});
}

TEST_CASE("a bucket's log is read backwards, and says whose first entry lies in a page", "[queries]")
{
    scratch_database database;
    database.sql(
        "INSERT INTO audit_entry SELECT 7, lpad(to_hex(g / 2), 32, '0')::uuid, g, 1 + g % 2, g, "
        "convert_to(format('{\"rec\":\"2026-06-0%sT00:00:00.000000Z\"}', g), 'UTF8'), '' FROM "
        "generate_series(2, 7) g");
    postgres::case_queries queries(database.url());
    const auto newest = queries.recorded(7, {}, 4);
    CHECK(newest.first == 4);
    CHECK(newest.recorded == parse_instant("2026-06-04T00:00:00Z"));
    REQUIRE(newest.cases.size() == 2);
    CHECK(to_string(newest.cases[0]) == "00000000-0000-0000-0000-000000000002");
    const auto before = queries.recorded(7, newest.first, 4);
    CHECK(before.first == 2);
    CHECK(before.cases.size() == 1);
    CHECK_FALSE(queries.recorded(7, before.first, 4).recorded);
    CHECK_FALSE(queries.recorded(8, {}, 4).recorded);
}

TEST_CASE("what is due is summed up by the minute, from now to an instant", "[queries]")
{
    scratch_database database;
    database.sql(
        "INSERT INTO work_item SELECT 1, gen_random_uuid(), 'R' || g, 't', '', 'received', 'none', "
        "'complaint', 'c', "
        "'email', 0, 0, date_trunc('minute', now()) + interval '1 hour' * g + interval '7 seconds', now() "
        "FROM "
        "generate_series(-1, 3) g UNION ALL SELECT 2, gen_random_uuid(), 'S', 't', '', 'received', 'none', "
        "'complaint', 'c', 'email', 0, 0, date_trunc('minute', now()) + interval '1 hour 50 seconds', now()");
    postgres::case_queries queries(database.url());
    const auto sums = queries.due_by_minute(queries.now() + hours(2) + std::chrono::minutes(30));
    // The one of this very minute may lie before or behind now.
    REQUIRE(sums.size() >= 2);
    CHECK(sums[sums.size() - 2].second == 2);
    CHECK(sums.back().second == 1);
    CHECK(sums.back().first - sums[sums.size() - 2].first == hours(1));
}
