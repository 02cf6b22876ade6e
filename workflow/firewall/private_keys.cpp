// Keys that prove nothing by themselves: hexadecimal digits. A private key and a transaction's hash both have 64 of
// them, so the nearest word decides; see firewall.hpp for why bare digits pass.
#include "workflow/firewall/ed25519.hpp"
#include "workflow/firewall/nearby.hpp"
#include "workflow/firewall/page.hpp"
#include "workflow/firewall/what_it_is.hpp"

#include <algorithm>

namespace redress::workflow {
namespace {

constexpr std::size_t key_digits = 64;
constexpr std::size_t pair_digits = 128;  // an Ed25519 secret with its public half

bool is_hex(char32_t c)
{
    return is_digit(c) || (c >= U'a' && c <= U'f') || (c >= U'A' && c <= U'F');
}

// Digits in groups, as people cut what they copy by hand: one kind of separator, groups of the same length.
struct hex_row {
    std::size_t begin;
    std::size_t end;
    std::size_t digits;
    bool grouped;
};

hex_row row_at(const page& text, std::size_t at)
{
    hex_row row{at, at, 0, false};
    std::size_t i = at;
    while (is_hex(text.c(i))) ++i;
    row.end = i;
    row.digits = i - at;
    const auto first = row.digits;
    if (first < 2 || first >= key_digits || key_digits % first != 0) return row;
    auto grown = row;
    while (grown.digits < key_digits) {
        auto next = grown.end;
        while (next < grown.end + 3 &&
               (is_space(text.c(next)) || text.c(next) == U'-' || text.c(next) == U':'))
            ++next;
        std::size_t count = 0;
        while (next > grown.end && count <= first && is_hex(text.c(next + count))) ++count;
        if (count != first) return row;
        grown.digits += count;
        grown.end = next + count;
    }
    grown.grouped = true;
    return grown;
}

std::vector<std::uint8_t> bytes_of(const page& text, std::size_t begin, std::size_t end)
{
    const auto value = [](char32_t c) {
        return static_cast<unsigned>(is_digit(c) ? c - U'0' : (c | 0x20U) - U'a' + 10);
    };
    std::vector<std::uint8_t> bytes;
    for (auto i = begin; i + 1 < end; i += 2)
        bytes.push_back(static_cast<std::uint8_t>(value(text.c(i)) << 4 | value(text.c(i + 1))));
    return bytes;
}

}  // namespace

void see_private_keys(const page& text, sightings& seen)
{
    key_proofs proofs;
    for (std::size_t i = 0; i < text.size();) {
        if (text.c(i) == U'0' && text.low(i + 1) == U'x' && (i == 0 || !is_alnum(text.c(i - 1)))) i += 2;
        if (!is_hex(text.c(i)) || (i > 0 && is_alnum(text.c(i - 1)) &&
                                   !(text.low(i - 1) == U'x' && i > 1 && text.c(i - 2) == U'0'))) {
            ++i;
            continue;
        }
        const auto row = row_at(text, i);
        if (is_alnum(text.c(row.end)) || (row.digits != key_digits && row.digits != pair_digits)) {
            // Past this group only: the next one may begin a key.
            while (is_alnum(text.c(i))) ++i;
            continue;
        }
        const bool prefixed = i > 1 && text.low(i - 1) == U'x' && text.c(i - 2) == U'0';
        const auto begin = prefixed ? i - 2 : i;
        const bool proven = row.digits == pair_digits && proofs.holds(bytes_of(text, i, row.end));
        if (proven || key_by_its_words(text, begin, row.end))
            seen.push_back({secret_kind::private_key, begin, row.end});
        i = row.end;
    }
}

}  // namespace redress::workflow
