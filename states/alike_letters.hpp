// Characters as they look: what a reader takes for a Latin letter is one, whatever script it is of, and what nobody sees
// says nothing. For whoever looks for words in a text that may be disguised.
#pragma once

#include <string>
#include <string_view>

namespace redress {

/// Marks that combine with the letter before them, and characters without width.
[[nodiscard]] bool unseen(char32_t c);
/// Full-width forms, letters and digits of mathematics, in circles and squares as the plain ones, case kept; any other
/// as it is.
[[nodiscard]] char32_t plain_form(char32_t c);
/// The lower-case Latin letter that it is, with or without an accent, or that it cannot be told from by looking; any
/// other as it is.
[[nodiscard]] char32_t latin_looks(char32_t c);

/// All of a text like that, in lower case; a byte that is not UTF-8 stays.
[[nodiscard]] std::string as_it_looks(std::string_view text);

}  // namespace redress
