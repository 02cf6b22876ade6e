// The case reference that people read out and type: ten symbols of Crockford's base 32, shown as
// ZSQD1-S1K8H and stored without the hyphen. Six bits name the bucket, 39 are random, the last
// symbol checks the others: any one wrong symbol and any two swapped ones are noticed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace redress::workflow {

/// Of `random` the low 39 bits are used.
[[nodiscard]] std::string mint_reference(std::int16_t bucket, std::uint64_t random);

/// What a person typed, as stored: lower case, full-width forms, spaces and hyphens are accepted, O
/// is 0, I and L are 1. Nothing when it is no reference or its check symbol is wrong.
[[nodiscard]] std::optional<std::string> parse_reference(std::string_view typed);

/// Where the case lies. The reference must be as `parse_reference` gives it.
[[nodiscard]] std::int16_t bucket_of_reference(std::string_view reference);

/// ZSQD1S1K8G as ZSQD1-S1K8H.
[[nodiscard]] std::string shown_reference(std::string_view reference);

}  // namespace redress::workflow
