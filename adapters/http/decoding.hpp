// Readers of what stands inside a target and in single fields. Each refuses what it cannot read in one way:
// nothing is repaired or guessed.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace redress::http {

using pairs = std::map<std::string, std::string, std::less<>>;

struct read_pairs {
    pairs values;
    std::string wrong;  // empty, or a sentence: which key, and what about it
};
/// A query, or a body of application/x-www-form-urlencoded (where line breaks are values, too).
[[nodiscard]] read_pairs decode_query(std::string_view text, bool line_breaks = false);

/// Segments of a path, decoded; nothing when one has a broken escape, a control byte or no UTF-8, is `.` or `..`, or hides a slash.
[[nodiscard]] std::optional<std::vector<std::string>> decode_path(std::string_view path);

/// Of a cookie given twice the first counts, as RFC 6265 orders them; what is no pair is left out.
[[nodiscard]] pairs decode_cookies(std::string_view field);

/// "zh-CN" or "en", whichever Accept-Language likes better; "en" when it likes neither.
[[nodiscard]] std::string language_of(std::string_view accept_language);

/// The 32 digits of a `traceparent`, or nothing when it is not one.
[[nodiscard]] std::optional<std::string> trace_of(std::string_view traceparent);

}  // namespace redress::http
