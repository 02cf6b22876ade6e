// How many requests of one caller are answered in a minute: a window that every caller has for themselves, so that
// a program that runs wild slows nobody else down. Thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>

namespace redress::app {

class rate_limit {
public:
    using clock = std::chrono::steady_clock;

    explicit rate_limit(std::int64_t per_minute) : per_minute_(per_minute) {}

    struct verdict {
        bool taken = false;
        std::int64_t left = 0;
        std::int64_t resets_in_s = 0;
    };
    [[nodiscard]] verdict take(const std::string& caller, clock::time_point now = clock::now());
    [[nodiscard]] std::int64_t per_minute() const { return per_minute_; }

private:
    struct window {
        clock::time_point began;
        std::int64_t used = 0;
    };
    const std::int64_t per_minute_;
    std::mutex guard_;
    std::map<std::string, window, std::less<>> callers_;
    clock::time_point swept_{};
};

}  // namespace redress::app
