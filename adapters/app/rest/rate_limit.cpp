#include "adapters/app/rest/rate_limit.hpp"

namespace redress::app {

using namespace std::chrono_literals;

rate_limit::verdict rate_limit::take(const std::string& caller, clock::time_point now)
{
    const std::lock_guard hold(guard_);
    if (now - swept_ >= 1min) {
        std::erase_if(callers_, [&](const auto& one) { return now - one.second.began >= 1min; });
        swept_ = now;
    }
    auto& one = callers_[caller];
    if (one.used == 0 || now - one.began >= 1min) one = {.began = now};
    const auto left = std::chrono::ceil<std::chrono::seconds>(one.began + 1min - now).count();
    if (one.used >= per_minute_) return {.taken = false, .left = 0, .resets_in_s = left};
    ++one.used;
    return {.taken = true, .left = per_minute_ - one.used, .resets_in_s = left};
}

}  // namespace redress::app
