// Other ways to read a page: people who were told not to write a secret down write it so that it does not look like one
// ("a b a n d o n", "ab4nd0n", "one two three"), and who reads it reads it all the same. Each reading is a page of its
// own whose glyphs know where in the text they stand; there is none where nothing in the page can be read that way.
#pragma once

#include "workflow/firewall/page.hpp"

#include <optional>
#include <vector>

namespace redress::workflow {

/// Letters and digits that stand alone in a row, joined: "a b a n d o n", "a.b.a.n.d.o.n". What stands between them
/// most often is left out, so that the words of "a b c  d e f" stay apart.
[[nodiscard]] std::optional<page> spelled_out(const page& text);
/// Words of the list with digits and signs in place of letters: "ab4nd0n", "@bility".
[[nodiscard]] std::optional<page> with_signs_for_letters(const page& text);
/// Words of the list written from their end: "nodnaba ytiliba".
[[nodiscard]] std::optional<page> from_their_ends(const page& text);
/// The columns of a table of a dozen lines and more, each by itself.
[[nodiscard]] std::vector<page> columns_of(const page& text);
/// Digits for numbers in words, English and Chinese: "one two three four", 一二三四, "forty-eight".
[[nodiscard]] std::optional<page> numbers_as_digits(const page& text);

}  // namespace redress::workflow
