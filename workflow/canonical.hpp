// Canonical JSON (RFC 8785) in the strict profile of `audit.md` 1: integers within 2^53 - 1, no
// fractions. Entries are written straight into a string; foreign JSON is put in order here.
#pragma once

#include "states/complaint.hpp"
#include "states/ids.hpp"

#include <boost/json/fwd.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace redress::workflow {

inline constexpr std::int64_t json_integer_max = 9'007'199'254'740'991;

/// Appends the text with its quotes and the escapes of RFC 8785 3.2.2.2. The text is UTF-8 already.
void append_json(std::string& out, std::string_view text);
void append_json(std::string& out, std::int64_t number);

/// Lower-case hexadecimal, two digits a byte.
void append_hex(std::string& out, const std::uint8_t* bytes, std::size_t count);
template <std::size_t N>
void append_hex(std::string& out, const std::array<std::uint8_t, N>& bytes)
{
    append_hex(out, bytes.data(), N);
}

/// Appends the canonical bytes of a parsed value. A number with a fraction, or beyond 2^53 - 1, throws
/// std::invalid_argument: another implementation would write it differently.
void append_canonical(std::string& out, const boost::json::value& value);

/// SHA-256 of the canonical JSON of {data, subject, type}: the same command has the same digest in
/// binary and in structured mode. `type` is what the source calls it (`ce_type`).
[[nodiscard]] redress::digest command_digest(std::string_view type, const uuid& subject,
                                             const boost::json::value& data);

}  // namespace redress::workflow
