#include "workflow/log/sha256.hpp"

#include <openssl/evp.h>

#include <stdexcept>

namespace redress::tlog {
namespace {

/// Looked up once a thread: OpenSSL's one-shot calls do it every time, which costs more than hashing an entry.
class hasher {
public:
    hasher() : algorithm_(EVP_MD_fetch(nullptr, "SHA256", nullptr)), context_(EVP_MD_CTX_new())
    {
        if (algorithm_ == nullptr || context_ == nullptr)
            throw std::runtime_error("OpenSSL offers no SHA-256");
    }
    ~hasher()
    {
        EVP_MD_CTX_free(context_);
        EVP_MD_free(algorithm_);
    }
    hasher(const hasher&) = delete;
    hasher& operator=(const hasher&) = delete;

    hash of(std::initializer_list<std::string_view> parts)
    {
        hash out{};
        bool done = EVP_DigestInit_ex2(context_, algorithm_, nullptr) == 1;
        for (const auto part : parts)
            done = done && EVP_DigestUpdate(context_, part.data(), part.size()) == 1;
        if (!done || EVP_DigestFinal_ex(context_, out.data(), nullptr) != 1)
            throw std::runtime_error("OpenSSL could not hash");
        return out;
    }

private:
    EVP_MD* algorithm_;
    EVP_MD_CTX* context_;
};

}  // namespace

hash sha256(std::initializer_list<std::string_view> parts)
{
    static thread_local hasher one;
    return one.of(parts);
}

}  // namespace redress::tlog
