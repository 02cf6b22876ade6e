// SHA-256 as entries need it. OpenSSL's one-shot calls look the algorithm up every time, which costs
// more than hashing an entry; here it is fetched once a thread.
#include "workflow/entry.hpp"

#include <openssl/evp.h>

#include <array>
#include <new>
#include <stdexcept>

namespace redress::workflow {
namespace {

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

    void begin() { must(EVP_DigestInit_ex2(context_, algorithm_, nullptr)); }
    void add(std::string_view bytes) { must(EVP_DigestUpdate(context_, bytes.data(), bytes.size())); }
    redress::digest end()
    {
        redress::digest result{};
        must(EVP_DigestFinal_ex(context_, result.data(), nullptr));
        return result;
    }

private:
    static void must(int done)
    {
        if (done != 1) throw std::runtime_error("OpenSSL could not hash");
    }
    EVP_MD* algorithm_;
    EVP_MD_CTX* context_;
};

hasher& of_this_thread()
{
    static thread_local hasher one;
    return one;
}

constexpr std::string_view zero_byte{"\0", 1};

}  // namespace

redress::digest sha256(std::string_view bytes)
{
    hasher& hash = of_this_thread();
    hash.begin();
    hash.add(bytes);
    return hash.end();
}

redress::digest leaf_of(std::string_view body)
{
    hasher& hash = of_this_thread();
    hash.begin();
    hash.add(zero_byte);
    hash.add(body);
    return hash.end();
}

redress::digest source_digest(std::string_view source, std::string_view id)
{
    hasher& hash = of_this_thread();
    hash.begin();
    hash.add(source);
    hash.add(zero_byte);
    hash.add(id);
    return hash.end();
}

std::int64_t key_of(const redress::digest& source_digest, int eighth)
{
    std::uint64_t bits = 0;
    for (int i = 0; i < 8; ++i) bits = bits << 8 | source_digest[static_cast<std::size_t>(8 * eighth + i)];
    return static_cast<std::int64_t>(bits);
}

}  // namespace redress::workflow
