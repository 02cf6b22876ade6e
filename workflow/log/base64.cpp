#include "workflow/log/base64.hpp"

#include <cstdint>

namespace redress::tlog {
namespace {

constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

}  // namespace

std::string base64(std::string_view bytes)
{
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const auto part = bytes.substr(i, 3);
        std::uint32_t bits = 0;
        for (std::size_t k = 0; k < 3; ++k)
            bits = bits << 8 | (k < part.size() ? static_cast<unsigned char>(part[k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k)
            out += k <= part.size() ? letters[bits >> (18 - 6 * k) & 63] : '=';
    }
    return out;
}

std::optional<std::string> from_base64(std::string_view text)
{
    if (text.size() % 4 != 0) return std::nullopt;
    std::string out;
    for (std::size_t i = 0; i < text.size(); i += 4) {
        std::size_t filled = 4;
        if (i + 4 == text.size()) {
            if (text.ends_with("=="))
                filled = 2;
            else if (text.ends_with('='))
                filled = 3;
        }
        std::uint32_t bits = 0;
        for (std::size_t k = 0; k < 4; ++k) {
            const auto at = k < filled ? letters.find(text[i + k]) : 0;
            if (at == std::string_view::npos) return std::nullopt;
            bits = bits << 6 | static_cast<std::uint32_t>(at);
        }
        const std::size_t bytes = filled - 1;
        if (filled < 4 && (bits & ((1U << (8 * (3 - bytes))) - 1)) != 0) return std::nullopt;
        for (std::size_t k = 0; k < bytes; ++k) out += static_cast<char>(bits >> (16 - 8 * k) & 0xff);
    }
    return out;
}

}  // namespace redress::tlog
