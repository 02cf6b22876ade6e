// What the words around a value say it is.
#pragma once

#include "workflow/firewall/page.hpp"

namespace redress::workflow {

/// Whether the words around say that it is a private key and not a hash, a signature or an address.
[[nodiscard]] bool key_by_its_words(const page& text, std::size_t begin, std::size_t end);

/// A card and not an order, a phone or an account: by the nearest word; nothing when there is none.
enum class number_is : std::uint8_t { unsaid, card, other };
[[nodiscard]] number_is number_by_its_words(const page& text, std::size_t begin, std::size_t end);

}  // namespace redress::workflow
