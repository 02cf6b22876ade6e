#include "adapters/app/ops_server.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <chrono>
#include <optional>
#include <stdexcept>
#include <thread>

namespace redress::app {
namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using tcp = asio::ip::tcp;
namespace {

// One request, one answer, then closed: a watcher that never finishes its request costs 5 seconds.
class session : public std::enable_shared_from_this<session> {
public:
    session(tcp::socket socket, const ops_answers& answers) : stream_(std::move(socket)), answers_(answers) {}

    void run()
    {
        parser_.header_limit(8 * 1024);
        parser_.body_limit(0);
        stream_.expires_after(std::chrono::seconds(5));
        http::async_read(stream_, buffer_, parser_,
                         [self = shared_from_this()](beast::error_code failed, std::size_t) {
                             if (!failed) self->answer();
                         });
    }

private:
    void answer()
    {
        const auto& request = parser_.get();
        response_.version(11);
        response_.keep_alive(false);
        response_.set(http::field::server, "redress");
        response_.set(http::field::cache_control, "no-store");
        response_.set(http::field::content_type, "application/json");
        const auto target = request.target();
        if (request.method() != http::verb::get && request.method() != http::verb::head) {
            response_.result(http::status::method_not_allowed);
            response_.set(http::field::allow, "GET, HEAD");
        } else if (target == "/livez") {
            response_.body() = "{\"live\":true}\n";
        } else if (target == "/readyz") {
            response_.result(answers_.ready() ? http::status::ok : http::status::service_unavailable);
            response_.body() = answers_.readiness() + "\n";
        } else if (target == "/metrics") {
            response_.set(http::field::content_type, "text/plain; version=0.0.4; charset=utf-8");
            response_.body() = answers_.metrics();
        } else if (target == "/version") {
            response_.body() = answers_.version + "\n";
        } else {
            response_.result(http::status::not_found);
            response_.body() = "{\"paths\":[\"/livez\",\"/readyz\",\"/metrics\",\"/version\"]}\n";
        }
        const bool head = request.method() == http::verb::head;
        response_.content_length(response_.body().size());
        if (head) response_.body().clear();
        http::async_write(stream_, response_, [self = shared_from_this()](beast::error_code, std::size_t) {
            beast::error_code ignored;
            self->stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
        });
    }

    beast::tcp_stream stream_;
    const ops_answers& answers_;
    beast::flat_buffer buffer_{16 * 1024};
    http::request_parser<http::empty_body> parser_;
    http::response<http::string_body> response_;
};

tcp::endpoint endpoint_of(const std::string& listen)
{
    const auto colon = listen.rfind(':');
    if (colon == std::string::npos)
        throw std::runtime_error("ops.listen '" + listen + "' is not address:port");
    auto host = listen.substr(0, colon);
    if (host.size() > 1 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
    beast::error_code failed;
    const auto address = asio::ip::make_address(host == "localhost" ? "127.0.0.1" : host, failed);
    const auto port = listen.substr(colon + 1);
    if (failed || port.empty() || port.size() > 5 ||
        port.find_first_not_of("0123456789") != std::string::npos || std::stoi(port) > 65535)
        throw std::runtime_error("ops.listen '" + listen + "' is not address:port");
    return {address, static_cast<unsigned short>(std::stoi(port))};
}

}  // namespace

struct ops_server::inside {
    inside(const std::string& listen, ops_answers given) : answers(std::move(given)), acceptor(context)
    {
        const auto endpoint = endpoint_of(listen);
        try {
            acceptor.open(endpoint.protocol());
            acceptor.set_option(asio::socket_base::reuse_address(true));
            acceptor.bind(endpoint);
            acceptor.listen();
        } catch (const boost::system::system_error& e) {
            throw std::runtime_error("ops.listen " + listen + ": " + e.code().message());
        }
        accept();
        thread = std::thread([this] { context.run(); });
    }

    ~inside()
    {
        context.stop();
        thread.join();
    }

    void accept()
    {
        acceptor.async_accept([this](beast::error_code failed, tcp::socket socket) {
            if (!failed) std::make_shared<session>(std::move(socket), answers)->run();
            accept();
        });
    }

    ops_answers answers;
    asio::io_context context{1};
    tcp::acceptor acceptor;
    std::thread thread;  // last: it uses everything above
};

ops_server::ops_server(const std::string& listen, ops_answers answers)
    : in_(std::make_unique<inside>(listen, std::move(answers)))
{
}
ops_server::~ops_server() = default;

std::string ops_server::address() const
{
    const auto at = in_->acceptor.local_endpoint();
    const auto host = at.address().to_string();
    return (at.address().is_v6() ? "[" + host + "]" : host) + ":" + std::to_string(at.port());
}

}  // namespace redress::app
