#include "adapters/kafka/record_pool.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using namespace redress::kafka;

namespace {

void add(record_pool& pool, std::int32_t partition, std::int64_t from, std::int64_t to)
{
    for (auto offset = from; offset < to; ++offset)
        pool.add({.topic = "t", .partition = partition, .offset = offset, .payload = "12345"});
}

std::vector<std::pair<std::int32_t, std::int64_t>> places(const cut_batch& batch)
{
    std::vector<std::pair<std::int32_t, std::int64_t>> out;
    for (const auto& r : batch.records) out.emplace_back(r.partition, r.offset);
    return out;
}

using pairs = std::vector<std::pair<std::int32_t, std::int64_t>>;

}  // namespace

TEST_CASE("a batch is filled partition by partition, the longest waiting first", "[record_pool]")
{
    record_pool pool("t");
    pool.open(2, 7, 10, 0);
    pool.open(1, 7, 20, 0);
    add(pool, 2, 10, 12);
    add(pool, 1, 20, 23);
    add(pool, 2, 12, 13);
    const auto first = pool.cut(4);
    CHECK(places(first) == pairs{{2, 10}, {2, 11}, {2, 12}, {1, 20}});
    REQUIRE(first.offsets.size() == 2);
    CHECK(first.offsets[0].partition == 1);  // sorted by bucket, as they are written
    CHECK(first.offsets[0].expected == 20);
    CHECK(first.offsets[0].next == 21);
    CHECK(first.offsets[1].expected == 10);
    CHECK(first.offsets[1].next == 13);
    CHECK(first.offsets[1].epoch == 7);
    CHECK(first.offsets[1].skipped == 0);
    const auto rest = pool.cut(4);
    CHECK(places(rest) == pairs{{1, 21}, {1, 22}});
    CHECK(rest.offsets[0].expected == 21);
    CHECK(pool.cut(4).empty());
    CHECK(pool.size() == 0);
    CHECK(pool.bytes() == 0);
}

TEST_CASE("a partition whose batch was full goes behind the others", "[record_pool]")
{
    record_pool pool("t");
    pool.open(1, 1, 0, 0);
    pool.open(2, 1, 0, 0);
    add(pool, 1, 0, 6);
    add(pool, 2, 0, 2);
    CHECK(places(pool.cut(3)) == pairs{{1, 0}, {1, 1}, {1, 2}});
    CHECK(places(pool.cut(3)) == pairs{{2, 0}, {2, 1}, {1, 3}});
}

TEST_CASE("what Kafka keeps between the records counts as skipped", "[record_pool]")
{
    record_pool pool("t");
    pool.open(0, 1, 0, 0);
    add(pool, 0, 0, 2);
    add(pool, 0, 3, 4);  // 2 is a control record
    pool.end(0, 5);      // and so is 4
    const auto batch = pool.cut(10);
    REQUIRE(batch.offsets.size() == 1);
    CHECK(batch.records.size() == 3);
    CHECK(batch.offsets[0].next == 5);
    CHECK(batch.offsets[0].skipped == 2);
    pool.end(0, 5);  // told again at each end
    CHECK(pool.cut(10).empty());
}

TEST_CASE("a gap with nothing behind it still moves the position", "[record_pool]")
{
    record_pool pool("t");
    pool.open(70, 1, 8, 0);
    pool.end(70, 11);
    const auto batch = pool.cut(10);
    CHECK(batch.records.empty());
    REQUIRE(batch.offsets.size() == 1);
    CHECK(batch.offsets[0].bucket == 6);
    CHECK(batch.offsets[0].expected == 8);
    CHECK(batch.offsets[0].next == 11);
    CHECK(batch.offsets[0].skipped == 3);
}

TEST_CASE("the end of a partition is not claimed while its records wait", "[record_pool]")
{
    record_pool pool("t");
    pool.open(0, 1, 0, 0);
    add(pool, 0, 0, 4);
    pool.end(0, 6);
    const auto first = pool.cut(2);
    CHECK(first.offsets[0].next == 2);
    CHECK(first.offsets[0].skipped == 0);
    const auto second = pool.cut(2);
    CHECK(second.offsets[0].next == 6);
    CHECK(second.offsets[0].skipped == 2);
}

TEST_CASE("records of partitions not held, or from before the position, are dropped", "[record_pool]")
{
    record_pool pool("t");
    pool.open(1, 1, 5, 0);
    add(pool, 1, 3, 6);
    add(pool, 2, 0, 3);
    CHECK(places(pool.cut(10)) == pairs{{1, 5}});
    add(pool, 1, 5, 6);  // fetched twice
    CHECK(pool.cut(10).empty());
    add(pool, 1, 6, 7);
    pool.close_all();
    CHECK(pool.size() == 0);
    CHECK(pool.cut(10).empty());
}

TEST_CASE("a record that failed three times goes alone, the next ones as ever", "[record_pool]")
{
    record_pool pool("t");
    pool.open(1, 1, 5, 3);
    pool.open(2, 1, 0, 2);
    add(pool, 1, 5, 9);
    add(pool, 2, 0, 2);
    CHECK(places(pool.cut(10)) == pairs{{1, 5}});
    CHECK(places(pool.cut(10)) == pairs{{2, 0}, {2, 1}, {1, 6}, {1, 7}, {1, 8}});
}

TEST_CASE("a record that must go alone waits for the batch of the others", "[record_pool]")
{
    record_pool pool("t");
    pool.open(1, 1, 5, 3);
    pool.open(2, 1, 0, 0);
    add(pool, 2, 0, 2);
    add(pool, 1, 5, 7);
    CHECK(places(pool.cut(10)) == pairs{{2, 0}, {2, 1}});
    CHECK(places(pool.cut(10)) == pairs{{1, 5}});
    CHECK(places(pool.cut(10)) == pairs{{1, 6}});
}
