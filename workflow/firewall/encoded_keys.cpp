// Keys that say by their form what they are: base58 with a checksum (WIF, BIP-38, extended keys), base58 of an Ed25519
// pair, lists of its bytes, Stellar's base32, PEM blocks, keystores, and prefixes of other chains.
#include "workflow/firewall/base58.hpp"
#include "workflow/firewall/ed25519.hpp"
#include "workflow/firewall/nearby.hpp"
#include "workflow/firewall/page.hpp"
#include "workflow/firewall/what_it_is.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace redress::workflow {
namespace {

bool extended_key(std::string_view word)
{
    return word.size() >= 100 && word.size() <= 114 && word.substr(1, 3) == "prv" &&
           std::string_view("xyztuvYZUV").find(word[0]) != std::string_view::npos;
}

bool wallet_import(std::string_view word)
{
    if (word.size() == 58 && word.starts_with("6P")) return base58check_bytes(word).has_value();
    if (word.size() != 51 && word.size() != 52) return false;
    if (std::string_view("5KL9cQT6p").find(word[0]) == std::string_view::npos) return false;
    const auto bytes = base58check_bytes(word);
    // Version and 32 bytes, and a 1 when the public key is compressed. Bitcoin, its test net, Litecoin, Dogecoin.
    return bytes && (bytes->size() == 33 || (bytes->size() == 34 && bytes->back() == 1)) &&
           bytes->front() >= 0x80;
}

// "S" and 55 of base32: version, 32 bytes, and a CRC of them (XModem, the low byte first).
bool stellar_seed(std::string_view word)
{
    if (word.size() != 56 || word[0] != 'S') return false;
    std::array<std::uint8_t, 35> bytes{};
    std::uint32_t bits = 0;
    int held = 0;
    std::size_t at = 0;
    for (const char c : word) {
        const auto digit = std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567").find(c);
        if (digit == std::string_view::npos) return false;
        bits = bits << 5 | static_cast<std::uint32_t>(digit);
        held += 5;
        if (held < 8) continue;
        held -= 8;
        bytes[at++] = static_cast<std::uint8_t>(bits >> held);
    }
    std::uint32_t crc = 0;
    for (std::size_t i = 0; i < 33; ++i) {
        crc ^= static_cast<std::uint32_t>(bytes[i]) << 8;
        for (int bit = 0; bit < 8; ++bit) crc = (crc & 0x8000U) != 0 ? (crc << 1 ^ 0x1021U) : crc << 1;
        crc &= 0xFFFFU;
    }
    return bytes[33] == (crc & 0xFFU) && bytes[34] == crc >> 8;
}

bool by_prefix(std::string_view word)
{
    return (word.starts_with("nsec1") && word.size() >= 60) ||
           (word.starts_with("edsk") && word.size() >= 54) ||
           (word.starts_with("suiprivkey1") && word.size() >= 60);
}

std::size_t word_end(const page& text, std::size_t at)
{
    while (is_alnum(text.c(at))) ++at;
    return at;
}

// The end of a key that a line's end or a space cut: joined again, its checksum holds. Only a long first part is
// followed, so that prose costs nothing.
std::optional<std::size_t> key_in_parts(const page& text, std::size_t begin, std::size_t end)
{
    constexpr std::size_t first_part = 16;
    constexpr std::size_t longest = 112;
    constexpr int parts = 8;
    if (end - begin < first_part) return std::nullopt;
    auto joined = text.ascii(begin, end);
    for (int part = 1; part < parts && joined.size() < longest; ++part) {
        auto next = end;
        while (next < end + 3 && is_space(text.c(next))) ++next;
        const auto next_end = word_end(text, next);
        if (next == end || next_end == next || joined.size() + (next_end - next) > longest)
            return std::nullopt;
        joined += text.ascii(next, next_end);
        end = next_end;
        if (wallet_import(joined) || (extended_key(joined) && base58check_bytes(joined))) return end;
    }
    return std::nullopt;
}

void see_words(const page& text, sightings& seen, key_proofs& proofs)
{
    for (std::size_t i = 0; i < text.size();) {
        if (!is_alnum(text.c(i))) {
            ++i;
            continue;
        }
        auto end = word_end(text, i);
        if (end - i >= 51 && end - i <= 120) {
            const auto word = text.ascii(i, end);
            bool key = extended_key(word) || wallet_import(word) || stellar_seed(word) || by_prefix(word);
            // What says by its length that it is a key in base58, with a slip in it, needs the words.
            const bool all58 = std::all_of(word.begin(), word.end(),
                                           [](char c) { return is_base58(static_cast<char32_t>(c)); });
            const bool wif_like = all58 && (word.size() == 51 || word.size() == 52);
            if (!key && wif_like) key = key_by_its_words(text, i, end);
            if (!key && all58 && word.size() >= 85 && word.size() <= 88) {
                const auto bytes = base58_bytes(word);
                key =
                    bytes && bytes->size() == 64 && (proofs.holds(*bytes) || key_by_its_words(text, i, end));
            }
            if (key) seen.push_back({secret_kind::private_key, i, end});
        }
        if (const auto joined = key_in_parts(text, i, end)) {
            seen.push_back({secret_kind::private_key, i, *joined});
            end = *joined;
        }
        i = end;
    }
}

// [174,47,154,...]: 64 bytes as Solana's tools write them.
void see_byte_lists(const page& text, sightings& seen, key_proofs& proofs)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.c(i) != U'[') continue;
        std::vector<std::uint8_t> bytes;
        auto at = i + 1;
        while (bytes.size() <= 64) {
            while (is_space(text.c(at)) || text.c(at) == U',') ++at;
            unsigned value = 0;
            std::size_t digits = 0;
            for (; digits < 4 && is_digit(text.c(at)); ++digits) value = value * 10 + (text.c(at++) - U'0');
            if (digits == 0 || value > 255) break;
            bytes.push_back(static_cast<std::uint8_t>(value));
        }
        if (text.c(at) != U']' || bytes.size() != 64) continue;
        if (proofs.holds(bytes) || key_by_its_words(text, i, at + 1))
            seen.push_back({secret_kind::private_key, i, at + 1});
        i = at;
    }
}

