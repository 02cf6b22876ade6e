#include "adapters/http/limiter.hpp"

#include <catch2/catch_test_macros.hpp>

#include <malloc.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

using namespace redress::http;
using namespace std::chrono_literals;

namespace {

struct hand_clock {
    limiter::clock::time_point at{1000s};
    [[nodiscard]] std::function<limiter::clock::time_point()> reads()
    {
        return [this] { return at; };
    }
};

std::string network(int n)
{
    return "10." + std::to_string(n / 65536 % 256) + "." + std::to_string(n / 256 % 256) + "." +
           std::to_string(n % 256) + "/24";
}

int allowed(limiter& by, const std::string& key, int times)
{
    int out = 0;
    for (int n = 0; n < times; ++n) out += by.take(key).allowed ? 1 : 0;
    return out;
}

}  // namespace

TEST_CASE("a bucket gives its burst, then as fast as it is refilled", "[limiter]")
{
    hand_clock time;
    limiter by({.burst = 5, .per_second = 0.5}, time.reads());
    CHECK(allowed(by, "a", 20) == 5);
    const auto no = by.take("a");
    CHECK_FALSE(no.allowed);
    CHECK(no.wait == 2s);
    CHECK(allowed(by, "b", 20) == 5);  // another key, another bucket
    time.at += 2s;
    CHECK(by.take("a").allowed);
    CHECK_FALSE(by.take("a").allowed);
    time.at += 1h;
    CHECK(allowed(by, "a", 20) == 5);  // never more than the burst
    time.at -= 30min;
    CHECK(allowed(by, "a", 20) == 0);  // a clock that goes back gives nothing
    CHECK_FALSE(by.take("c", 6).allowed);
    CHECK(by.take("c", 5).allowed);
    CHECK_FALSE(by.take("d", -1).allowed);
}

TEST_CASE("a bucket that was emptied is not made new by a flood of others", "[limiter]")
{
    hand_clock time;
    limiter by({.burst = 3, .per_second = 0.1, .keys_max = 100}, time.reads());
    CHECK(allowed(by, "guesser", 10) == 3);
    for (int n = 0; n < 10'000; ++n) (void)by.take(network(n));
    CHECK(by.keys() == 100);
    CHECK(allowed(by, "guesser", 10) == 0);
}

TEST_CASE("keys without a place share one bucket, and get places when others are full again", "[limiter]")
{
    hand_clock time;
    limiter by({.burst = 3, .per_second = 1, .keys_max = 10}, time.reads());
    for (int n = 0; n < 10; ++n) CHECK(by.take(network(n)).allowed);
    int through = 0;
    for (int n = 10; n < 1000; ++n) through += by.take(network(n)).allowed ? 1 : 0;
    CHECK(through == 3);
    time.at += 3s;
    CHECK(allowed(by, "late", 5) == 3);
    CHECK(by.keys() == 10);
}

TEST_CASE("200,000 requests from 50,000 networks: memory is flat, and no more pass than the buckets held",
          "[limiter]")
{
    hand_clock time;
    limiter by({.burst = 2, .per_second = 0.001, .keys_max = 1000}, time.reads());
    for (int n = 0; n < 1000; ++n) (void)by.take(network(n));
    const auto before = mallinfo2().uordblks;
    int through = 0;
    for (int n = 0; n < 200'000; ++n) {
        if (n % 100 == 0) time.at += 1ms;
        through += by.take(network(n % 50'000)).allowed ? 1 : 0;
    }
    CHECK(by.keys() == 1000);
    CHECK(mallinfo2().uordblks <= before + 64 * 1024);
    CHECK(through <= 1000 + 2 + 1);
}

TEST_CASE("a full table of 100,000 keys stays below 32 MB", "[limiter]")
{
    const auto before = mallinfo2().uordblks;
    limiter by({});
    const std::string long_key(1000, 'k');
    for (int n = 0; n < 150'000; ++n) (void)by.take(network(n) + long_key);
    CHECK(by.keys() == 100'000);
    CHECK(mallinfo2().uordblks - before < std::size_t{32} * 1024 * 1024);
}

TEST_CASE("a limiter that cannot read its clock refuses", "[limiter]")
{
    bool broken = false;
    limiter by({}, [&] {
        if (broken) throw std::runtime_error("no clock");
        return limiter::clock::time_point{};
    });
    CHECK(by.take("a").allowed);
    broken = true;
    CHECK_FALSE(by.take("a").allowed);
}

TEST_CASE("from many threads no token is given twice", "[limiter]")
{
    hand_clock time;
    limiter by({.burst = 1000, .per_second = 0.001}, time.reads());
    std::atomic<int> through{0};
    {
        std::vector<std::jthread> threads;
        for (int n = 0; n < 4; ++n)
            threads.emplace_back([&] {
                for (int k = 0; k < 1000; ++k) through += by.take("all").allowed ? 1 : 0;
            });
    }
    CHECK(through == 1000);
}
