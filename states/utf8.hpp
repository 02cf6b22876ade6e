// UTF-8, code point by code point.
#pragma once

#include <string_view>

namespace redress {

/// Takes the first code point off the text; U+FFFD for a byte that is not UTF-8.
char32_t take_code_point(std::string_view& text);
/// RFC 3629: shortest forms, no surrogates, nothing above U+10FFFF.
[[nodiscard]] bool valid_utf8(std::string_view text);

}  // namespace redress
