// Ids, salts and reference numbers. From the system's generator; from a seed in tests and
// simulations, where the same seed must give the same bytes.
#pragma once

#include "states/ids.hpp"
#include "states/instant.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace redress::workflow {

class randomness {
public:
    /// 0: from the system.
    explicit randomness(std::uint64_t seed);

    [[nodiscard]] std::uint64_t bits();
    [[nodiscard]] std::array<std::uint8_t, 16> salt();
    /// UUIDv7 (RFC 9562 5.7): milliseconds of `at`, then 74 random bits.
    [[nodiscard]] uuid id_at(instant at);

private:
    void take(std::uint8_t* out, std::size_t count);
    void refill();
    std::array<std::uint8_t, 4096> pool_{};  // asked for in bulk: a call for every id costs ten times as much
    std::size_t used_;
    std::uint64_t seed_;
    std::uint64_t refills_ = 0;
};

}  // namespace redress::workflow
