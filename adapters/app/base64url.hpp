// base64url without padding (RFC 4648, 5), as JOSE has it (RFC 7515, 2), and one way alone to write each value.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace redress::app {

[[nodiscard]] std::string base64url(std::string_view bytes);
/// Nothing for padding, other alphabets, white space, an impossible length or bits left over.
[[nodiscard]] std::optional<std::string> from_base64url(std::string_view text);

}  // namespace redress::app
