// Whatever the code may say: the texts that schemas/texts must have, as the sources, closed lists and shipped files
// ask for them.
#pragma once

#include "states/policy.hpp"

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace redress::tests {

using names = std::set<std::string>;

/// "section.key" -> text, read without the text book: it cannot hide a text that it never asks for.
[[nodiscard]] const std::map<std::string, std::string>& texts_of(std::string_view language);
/// All that a pattern matches in a text.
[[nodiscard]] names found(const std::string& text, const char* pattern);
/// The house's policy.
[[nodiscard]] policy wallet();
/// Every refusal code with the places that its words may use, as the code fills them.
[[nodiscard]] std::map<std::string, names> codes();
/// Every "section.key" that the code, the closed lists or the shipped policy may ask for.
[[nodiscard]] names everything();

}  // namespace redress::tests
