#include "workflow/randomness.hpp"

#include "workflow/entry.hpp"

#include <openssl/rand.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <string>

namespace redress::workflow {

randomness::randomness(std::uint64_t seed) : used_(pool_.size()), seed_(seed) {}

void randomness::refill()
{
    used_ = 0;
    if (seed_ == 0) {
        // Salts hide neighbours in a proof, so nothing weaker will do: the next salt must not be
        // computable from those that an export shows.
        if (RAND_bytes(pool_.data(), static_cast<int>(pool_.size())) != 1)
            throw std::runtime_error("the system gives no random bytes");
        return;
    }
    for (std::size_t at = 0; at < pool_.size(); at += 32) {
        const auto block =
            sha256(std::to_string(seed_) + '/' + std::to_string(refills_) + '/' + std::to_string(at));
        std::copy(block.begin(), block.end(), pool_.begin() + static_cast<std::ptrdiff_t>(at));
    }
    ++refills_;
}

void randomness::take(std::uint8_t* out, std::size_t count)
{
    if (used_ + count > pool_.size()) refill();
    std::memcpy(out, pool_.data() + used_, count);
    used_ += count;
}

std::uint64_t randomness::bits()
{
    std::array<std::uint8_t, 8> bytes{};
    take(bytes.data(), bytes.size());
    std::uint64_t value = 0;
    std::memcpy(&value, bytes.data(), bytes.size());
    return value;
}

std::array<std::uint8_t, 16> randomness::salt()
{
    std::array<std::uint8_t, 16> bytes{};
    take(bytes.data(), bytes.size());
    return bytes;
}

uuid randomness::id_at(instant at)
{
    uuid id;
    take(id.bytes.data() + 6, 10);
    const auto ms = static_cast<std::uint64_t>(
        std::chrono::floor<std::chrono::milliseconds>(at).time_since_epoch().count());
    for (std::size_t i = 0; i < 6; ++i) id.bytes[i] = static_cast<std::uint8_t>(ms >> (40 - 8 * i));
    id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0f) | 0x70);
    id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3f) | 0x80);
    return id;
}

}  // namespace redress::workflow
