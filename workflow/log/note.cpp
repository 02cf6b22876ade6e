#include "workflow/log/note.hpp"

#include "workflow/log/base64.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <stdexcept>

namespace redress::tlog {
namespace {

constexpr std::string_view dash = "\xe2\x80\x94 ";  // U+2014 and a space
constexpr std::string_view private_prefix = "PRIVATE+KEY+";
constexpr std::size_t signatures_max = 64;

using pkey = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using context = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

const std::uint8_t* octets(std::string_view text)
{
    return reinterpret_cast<const std::uint8_t*>(text.data());
}

template <std::size_t N>
std::string_view chars(const std::array<std::uint8_t, N>& bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), N};
}

std::string hex8(std::uint32_t id)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (int shift = 28; shift >= 0; shift -= 4) out += digits[id >> shift & 15];
    return out;
}

std::string big_endian(std::uint64_t n, int bytes)
{
    std::string out;
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) out += static_cast<char>(n >> shift & 0xff);
    return out;
}

std::uint64_t from_big_endian(std::string_view bytes)
{
    std::uint64_t n = 0;
    for (const char c : bytes) n = n << 8 | static_cast<unsigned char>(c);
    return n;
}

struct key_text {
    std::string name;
    std::uint32_t id = 0;
    key_kind kind = key_kind::log;
    std::array<std::uint8_t, 32> bytes{};
};

/// name+id+base64(kind || 32 bytes). The base64 may hold a plus, the others not.
std::optional<key_text> parse_key(std::string_view text)
{
    const auto first = text.find('+');
    const auto second = first == std::string_view::npos ? first : text.find('+', first + 1);
    if (second == std::string_view::npos) return std::nullopt;
    key_text out;
    out.name = text.substr(0, first);
    const auto id = text.substr(first + 1, second - first - 1);
    const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), out.id, 16);
    const auto bytes = from_base64(text.substr(second + 1));
    if (id.size() != 8 || error != std::errc{} || end != id.data() + id.size() || !is_key_name(out.name) ||
        !bytes || bytes->size() != 33)
        return std::nullopt;
    out.kind = static_cast<key_kind>((*bytes)[0]);
    if (out.kind != key_kind::log && out.kind != key_kind::witness) return std::nullopt;
    std::copy(bytes->begin() + 1, bytes->end(), reinterpret_cast<char*>(out.bytes.data()));
    return out;
}

std::string key_line(std::string_view name, std::uint32_t id, key_kind kind, std::string_view bytes)
{
    return std::string(name) + "+" + hex8(id) + "+" +
           base64(std::string(1, static_cast<char>(kind)) + std::string(bytes));
}

std::string cosigned_message(std::string_view text, std::uint64_t seconds)
{
    return "cosignature/v1\ntime " + std::to_string(seconds) + "\n" + std::string(text);
}

bool may_stand_in_a_note(std::string_view bytes)
{
    // Printable ASCII, newline, and well-formed UTF-8 beyond.
    for (std::size_t i = 0; i < bytes.size();) {
        const auto c = static_cast<unsigned char>(bytes[i]);
        if (c < 0x80) {
            if (c < 0x20 && c != '\n') return false;
            ++i;
            continue;
        }
        const std::size_t more = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : 1;
        if (c < 0xc2 || c > 0xf4 || i + more >= bytes.size()) return false;
        for (std::size_t k = 1; k <= more; ++k)
            if ((static_cast<unsigned char>(bytes[i + k]) & 0xc0) != 0x80) return false;
        const auto next = static_cast<unsigned char>(bytes[i + 1]);
        // Overlong forms, surrogates, and what is beyond U+10FFFF.
        if ((c == 0xe0 && next < 0xa0) || (c == 0xed && next > 0x9f) || (c == 0xf0 && next < 0x90) ||
            (c == 0xf4 && next > 0x8f))
            return false;
        i += more + 1;
    }
    return true;
}

}  // namespace

std::uint32_t key_id(std::string_view name, key_kind kind, std::string_view key)
{
    const auto digest = sha256(std::string(name) + "\n" + static_cast<char>(kind) + std::string(key));
    return static_cast<std::uint32_t>(from_big_endian(bytes_of(digest).substr(0, 4)));
}

