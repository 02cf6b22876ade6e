// How an API token is written: `rdt_`, 52 symbols of base 32 that hold 256 random bits, and seven that check
// them. Whoever scans for secrets that leaked knows one by its beginning and its check; a slip of the finger is
// noticed before anybody asks the database.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace redress::workflow {

inline constexpr std::string_view token_prefix = "rdt_";
inline constexpr std::size_t token_length = 4 + 52 + 7;
using token_bits = std::array<std::uint8_t, 32>;

[[nodiscard]] std::string token_text(const token_bits& random);
/// Whether it is written like one and its check is right; never whether there is such a token.
[[nodiscard]] bool is_token_text(std::string_view text);

/// Lower-case base 32 without i, l, o and u (Crockford), most significant bit first, no padding.
[[nodiscard]] std::string base32(const std::uint8_t* bytes, std::size_t count);

}  // namespace redress::workflow
