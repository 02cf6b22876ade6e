// The public keys of an identity provider, from its JWK set (RFC 7517), and signatures by them. Only keys that
// sign, of kinds that we take: RSA from 2048 bits, P-256, Ed25519. A shared secret in the set is never a key, so
// that nobody signs with a public one.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace redress::app::oidc {

class key_set {
public:
    key_set();
    ~key_set();
    key_set(key_set&&) noexcept;
    key_set& operator=(key_set&&) noexcept;

    /// Keys of other kinds and uses are passed over; a set that cannot be read, has too many keys or two of one
    /// id is no set.
    [[nodiscard]] static std::optional<key_set> parse(std::string_view json);

    [[nodiscard]] std::size_t size() const { return keys_.size(); }
    /// Of the id; without an id the only key for the algorithm, if there is just one.
    [[nodiscard]] bool knows(const std::optional<std::string>& kid, std::string_view algorithm) const;
    /// Whether the key of that id and kind signed it. Any other algorithm than ours is no signature.
    [[nodiscard]] bool signed_by(const std::optional<std::string>& kid, std::string_view algorithm,
                                 std::string_view input, std::string_view signature) const;

private:
    struct key;
    [[nodiscard]] const key* find(const std::optional<std::string>& kid, std::string_view algorithm) const;
    std::vector<std::unique_ptr<key>> keys_;
};

inline constexpr std::size_t key_set_bytes_max = 64 * 1024;
inline constexpr std::size_t keys_max = 32;

}  // namespace redress::app::oidc
