// Who guesses passwords waits, longer each time: by the name that was typed, whether or not anybody has it, and
// by the network that it came from. Waiting ends by itself, so that nobody is locked out by a stranger for good.
#pragma once

#include "states/instant.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace redress::workflow {

struct attempts {
    std::int32_t count = 0;  // since the last success, or since they were forgotten
    instant last{};
};

struct throttle {
    std::int32_t free = 5;  // attempts before the first wait
    duration first_wait = std::chrono::seconds(2);
    duration wait_max = std::chrono::minutes(15);
    duration forgotten_after = std::chrono::hours(24);
};

inline constexpr throttle of_an_account{};
/// Of many people behind one address some mistype.
inline constexpr throttle of_a_network{.free = 30, .forgotten_after = std::chrono::hours(1)};

/// How long one has to wait at `now` before the next attempt; zero: not at all.
[[nodiscard]] constexpr duration wait_left(const attempts& so_far, instant now, const throttle& rule)
{
    if (so_far.count < rule.free || now - so_far.last >= rule.forgotten_after) return duration::zero();
    auto wait = rule.first_wait;
    for (auto n = rule.free; n < so_far.count && wait < rule.wait_max; ++n) wait *= 2;
    if (wait > rule.wait_max) wait = rule.wait_max;
    const auto until = so_far.last + wait;
    return until > now ? until - now : duration::zero();
}

/// With one more, at `now`.
[[nodiscard]] constexpr attempts one_more(const attempts& so_far, instant now, const throttle& rule)
{
    const bool forgotten = now - so_far.last >= rule.forgotten_after;
    constexpr std::int32_t enough = 1000;  // more would wait no longer
    return {.count = forgotten ? 1 : so_far.count < enough ? so_far.count + 1 : enough, .last = now};
}

/// The network of an address, "203.0.113.0/24" or "2001:db8:1:2::/64": whoever has one address there is likely to have
/// the others. IPv4 that is mapped into IPv6 is IPv4; of what is no address the text itself.
[[nodiscard]] std::string network_of(std::string_view address);

}  // namespace redress::workflow
