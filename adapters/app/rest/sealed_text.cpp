#include "adapters/app/rest/sealed_text.hpp"

#include "adapters/app/base64url.hpp"

#include <array>
#include <memory>
#include <stdexcept>

#include <openssl/evp.h>
#include <openssl/rand.h>

namespace redress::app::rest {
namespace {

constexpr std::size_t key_bytes = 32, nonce_bytes = 12, tag_bytes = 16;

struct freed {
    void operator()(EVP_CIPHER_CTX* one) const { EVP_CIPHER_CTX_free(one); }
};
using cipher = std::unique_ptr<EVP_CIPHER_CTX, freed>;

const unsigned char* bytes_of(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

std::string sealed_text(std::string_view secret, std::string_view text)
{
    if (secret.size() < key_bytes) throw std::invalid_argument("a secret of 32 bytes seals");
    std::array<unsigned char, nonce_bytes> nonce{};
    std::array<unsigned char, tag_bytes> tag{};
    std::string sealed(text.size(), '\0');
    int written = 0;
    const cipher ctx(EVP_CIPHER_CTX_new());
    if (!ctx || RAND_bytes(nonce.data(), nonce.size()) != 1 ||
        EVP_EncryptInit_ex(ctx.get(), EVP_aes_256_gcm(), nullptr, bytes_of(secret), nonce.data()) != 1 ||
        EVP_EncryptUpdate(ctx.get(), reinterpret_cast<unsigned char*>(sealed.data()), &written,
                          bytes_of(text), static_cast<int>(text.size())) != 1 ||
        EVP_EncryptFinal_ex(ctx.get(), reinterpret_cast<unsigned char*>(sealed.data()) + written, &written) !=
            1 ||
        EVP_CIPHER_CTX_ctrl(ctx.get(), EVP_CTRL_GCM_GET_TAG, tag.size(), tag.data()) != 1)
        throw std::runtime_error("a text could not be sealed");
    return base64url(std::string(reinterpret_cast<const char*>(nonce.data()), nonce.size()) +
                     std::string(reinterpret_cast<const char*>(tag.data()), tag.size()) + sealed);
}

std::optional<std::string> opened_text(std::string_view secret, std::string_view sealed)
{
    auto bytes = from_base64url(sealed);
    if (!bytes || bytes->size() < nonce_bytes + tag_bytes || secret.size() < key_bytes) return std::nullopt;
    std::string tag = bytes->substr(nonce_bytes, tag_bytes);
    const std::string_view body = std::string_view(*bytes).substr(nonce_bytes + tag_bytes);
    std::string text(body.size(), '\0');
    int written = 0, rest = 0;
    const cipher ctx(EVP_CIPHER_CTX_new());
    auto* const out = reinterpret_cast<unsigned char*>(text.data());
    if (!ctx ||
        EVP_DecryptInit_ex(ctx.get(), EVP_aes_256_gcm(), nullptr, bytes_of(secret), bytes_of(*bytes)) != 1 ||
        EVP_DecryptUpdate(ctx.get(), out, &written, bytes_of(body), static_cast<int>(body.size())) != 1 ||
        EVP_CIPHER_CTX_ctrl(ctx.get(), EVP_CTRL_GCM_SET_TAG, tag_bytes, tag.data()) != 1 ||
        EVP_DecryptFinal_ex(ctx.get(), out + written, &rest) != 1)
        return std::nullopt;
    return text;
}

}  // namespace redress::app::rest
