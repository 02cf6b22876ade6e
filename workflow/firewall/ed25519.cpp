#include "workflow/firewall/ed25519.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <memory>

namespace redress::workflow {

bool key_proofs::holds(std::span<const std::uint8_t> secret)
{
    constexpr std::size_t half = 32;
    if (secret.size() != 2 * half || left_ == 0) return false;
    --left_;
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
        EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, secret.data(), half), &EVP_PKEY_free);
    std::array<std::uint8_t, half> owner{};
    std::size_t length = owner.size();
    return key && EVP_PKEY_get_raw_public_key(key.get(), owner.data(), &length) == 1 && length == half &&
           std::equal(owner.begin(), owner.end(), secret.begin() + half);
}

}  // namespace redress::workflow
