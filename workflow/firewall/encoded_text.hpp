// Text written as base64, as hexadecimal, decimal or binary numbers of its bytes: what it says is looked through like any
// other.
#pragma once

#include "workflow/firewall/page.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace redress::workflow {

struct coded_text {
    std::size_t begin;  // glyphs
    std::size_t end;
    std::string says;
};

/// What decodes to text, UTF-8 or UTF-16 of ASCII; keys, pictures and hashes decode to none.
[[nodiscard]] std::vector<coded_text> texts_in_code(const page& text);
/// 32 bytes in base64 that the words beside them call a private key.
void see_keys_in_base64(const page& text, sightings& seen);

}  // namespace redress::workflow
