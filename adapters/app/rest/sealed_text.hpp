// Text that only we can read again (AES-256-GCM), as base64url: for what a client keeps and must not understand.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace redress::app::rest {

/// `secret`: at least 32 bytes, of which the first 32 are the key.
[[nodiscard]] std::string sealed_text(std::string_view secret, std::string_view text);
/// Nothing for any but one of ours.
[[nodiscard]] std::optional<std::string> opened_text(std::string_view secret, std::string_view sealed);

}  // namespace redress::app::rest
