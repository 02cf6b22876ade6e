#include "adapters/http/limiter.hpp"

#include <algorithm>
#include <cmath>
#include <exception>
#include <stdexcept>

namespace redress::http {
namespace {

constexpr std::size_t key_bytes_max = 64;  // longer keys that begin alike share a bucket
constexpr std::chrono::seconds wait_max{3600};

}  // namespace

limiter::limiter(limiter_settings how, std::function<clock::time_point()> now)
    : how_(how), now_(std::move(now))
{
    if (how_.burst < 1 || how_.per_second <= 0 || how_.keys_max == 0)
        throw std::invalid_argument("a limiter has at least one token, a refill and one place");
    shared_.tokens = how_.burst;
    shared_.at = now_();
}

limiter::verdict limiter::take(std::string_view key, double cost) noexcept
{
    try {
        const std::lock_guard hold(guard_);
        auto& from = bucket_of(key.substr(0, key_bytes_max), now_());
        verdict out;
        out.allowed = cost >= 0 && from.tokens >= cost;
        if (out.allowed) from.tokens -= cost;
        out.left = from.tokens;
        if (!out.allowed) {
            const auto missing = std::ceil((cost - from.tokens) / how_.per_second);
            out.wait = std::chrono::seconds(std::clamp<std::int64_t>(
                missing < static_cast<double>(wait_max.count()) ? static_cast<std::int64_t>(missing)
                                                                : wait_max.count(),
                1, wait_max.count()));
        }
        return out;
    } catch (const std::exception&) {
        return {false, 0, std::chrono::seconds(1)};  // no memory, most likely: refused, never let through
    }
}

limiter::bucket& limiter::bucket_of(std::string_view key, clock::time_point now)
{
    if (const auto found = by_key_.find(key); found != by_key_.end()) {
        order_.splice(order_.end(), order_, found->second);
        refill(*found->second, now);
        return *found->second;
    }
    if (order_.size() >= how_.keys_max) {
        // A bucket that is full again says as much as none.
        if (!full(order_.front(), now)) {
            refill(shared_, now);
            return shared_;
        }
        by_key_.erase(order_.front().key);
        order_.pop_front();
    }
    order_.push_back({std::string(key), how_.burst, now});
    try {
        by_key_.emplace(order_.back().key, std::prev(order_.end()));
    } catch (...) {
        order_.pop_back();
        throw;
    }
    return order_.back();
}

void limiter::refill(bucket& one, clock::time_point now) const
{
    const auto passed = std::chrono::duration<double>(now - one.at).count();
    if (passed <= 0) return;
    one.tokens = std::min(how_.burst, one.tokens + passed * how_.per_second);
    one.at = now;
}

bool limiter::full(const bucket& one, clock::time_point now) const
{
    const auto passed = std::max(0.0, std::chrono::duration<double>(now - one.at).count());
    return one.tokens + passed * how_.per_second >= how_.burst;
}

std::size_t limiter::keys() const
{
    const std::lock_guard hold(guard_);
    return order_.size();
}

}  // namespace redress::http
