#include "adapters/kafka/batch_queue.hpp"

#include <catch2/catch_test_macros.hpp>

#include <atomic>
#include <thread>

using namespace redress::kafka;
using std::chrono::milliseconds;

namespace {

batch_queue::filled a_batch(std::int64_t next)
{
    batch_queue::filled out;
    out.work.offsets.push_back({.next = next});
    return out;
}

bool push(batch_queue& queue, std::int64_t next)
{
    auto batch = a_batch(next);
    return queue.push(batch, milliseconds(0)) == batch_queue::pushed::yes;
}

}  // namespace

TEST_CASE("batches come out in order, and a full queue takes no more", "[batch_queue]")
{
    int woken = 0;
    batch_queue queue(2, [&] { ++woken; });
    CHECK(queue.hungry());
    CHECK(push(queue, 1));
    CHECK_FALSE(queue.hungry());
    CHECK(push(queue, 2));
    auto third = a_batch(3);
    CHECK(queue.push(third, milliseconds(1)) == batch_queue::pushed::full);
    CHECK(third.work.offsets.size() == 1);  // still the caller's
    CHECK(woken == 2);
    CHECK(queue.take()->work.offsets.front().next == 1);
    CHECK(queue.take()->work.offsets.front().next == 2);
    CHECK_FALSE(queue.take());
}

TEST_CASE("a drain takes back what waits and ends when what is in hand is answered", "[batch_queue]")
{
    batch_queue queue(4);
    push(queue, 1);
    push(queue, 2);
    push(queue, 3);
    REQUIRE(queue.take());
    REQUIRE(queue.take());
    CHECK_FALSE(queue.drain(milliseconds(1)));  // two in hand
    CHECK_FALSE(queue.waiting());
    std::jthread writer([&] {
        queue.done();
        queue.done();
    });
    CHECK(queue.drain(milliseconds(10'000)));
}

TEST_CASE("after a lost fence nothing goes in or out until the positions were read again", "[batch_queue]")
{
    batch_queue queue(2);
    push(queue, 1);
    push(queue, 2);
    REQUIRE(queue.take());
    queue.lost_fence();
    CHECK(queue.lost());
    CHECK_FALSE(queue.take());
    CHECK(queue.drain(milliseconds(0)));
    auto late = a_batch(3);
    CHECK(queue.push(late, milliseconds(0)) == batch_queue::pushed::lost);
    queue.reopen();
    CHECK_FALSE(queue.lost());
    CHECK(push(queue, 4));
    CHECK(queue.take()->work.offsets.front().next == 4);
}

TEST_CASE("closing ends both sides' waits", "[batch_queue]")
{
    batch_queue queue(1);
    std::atomic<bool> came{false};
    std::jthread writer([&] {
        const auto got = queue.take(milliseconds(60'000));
        came = got.has_value();
    });
    queue.close();
    writer.join();
    CHECK_FALSE(came);
    CHECK_FALSE(push(queue, 1));
    CHECK(queue.closed());
}

TEST_CASE("a pushing thread waits for the writer", "[batch_queue]")
{
    batch_queue queue(1);
    push(queue, 1);
    std::int64_t first = 0;
    std::jthread writer([&] { first = queue.take()->work.offsets.front().next; });
    auto second = a_batch(2);
    CHECK(queue.push(second, milliseconds(10'000)) == batch_queue::pushed::yes);
    writer.join();
    CHECK(first == 1);
}
