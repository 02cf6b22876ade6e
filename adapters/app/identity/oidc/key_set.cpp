#include "adapters/app/identity/oidc/key_set.hpp"

#include "adapters/app/base64url.hpp"
#include "adapters/json/strict_json.hpp"

#include <boost/json.hpp>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>

#include <algorithm>

namespace redress::app::oidc {
namespace {

template <auto Free>
struct freeing {
    template <class T>
    void operator()(T* one) const
    {
        Free(one);
    }
};
using owned_key = std::unique_ptr<EVP_PKEY, freeing<&EVP_PKEY_free>>;
using owned_context = std::unique_ptr<EVP_PKEY_CTX, freeing<&EVP_PKEY_CTX_free>>;
using owned_digest = std::unique_ptr<EVP_MD_CTX, freeing<&EVP_MD_CTX_free>>;
using owned_number = std::unique_ptr<BIGNUM, freeing<&BN_free>>;
using owned_builder = std::unique_ptr<OSSL_PARAM_BLD, freeing<&OSSL_PARAM_BLD_free>>;
using owned_params = std::unique_ptr<OSSL_PARAM, freeing<&OSSL_PARAM_free>>;
using owned_signature = std::unique_ptr<ECDSA_SIG, freeing<&ECDSA_SIG_free>>;

const unsigned char* bytes_in(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

owned_number number_of(std::string_view bytes)
{
    return owned_number(BN_bin2bn(bytes_in(bytes), static_cast<int>(bytes.size()), nullptr));
}

owned_key key_from(const char* kind, OSSL_PARAM* params)
{
    const owned_context making(EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr));
    EVP_PKEY* made = nullptr;
    if (!making || params == nullptr || EVP_PKEY_fromdata_init(making.get()) <= 0 ||
        EVP_PKEY_fromdata(making.get(), &made, EVP_PKEY_PUBLIC_KEY, params) <= 0)
        return nullptr;
    return owned_key(made);
}

owned_key rsa_key(std::string_view modulus, std::string_view exponent)
{
    if (modulus.size() > 1024 || exponent.size() > 4) return nullptr;
    const auto n = number_of(modulus);
    const auto e = number_of(exponent);
    if (!n || !e || BN_num_bits(n.get()) < 2048 || !BN_is_odd(n.get()) || !BN_is_odd(e.get()) ||
        BN_is_one(e.get()))
        return nullptr;
    const owned_builder builder(OSSL_PARAM_BLD_new());
    if (!builder || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) <= 0 ||
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) <= 0)
        return nullptr;
    const owned_params params(OSSL_PARAM_BLD_to_param(builder.get()));
    return key_from("RSA", params.get());
}

owned_key p256_key(std::string_view x, std::string_view y)
{
    constexpr std::size_t coordinate = 32;
    if (x.size() != coordinate || y.size() != coordinate) return nullptr;
    const auto point = "\x04" + std::string(x) + std::string(y);
    const owned_builder builder(OSSL_PARAM_BLD_new());
    if (!builder ||
        OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0) <= 0 ||
        OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                         point.size()) <= 0)
        return nullptr;
    const owned_params params(OSSL_PARAM_BLD_to_param(builder.get()));
    auto made = key_from("EC", params.get());
    if (!made) return nullptr;
    // A point beside the curve gives a key away, or takes any signature.
    const owned_context checking(EVP_PKEY_CTX_new(made.get(), nullptr));
    if (!checking || EVP_PKEY_public_check(checking.get()) <= 0) return nullptr;
    return made;
}

owned_key ed25519_key(std::string_view x)
{
    constexpr std::size_t length = 32;
    if (x.size() != length) return nullptr;
    return owned_key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytes_in(x), x.size()));
}

/// r and s side by side, as JOSE has them, to DER, as OpenSSL has them.
std::string der_of(std::string_view signature)
{
    constexpr std::size_t half = 32;
    if (signature.size() != 2 * half) return {};
    const owned_signature pair(ECDSA_SIG_new());
    auto r = number_of(signature.substr(0, half));
    auto s = number_of(signature.substr(half));
    if (!pair || !r || !s || ECDSA_SIG_set0(pair.get(), r.get(), s.get()) <= 0) return {};
    (void)r.release();  // the pair has them
    (void)s.release();
    unsigned char* bytes = nullptr;
    const int size = i2d_ECDSA_SIG(pair.get(), &bytes);
    if (size <= 0) return {};
    const std::string der(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    OPENSSL_free(bytes);
    return der;
}

bool verified(EVP_PKEY* key, std::string_view algorithm, std::string_view input, std::string_view signature)
{
    const owned_digest checking(EVP_MD_CTX_new());
    EVP_PKEY_CTX* context = nullptr;
    const auto* hash = algorithm == "EdDSA" ? nullptr : EVP_sha256();
    if (!checking || EVP_DigestVerifyInit(checking.get(), &context, hash, nullptr, key) <= 0) return false;
    if (algorithm == "PS256" && (EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) <= 0 ||
                                 EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) <= 0))
        return false;
    return EVP_DigestVerify(checking.get(), bytes_in(signature), signature.size(), bytes_in(input),
                            input.size()) == 1;
}

