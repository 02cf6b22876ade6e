#include "workflow/identity/throttle.hpp"

#include <array>

#include <arpa/inet.h>

namespace redress::workflow {
namespace {

std::string prefix_of_v4(const std::uint8_t* bytes)
{
    return std::to_string(bytes[0]) + '.' + std::to_string(bytes[1]) + '.' + std::to_string(bytes[2]) +
           ".0/24";
}

}  // namespace

std::string network_of(std::string_view address)
{
    // A zone says which of our own interfaces it came in by.
    const std::string text(address.substr(0, address.find('%')));
    std::array<std::uint8_t, 16> bytes{};
    if (::inet_pton(AF_INET, text.c_str(), bytes.data()) == 1) return prefix_of_v4(bytes.data());
    if (::inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return text;
    bool mapped = bytes[10] == 0xff && bytes[11] == 0xff;
    for (std::size_t i = 0; i < 10; ++i) mapped = mapped && bytes[i] == 0;
    if (mapped) return prefix_of_v4(bytes.data() + 12);
    std::array<std::uint8_t, 16> network{};
    for (std::size_t i = 0; i < 8; ++i) network[i] = bytes[i];
    std::array<char, INET6_ADDRSTRLEN> shown{};
    if (::inet_ntop(AF_INET6, network.data(), shown.data(), shown.size()) == nullptr) return text;
    return std::string(shown.data()) + "/64";
}

}  // namespace redress::workflow