bool is_key_name(std::string_view name)
{
    // The spaces of Unicode beyond ASCII are refused with everything that is not printable ASCII: an origin is an
    // address without its scheme.
    return !name.empty() &&
           std::ranges::all_of(name, [](char c) { return c > 0x20 && c < 0x7f && c != '+'; });
}

std::string public_key::text() const
{
    return key_line(name, id, kind, chars(key));
}

std::optional<public_key> parse_public_key(std::string_view text)
{
    const auto parsed = parse_key(text);
    if (!parsed || parsed->id != key_id(parsed->name, parsed->kind, chars(parsed->bytes)))
        return std::nullopt;
    return public_key{.name = parsed->name, .id = parsed->id, .kind = parsed->kind, .key = parsed->bytes};
}

private_key::private_key(std::string name, key_kind kind, const std::array<std::uint8_t, 32>& seed)
    : seed_(seed)
{
    if (!is_key_name(name)) throw std::invalid_argument("a key's name is printable, without spaces and plus");
    const pkey key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.data(), seed.size()),
                   &EVP_PKEY_free);
    verifier_.name = std::move(name);
    verifier_.kind = kind;
    std::size_t length = verifier_.key.size();
    if (!key || EVP_PKEY_get_raw_public_key(key.get(), verifier_.key.data(), &length) != 1)
        throw std::runtime_error("OpenSSL made no Ed25519 key");
    verifier_.id = key_id(verifier_.name, kind, chars(verifier_.key));
}

private_key private_key::make(std::string name, key_kind kind)
{
    std::array<std::uint8_t, 32> seed{};
    if (RAND_priv_bytes(seed.data(), static_cast<int>(seed.size())) != 1)
        throw std::runtime_error("OpenSSL has no random bytes");
    private_key made(std::move(name), kind, seed);
    OPENSSL_cleanse(seed.data(), seed.size());
    return made;
}

private_key::~private_key()
{
    OPENSSL_cleanse(seed_.data(), seed_.size());
}

std::string private_key::text() const
{
    return std::string(private_prefix) + key_line(verifier_.name, verifier_.id, verifier_.kind, chars(seed_));
}

std::array<std::uint8_t, 64> private_key::sign(std::string_view message) const
{
    const pkey key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed_.data(), seed_.size()),
                   &EVP_PKEY_free);
    const context with(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    std::array<std::uint8_t, 64> out{};
    std::size_t length = out.size();
    if (!key || !with || EVP_DigestSignInit(with.get(), nullptr, nullptr, nullptr, key.get()) != 1 ||
        EVP_DigestSign(with.get(), out.data(), &length, octets(message), message.size()) != 1 ||
        length != out.size())
        throw std::runtime_error("OpenSSL could not sign");
    return out;
}

std::optional<private_key> parse_private_key(std::string_view text)
{
    if (!text.starts_with(private_prefix)) return std::nullopt;
    const auto parsed = parse_key(text.substr(private_prefix.size()));
    if (!parsed) return std::nullopt;
    private_key key(parsed->name, parsed->kind, parsed->bytes);
    if (key.verifier().id != parsed->id) return std::nullopt;
    return key;
}

bool verify_ed25519(const std::array<std::uint8_t, 32>& key, std::string_view message,
                    std::string_view signature)
{
    if (signature.size() != 64) return false;
    const pkey with(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key.data(), key.size()),
                    &EVP_PKEY_free);
    const context check(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    return with && check && EVP_DigestVerifyInit(check.get(), nullptr, nullptr, nullptr, with.get()) == 1 &&
           EVP_DigestVerify(check.get(), octets(signature), signature.size(), octets(message),
                            message.size()) == 1;
}

std::string signature_line::text() const
{
    return std::string(dash) + name + " " + base64(big_endian(id, 4) + bytes) + "\n";
}

std::string signed_note::bytes() const
{
    auto out = text + "\n";
    for (const auto& one : signatures) out += one.text();
    return out;
}

