// The BIP-39 word lists, in their order; from schemas/firewall, put into the program at build time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace redress::workflow {

inline constexpr std::size_t word_list_size = 2048;
using word_index = std::uint16_t;

[[nodiscard]] std::span<const std::string_view> english_words();
[[nodiscard]] std::span<const std::string_view> simplified_words();
[[nodiscard]] std::span<const std::string_view> traditional_words();

/// Where an English word, lower case, stands in its list.
[[nodiscard]] std::optional<word_index> english_index(std::string_view word);
/// The word of four letters that a backup plate has for it: no two words of the list begin alike.
[[nodiscard]] std::optional<word_index> english_index_of_four(std::string_view four_letters);
/// Where a character stands in a Chinese list.
enum class chinese_list : std::uint8_t { simplified, traditional };
[[nodiscard]] std::optional<word_index> chinese_index(char32_t character, chinese_list list);

/// Whether a phrase can be this long: 12, 15, 18, 21 or 24 words.
[[nodiscard]] constexpr bool phrase_length(std::size_t words)
{
    return words >= 12 && words <= 24 && words % 3 == 0;
}
/// Whether the checksum at the end of a phrase is that of its words.
[[nodiscard]] bool checksum_holds(std::span<const word_index> phrase);

}  // namespace redress::workflow
