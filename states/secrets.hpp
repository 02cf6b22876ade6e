// Whether words of ours ask for something that we never ask for: a password, a code, a recovery
// phrase, remote control of a device. Rules of word order, English and Chinese (asking.hpp), read also with letters that
// stand apart put together and signs read as letters ("p a s s w o r d", "p@ssw0rd"): they stop a slip of our own, not
// everybody who means it.
#pragma once

#include <string_view>

namespace redress {

/// A sentence that names a secret and asks for it, and does not say never. "We never ask for your
/// password" passes; "Please send us your password" does not.
[[nodiscard]] bool asks_for_a_secret(std::string_view text);

/// Whether the name of something that is asked for is that of a secret: "seed_phrase".
[[nodiscard]] bool names_a_secret(std::string_view item);

}  // namespace redress
