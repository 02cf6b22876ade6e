#include "adapters/app/pages/case_secret.hpp"

#include "adapters/app/config.hpp"
#include "adapters/app/identity/secrets.hpp"
#include "adapters/app/services.hpp"
#include "adapters/files/file_error.hpp"

#include <openssl/rand.h>

#include <stdexcept>

namespace redress::app {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t symbols_count = 10;
constexpr std::size_t digits_count = 16;  // of 50 bits
constexpr std::size_t pepper_bytes_min = 32;
constexpr std::size_t visit_random_bytes = 27;
constexpr std::size_t visit_mac_bytes = 16;  // 48 bytes in all

int value_of(char c)
{
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'O') return 0;
    if (c == 'I' || c == 'L') return 1;
    const auto at = alphabet.find(c);
    return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

/// Without spaces and hyphens, full-width forms made narrow; nothing when it holds something else.
std::optional<std::string> narrowed(std::string_view typed)
{
    std::string out;
    while (!typed.empty()) {
        char c = typed.front();
        std::size_t width = 1;
        if (typed.size() >= 3 && typed[0] == '\xef') {
            const auto second = static_cast<unsigned char>(typed[1]);
            const auto third = static_cast<unsigned char>(typed[2]);
            if (second == 0xbc && third >= 0x81 && third <= 0xbf)
                c = static_cast<char>(third - 0x81 + 0x21);
            else if (second == 0xbd && third >= 0x80 && third <= 0x9e)
                c = static_cast<char>(third - 0x80 + 0x60);
            width = 3;
        } else if (typed.starts_with("\xe3\x80\x80")) {
            c = ' ';
            width = 3;
        }
        typed.remove_prefix(width);
        if (c == ' ' || c == '-' || c == '\t' || c == '\r' || c == '\n') continue;
        if (out.size() == digits_count) return std::nullopt;
        out += c;
    }
    return out;
}

std::string from_bits(std::uint64_t bits)
{
    std::string text(symbols_count, '0');
    for (std::size_t i = symbols_count; i-- > 0; bits >>= 5) text[i] = alphabet[bits & 31U];
    return text;
}

/// Of the first fifty bits.
std::string symbols_of(std::string_view bytes)
{
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < 7; ++i) bits = bits << 8 | static_cast<unsigned char>(bytes[i]);
    return from_bits(bits & ((1ULL << 50) - 1));
}

}  // namespace

std::string in_digits(std::string_view symbols)
{
    std::uint64_t bits = 0;
    for (const char c : symbols) bits = bits << 5 | static_cast<std::uint64_t>(value_of(c) & 31);
    std::string digits = std::to_string(bits);
    digits.insert(0, digits_count - digits.size(), '0');
    for (const std::size_t at : {12U, 8U, 4U}) digits.insert(at, 1, ' ');
    return digits;
}

std::string in_groups(std::string_view symbols)
{
    return std::string(symbols.substr(0, 5)) + "-" + std::string(symbols.substr(5));
}

std::optional<std::string> typed_symbols(std::string_view typed)
{
    const auto text = narrowed(typed);
    if (!text) return std::nullopt;
    if (text->size() == digits_count) {
        if (text->find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
        const auto bits = std::stoull(*text);
        if (bits >> 50 != 0) return std::nullopt;
        return from_bits(bits);
    }
    if (text->size() != symbols_count) return std::nullopt;
    std::string symbols;
    for (const char c : *text) {
        const int value = value_of(c);
        if (value < 0) return std::nullopt;
        symbols += alphabet[static_cast<std::size_t>(value)];
    }
    return symbols;
}

std::string random_bytes(std::size_t count)
{
    std::string bytes(count, '\0');
    if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count)) != 1)
        throw std::runtime_error("the system gives no random bytes");
    return bytes;
}

std::string hex(std::string_view bytes)
{
    return hex_of({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
}

std::optional<std::string> from_hex(std::string_view text, std::size_t bytes)
{
    constexpr std::string_view digits = "0123456789abcdef";
    if (text.size() != 2 * bytes || text.find_first_not_of(digits) != std::string_view::npos)
        return std::nullopt;
    std::string out;
    for (std::size_t i = 0; i < text.size(); i += 2)
        out += static_cast<char>(digits.find(text[i]) << 4 | digits.find(text[i + 1]));
    return out;
}

secret_keeper::secret_keeper(const std::string& pepper_file, const std::string& setting_name)
{
    const std::string fix =
        "; make one with: (umask 077; head -c 32 /dev/urandom > FILE), and give the same to every "
        "engine";
    if (pepper_file.empty())
        throw config_error(setting_name + ": the complainant's pages need a key of your own" + fix);
    try {
        pepper_ = files::read_file(pepper_file);
    } catch (const files::file_error&) {
        throw config_error(setting_name + ": cannot read " + pepper_file + fix);
    }
    if (pepper_.size() < pepper_bytes_min)
        throw config_error(setting_name + ": " + pepper_file + " holds fewer than 32 bytes" + fix);
}

std::string secret_keeper::mac(std::string_view purpose, std::string_view a, std::string_view b) const
{
    std::string text(purpose);
    for (const auto part : {a, b}) {
        text += '\0';
        text += std::to_string(part.size());
        text += '\0';
        text += part;
    }
    return hmac_of(pepper_, text);
}

std::string secret_keeper::mint(const case_id& of, std::string_view number) const
{
    return symbols_of(mac("secret of a case", to_string(of), number));
}

std::string secret_keeper::mint_another()
{
    return symbols_of(random_bytes(7));
}

postgres::kept_secret secret_keeper::kept(std::string_view symbols, bool representative) const
{
    auto salt = random_bytes(16);
    auto proof = mac("proof of a secret", salt, symbols);
    return {.salt = std::move(salt), .proof = std::move(proof), .representative = representative};
}

bool secret_keeper::proves(std::string_view symbols, const std::optional<postgres::kept_secret>& kept) const
{
    static const std::string no_salt(16, '\0');
    static const std::string no_proof(32, '\0');
    const auto made = mac("proof of a secret", kept ? kept->salt : no_salt, symbols);
    return same_secret(made, kept ? kept->proof : no_proof) && kept.has_value();
}

std::string secret_keeper::mint_visit(instant at) const
{
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count();
    auto text = random_bytes(visit_random_bytes);
    for (int shift = 32; shift >= 0; shift -= 8) text += static_cast<char>(seconds >> shift & 0xff);
    return hex(text + mac("visit of ours", text, {}).substr(0, visit_mac_bytes));
}

bool secret_keeper::made_visit(std::string_view token, instant now) const
{
    constexpr auto told = visit_random_bytes + 5;
    const auto bytes = from_hex(token, told + visit_mac_bytes);
    if (!bytes) return false;
    const auto text = bytes->substr(0, told);
    if (!same_secret(bytes->substr(told), mac("visit of ours", text, {}).substr(0, visit_mac_bytes)))
        return false;
    std::int64_t seconds = 0;
    for (const char c : text.substr(visit_random_bytes))
        seconds = seconds << 8 | static_cast<unsigned char>(c);
    return now - instant(std::chrono::seconds(seconds)) <= visit_lasts;
}

std::string secret_keeper::visit_proof(std::string_view token) const
{
    return mac("visit", token, {});
}

std::string secret_keeper::form_mark(std::string_view token) const
{
    return hex(mac("form of a visit", token, {}).substr(0, 16));
}

}  // namespace redress::app
