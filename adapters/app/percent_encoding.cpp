#include "adapters/app/percent_encoding.hpp"

namespace redress::app {

std::string percent_encoded(std::string_view text)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string made;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           c == '-' || c == '.' || c == '_' || c == '~';
        if (plain) {
            made += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        made += '%';
        made += digits[byte >> 4];
        made += digits[byte & 15U];
    }
    return made;
}

}  // namespace redress::app
