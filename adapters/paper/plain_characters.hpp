// Words of people on paper: what cannot be seen, or makes other words look different from what they are, is shown.
#pragma once

#include <string>
#include <string_view>

namespace redress::paper {

/// Well-formed UTF-8 in which each control character but line feed and tab, and each character that turns the direction
/// of writing (U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069; Unicode Annex 9), stands as "[U+202E]".
/// Letters keep their own direction. What is no UTF-8 becomes U+FFFD.
[[nodiscard]] std::string plain_characters(std::string_view text);

}  // namespace redress::paper
