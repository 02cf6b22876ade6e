#include "workflow/identity/token_text.hpp"

#include <algorithm>

namespace redress::workflow {
namespace {

constexpr std::string_view symbols = "0123456789abcdefghjkmnpqrstvwxyz";

/// CRC-32 as zlib and PNG have it.
std::uint32_t crc32_of(std::string_view text)
{
    std::uint32_t crc = 0xffffffffU;
    for (const char c : text) {
        crc ^= static_cast<std::uint8_t>(c);
        for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1U) != 0 ? 0xedb88320U : 0U);
    }
    return ~crc;
}

std::string check_of(std::string_view text)
{
    const auto crc = crc32_of(text);
    const std::array<std::uint8_t, 4> bytes{
        static_cast<std::uint8_t>(crc >> 24), static_cast<std::uint8_t>(crc >> 16),
        static_cast<std::uint8_t>(crc >> 8), static_cast<std::uint8_t>(crc)};
    return base32(bytes.data(), bytes.size());
}

}  // namespace

std::string base32(const std::uint8_t* bytes, std::size_t count)
{
    std::string text;
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (std::size_t i = 0; i < count; ++i) {
        held = held << 8 | bytes[i];
        for (bits += 8; bits >= 5; bits -= 5) text += symbols[held >> (bits - 5) & 31U];
        held &= (1U << bits) - 1U;
    }
    if (bits > 0) text += symbols[held << (5 - bits) & 31U];
    return text;
}

std::string token_text(const token_bits& random)
{
    std::string text(token_prefix);
    text += base32(random.data(), random.size());
    return text + check_of(text);
}

bool is_token_text(std::string_view text)
{
    if (text.size() != token_length || !text.starts_with(token_prefix)) return false;
    const auto inside = text.substr(token_prefix.size());
    if (!std::ranges::all_of(inside, [](char c) { return symbols.find(c) != symbols.npos; })) return false;
    constexpr std::size_t check = 7;
    return check_of(text.substr(0, text.size() - check)) == text.substr(text.size() - check);
}

}  // namespace redress::workflow
