// A text as the detectors read it: full-width forms, escapes and look-alikes folded, invisible characters gone, cut
// into words. Every character knows which bytes of the text it came from.
#pragma once

#include "workflow/firewall/firewall.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace redress::workflow {

struct glyph {
    char32_t c;           // case kept: base58 and base64 tell case apart
    char32_t low;         // lower case, letters that look like Latin ones as those
    std::uint32_t begin;  // bytes
    std::uint32_t end;
    bool after_invisible;  // something that nobody sees stood before it
};

/// Latin letters in a row.
struct latin_word {
    std::uint32_t begin;  // glyphs
    std::uint32_t end;
    std::uint32_t at;  // in `page::letters`
};

struct page {
    explicit page(std::string_view text);
    /// Read another way: the glyphs of another page, some of them left out, joined or replaced.
    explicit page(std::vector<glyph> read);

    std::vector<glyph> glyphs;
    std::vector<latin_word> words;
    std::string letters;  // of all words, lower case

    [[nodiscard]] std::size_t size() const { return glyphs.size(); }
    /// Nothing behind the end: what is asked for there is a null character.
    [[nodiscard]] char32_t c(std::size_t i) const { return i < glyphs.size() ? glyphs[i].c : U'\0'; }
    [[nodiscard]] char32_t low(std::size_t i) const { return i < glyphs.size() ? glyphs[i].low : U'\0'; }
    [[nodiscard]] std::string_view text_of(const latin_word& word) const
    {
        return std::string_view(letters).substr(word.at, word.end - word.begin);
    }
    /// The letters of a word or of a part of one, by its glyphs.
    [[nodiscard]] std::string_view letters_of(std::size_t begin, std::size_t end) const;
    /// ASCII of the glyphs, other characters as '?'.
    [[nodiscard]] std::string ascii(std::size_t begin, std::size_t end) const;

private:
    void cut_words();
};

/// A finding of a detector, in glyphs.
struct sighting {
    secret_kind kind;
    std::size_t begin;
    std::size_t end;
};
using sightings = std::vector<sighting>;

// Each detector looks for its own and adds what it saw. A value that another took is its first finder's, in this order.
void see_seed_phrases(const page& text, sightings& seen);
void see_chinese_phrases(const page& text, sightings& seen);
void see_private_keys(const page& text, sightings& seen);
void see_encoded_keys(const page& text, sightings& seen);
void see_tokens(const page& text, sightings& seen);
void see_cards(const page& text, sightings& seen);
void see_codes(const page& text, sightings& seen);
void see_passwords(const page& text, sightings& seen);

constexpr bool is_digit(char32_t c)
{
    return c >= U'0' && c <= U'9';
}
constexpr bool is_letter(char32_t c)
{
    return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
}
constexpr bool is_alnum(char32_t c)
{
    return is_digit(c) || is_letter(c);
}
constexpr bool is_han(char32_t c)
{
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF);
}
constexpr bool is_space(char32_t c)
{
    return c == U' ' || c == U'\n' || c == U'\r' || c == U'\t' || c == 0xA0 || (c >= 0x2000 && c <= 0x200A);
}
constexpr bool is_line_end(char32_t c)
{
    return c == U'\n' || c == U'\r';
}

}  // namespace redress::workflow
