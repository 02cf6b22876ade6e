#include "workflow/reference.hpp"

#include <array>

namespace redress::workflow {
namespace {

constexpr std::string_view symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t length = 10;
constexpr int random_bits = 39;

/// Multiplies by x in GF(32) modulo x^5 + x^2 + 1, whose powers of x run through every element but 0.
constexpr unsigned times_x(unsigned a)
{
    a <<= 1;
    return (a & 32U) != 0 ? (a ^ 37U) & 31U : a;
}

/// The symbols weighted with distinct powers of x: neither an error in one place nor a swap of two
/// places can leave the sum as it was.
constexpr unsigned check_of(const std::array<unsigned, length>& values)
{
    unsigned sum = 0;
    for (std::size_t i = 0; i + 1 < length; ++i) sum = times_x(sum ^ values[i]);
    return sum;
}

constexpr int value_of(char c)
{
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'O') return 0;
    if (c == 'I' || c == 'L') return 1;
    const auto at = symbols.find(c);
    return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

/// U+FF01 to U+FF5E, the full-width forms of an East Asian keyboard, as ASCII; 0 for anything else.
char narrow(std::string_view three)
{
    if (three.size() < 3 || three[0] != '\xef') return 0;
    const auto second = static_cast<unsigned char>(three[1]);
    const auto third = static_cast<unsigned char>(three[2]);
    if (second == 0xbc && third >= 0x81 && third <= 0xbf) return static_cast<char>(third - 0x81 + 0x21);
    if (second == 0xbd && third >= 0x80 && third <= 0x9e) return static_cast<char>(third - 0x80 + 0x60);
    return 0;
}

}  // namespace

std::string mint_reference(std::int16_t bucket, std::uint64_t random)
{
    constexpr std::uint64_t mask = (1ULL << random_bits) - 1;
    const std::uint64_t bits = static_cast<std::uint64_t>(bucket) << random_bits | (random & mask);
    std::array<unsigned, length> values{};
    for (std::size_t i = 0; i + 1 < length; ++i)
        values[i] = static_cast<unsigned>(bits >> (40 - 5 * i)) & 31U;
    values[length - 1] = check_of(values);
    std::string text(length, '0');
    for (std::size_t i = 0; i < length; ++i) text[i] = symbols[values[i]];
    return text;
}

std::optional<std::string> parse_reference(std::string_view typed)
{
    std::string text;
    std::array<unsigned, length> values{};
    while (!typed.empty()) {
        char c = typed.front();
        std::size_t width = 1;
        if (const char ascii = narrow(typed); ascii != 0) {
            c = ascii;
            width = 3;
        } else if (typed.starts_with("\xe3\x80\x80")) {  // the full-width space
            c = ' ';
            width = 3;
        }
        typed.remove_prefix(width);
        if (c == ' ' || c == '-') continue;
        const int value = value_of(c);
        if (value < 0 || text.size() == length) return std::nullopt;
        values[text.size()] = static_cast<unsigned>(value);
        text += symbols[static_cast<std::size_t>(value)];
    }
    if (text.size() != length || check_of(values) != values[length - 1]) return std::nullopt;
    return text;
}

std::int16_t bucket_of_reference(std::string_view reference)
{
    const auto first = static_cast<unsigned>(value_of(reference[0]));
    const auto second = static_cast<unsigned>(value_of(reference[1]));
    return static_cast<std::int16_t>(first << 1 | second >> 4);
}

std::string shown_reference(std::string_view reference)
{
    if (reference.size() != length) return std::string(reference);
    return std::string(reference.substr(0, 5)) + '-' + std::string(reference.substr(5));
}

}  // namespace redress::workflow
