#include "workflow/firewall/page.hpp"

#include "workflow/utf8.hpp"

#include <algorithm>
#include <optional>

namespace redress::workflow {
namespace {

// Marks that combine with the letter before them say nothing of their own either.
constexpr bool invisible(char32_t c)
{
    return (c >= 0x300 && c <= 0x36F) || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF || c == 0xAD || c == 0x180E ||
           (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0000 && c <= 0xE0FFF);
}

// Full-width forms, the letters and digits that mathematicians have, numbers in circles and brackets.
char32_t folded(char32_t c)
{
    if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFF01 + U'!';
    if (c == 0x3000) return U' ';
    if (c >= 0x1D400 && c <= 0x1D6A3) {
        const auto letter = (c - 0x1D400) % 52;
        return letter < 26 ? U'A' + letter : U'a' + letter - 26;
    }
    if (c >= 0x1D7CE && c <= 0x1D7FF) return U'0' + (c - 0x1D7CE) % 10;
    if (c >= 0x24B6 && c <= 0x24CF) return U'A' + (c - 0x24B6);
    if (c >= 0x24D0 && c <= 0x24E9) return U'a' + (c - 0x24D0);
    return c;
}

// Cyrillic and Greek letters that nobody can tell from Latin ones by looking. Capitals stand for themselves: "Т" looks
// like one of Latin, and "т" does not.
constexpr std::u32string_view alike =
    U"\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u043a\u04bb\u0501\u051b\u051d"  // Cyrillic
    U"\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0406\u0408\u0405"
    U"\u03b1\u03b9\u03ba\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7"  // Greek
    U"\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7";
constexpr std::u32string_view latin =
    U"aeopcyxijskhdqw"
    U"abekmhopctyxijs"
    U"aikvoptux"
    U"abezhikmnoptyx";
static_assert(alike.size() == latin.size());

char32_t lower(char32_t c)
{
    if (c >= U'A' && c <= U'Z') return c + 32;
    if (c < 0x370 || c > 0x51D) return c;
    const auto at = alike.find(c);
    if (at != std::u32string_view::npos) return latin[at];
    return c >= 0x410 && c <= 0x42F ? c + 32 : c;
}

int hex_value(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::optional<char32_t> hex_number(std::string_view digits, std::size_t count)
{
    if (digits.size() < count) return std::nullopt;
    char32_t value = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const int digit = hex_value(digits[i]);
        if (digit < 0) return std::nullopt;
        value = value << 4 | static_cast<char32_t>(digit);
    }
    return value;
}

struct read_character {
    char32_t c;
    std::size_t length;
};

// `\n`, `\"`, `\u52a9`, however often JSON stood in JSON and doubled the backslashes.
std::optional<read_character> escape_of_json(std::string_view rest)
{
    constexpr std::size_t most = 16;
    const auto slashes = rest.substr(0, most + 1).find_first_not_of('\\');
    if (slashes == 0 || slashes == std::string_view::npos) return std::nullopt;
    switch (rest[slashes]) {
        case 'n':
        case 'r':
            return read_character{U'\n', slashes + 1};
        case 't':
            return read_character{U'\t', slashes + 1};
        case '"':
            return read_character{U'"', slashes + 1};
        case '/':
            return read_character{U'/', slashes + 1};
        case 'u':
            break;
        default:
            return std::nullopt;
    }
    const auto high = hex_number(rest.substr(slashes + 1), 4);
    if (!high) return std::nullopt;
    const auto low_at = slashes + 5;
    if (*high >= 0xD800 && *high <= 0xDBFF && rest.substr(low_at, slashes + 1).ends_with("\\u"))
        if (const auto low = hex_number(rest.substr(std::min(rest.size(), low_at + slashes + 1)), 4);
            low && *low >= 0xDC00 && *low <= 0xDFFF)
            return read_character{0x10000 + ((*high - 0xD800) << 10) + (*low - 0xDC00), low_at + slashes + 5};
    return read_character{*high, slashes + 5};
}

// `%20`, `%E5%8A%A9`: as addresses and forms write.
std::optional<read_character> escape_of_address(std::string_view rest)
{
    std::string bytes;
    while (bytes.size() < 4 && rest.size() > bytes.size() * 3 && rest[bytes.size() * 3] == '%') {
        const auto value = hex_number(rest.substr(bytes.size() * 3 + 1), 2);
        if (!value) break;
        bytes += static_cast<char>(*value);
    }
    if (bytes.empty()) return std::nullopt;
    std::string_view left = bytes;
    const auto c = take_code_point(left);
    if (c == 0xFFFD) return std::nullopt;
    return read_character{c, (bytes.size() - left.size()) * 3};
}

read_character next_of(std::string_view rest)
{
    if (rest[0] == '\\')
        if (const auto escape = escape_of_json(rest)) return *escape;
    if (rest[0] == '%')
        if (const auto escape = escape_of_address(rest)) return *escape;
    std::string_view left = rest;
    const auto c = take_code_point(left);
    return {c, rest.size() - left.size()};
}

// A mark of ours stays what it is: nothing in it is read again.
std::size_t mark_at(std::string_view rest)
{
    if (!rest.starts_with("⟦")) return 0;
    for (std::size_t kind = 0; kind < secret_kind_count; ++kind)
        if (const auto mark = mark_of(static_cast<secret_kind>(kind)); rest.starts_with(mark))
            return mark.size();
    return 0;
}

}  // namespace

page::page(std::string_view text)
{
    glyphs.reserve(text.size());
    bool hidden = false;
    for (std::size_t at = 0; at < text.size();) {
        const auto rest = text.substr(at);
        const auto byte = static_cast<unsigned char>(rest[0]);
        read_character next{byte, 1};
        if (byte == 0xE2)
            if (const auto mark = mark_at(rest); mark != 0) next = {0xFFFC, mark};
        if (next.length == 1 && (byte >= 0x80 || byte == '\\' || byte == '%')) next = next_of(rest);
        const auto begin = static_cast<std::uint32_t>(at);
        at += next.length;
        if (next.c >= 0x80 && invisible(next.c)) {
            hidden = true;
            continue;
        }
        const auto c = next.c < 0x80 ? next.c : folded(next.c);
        glyphs.push_back({c, lower(c), begin, static_cast<std::uint32_t>(at), hidden});
        hidden = false;
    }
    letters.reserve(glyphs.size());
    for (std::size_t i = 0; i < glyphs.size();) {
        if (!is_letter(glyphs[i].low)) {
            ++i;
            continue;
        }
        latin_word word{static_cast<std::uint32_t>(i), 0, static_cast<std::uint32_t>(letters.size())};
        for (; is_letter(low(i)); ++i) letters += static_cast<char>(glyphs[i].low);
        word.end = static_cast<std::uint32_t>(i);
        words.push_back(word);
    }
}

std::string_view page::letters_of(std::size_t begin, std::size_t end) const
{
    const auto after = std::upper_bound(words.begin(), words.end(), begin,
                                        [](std::size_t at, const latin_word& w) { return at < w.begin; });
    if (after == words.begin()) return {};
    const auto& word = *(after - 1);
    return std::string_view(letters).substr(word.at + (begin - word.begin), end - begin);
}

std::string page::ascii(std::size_t begin, std::size_t end) const
{
    std::string out;
    out.reserve(end - begin);
    for (std::size_t i = begin; i < end; ++i) out += c(i) < 0x80 ? static_cast<char>(c(i)) : '?';
    return out;
}

}  // namespace redress::workflow
