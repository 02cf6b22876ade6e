// Secrets of Solana and its like prove themselves: 64 bytes, of which the second half is the public key of the first.
// A transaction's signature has 64 bytes, too, and nothing of the kind.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace redress::workflow {

/// So many proofs a text: each costs some fifty microseconds, and nobody owns more keys.
class key_proofs {
public:
    [[nodiscard]] bool holds(std::span<const std::uint8_t> secret);

private:
    std::size_t left_ = 32;
};

}  // namespace redress::workflow
