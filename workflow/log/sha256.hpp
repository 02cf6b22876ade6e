// SHA-256 (FIPS 180-4) over parts that follow one another.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace redress::tlog {

using hash = std::array<std::uint8_t, 32>;

[[nodiscard]] hash sha256(std::initializer_list<std::string_view> parts);
[[nodiscard]] inline hash sha256(std::string_view bytes)
{
    return sha256(std::initializer_list<std::string_view>{bytes});
}

}  // namespace redress::tlog
