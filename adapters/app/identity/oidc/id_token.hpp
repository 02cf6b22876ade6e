// An ID token (OpenID Connect Core 1.0, 3.1.3.7): who signed in, said by the provider. Everything that it must
// say is demanded, and everything that could mean two things is refused.
#pragma once

#include "states/instant.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace redress::app::oidc {

class key_set;

struct expectations {
    std::string issuer;
    std::string client_id;
    std::string nonce;
    instant now{};
    /// At a new proof of identity: when it was asked for. A log-in before that proves nothing.
    std::optional<instant> authenticated_after;
};

struct vouched {
    std::string issuer;
    std::string subject;
};
/// Names the first thing that is wrong; never a piece of the token.
struct not_vouched {
    std::string why;
};

/// What a token says of its key, before any of it is believed.
struct key_named {
    std::string algorithm;
    std::optional<std::string> kid;
};
[[nodiscard]] std::optional<key_named> key_of(std::string_view token);

[[nodiscard]] std::variant<vouched, not_vouched> judge_id_token(std::string_view token, const key_set& keys,
                                                                const expectations& expected);

inline constexpr std::size_t id_token_bytes_max = 16 * 1024;

}  // namespace redress::app::oidc
