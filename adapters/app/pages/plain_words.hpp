// Whether words are plain: sentences short enough for whoever is upset, tired or reading a language that is not
// theirs.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace redress::app {

inline constexpr std::size_t words_in_sentence_max = 12;       // English
inline constexpr std::size_t characters_in_sentence_max = 25;  // Chinese

/// Sentences of the text that are longer than its language may be; {places} count as one word or character.
[[nodiscard]] std::vector<std::string> long_sentences(std::string_view text, std::string_view language);

}  // namespace redress::app
