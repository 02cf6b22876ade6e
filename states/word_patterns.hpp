// Patterns of words in a text in plain lower-case form, English and Chinese. A pattern's parts stand apart by spaces:
// alternatives "a|b|c", "?a|b" for ones that may be missing, "*4" for up to so many words or characters of a clause.
// Nothing here allocates: guards do not.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
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

/// Patterns that are looked for together, and how what they match can begin: at nearly every word of a text one look says
/// that none of them stands there. Made when the program is compiled; the patterns outlive it.
class pattern_set {
public:
    template <std::size_t N>
    consteval pattern_set(const words (&patterns)[N]) : all_(patterns)
    {
        for (const auto one : patterns) note_beginnings(one);
    }
    [[nodiscard]] constexpr auto begin() const { return all_.begin(); }
    [[nodiscard]] constexpr auto end() const { return all_.end(); }
    /// Whether one of them can stand at a word or character.
    [[nodiscard]] constexpr bool may_begin(words text, std::size_t at) const
    {
        const auto bit = beginning(text.substr(at));
        return anything_ || (begins_[bit / 64] >> (bit % 64) & 1U) != 0;
    }

private:
    static constexpr std::size_t bits = 2048;

    /// Of two bytes; of one where nothing of the same word follows it, as in "i" and "i'm".
    static constexpr std::size_t beginning(words one)
    {
        const auto at = [&](std::size_t n) {
            return static_cast<unsigned char>(n < one.size() ? one[n] : 0);
        };
        const bool alone =
            at(0) < 0x80 && !((at(1) >= 'a' && at(1) <= 'z') || (at(1) >= '0' && at(1) <= '9'));
        return (std::size_t{at(0)} * 67 + (alone ? 0U : at(1))) % bits;
    }

    constexpr void note_beginnings(words pattern)
    {
        for (bool goes_on = true; goes_on;) {
            const auto space = std::min(pattern.find(' '), pattern.size());
            auto part = pattern.substr(0, space);
            pattern.remove_prefix(std::min(space + 1, pattern.size()));
            if (part.empty() || part[0] == '*') {
                anything_ = true;
                return;
            }
            goes_on = part[0] == '?';
            if (goes_on) part.remove_prefix(1);
            while (!part.empty()) {
                const auto bar = std::min(part.find('|'), part.size());
                const auto bit = beginning(part.substr(0, bar));
                begins_[bit / 64] |= std::uint64_t{1} << (bit % 64);
                part.remove_prefix(std::min(bar + 1, part.size()));
            }
        }
    }

    std::span<const words> all_;
    std::array<std::uint64_t, bits / 64> begins_{};
    bool anything_ = false;  // one of them can begin with whatever stands there
};

struct place {
    std::size_t begin;
    std::size_t end;
};
/// The first place, between `from` and `to`, at which one of the patterns stands.
[[nodiscard]] std::optional<place> first_in(words text, std::size_t from, std::size_t to,
                                            const pattern_set& patterns);
[[nodiscard]] bool any_in(words text, std::size_t from, std::size_t to, const pattern_set& patterns);
[[nodiscard]] bool stands_at(words text, std::size_t at, const pattern_set& patterns);

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
[[nodiscard]] places all_in(words text, const pattern_set& patterns);

}  // namespace redress::word_patterns
