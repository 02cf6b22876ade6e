// TLS 1.3 and nothing older; a certificate that is changed while the server runs.
#include "tests/adapters/http/socket_client.hpp"

#include <catch2/catch_test_macros.hpp>

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>

using namespace redress::http;
using namespace redress::http::test;
namespace fs = std::filesystem;

namespace {

struct files {
    files() : folder(fs::temp_directory_path() / ("redress_tls_" + std::to_string(::getpid())))
    {
        fs::create_directories(folder);
    }
    ~files() { fs::remove_all(folder); }
    files(const files&) = delete;
    files& operator=(const files&) = delete;
    fs::path folder, chain = folder / "chain.pem", key = folder / "key.pem";

    /// A fresh pair for `name`, as a renewal writes it; the times move even when the clock is coarse.
    void renew(const std::string& name)
    {
        EVP_PKEY* const pair = EVP_EC_gen("P-256");
        X509* const made = X509_new();
        ASN1_INTEGER_set(X509_get_serialNumber(made), ++serial_);
        X509_gmtime_adj(X509_getm_notBefore(made), -60);
        X509_gmtime_adj(X509_getm_notAfter(made), 3600);
        X509_set_pubkey(made, pair);
        X509_NAME_add_entry_by_txt(X509_get_subject_name(made), "CN", MBSTRING_ASC,
                                   reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
        X509_set_issuer_name(made, X509_get_subject_name(made));
        X509_sign(made, pair, EVP_sha256());
        FILE* out = std::fopen(chain.c_str(), "w");
        PEM_write_X509(out, made);
        std::fclose(out);
        out = std::fopen(key.c_str(), "w");
        PEM_write_PrivateKey(out, pair, nullptr, nullptr, 0, nullptr, nullptr);
        std::fclose(out);
        X509_free(made);
        EVP_PKEY_free(pair);
        touched();
    }
    void touched() const
    {
        const auto at = fs::file_time_type::clock::now() + std::chrono::seconds(++later_);
        fs::last_write_time(chain, at);
        fs::last_write_time(key, at);
    }

private:
    long serial_ = 0;
    mutable int later_ = 0;
};

struct tls_answer {
    std::string version, name, alpn, bytes;
};

/// Nothing when the handshake fails.
std::optional<tls_answer> ask_by_tls(const std::string& address, int version_max, const std::string& bytes)
{
    const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_port = htons(static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1))));
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(::connect(fd, reinterpret_cast<const sockaddr*>(&at), sizeof at) == 0);
    SSL_CTX* const context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_max_proto_version(context, version_max);
    SSL_CTX_set_alpn_protos(context, reinterpret_cast<const unsigned char*>("\x02h2\x08http/1.1"), 12);
    SSL* const ssl = SSL_new(context);
    SSL_set_fd(ssl, fd);
    std::optional<tls_answer> out;
    if (SSL_connect(ssl) == 1) {
        out.emplace();
        out->version = SSL_get_version(ssl);
        X509* const shown = SSL_get1_peer_certificate(ssl);
        char name[64] = {};
        X509_NAME_get_text_by_NID(X509_get_subject_name(shown), NID_commonName, name, sizeof name);
        X509_free(shown);
        out->name = name;
        const unsigned char* alpn = nullptr;
        unsigned alpn_size = 0;
        SSL_get0_alpn_selected(ssl, &alpn, &alpn_size);
        out->alpn.assign(reinterpret_cast<const char*>(alpn), alpn_size);
        SSL_write(ssl, bytes.data(), static_cast<int>(bytes.size()));
        char piece[4096];
        for (int n = 0; (n = SSL_read(ssl, piece, sizeof piece)) > 0;)
            out->bytes.append(piece, static_cast<std::size_t>(n));
    }
    SSL_free(ssl);
    SSL_CTX_free(context);
    ::close(fd);
    ERR_clear_error();
    return out;
}

endpoint_table secure_table()
{
    return {open_row(verb::get, "/", "start", [](const auto& asked, const reply& then) {
        then(text(asked->secure ? "secure" : "plain"));
    })};
}

const std::string ask = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

}  // namespace

TEST_CASE("TLS 1.3 is spoken, 1.2 is refused, and so is plain text", "[tls]")
{
    files with;
    with.renew("first.example");
    auto how = on_loopback();
    how.tls_certificate = with.chain;
    how.tls_key = with.key;
    server edge(secure_table(), std::move(how));
    CHECK(edge.secure());
    const auto one = ask_by_tls(edge.address(), TLS1_3_VERSION, ask);
    REQUIRE(one);
    CHECK(one->version == "TLSv1.3");
    CHECK(one->alpn == "http/1.1");
    CHECK(body_of(one->bytes) == "secure");
    CHECK(field_of(one->bytes, "strict-transport-security") == "max-age=31536000; includeSubDomains");
    CHECK_FALSE(ask_by_tls(edge.address(), TLS1_2_VERSION, ask));
    socket_client plain(edge.address());
    plain.send(ask);
    CHECK_FALSE(has(plain.rest(), "HTTP/"));
}

TEST_CASE("a new certificate is taken up; a broken one is not, and the old one stays", "[tls]")
{
    files with;
    with.renew("first.example");
    auto how = on_loopback();
    how.tls_certificate = with.chain;
    how.tls_key = with.key;
    server edge(secure_table(), std::move(how));
    CHECK_FALSE(edge.reload_certificate());
    with.renew("second.example");
    CHECK(ask_by_tls(edge.address(), TLS1_3_VERSION, ask)->name == "first.example");
    CHECK(edge.reload_certificate());
    CHECK(ask_by_tls(edge.address(), TLS1_3_VERSION, ask)->name == "second.example");

    const auto good_key = with.folder / "good_key.pem";
    fs::copy_file(with.key, good_key);
    with.renew("third.example");
    fs::copy_file(good_key, with.key, fs::copy_options::overwrite_existing);  // half of a renewal
    with.touched();
    CHECK_THROWS_AS(edge.reload_certificate(), std::runtime_error);
    std::ofstream(with.chain) << "-----BEGIN CERT";
    with.touched();
    CHECK_THROWS_AS(edge.reload_certificate(), std::runtime_error);
    fs::remove(with.chain);
    CHECK_THROWS_AS(edge.reload_certificate(), std::runtime_error);
    CHECK(ask_by_tls(edge.address(), TLS1_3_VERSION, ask)->name == "second.example");
    with.renew("fourth.example");
    CHECK(edge.reload_certificate());
    CHECK(ask_by_tls(edge.address(), TLS1_3_VERSION, ask)->name == "fourth.example");
}

TEST_CASE("a certificate that cannot be used ends the start with its name", "[tls]")
{
    files with;
    auto how = on_loopback();
    how.tls_certificate = with.chain;
    CHECK_THROWS_AS(server(secure_table(), how), std::runtime_error);  // without its key
    how.tls_key = with.key;
    try {
        server edge(secure_table(), how);
        FAIL("there is no such file");
    } catch (const std::runtime_error& wrong) {
        CHECK(has(wrong.what(), "chain.pem"));
    }
}

TEST_CASE("a client that never ends its handshake is given up", "[tls]")
{
    files with;
    with.renew("first.example");
    auto how = on_loopback();
    how.tls_certificate = with.chain;
    how.tls_key = with.key;
    how.within.handshake = std::chrono::milliseconds(50);
    server edge(secure_table(), std::move(how));
    socket_client silent(edge.address());
    CHECK(silent.rest().empty());
    CHECK(edge.counts().too_late == 1);
}