std::optional<std::vector<signature_line>> parse_signatures(std::string_view lines)
{
    std::vector<signature_line> out;
    while (!lines.empty()) {
        const auto end = lines.find('\n');
        if (end == std::string_view::npos || out.size() == signatures_max) return std::nullopt;
        auto line = lines.substr(0, end);
        lines.remove_prefix(end + 1);
        if (!line.starts_with(dash)) return std::nullopt;
        line.remove_prefix(dash.size());
        const auto space = line.find(' ');
        if (space == std::string_view::npos || space == 0) return std::nullopt;
        const auto bytes = from_base64(line.substr(space + 1));
        if (!bytes || bytes->size() < 5 || line.substr(0, space).find('+') != std::string_view::npos)
            return std::nullopt;
        out.push_back(
            {.name = std::string(line.substr(0, space)),
             .id = static_cast<std::uint32_t>(from_big_endian(std::string_view(*bytes).substr(0, 4))),
             .bytes = bytes->substr(4)});
    }
    if (out.empty()) return std::nullopt;
    return out;
}

std::optional<signed_note> parse_note(std::string_view bytes)
{
    const auto blank = bytes.rfind("\n\n");
    if (blank == std::string_view::npos || !may_stand_in_a_note(bytes)) return std::nullopt;
    auto signatures = parse_signatures(bytes.substr(blank + 2));
    if (!signatures) return std::nullopt;
    return signed_note{.text = std::string(bytes.substr(0, blank + 1)), .signatures = *std::move(signatures)};
}

signature_line sign_note(const private_key& key, std::string_view text)
{
    return {
        .name = key.verifier().name, .id = key.verifier().id, .bytes = std::string(chars(key.sign(text)))};
}

signature_line cosign(const private_key& key, std::string_view text, std::int64_t seconds)
{
    const auto at = static_cast<std::uint64_t>(seconds);
    return {.name = key.verifier().name,
            .id = key.verifier().id,
            .bytes = big_endian(at, 8) + std::string(chars(key.sign(cosigned_message(text, at))))};
}

signed_by verify_note(const signed_note& note, const public_key& key)
{
    auto said = signed_by::nobody_known;
    for (const auto& line : note.signatures) {
        if (line.name != key.name || line.id != key.id) continue;
        bool good = false;
        if (key.kind == key_kind::log) {
            good = verify_ed25519(key.key, note.text, line.bytes);
        } else if (line.bytes.size() == 72) {
            const auto at = from_big_endian(std::string_view(line.bytes).substr(0, 8));
            good = verify_ed25519(key.key, cosigned_message(note.text, at),
                                  std::string_view(line.bytes).substr(8));
        }
        if (!good) return signed_by::forged;
        said = signed_by::them;
    }
    return said;
}

std::optional<std::int64_t> cosigned_at(const signed_note& note, const public_key& witness)
{
    if (witness.kind != key_kind::witness || verify_note(note, witness) != signed_by::them)
        return std::nullopt;
    std::optional<std::int64_t> newest;
    for (const auto& line : note.signatures)
        if (line.name == witness.name && line.id == witness.id)
            newest = std::max(
                newest.value_or(0),
                static_cast<std::int64_t>(from_big_endian(std::string_view(line.bytes).substr(0, 8))));
    return newest;
}

std::string checkpoint::text() const
{
    return origin + "\n" + std::to_string(size) + "\n" + base64(bytes_of(root)) + "\n";
}

std::optional<std::uint64_t> parse_size(std::string_view text)
{
    std::uint64_t n = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size() ||
        (text.size() > 1 && text[0] == '0'))
        return std::nullopt;
    return n;
}

std::optional<checkpoint> parse_checkpoint(std::string_view text)
{
    std::array<std::string_view, 3> lines;
    for (auto& line : lines) {
        const auto end = text.find('\n');
        if (end == std::string_view::npos) return std::nullopt;
        line = text.substr(0, end);
        text.remove_prefix(end + 1);
    }
    const auto size = parse_size(lines[1]);
    const auto root = from_base64(lines[2]);
    checkpoint out;
    if (lines[0].empty() || !size || !root || root->size() != out.root.size()) return std::nullopt;
    out.origin = lines[0];
    out.size = *size;
    std::ranges::copy(*root, reinterpret_cast<char*>(out.root.data()));
    return out;
}

}  // namespace redress::tlog
