// Base58 and Base58Check, as wallets write keys.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace redress::workflow {

[[nodiscard]] bool is_base58(char32_t c);
/// The bytes that the text stands for. At most 128 characters are read: no key is longer, and the time is quadratic.
[[nodiscard]] std::optional<std::vector<std::uint8_t>> base58_bytes(std::string_view text);
/// The bytes before a checksum that holds; nothing when it does not.
[[nodiscard]] std::optional<std::vector<std::uint8_t>> base58check_bytes(std::string_view text);

}  // namespace redress::workflow
