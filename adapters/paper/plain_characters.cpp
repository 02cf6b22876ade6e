#include "adapters/paper/plain_characters.hpp"

#include <glib.h>

#include <cstdio>
#include <memory>

namespace redress::paper {
namespace {

bool is_shown_by_number(gunichar letter)
{
    if (letter == '\n' || letter == '\t') return false;
    if (letter < 0x20 || (letter >= 0x7f && letter < 0xa0)) return true;
    return letter == 0x061c || letter == 0x200e || letter == 0x200f ||
           (letter >= 0x202a && letter <= 0x202e) || (letter >= 0x2066 && letter <= 0x2069);
}

}  // namespace

std::string plain_characters(std::string_view text)
{
    const std::unique_ptr<char, decltype(&g_free)> valid(
        g_utf8_make_valid(text.data(), static_cast<gssize>(text.size())), g_free);
    std::string plain;
    plain.reserve(text.size());
    const char* next = valid.get();
    for (const char* at = next; *at != '\0'; at = next) {
        next = g_utf8_next_char(at);
        const auto letter = g_utf8_get_char(at);
        if (letter == '\r') continue;  // of a line that ends in two characters
        if (!is_shown_by_number(letter)) {
            plain.append(at, next);
            continue;
        }
        char number[16];
        std::snprintf(number, sizeof number, "[U+%04X]", static_cast<unsigned>(letter));
        plain += number;
    }
    return plain;
}

}  // namespace redress::paper
