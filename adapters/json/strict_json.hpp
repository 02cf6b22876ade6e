// JSON from strangers: UTF-8 throughout, each name once, no U+0000, no fractions (the canonical form
// has integers only; amounts travel as decimal strings), bounded depth and size.
#pragma once

#include <boost/json/storage_ptr.hpp>
#include <boost/json/value.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

namespace redress::json {

inline constexpr std::size_t depth_max = 32;

/// What is wrong and how to mend it, for a dead letter or an error message: never a piece of the input.
struct json_error {
    std::string what;
    std::string member;  // name of the member whose value is refused, as it was sent; empty when none is
};

/// One JSON text and nothing behind it but white space. The value lives in `storage`.
[[nodiscard]] std::variant<boost::json::value, json_error> parse_strict(
    std::string_view text, boost::json::storage_ptr storage = {});

/// Indented by two spaces, members in their order, integers and strings as they are: for files.
[[nodiscard]] std::string pretty(const boost::json::value& value);

/// Of text that is UTF-8.
[[nodiscard]] std::size_t code_points(std::string_view text);

}  // namespace redress::json
