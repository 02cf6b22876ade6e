#include "workflow/found_words.hpp"

#include "states/utf8.hpp"

#include <algorithm>

namespace redress::workflow {
namespace {

constexpr std::size_t word_bytes_max = 64;

enum class script : unsigned char { none, spaced, han };

script script_of(char32_t c)
{
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) return script::spaced;
    if (c < 0x80) return script::none;
    if ((c >= 0x3400 && c <= 0x4dbf) || (c >= 0x4e00 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff) ||
        (c >= 0x20000 && c <= 0x3ffff) || (c >= 0x3040 && c <= 0x30ff))
        return script::han;  // kana stands among them without spaces, too
    const bool mark = (c >= 0x2000 && c <= 0x2bff) || (c >= 0x3000 && c <= 0x303f) ||
                      (c >= 0xfe00 && c <= 0xfe6f) || (c >= 0xff00 && c <= 0xffef) || c < 0xc0 || c == 0xd7 ||
                      c == 0xf7 || c == 0xfffd || (c >= 0x1f000 && c <= 0x1faff);
    return mark ? script::none : script::spaced;
}

/// Letters of Latin-1 (from U+00C0) and Latin Extended-A without their marks, in the order of their code points.
constexpr std::string_view bare =
    "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty";  // U+00D7 and U+00F7 are signs
constexpr std::string_view bare_extended =
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrsssssssstttttt"
    "uuuuuuuu"
    "uuuuwwyyyzzzzzzs";  // U+0100 to U+017F
static_assert(bare.size() == 64 && bare_extended.size() == 128);

char32_t folded(char32_t c)
{
    if (c >= 0xff01 && c <= 0xff5e) c -= 0xfee0;  // full width
    if (c >= 'A' && c <= 'Z') return c + 32;
    if (c >= 0xc0 && c <= 0xff) {
        const char letter = bare[c - 0xc0];
        return letter == ' ' ? c : static_cast<unsigned char>(letter);
    }
    if (c >= 0x100 && c < 0x100 + bare_extended.size())
        return static_cast<unsigned char>(bare_extended[c - 0x100]);
    if ((c >= 0x391 && c <= 0x3a9) || (c >= 0x410 && c <= 0x42f)) return c + 32;
    return c;
}

void append(std::string& to, char32_t c)
{
    if (c < 0x80) {
        to += static_cast<char>(c);
    } else if (c < 0x800) {
        to += static_cast<char>(0xc0 | c >> 6);
        to += static_cast<char>(0x80 | (c & 63));
    } else if (c < 0x10000) {
        to += static_cast<char>(0xe0 | c >> 12);
        to += static_cast<char>(0x80 | (c >> 6 & 63));
        to += static_cast<char>(0x80 | (c & 63));
    } else {
        to += static_cast<char>(0xf0 | c >> 18);
        to += static_cast<char>(0x80 | (c >> 12 & 63));
        to += static_cast<char>(0x80 | (c >> 6 & 63));
        to += static_cast<char>(0x80 | (c & 63));
    }
}

struct run {
    script of{};
    std::u32string text;
};

std::vector<run> runs_of(std::string_view text)
{
    std::vector<run> runs;
    bool joined = false;
    while (!text.empty()) {
        const auto c = folded(take_code_point(text));
        // A mark that combines with the letter before it says nothing.
        if (c >= 0x300 && c <= 0x36f) continue;
        const auto kind = script_of(c);
        if (kind == script::none) {
            joined = false;
            continue;
        }
        if (!joined || runs.back().of != kind) runs.push_back({kind, {}});
        runs.back().text += c;
        joined = true;
    }
    return runs;
}

std::string bytes_of(std::u32string_view text)
{
    std::string bytes;
    for (const auto c : text) {
        if (bytes.size() + 4 > word_bytes_max) break;
        append(bytes, c);
    }
    return bytes;
}

}  // namespace

std::vector<std::string> words_found(std::string_view text)
{
    std::vector<std::string> words;
    for (const auto& one : runs_of(text)) {
        const std::u32string_view all = one.text;
        if (one.of == script::spaced) {
            words.push_back(bytes_of(all));
            continue;
        }
        for (std::size_t n = 0; n + 1 < all.size(); ++n) words.push_back(bytes_of(all.substr(n, 2)));
        words.push_back(bytes_of(all.substr(all.size() - 1)));
    }
    std::ranges::sort(words);
    const auto twice = std::ranges::unique(words);
    words.erase(twice.begin(), twice.end());
    return words;
}

std::vector<word_asked> words_asked(std::string_view query)
{
    std::vector<word_asked> asked;
    const auto runs = runs_of(query);
    for (std::size_t r = 0; r < runs.size(); ++r) {
        const std::u32string_view all = runs[r].text;
        if (runs[r].of == script::spaced) {
            asked.push_back({bytes_of(all), r + 1 == runs.size()});
            continue;
        }
        if (all.size() == 1) asked.push_back({bytes_of(all), true});
        for (std::size_t n = 0; n + 1 < all.size(); ++n) asked.push_back({bytes_of(all.substr(n, 2)), false});
    }
    return asked;
}

}  // namespace redress::workflow
