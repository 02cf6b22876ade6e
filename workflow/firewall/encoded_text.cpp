#include "workflow/firewall/encoded_text.hpp"

#include "workflow/firewall/nearby.hpp"
#include "states/utf8.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

namespace redress::workflow {
namespace {

constexpr std::size_t shortest_text = 20;

int base64_value(char32_t c)
{
    if (c >= U'A' && c <= U'Z') return static_cast<int>(c - U'A');
    if (c >= U'a' && c <= U'z') return static_cast<int>(c - U'a') + 26;
    if (is_digit(c)) return static_cast<int>(c - U'0') + 52;
    if (c == U'+' || c == U'-') return 62;
    if (c == U'/' || c == U'_') return 63;
    return -1;
}

bool between_parts(char32_t c)
{
    return c == U'-' || c == U'_' || c == U'/' || c == U'+';
}

int hex_value(char32_t c)
{
    if (is_digit(c)) return static_cast<int>(c - U'0');
    if (c >= U'a' && c <= U'f') return static_cast<int>(c - U'a') + 10;
    if (c >= U'A' && c <= U'F') return static_cast<int>(c - U'A') + 10;
    return -1;
}

std::string decoded(const page& text, std::size_t begin, std::size_t end)
{
    std::string bytes;
    bytes.reserve((end - begin) * 3 / 4);
    std::uint32_t bits = 0;
    int held = 0;
    for (auto i = begin; i < end; ++i) {
        const int value = base64_value(text.c(i));
        if (value < 0) continue;  // the end of a line
        bits = (bits << 6 | static_cast<std::uint32_t>(value)) & 0xFFFFFFU;
        held += 6;
        if (held < 8) continue;
        held -= 8;
        bytes += static_cast<char>(bits >> held & 0xFFU);
    }
    return bytes;
}

// The bytes up to the first that is none of a text; nothing when they are too few.
std::string as_text(std::string bytes)
{
    // UTF-16, as some tools write before they encode: every other byte is zero.
    if (bytes.size() >= 4 && ((bytes[1] == 0 && bytes[3] == 0) || (bytes[0] == 0 && bytes[2] == 0)))
        std::erase(bytes, '\0');
    std::string_view rest = bytes;
    while (!rest.empty()) {
        auto behind = rest;
        const auto c = take_code_point(behind);
        if (c == 0xFFFD || c == 0x7F || (c < U' ' && c != U'\n' && c != U'\r' && c != U'\t')) break;
        rest = behind;
    }
    bytes.resize(bytes.size() - rest.size());
    if (bytes.size() < shortest_text) bytes.clear();
    return bytes;
}

// In lines, as tools break it: a long line, and one behind that is long, too, or ends as base64 does.
std::size_t end_of_base64(const page& text, std::size_t begin)
{
    constexpr std::size_t a_line = 16;
    const auto part_end = [&](std::size_t at) {
        while (base64_value(text.c(at)) >= 0) ++at;
        return at;
    };
    auto from = begin;
    auto end = part_end(begin);
    while (end - from >= a_line && text.c(end) != U'=') {
        auto next = end;
        while (next < end + 3 && (is_line_end(text.c(next)) || text.c(next) == U' ')) ++next;
        const auto next_end = part_end(next);
        if (next == end || next_end == next || (next_end - next < a_line && text.c(next_end) != U'=')) break;
        from = next;
        end = next_end;
    }
    return end;
}

void add(std::size_t begin, std::size_t end, std::string says, std::vector<coded_text>& all)
{
    if (!says.empty()) all.push_back({begin, end, std::move(says)});
}

void add_base64(const page& text, std::vector<coded_text>& all)
{
    constexpr std::size_t shortest = 27;
    for (std::size_t i = 0; i < text.size();) {
        if (base64_value(text.c(i)) < 0) {
            ++i;
            continue;
        }
        const auto end = end_of_base64(text, i);
        auto behind = end;
        while (behind < end + 2 && text.c(behind) == U'=') ++behind;
        if (end - i >= shortest) {
            if (auto says = as_text(decoded(text, i, end)); !says.empty()) {
                add(i, behind, std::move(says), all);
            } else {
                // "backup/YWJh...": it begins behind a sign that base64 has, too.
                for (auto part = i; part < end;) {
                    auto part_end = part;
                    while (part_end < end && !between_parts(text.c(part_end))) ++part_end;
                    if (part_end - part >= shortest && part_end - part < end - i)
                        add(part, part_end == end ? behind : part_end, as_text(decoded(text, part, part_end)),
                            all);
                    part = part_end + 1;
                }
            }
        }
        i = behind;
    }
}

// One number of a byte and where it ends.
struct number {
    std::size_t end;
    unsigned value;
};
using reader = std::optional<number> (*)(const page&, std::size_t);

std::optional<number> hex_at(const page& text, std::size_t at)
{
    const int high = hex_value(text.c(at));
    const int low = high < 0 ? -1 : hex_value(text.c(at + 1));
    if (low < 0) return std::nullopt;
    return number{at + 2, static_cast<unsigned>(high << 4 | low)};
}

std::optional<number> decimal_at(const page& text, std::size_t at)
{
    unsigned value = 0;
    auto end = at;
    for (; end < at + 4 && is_digit(text.c(end)); ++end) value = value * 10 + (text.c(end) - U'0');
    if (end - at < 2 || end - at > 3) return std::nullopt;
    return number{end, value};
}

std::optional<number> binary_at(const page& text, std::size_t at)
{
    unsigned value = 0;
    for (auto i = at; i < at + 8; ++i) {
        if (text.c(i) != U'0' && text.c(i) != U'1') return std::nullopt;
        value = value << 1 | (text.c(i) - U'0');
    }
    return number{at + 8, value};
}

// "0x61 0x62", "61:62", "97, 98", and without anything between two where each is as long as the other.
std::size_t behind_separator(const page& text, std::size_t at)
{
    const auto from = at;
    while (at < from + 3 && (is_space(text.c(at)) || text.c(at) == U',' || text.c(at) == U':' ||
                             text.c(at) == U'-' || text.c(at) == U';'))
        ++at;
    if (text.c(at) == U'0' && text.low(at + 1) == U'x') at += 2;
    return at;
}

bool says_a_letter(unsigned value)
{
    return (value >= 0x20 && value < 0x7F) || value == '\n' || value == '\r' || value == '\t' ||
           value >= 0x80;
}

void add_numbers(const page& text, reader read, bool touching, std::vector<coded_text>& all)
{
    for (std::size_t i = 0; i < text.size();) {
        if (!is_alnum(text.c(i)) || (i > 0 && is_alnum(text.c(i - 1)))) {
            ++i;
            continue;
        }
        const auto begin = i;
        auto at = text.c(i) == U'0' && text.low(i + 1) == U'x' ? i + 2 : i;
        auto end = begin;
        std::string bytes;
        for (;;) {
            const auto one = read(text, at);
            if (!one || one->value > 0xFF || !says_a_letter(one->value)) break;
            if (!touching && is_alnum(text.c(one->end))) break;
            bytes += static_cast<char>(one->value);
            end = one->end;
            at = behind_separator(text, end);
            if (at == end && !touching) break;
        }
        if (bytes.size() >= shortest_text) add(begin, end, as_text(std::move(bytes)), all);
        // The rest of the word begins nothing.
        i = std::max(end, begin + 1);
        while (is_alnum(text.c(i))) ++i;
    }
}

}  // namespace

std::vector<coded_text> texts_in_code(const page& text)
{
    std::vector<coded_text> all;
    add_base64(text, all);
    add_numbers(text, hex_at, true, all);
    add_numbers(text, decimal_at, false, all);
    add_numbers(text, binary_at, true, all);
    return all;
}

void see_keys_in_base64(const page& text, sightings& seen)
{
    static constexpr std::u32string_view names[] = {U"private key", U"privatekey", U"priv key", U"privkey",
                                                    U"spend key",   U"wallet key", U"私钥",     U"私鑰"};
    constexpr std::size_t digits = 43;  // and "="
    for (std::size_t i = 0; i < text.size();) {
        auto end = i;
        while (base64_value(text.c(end)) >= 0) ++end;
        const auto name =
            end - i == digits && text.c(end) == U'=' ? nearest_before(text, i, 40, names) : std::nullopt;
        if (name && !denied_before(text, name->begin, 12))
            seen.push_back({secret_kind::private_key, i, end + 1});
        i = std::max(end, i + 1);
    }
}

}  // namespace redress::workflow
