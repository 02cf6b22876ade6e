// SHA-256 as entries need it.
#include "workflow/entry.hpp"

#include "workflow/log/sha256.hpp"

namespace redress::workflow {
namespace {

constexpr std::string_view zero_byte{"\0", 1};

}  // namespace

redress::digest sha256(std::string_view bytes)
{
    return tlog::sha256(bytes);
}

redress::digest leaf_of(std::string_view body)
{
    return tlog::sha256({zero_byte, body});
}

redress::digest source_digest(std::string_view source, std::string_view id)
{
    return tlog::sha256({source, zero_byte, id});
}

std::int64_t key_of(const redress::digest& source_digest, int eighth)
{
    std::uint64_t bits = 0;
    for (int i = 0; i < 8; ++i) bits = bits << 8 | source_digest[static_cast<std::size_t>(8 * eighth + i)];
    return static_cast<std::int64_t>(bits);
}

}  // namespace redress::workflow
