// Passwords, random secrets and comparisons that take as long for a wrong guess as for a right one (libsodium).
#pragma once

#include "states/complaint.hpp"
#include "workflow/identity/token_text.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace redress::app {

[[nodiscard]] workflow::token_bits random_bits();
/// 256 random bits as 52 symbols: of a session, a state, a nonce.
[[nodiscard]] std::string random_secret();
/// Short: names a thing in lists and records, and opens nothing.
[[nodiscard]] std::string random_name();

/// Under which a secret is looked up; the secret itself is kept nowhere.
[[nodiscard]] digest digest_of(std::string_view secret);
/// HMAC-SHA-256, 32 bytes. Throws when it cannot be made.
[[nodiscard]] std::string hmac_of(std::string_view key, std::string_view text);
/// In a time that does not depend on where they differ; of two lengths at once no.
[[nodiscard]] bool same_secret(std::string_view left, std::string_view right);

/// Argon2id with its parameters and salt, as one text.
[[nodiscard]] std::string hash_password(const std::string& password);
/// Takes as long without a hash as with one, so that time does not tell who has an account.
[[nodiscard]] bool password_matches(const std::optional<std::string>& hash, const std::string& password);

inline constexpr std::size_t password_least = 12;  // characters
inline constexpr std::size_t password_most = 256;  // bytes
/// What is wrong with a new password, as a code of the texts: empty when nothing is. No rules of composition
/// (ASVS 5.0, 6.2.5): long, not made of the login name, no single character over and over, none of the worst.
[[nodiscard]] std::string_view fault_of_password(const std::string& password, std::string_view login);

}  // namespace redress::app
