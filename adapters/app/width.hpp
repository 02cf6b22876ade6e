// How many columns of a terminal a text takes: Chinese and most emoji take two, accents none.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace redress::app {

/// Columns of one code point: 0, 1 or 2 (Unicode East Asian Width W and F are 2).
[[nodiscard]] int columns_of(char32_t c);
/// Columns of UTF-8 text; a byte that is not UTF-8 counts as one.
[[nodiscard]] std::size_t columns_of(std::string_view text);
/// Cut to at most `columns`, with an ellipsis when something was cut.
[[nodiscard]] std::string fitted(std::string_view text, std::size_t columns);

}  // namespace redress::app
