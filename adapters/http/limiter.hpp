// How often something may be done: a bucket of tokens for each key, refilled evenly. Keys are whatever a
// caller throttles by: a network, a reference, one word for everybody.
//
// Its memory is bounded however many keys come. When every place is taken by a bucket that is not full again,
// keys without a place share one bucket: a flood of new keys makes it stricter, never laxer. It fails closed:
// what cannot be counted is refused. Safe for all threads.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace redress::http {

struct limiter_settings {
    double burst = 10;      // tokens in a full bucket
    double per_second = 1;  // refilled
    std::size_t keys_max = 100'000;
};

class limiter {
public:
    using clock = std::chrono::steady_clock;
    explicit limiter(limiter_settings how, std::function<clock::time_point()> now = clock::now);

    struct verdict {
        bool allowed = false;
        double left = 0;               // tokens, after this one
        std::chrono::seconds wait{0};  // until it is worth trying again; for Retry-After
    };
    /// Takes `cost` tokens of the key's bucket, or none when it holds fewer.
    [[nodiscard]] verdict take(std::string_view key, double cost = 1) noexcept;

    [[nodiscard]] std::size_t keys() const;  // that have a place now

private:
    struct bucket {
        std::string key;
        double tokens = 0;
        clock::time_point at{};
    };
    using places = std::list<bucket>;  // the one used longest ago first

    bucket& bucket_of(std::string_view key, clock::time_point now);
    void refill(bucket& one, clock::time_point now) const;
    [[nodiscard]] bool full(const bucket& one, clock::time_point now) const;

    const limiter_settings how_;
    const std::function<clock::time_point()> now_;
    mutable std::mutex guard_;
    places order_;
    std::unordered_map<std::string_view, places::iterator> by_key_;  // views of the keys in `order_`
    bucket shared_;
};

}  // namespace redress::http
