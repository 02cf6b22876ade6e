#include "states/ids.hpp"

namespace redress {
namespace {

constexpr std::size_t text_length = 36;
constexpr std::string_view digits = "0123456789abcdef";

constexpr bool hyphen_stands_at(std::size_t i)
{
    return i == 8 || i == 13 || i == 18 || i == 23;
}

/// -1 for anything that is no hexadecimal digit.
constexpr int value_of(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

std::optional<uuid> parse_uuid(std::string_view text)
{
    if (text.size() != text_length) return std::nullopt;
    uuid id;
    std::size_t byte = 0;
    for (std::size_t i = 0; i < text_length;) {
        if (hyphen_stands_at(i)) {
            if (text[i++] != '-') return std::nullopt;
            continue;
        }
        const int high = value_of(text[i]);
        const int low = value_of(text[i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        id.bytes[byte++] = static_cast<std::uint8_t>(high << 4 | low);
        i += 2;
    }
    return id;
}

void write_uuid(const uuid& id, char* out) noexcept
{
    for (std::size_t byte = 0; byte < id.bytes.size(); ++byte) {
        if (byte == 4 || byte == 6 || byte == 8 || byte == 10) *out++ = '-';
        *out++ = digits[id.bytes[byte] >> 4];
        *out++ = digits[id.bytes[byte] & 15];
    }
}

std::string to_string(const uuid& id)
{
    std::string text(text_length, '\0');
    write_uuid(id, text.data());
    return text;
}

uuid uuid_v8(const std::array<std::uint8_t, 32>& digest)
{
    // The six fixed bits lie inside: the digest is laid around them, so no bit of its first 122 is lost.
    uuid id;
    std::size_t taken = 0;
    const auto next_bits = [&](unsigned count) {
        unsigned bits = 0;
        for (unsigned i = 0; i < count; ++i, ++taken)
            bits = bits << 1 | (static_cast<unsigned>(digest[taken / 8]) >> (7 - taken % 8) & 1U);
        return bits;
    };
    for (std::size_t byte = 0; byte < id.bytes.size(); ++byte) {
        if (byte == 6)
            id.bytes[byte] = static_cast<std::uint8_t>(0x80U | next_bits(4));
        else if (byte == 8)
            id.bytes[byte] = static_cast<std::uint8_t>(0x80U | next_bits(6));
        else
            id.bytes[byte] = static_cast<std::uint8_t>(next_bits(8));
    }
    return id;
}

std::uint32_t murmur2(std::string_view text)
{
    // As Kafka's clients compute it: little-endian words, this seed, these constants.
    constexpr std::uint32_t seed = 0x9747b28cU;
    constexpr std::uint32_t m = 0x5bd1e995U;
    constexpr int r = 24;
    const auto at = [text](std::size_t i) {
        return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i]));
    };

    std::uint32_t h = seed ^ static_cast<std::uint32_t>(text.size());
    std::size_t i = 0;
    for (; i + 4 <= text.size(); i += 4) {
        std::uint32_t k = at(i) | at(i + 1) << 8 | at(i + 2) << 16 | at(i + 3) << 24;
        k *= m;
        k ^= k >> r;
        k *= m;
        h = h * m ^ k;
    }
    const std::size_t rest = text.size() - i;
    if (rest >= 3) h ^= at(i + 2) << 16;
    if (rest >= 2) h ^= at(i + 1) << 8;
    if (rest >= 1) h = (h ^ at(i)) * m;
    h ^= h >> 13;
    h *= m;
    return h ^ h >> 15;
}

std::int16_t bucket_of(const uuid& id)
{
    std::array<char, text_length> text{};
    write_uuid(id, text.data());
    // Kafka clears the sign bit before it takes the remainder.
    const std::uint32_t positive = murmur2({text.data(), text.size()}) & 0x7fffffffU;
    return static_cast<std::int16_t>(positive % static_cast<std::uint32_t>(bucket_count));
}

}  // namespace redress
