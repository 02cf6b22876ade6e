// A case's history as a person would tell it: who did what, what changed, what is due. From entries alone,
// in either language.
#pragma once

#include <string>
#include <string_view>

namespace redress::files {
class text_book;
}

namespace redress::app {

/// One entry: a line that says when, who and what, and indented lines of what came of it.
/// Throws std::runtime_error when it is no entry.
[[nodiscard]] std::string told_entry(std::string_view body, const files::text_book& texts,
                                     const std::string& language);

}  // namespace redress::app
