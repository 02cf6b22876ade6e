// Patterns of words in a text in plain lower-case form, English and Chinese. A pattern's parts stand apart by spaces:
// alternatives "a|b|c", "?a|b" for ones that may be missing, "*4" for up to so many words or characters of a clause.
// Nothing here allocates: guards do not.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace redress::word_patterns {

using words = std::string_view;
inline constexpr auto nowhere = words::npos;

[[nodiscard]] bool of_a_word(char c);     // a letter or digit of an English word
[[nodiscard]] bool is_character(char c);  // a byte of anything else that is read
/// Where the word or character at `at` ends.
[[nodiscard]] std::size_t end_of_unit(words text, std::size_t at);
/// Over spaces, hyphens and quotes: what stands between the words of a phrase.
[[nodiscard]] std::size_t over_gap(words text, std::size_t at);

/// Where a pattern that begins at `at` ends; nowhere when it does not stand there.
[[nodiscard]] std::size_t match(words pattern, words text, std::size_t at);

struct place {
    std::size_t begin;
    std::size_t end;
};
/// The first place, between `from` and `to`, at which one of the patterns stands.
[[nodiscard]] std::optional<place> first_in(words text, std::size_t from, std::size_t to,
                                            std::span<const words> patterns);
[[nodiscard]] bool any_in(words text, std::size_t from, std::size_t to, std::span<const words> patterns);
[[nodiscard]] bool stands_at(words text, std::size_t at, std::span<const words> patterns);

/// The places of a sentence, kept without allocating: guards do not.
class places {
public:
    void add(const place& one)
    {
        if (size_ < kept_.size()) kept_[size_++] = one;
    }
    [[nodiscard]] const place* begin() const { return kept_.data(); }
    [[nodiscard]] const place* end() const { return kept_.data() + size_; }

private:
    std::array<place, 160> kept_{};  // more words that can ask do not stand in what is read together
    std::size_t size_ = 0;
};
[[nodiscard]] places all_in(words text, std::span<const words> patterns);

}  // namespace redress::word_patterns
