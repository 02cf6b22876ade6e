// The words around a value, where they decide what it is.
#pragma once

#include "workflow/firewall/page.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace redress::workflow {

using phrases = std::span<const std::u32string_view>;

/// Which characters some phrase of a list begins with, with few false alarms: asked of every character of a text.
class phrase_heads {
public:
    constexpr explicit phrase_heads(phrases any)
    {
        for (const auto phrase : any)
            bits_[phrase.front() / 64 % 16] |= std::uint64_t{1} << phrase.front() % 64;
    }
    [[nodiscard]] constexpr bool may_begin(char32_t c) const
    {
        return (bits_[c / 64 % 16] >> c % 64 & 1) != 0;
    }

private:
    std::array<std::uint64_t, 16> bits_{};
};

/// Whether the phrase stands at the glyph: lower case, one space for any number of spaces, hyphens and underscores
/// or none at all; Latin phrases as whole words.
[[nodiscard]] bool stands_at(const page& text, std::size_t at, std::u32string_view phrase);
/// Length in glyphs of what stands there; 0 if none of them does. The longest counts.
[[nodiscard]] std::size_t length_at(const page& text, std::size_t at, phrases any);

struct nearest_phrase {
    std::size_t distance;  // glyphs between
    std::size_t begin;
    std::size_t end;
};
/// The nearest of them that ends before the glyph, at most `reach` back.
[[nodiscard]] std::optional<nearest_phrase> nearest_before(const page& text, std::size_t at,
                                                           std::size_t reach, phrases any);
/// The nearest that begins at or after the glyph.
[[nodiscard]] std::optional<nearest_phrase> nearest_after(const page& text, std::size_t at, std::size_t reach,
                                                          phrases any);
/// Whether the glyph stands behind words that say no, never or not: "not the tx hash", 没有收到.
[[nodiscard]] bool denied_before(const page& text, std::size_t at, std::size_t reach);

}  // namespace redress::workflow
