// The words of a text as searches find them: Latin and other spaced scripts word by word, folded to lower case
// without marks; Chinese, which writes no spaces, as every two characters that stand together. So a word of two
// characters is found as it is, and a longer one by its pairs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace redress::workflow {

/// Sorted, each once. Of a run of Chinese its last character stands alone, too, so that any one is found by its
/// beginning.
[[nodiscard]] std::vector<std::string> words_found(std::string_view text);

struct word_asked {
    std::string word;
    bool begins = false;  // every word that begins so
    bool operator==(const word_asked&) const = default;
};
/// What a text must hold to be found by a query: all of these. The last word of a query may be its beginning
/// alone, as people type. Empty when nothing of it can be looked for.
[[nodiscard]] std::vector<word_asked> words_asked(std::string_view query);

}  // namespace redress::workflow
