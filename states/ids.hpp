// Identifiers, and where a case lives: its bucket is computed from its id alone.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace redress {

/// A 128-bit identifier (RFC 9562). Its text form is 36 lower-case characters.
struct uuid {
    std::array<std::uint8_t, 16> bytes{};

    auto operator<=>(const uuid&) const = default;
    [[nodiscard]] bool is_nil() const { return *this == uuid{}; }
};

using case_id = uuid;
using chain_id = uuid;  // of a case: its case id; of a process: an id of its own

/// Strict: 36 characters, hyphens in place, hexadecimal in either case. Nothing otherwise.
[[nodiscard]] std::optional<uuid> parse_uuid(std::string_view text);
[[nodiscard]] std::string to_string(const uuid& id);
/// Writes exactly 36 characters at `out`.
void write_uuid(const uuid& id, char* out) noexcept;

/// A UUIDv8 (RFC 9562 5.8) whose 122 free bits are the first of `digest`: ids derived from content.
[[nodiscard]] uuid uuid_v8(const std::array<std::uint8_t, 32>& digest);

inline constexpr int bucket_count = 64;

/// 0..63: murmur2 (the hash of Kafka's default partitioner) of the id's lower-case text, so that
/// a record's partition modulo 64 is the bucket of its case.
[[nodiscard]] std::int16_t bucket_of(const uuid& id);
[[nodiscard]] std::uint32_t murmur2(std::string_view text);

}  // namespace redress

template <>
struct std::hash<redress::uuid> {
    std::size_t operator()(const redress::uuid& id) const noexcept
    {
        std::size_t low = 0;
        for (int i = 8; i < 16; ++i) low = low << 8 | id.bytes[static_cast<std::size_t>(i)];
        std::size_t high = 0;
        for (int i = 0; i < 8; ++i) high = high << 8 | id.bytes[static_cast<std::size_t>(i)];
        return low * 0x9e3779b97f4a7c15U ^ high;
    }
};
