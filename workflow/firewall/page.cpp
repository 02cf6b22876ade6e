#include "workflow/firewall/page.hpp"

#include "states/alike_letters.hpp"
#include "states/utf8.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace redress::workflow {
namespace {

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
        case 'x':
            if (const auto byte = hex_number(rest.substr(slashes + 1), 2); byte && *byte < 0x80)
                return read_character{*byte, slashes + 3};
            return std::nullopt;
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

// `&#97;`, `&#x61;`: as HTML writes, and again in HTML, which writes `&amp;` for its sign.
std::optional<read_character> escape_of_html(std::string_view rest)
{
    constexpr int most = 8;
    std::size_t at = 1;
    for (int times = 0; times < most && rest.substr(at, 4) == "amp;"; ++times) at += 4;
    if (rest.substr(at, 1) != "#") return std::nullopt;
    ++at;
    const bool hex = rest.substr(at, 1) == "x" || rest.substr(at, 1) == "X";
    if (hex) ++at;
    char32_t value = 0;
    const auto digits = at;
    for (; at < rest.size() && at - digits < 9; ++at) {
        const int digit = hex_value(rest[at]);
        if (digit < 0 || (!hex && digit > 9)) break;
        value = value * (hex ? 16 : 10) + static_cast<char32_t>(digit);
        if (value > 0x10FFFF) return std::nullopt;
    }
    if (at == digits || value == 0 || (value >= 0xD800 && value <= 0xDFFF)) return std::nullopt;
    if (rest.substr(at, 1) == ";") ++at;
    return read_character{value, at};
}

// `%2520` is `%20` that was written once more.
std::size_t written_again(std::string_view rest)
{
    constexpr std::size_t most = 16;
    std::size_t more = 0;
    while (more < most && rest.substr(1 + more, 2) == "25" && rest.size() > more + 4 &&
           hex_value(rest[more + 3]) >= 0 && hex_value(rest[more + 4]) >= 0)
        more += 2;
    return more;
}

// `%20`, `%E5%8A%A9`: as addresses and forms write.
std::optional<read_character> escape_of_address(std::string_view rest)
{
    if (const auto more = written_again(rest); more != 0) {
        std::string once;  // of one character
        std::size_t at = 0;
        while (once.size() < 12 && at < rest.size() && rest[at] == '%' &&
               written_again(rest.substr(at)) == more) {
            once.append(1, '%').append(rest.substr(at + 1 + more, 2));
            at += 3 + more;
        }
        const auto read = escape_of_address(once);
        if (!read) return std::nullopt;
        return read_character{read->c, read->length / 3 * (3 + more)};
    }
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
    if (rest[0] == '&')
        if (const auto escape = escape_of_html(rest)) return *escape;
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

// Letters that are written as one.
std::u32string_view letters_in_one(char32_t c)
{
    switch (c) {
        case 0xFB00:
            return U"ff";
        case 0xFB01:
            return U"fi";
        case 0xFB02:
            return U"fl";
        case 0xFB03:
            return U"ffi";
        case 0xFB04:
            return U"ffl";
        case 0xFB05:
        case 0xFB06:
            return U"st";
        default:
            return {};
    }
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
        if (next.length == 1 && (byte >= 0x80 || byte == '\\' || byte == '%' || byte == '&'))
            next = next_of(rest);
        const auto begin = static_cast<std::uint32_t>(at);
        at += next.length;
        if (next.c >= 0x80 && unseen(next.c)) {
            hidden = true;
            continue;
        }
        const auto end = static_cast<std::uint32_t>(at);
        if (const auto several = letters_in_one(next.c); !several.empty()) {
            for (const auto letter : several) glyphs.push_back({letter, letter, begin, end, hidden});
        } else {
            const auto c = next.c < 0x80 ? next.c : plain_form(next.c);
            glyphs.push_back({c, latin_looks(c), begin, end, hidden});
        }
        hidden = false;
    }
    cut_words();
}

page::page(std::vector<glyph> read) : glyphs(std::move(read))
{
    cut_words();
}

void page::cut_words()
{
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
