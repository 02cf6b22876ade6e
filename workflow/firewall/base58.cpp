#include "workflow/firewall/base58.hpp"

#include "workflow/entry.hpp"

#include <algorithm>
#include <string>

namespace redress::workflow {
namespace {

constexpr std::string_view alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

std::string_view as_text(const redress::digest& sum, std::string& room)
{
    room.assign(sum.begin(), sum.end());
    return room;
}

}  // namespace

bool is_base58(char32_t c)
{
    return c < 0x80 && alphabet.find(static_cast<char>(c)) != std::string_view::npos;
}

std::optional<std::vector<std::uint8_t>> base58_bytes(std::string_view text)
{
    if (text.empty() || text.size() > 128) return std::nullopt;
    std::vector<std::uint8_t> number;  // the least first
    for (const char c : text) {
        const auto digit = alphabet.find(c);
        if (digit == std::string_view::npos) return std::nullopt;
        std::uint32_t carry = static_cast<std::uint32_t>(digit);
        for (auto& byte : number) {
            carry += 58U * byte;
            byte = static_cast<std::uint8_t>(carry);
            carry >>= 8;
        }
        for (; carry != 0; carry >>= 8) number.push_back(static_cast<std::uint8_t>(carry));
    }
    const auto zeros = std::min(text.find_first_not_of('1'), text.size());
    number.insert(number.end(), zeros, 0);
    std::reverse(number.begin(), number.end());
    return number;
}

std::optional<std::vector<std::uint8_t>> base58check_bytes(std::string_view text)
{
    auto bytes = base58_bytes(text);
    if (!bytes || bytes->size() < 5) return std::nullopt;
    const auto body = bytes->size() - 4;
    std::string room;
    const auto once = sha256(std::string(bytes->begin(), bytes->begin() + static_cast<std::ptrdiff_t>(body)));
    const auto twice = sha256(as_text(once, room));
    if (!std::equal(twice.begin(), twice.begin() + 4, bytes->begin() + static_cast<std::ptrdiff_t>(body)))
        return std::nullopt;
    bytes->resize(body);
    return bytes;
}

}  // namespace redress::workflow
