// Whether a text asks for a secret: what is asked for, the asking, and what makes it harmless (a denial, somebody else who
// asks, a question whether it happened). Rules of word order, English and Chinese, over a text in plain lower-case form.
#pragma once

#include <string_view>

namespace redress {

/// The words of the secret that is asked for, a part of the text; empty when it asks for none.
[[nodiscard]] std::string_view secret_asked_for(std::string_view plain);
/// The words of a secret, asked for or not; empty when none is named.
[[nodiscard]] std::string_view secret_named(std::string_view plain);

}  // namespace redress
