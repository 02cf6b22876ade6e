// Instants are UTC with microseconds, as PostgreSQL keeps them. Zones appear only where a person reads.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace redress {

using duration = std::chrono::microseconds;
using instant = std::chrono::sys_time<duration>;

/// RFC 3339 in UTC with exactly six fraction digits: 2026-11-23T09:30:00.000000Z (27 characters).
[[nodiscard]] std::string to_string(instant at);
void write_instant(instant at, char* out) noexcept;  // exactly 27 characters

/// RFC 3339 with any offset and 0 to 9 fraction digits (truncated to microseconds). Strict about
/// everything else: no leap second 60, no missing offset.
[[nodiscard]] std::optional<instant> parse_instant(std::string_view text);

/// A limit as policies write it: 30min, 24h, 14d. Elapsed time; nothing otherwise.
[[nodiscard]] std::optional<duration> parse_duration(std::string_view text);

}  // namespace redress
