#include "adapters/http/wire.hpp"

#include <boost/asio/dispatch.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>

#include <utility>

namespace redress::http {
namespace asio = boost::asio;
using boost::system::error_code;
namespace {

bool unread(socket& one)
{
    error_code failed;
    const auto bytes = one.available(failed);
    return !failed && bytes > 0;
}

void close_at_once(socket& one)
{
    error_code ignored;
    one.close(ignored);
}

class plain final : public wire {
public:
    explicit plain(http::socket given) : socket_(std::move(given)) {}
    void shake_hands(std::function<void(error_code)> then) override { then({}); }
    void read_some(asio::mutable_buffer into, done then) override
    {
        socket_.async_read_some(into, std::move(then));
    }
    void write(asio::const_buffer from, done then) override
    {
        asio::async_write(socket_, from, std::move(then));
    }
    void end_sending(std::function<void()> then) override
    {
        error_code ignored;
        socket_.shutdown(http::socket::shutdown_send, ignored);
        then();
    }
    void close() override { close_at_once(socket_); }
    bool more_came() override { return unread(socket_); }
    bool secure() const override { return false; }

private:
    http::socket socket_;
};

class tls final : public wire {
public:
    tls(http::socket given, std::shared_ptr<asio::ssl::context> context)
        : context_(std::move(context)), stream_(std::move(given), *context_)
    {
        SSL_set_mode(stream_.native_handle(), SSL_MODE_RELEASE_BUFFERS);
    }
    void shake_hands(std::function<void(error_code)> then) override
    {
        stream_.async_handshake(asio::ssl::stream_base::server, std::move(then));
    }
    void read_some(asio::mutable_buffer into, done then) override
    {
        stream_.async_read_some(into, std::move(then));
    }
    void write(asio::const_buffer from, done then) override
    {
        asio::async_write(stream_, from, std::move(then));
    }
    void end_sending(std::function<void()> then) override
    {
        stream_.async_shutdown([then = std::move(then)](error_code) { then(); });
    }
    void close() override { close_at_once(stream_.next_layer()); }
    bool more_came() override
    {
        return SSL_pending(stream_.native_handle()) > 0 || unread(stream_.next_layer());
    }
    bool secure() const override { return true; }

private:
    std::shared_ptr<asio::ssl::context> context_;  // first: the stream uses it to its end
    asio::ssl::stream<http::socket> stream_;
};

}  // namespace

std::unique_ptr<wire> plain_wire(http::socket given)
{
    return std::make_unique<plain>(std::move(given));
}

std::unique_ptr<wire> tls_wire(http::socket given, std::shared_ptr<asio::ssl::context> context)
{
    return std::make_unique<tls>(std::move(given), std::move(context));
}

}  // namespace redress::http
