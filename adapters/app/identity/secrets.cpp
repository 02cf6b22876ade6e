#include "adapters/app/identity/secrets.hpp"

#include "adapters/json/strict_json.hpp"
#include "workflow/entry.hpp"
#include "workflow/utf8.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <new>
#include <stdexcept>

namespace redress::app {
namespace {

// More than the least that OWASP asks for (19 MiB, two passes), and little enough that every worker may be
// hashing at once.
constexpr unsigned long long passes = 3;
constexpr std::size_t memory = std::size_t{32} << 20;

void be_ready()
{
    static const int ready = ::sodium_init();
    if (ready < 0) throw std::runtime_error("libsodium cannot be used on this machine");
}

std::string lower(std::string_view text)
{
    std::string made(text);
    std::ranges::transform(made, made.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return made;
}

// What is tried first of what is long enough to be taken at all.
constexpr auto worst = std::to_array<std::string_view>({
    "1234567890",
    "0987654321",
    "qwertyuiop",
    "asdfghjkl",
    "1q2w3e4r5t",
    "password",
    "passw0rd",
    "p@ssw0rd",
    "letmein",
    "iloveyou",
    "welcome",
    "administrator",
    "changeme",
    "trustno1",
    "correcthorsebatterystaple",
    "woaini",
    "redress",
});

}  // namespace

workflow::token_bits random_bits()
{
    be_ready();
    workflow::token_bits bits{};
    ::randombytes_buf(bits.data(), bits.size());
    return bits;
}

std::string random_secret()
{
    const auto bits = random_bits();
    return workflow::base32(bits.data(), bits.size());
}

std::string random_name()
{
    const auto bits = random_bits();
    return workflow::base32(bits.data(), 10);
}

digest digest_of(std::string_view secret)
{
    return workflow::sha256(secret);
}

std::string hmac_of(std::string_view key, std::string_view text)
{
    std::string made(EVP_MAX_MD_SIZE, '\0');
    unsigned size = 0;
    if (HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
             reinterpret_cast<const unsigned char*>(text.data()), text.size(),
             reinterpret_cast<unsigned char*>(made.data()), &size) == nullptr)
        throw std::runtime_error("no HMAC could be made");
    made.resize(size);
    return made;
}

bool same_secret(std::string_view left, std::string_view right)
{
    be_ready();
    return left.size() == right.size() && ::sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

std::string hash_password(const std::string& password)
{
    be_ready();
    std::array<char, crypto_pwhash_STRBYTES> text{};
    if (::crypto_pwhash_str(text.data(), password.data(), password.size(), passes, memory) != 0)
        throw std::bad_alloc();
    return text.data();
}

bool password_matches(const std::optional<std::string>& hash, const std::string& password)
{
    be_ready();
    static const std::string nobodys = hash_password(random_secret());
    const auto& asked = hash ? *hash : nobodys;
    const bool right = ::crypto_pwhash_str_verify(asked.c_str(), password.data(), password.size()) == 0;
    return right && hash.has_value();
}

std::string_view fault_of_password(const std::string& password, std::string_view login)
{
    if (!workflow::valid_utf8(password)) return "password_not_utf8";
    if (json::code_points(password) < password_least) return "password_too_short";
    if (password.size() > password_most) return "password_too_long";
    const auto plain = lower(password);
    if (std::ranges::all_of(plain, [&](char c) { return c == plain.front(); })) return "password_too_simple";
    if (login.size() >= 3 && plain.find(lower(login)) != std::string::npos) return "password_holds_login";
    // A bad word with a few characters around it is guessed as fast as the word.
    for (const auto word : worst)
        if (plain.find(word) != std::string::npos && plain.size() < word.size() + 6)
            return "password_too_simple";
    return {};
}

}  // namespace redress::app
