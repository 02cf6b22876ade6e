// Base64 of RFC 4648 4, with padding, as notes and proofs write it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace redress::tlog {

[[nodiscard]] std::string base64(std::string_view bytes);
/// Strict: whole groups, padding where it belongs, and no bits behind the last byte.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

}  // namespace redress::tlog