std::optional<std::string> text_in(const boost::json::object& from, std::string_view name)
{
    const auto* found = from.if_contains(name);
    if (found == nullptr || !found->is_string()) return std::nullopt;
    return std::string(found->get_string());
}

std::string bytes_named(const boost::json::object& from, std::string_view name)
{
    const auto text = text_in(from, name);
    return text ? from_base64url(*text).value_or("") : "";
}

}  // namespace

struct key_set::key {
    std::string kid;
    std::string kind;       // kty
    std::string algorithm;  // empty: any that the kind can
    owned_key opened;

    [[nodiscard]] bool can(std::string_view wanted) const
    {
        if (!algorithm.empty() && algorithm != wanted) return false;
        if (kind == "RSA") return wanted == "RS256" || wanted == "PS256";
        return kind == "EC" ? wanted == "ES256" : wanted == "EdDSA";
    }
};

key_set::key_set() = default;
key_set::~key_set() = default;
key_set::key_set(key_set&&) noexcept = default;
key_set& key_set::operator=(key_set&&) noexcept = default;

std::optional<key_set> key_set::parse(std::string_view json)
{
    if (json.size() > key_set_bytes_max) return std::nullopt;
    const auto read = json::parse_strict(json);
    const auto* value = std::get_if<boost::json::value>(&read);
    const auto* object = value != nullptr ? value->if_object() : nullptr;
    const auto* list = object != nullptr ? object->if_contains("keys") : nullptr;
    const auto* keys = list != nullptr ? list->if_array() : nullptr;
    if (keys == nullptr || keys->size() > keys_max) return std::nullopt;
    key_set made;
    for (const auto& each : *keys) {
        const auto* one = each.if_object();
        if (one == nullptr) return std::nullopt;
        if (text_in(*one, "use").value_or("sig") != "sig") continue;
        auto found = std::make_unique<key>();
        found->kid = text_in(*one, "kid").value_or("");
        found->kind = text_in(*one, "kty").value_or("");
        found->algorithm = text_in(*one, "alg").value_or("");
        const auto curve = text_in(*one, "crv").value_or("");
        if (found->kind == "RSA")
            found->opened = rsa_key(bytes_named(*one, "n"), bytes_named(*one, "e"));
        else if (found->kind == "EC" && curve == "P-256")
            found->opened = p256_key(bytes_named(*one, "x"), bytes_named(*one, "y"));
        else if (found->kind == "OKP" && curve == "Ed25519")
            found->opened = ed25519_key(bytes_named(*one, "x"));
        if (!found->opened) continue;
        if (!found->kid.empty() &&
            std::ranges::any_of(made.keys_, [&](const auto& other) { return other->kid == found->kid; }))
            return std::nullopt;
        made.keys_.push_back(std::move(found));
    }
    return made;
}

const key_set::key* key_set::find(const std::optional<std::string>& kid, std::string_view algorithm) const
{
    const key* found = nullptr;
    for (const auto& one : keys_) {
        if (!one->can(algorithm) || (kid && one->kid != *kid)) continue;
        if (found != nullptr) return nullptr;  // which of them is nobody's to guess
        found = one.get();
    }
    return found;
}

bool key_set::knows(const std::optional<std::string>& kid, std::string_view algorithm) const
{
    return find(kid, algorithm) != nullptr;
}

bool key_set::signed_by(const std::optional<std::string>& kid, std::string_view algorithm,
                        std::string_view input, std::string_view signature) const
{
    const auto* one = find(kid, algorithm);
    if (one == nullptr) return false;
    if (algorithm != "ES256") return verified(one->opened.get(), algorithm, input, signature);
    const auto der = der_of(signature);
    return !der.empty() && verified(one->opened.get(), algorithm, input, der);
}

}  // namespace redress::app::oidc
