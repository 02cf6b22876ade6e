#include "adapters/http/tls.hpp"

#include <openssl/ssl.h>

#include <stdexcept>
#include <string_view>

namespace redress::http {
namespace ssl = boost::asio::ssl;
namespace {

// A client that offers names of protocols gets ours, or none: nothing else is spoken here.
int choose_protocol(SSL*, const unsigned char** out, unsigned char* size, const unsigned char* in,
                    unsigned in_size, void*)
{
    static constexpr std::string_view ours = "http/1.1";
    for (unsigned at = 0; at < in_size && at + 1 + in[at] <= in_size; at += 1U + in[at]) {
        const auto* name = in + at + 1;
        if (std::string_view(reinterpret_cast<const char*>(name), in[at]) != ours) continue;  // NOLINT
        *out = name;
        *size = in[at];
        return SSL_TLSEXT_ERR_OK;
    }
    return SSL_TLSEXT_ERR_NOACK;
}

}  // namespace

certificate::certificate(std::filesystem::path chain, std::filesystem::path key)
    : chain_(std::move(chain)), key_(std::move(key)), read_(now()), current_(load())
{
}

std::shared_ptr<ssl::context> certificate::current() const
{
    const std::lock_guard hold(guard_);
    return current_;
}

bool certificate::reload()
{
    // The time before the reading: a file that changes meanwhile is read again next time.
    const auto seen = now();
    {
        const std::lock_guard hold(guard_);
        if (seen == read_) return false;
    }
    auto fresh = load();
    const std::lock_guard hold(guard_);
    read_ = seen;
    current_ = std::move(fresh);
    return true;
}

certificate::stamp certificate::now() const
{
    const auto of = [](const std::filesystem::path& file) {
        std::error_code failed;
        const auto time = std::filesystem::last_write_time(file, failed);
        if (failed) throw std::runtime_error(file.string() + ": " + failed.message());
        return time;
    };
    return {of(chain_), of(key_)};
}

std::shared_ptr<ssl::context> certificate::load() const
{
    auto made = std::make_shared<ssl::context>(ssl::context::tls_server);
    auto* const native = made->native_handle();
    SSL_CTX_set_min_proto_version(native, TLS1_3_VERSION);
    SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_alpn_select_cb(native, choose_protocol, nullptr);
    boost::system::error_code failed;
    made->use_certificate_chain_file(chain_.string(), failed);
    if (failed)
        throw std::runtime_error(chain_.string() + ": no certificate chain in PEM: " + failed.message());
    made->use_private_key_file(key_.string(), ssl::context::pem, failed);
    if (failed)
        throw std::runtime_error(key_.string() +
                                 ": no private key in PEM of that certificate: " + failed.message());
    if (SSL_CTX_check_private_key(native) != 1)
        throw std::runtime_error(key_.string() + ": is not the key of " + chain_.string());
    return made;
}

}  // namespace redress::http
