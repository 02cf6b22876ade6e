// The bytes of one connection, plain or through TLS, behind one interface: the connection that speaks HTTP
// over it is compiled once. Not safe for threads: used on its executor alone.
#pragma once

#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>

#include <functional>
#include <memory>

namespace redress::http {

class wire {
public:
    using done = std::function<void(boost::system::error_code, std::size_t)>;

    virtual ~wire() = default;
    /// Before anything else; at once when there is none to shake.
    virtual void shake_hands(std::function<void(boost::system::error_code)> then) = 0;
    /// One read may be under way, and one write beside it. What is read into stays alive until `then`.
    virtual void read_some(boost::asio::mutable_buffer into, done then) = 0;
    virtual void write(boost::asio::const_buffer from, done then) = 0;
    /// Says that nothing more will be sent.
    virtual void end_sending(std::function<void()> then) = 0;
    /// At once; what is under way fails.
    virtual void close() = 0;
    /// Bytes of the client that nobody has read yet.
    [[nodiscard]] virtual bool more_came() = 0;
    [[nodiscard]] virtual bool secure() const = 0;
};

using socket = boost::asio::ip::tcp::socket;

[[nodiscard]] std::unique_ptr<wire> plain_wire(http::socket socket);
/// `context` is kept as long as the connection lasts, also when a newer one is in use by then.
[[nodiscard]] std::unique_ptr<wire> tls_wire(http::socket socket,
                                             std::shared_ptr<boost::asio::ssl::context> context);

}  // namespace redress::http