bool follows(const page& text, std::size_t at, std::u32string_view word)
{
    for (std::size_t i = 0; i < word.size(); ++i)
        if (text.c(at + i) != word[i]) return false;
    return true;
}

std::optional<std::size_t> found_from(const page& text, std::size_t at, std::size_t reach,
                                      std::u32string_view word)
{
    for (auto i = at; i < std::min(text.size(), at + reach); ++i)
        if (follows(text, i, word)) return i;
    return std::nullopt;
}

// The next place of a word, asked for from places further and further on: the text is gone through once.
class next_place {
public:
    next_place(const page& text, std::u32string_view word) : text_(text), word_(word) {}
    // At or behind, the beginning at most `reach` away.
    [[nodiscard]] std::optional<std::size_t> from(std::size_t at, std::size_t reach)
    {
        if (at_ < at || !looked_) at_ = found_from(text_, at, text_.size(), word_).value_or(text_.size());
        looked_ = true;
        return at_ < text_.size() && at_ - at < reach ? std::optional(at_) : std::nullopt;
    }

private:
    const page& text_;
    std::u32string_view word_;
    std::size_t at_ = 0;
    bool looked_ = false;
};

// From its head to its foot; without a foot, as far as base64 goes.
void see_pem(const page& text, sightings& seen)
{
    constexpr std::u32string_view head = U"-----BEGIN ";
    constexpr std::size_t longest = 16384;
    next_place feet(text, U"-----END ");
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.c(i) != U'-' || !follows(text, i, head)) continue;
        const auto name = found_from(text, i + head.size(), 32, U"PRIVATE KEY");
        if (!name) continue;
        auto end = *name + 11;
        if (const auto foot = feet.from(end, longest)) {
            end = *foot + 9;
            while (is_letter(text.c(end)) || text.c(end) == U' ') ++end;
            while (text.c(end) == U'-') ++end;
        } else {
            while (is_alnum(text.c(end)) || is_space(text.c(end)) || text.c(end) == U'+' ||
                   text.c(end) == U'/' || text.c(end) == U'=' || text.c(end) == U'-')
                ++end;
            while (end > *name && is_space(text.c(end - 1))) --end;
        }
        seen.push_back({secret_kind::private_key, i, end});
        i = end - 1;
    }
}

// Where each brace closes, for those that do; in the order in which they open.
struct braces {
    std::size_t open;
    std::size_t end;
};
std::vector<braces> braces_of(const page& text)
{
    std::vector<braces> all;
    std::vector<std::size_t> inside;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.c(i) == U'{') {
            inside.push_back(all.size());
            all.push_back({i, text.size()});
        } else if (text.c(i) == U'}' && !inside.empty()) {
            all[inside.back()].end = i + 1;
            inside.pop_back();
        }
    }
    return all;
}

// The braces around a keystore's cipher text; without a closing one, to the end of what looks like JSON.
void see_keystores(const page& text, sightings& seen)
{
    constexpr std::size_t longest = 4096;
    constexpr std::size_t head = 1024;
    next_place ciphers(text, U"ciphertext");
    if (!ciphers.from(0, text.size())) return;
    next_place kdfs(text, U"kdf");
    std::size_t taken = 0;
    for (const auto& [open, close] : braces_of(text)) {
        if (open < taken) continue;
        const auto end = std::min(close, open + longest);
        const auto cipher = ciphers.from(open, head + 1);
        if (!cipher || *cipher >= end || !kdfs.from(open, end - open)) continue;
        seen.push_back({secret_kind::private_key, open, end});
        taken = end;
    }
}

}  // namespace

void see_encoded_keys(const page& text, sightings& seen)
{
    key_proofs proofs;
    see_pem(text, seen);
    see_keystores(text, seen);
    see_byte_lists(text, seen, proofs);
    see_words(text, seen, proofs);
}

}  // namespace redress::workflow
