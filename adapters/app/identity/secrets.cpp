#include "adapters/app/identity/secrets.hpp"

#include "adapters/json/strict_json.hpp"
#include "workflow/entry.hpp"
#include "states/utf8.hpp"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <memory>
#include <new>
#include <stdexcept>

namespace redress::app {
namespace {

// More than the least that OWASP asks for (19 MiB, two passes), and little enough that every worker may be
// hashing at once.
constexpr unsigned long long passes = 3;
constexpr std::size_t memory = std::size_t{32} << 20;

/// Looking the algorithm up by its name and setting the key cost more than the digest: both are kept by the thread, which
/// mostly asks with the same key.
class hmac_maker {
public:
    hmac_maker() : hmac_(EVP_MAC_fetch(nullptr, "HMAC", nullptr)), with_(EVP_MAC_CTX_new(hmac_.get()))
    {
        std::string digest = "SHA256";
        const OSSL_PARAM settings[] = {
            OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest.data(), 0),
            OSSL_PARAM_construct_end()};
        if (!with_ || EVP_MAC_CTX_set_params(with_.get(), settings) != 1) fail();
    }
    ~hmac_maker() { OPENSSL_cleanse(key_.data(), key_.size()); }
    hmac_maker(const hmac_maker&) = delete;
    hmac_maker& operator=(const hmac_maker&) = delete;

    /// How many bytes it is.
    std::size_t operator()(std::string_view key, std::string_view text, std::string& into)
    {
        std::size_t size = 0;
        const bool same = keyed_ && key == key_;
        keyed_ = false;  // until it is seen to work
        if (EVP_MAC_init(with_.get(), same ? nullptr : bytes(key), same ? 0 : key.size(), nullptr) != 1 ||
            EVP_MAC_update(with_.get(), bytes(text), text.size()) != 1 ||
            EVP_MAC_final(with_.get(), reinterpret_cast<unsigned char*>(into.data()), &size, into.size()) !=
                1)
            fail();
        if (!same) {
            OPENSSL_cleanse(key_.data(), key_.size());
            key_ = key;
        }
        keyed_ = true;
        return size;
    }

private:
    [[noreturn]] static void fail() { throw std::runtime_error("no HMAC could be made"); }
    static const unsigned char* bytes(std::string_view of)
    {
        return reinterpret_cast<const unsigned char*>(of.data());
    }
    template <auto Free>
    struct by {
        void operator()(auto* one) const { Free(one); }
    };
    std::unique_ptr<EVP_MAC, by<&EVP_MAC_free>> hmac_;
    std::unique_ptr<EVP_MAC_CTX, by<&EVP_MAC_CTX_free>> with_;
    std::string key_;
    bool keyed_ = false;
};

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
    thread_local hmac_maker make;
    std::string made(EVP_MAX_MD_SIZE, '\0');
    const auto size = make(key, text, made);
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
    if (!valid_utf8(password)) return "password_not_utf8";
    if (json::code_points(password) < password_least) return "password_too_short";
    if (password.size() > password_most) return "password_too_long";
    const auto plain = lower(password);
    if (std::ranges::all_of(plain, [&](char c) { return c == plain.front(); })) return "password_too_simple";
    if (login.size() >= 3 && plain.find(lower(login)) != std::string::npos) return "password_holds_login";
    // A bad word with a few characters around it is guessed as fast as the word.
    // However often it stands there.
    for (const auto word : worst) {
        auto rest = plain;
        bool stands = false;
        for (auto at = rest.find(word); at != std::string::npos; at = rest.find(word)) {
            rest.erase(at, word.size());
            stands = true;
        }
        if (stands && rest.size() < 6) return "password_too_simple";
    }
    return {};
}

}  // namespace redress::app
