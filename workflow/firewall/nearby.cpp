#include "workflow/firewall/nearby.hpp"

#include <algorithm>

namespace redress::workflow {
namespace {

constexpr bool joins(char32_t c)
{
    return c == U' ' || c == U'-' || c == U'_' || c == U'\t' || c == 0xA0 || is_line_end(c);
}

// Glyphs that the phrase takes at the place; 0: it does not stand there.
std::size_t taken_at(const page& text, std::size_t at, std::u32string_view phrase)
{
    std::size_t i = at;
    for (const auto c : phrase) {
        if (c == U' ') {
            while (joins(text.c(i))) ++i;
            continue;
        }
        if (text.low(i) != c) return 0;
        ++i;
    }
    // A Latin phrase is whole words: not the "pin" of "shipping". A number may stand right behind it.
    if (is_letter(phrase.front()) && at > 0 && is_letter(text.low(at - 1))) return 0;
    if (is_digit(phrase.front()) && at > 0 && is_alnum(text.low(at - 1))) return 0;
    if (is_letter(phrase.back()) && is_letter(text.low(i))) return 0;
    return i - at;
}

}  // namespace

bool stands_at(const page& text, std::size_t at, std::u32string_view phrase)
{
    return taken_at(text, at, phrase) != 0;
}

std::size_t length_at(const page& text, std::size_t at, phrases any)
{
    std::size_t longest = 0;
    const auto first = text.low(at);
    // In the middle of a word no phrase begins: most places are done with here.
    if (is_letter(first) && at > 0 && is_letter(text.low(at - 1))) return 0;
    for (const auto phrase : any)
        if (phrase.front() == first) longest = std::max(longest, taken_at(text, at, phrase));
    return longest;
}

std::optional<nearest_phrase> nearest_before(const page& text, std::size_t at, std::size_t reach, phrases any)
{
    const auto from = at > reach ? at - reach : 0;
    std::optional<nearest_phrase> best;
    for (std::size_t i = at; i-- > from;) {
        const auto length = length_at(text, i, any);
        if (length == 0 || i + length > at) continue;
        const auto end = i + length;
        if (best && best->end > end) break;
        best = nearest_phrase{at - end, i, end};
        // One that begins earlier may end later ("private key" and "key"), by a word at most.
        if (i + 24 < end) break;
    }
    return best;
}

std::optional<nearest_phrase> nearest_after(const page& text, std::size_t at, std::size_t reach, phrases any)
{
    for (std::size_t i = at; i < std::min(text.size(), at + reach); ++i)
        if (const auto length = length_at(text, i, any); length != 0)
            return nearest_phrase{i - at, i, i + length};
    return std::nullopt;
}

bool denied_before(const page& text, std::size_t at, std::size_t reach)
{
    static constexpr std::u32string_view no[] = {U"not",    U"never",   U"no",     U"without", U"don't",
                                                 U"didn't", U"don’t",   U"didn’t", U"isn't",   U"cannot",
                                                 U"can't",  U"haven't", U"没",     U"未",      U"收不到",
                                                 U"不是",   U"无",      U"非",     U"沒",      U"missing"};
    // In the same clause: "私钥没有泄露，但这笔交易" denies nothing of the trade.
    auto from = at;
    while (from > 0 && at - from < reach &&
           std::u32string_view(U",.;:!?，。；、").find(text.c(from - 1)) == std::u32string_view::npos)
        --from;
    for (auto i = from; i < at; ++i)
        if (length_at(text, i, no) != 0) return true;
    return false;
}

}  // namespace redress::workflow
