#include "adapters/http/server.hpp"

#include "adapters/http/connection.hpp"
#include "adapters/http/switchboard.hpp"
#include "adapters/http/tls.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>

#include <charconv>
#include <future>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <utility>

namespace redress::http {
namespace asio = boost::asio;
using boost::system::error_code;
using tcp = asio::ip::tcp;
namespace {

constexpr auto out_of_files_pause = std::chrono::milliseconds(100);
constexpr auto certificate_looked_at = std::chrono::minutes(1);

tcp::endpoint endpoint_of(const std::string& listen)
{
    const auto wrong =
        std::runtime_error("http.listen '" + listen + "' is not address:port, such as 127.0.0.1:8080");
    const auto colon = listen.rfind(':');
    if (colon == std::string::npos) throw wrong;
    auto host = listen.substr(0, colon);
    if (host.size() > 1 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
    error_code failed;
    const auto address = asio::ip::make_address(host == "localhost" ? "127.0.0.1" : host, failed);
    unsigned short port = 0;
    const auto* const end = listen.data() + listen.size();
    const auto read = std::from_chars(listen.data() + colon + 1, end, port);
    if (failed || read.ec != std::errc{} || read.ptr != end) throw wrong;
    return {address, port};
}

}  // namespace

struct server::inside {
    inside(endpoint_table table, server_settings how)
        : board(std::make_shared<switchboard>(std::move(table), std::move(how))),
          accepting(asio::make_strand(context)),
          acceptor(accepting),
          pause(accepting),
          certificate_timer(accepting)
    {
        const auto& set = board->how;
        if (set.tls_certificate.empty() != set.tls_key.empty())
            throw std::runtime_error("http.tls_certificate and http.tls_key are given together");
        if (!set.tls_certificate.empty()) tls.emplace(set.tls_certificate, set.tls_key);
        const auto at = endpoint_of(set.listen);
        try {
            acceptor.open(at.protocol());
            acceptor.set_option(asio::socket_base::reuse_address(true));
            // Inherited by each connection: bytes that nobody takes wait in a bounded place.
            acceptor.set_option(
                asio::socket_base::send_buffer_size(static_cast<int>(set.within.send_buffer)));
            acceptor.bind(at);
            acceptor.listen();
            // Waiting may end though nobody is there any more; taking must not wait then.
            acceptor.non_blocking(true);
        } catch (const boost::system::system_error& e) {
            throw std::runtime_error("http.listen " + set.listen + ": " + e.code().message());
        }
        local = acceptor.local_endpoint();
        board->room = [this] { asio::post(accepting, [this] { wait_for_one(); }); };
        asio::post(accepting, [this] { wait_for_one(); });
        if (tls) look_at_certificate();
        for (std::size_t n = 0; n < set.threads; ++n) threads.emplace_back([this] { context.run(); });
    }

    ~inside()
    {
        stop_and_wait();
        for (const auto& one : board->everyone()) one->end();
        // Whatever was waited for fails now, and the threads run out of work.
        work.reset();
        threads.clear();
        board->room = nullptr;
        board->close();
    }

    void stop_and_wait()
    {
        std::promise<void> stopped;
        asio::post(accepting, [&] {
            stop_listening();
            stopped.set_value();
        });
        stopped.get_future().wait();
    }

    void stop_listening()
    {
        error_code ignored;
        acceptor.close(ignored);
        pause.cancel();
        certificate_timer.cancel();
    }

    // One is waited for before it is taken, so that, when all places are taken, it stays with the kernel.
    void wait_for_one()
    {
        if (!acceptor.is_open() || std::exchange(waiting, true)) return;
        acceptor.async_wait(tcp::acceptor::wait_read, [this](error_code failed) {
            waiting = false;
            if (failed) return;
            if (board->has_room()) take_one();
        });
    }

    void take_one()
    {
        error_code failed;
        tcp::endpoint peer;
        http::socket taken(asio::make_strand(context));
        acceptor.accept(taken, peer, failed);
        if (failed && failed != asio::error::would_block && failed != asio::error::connection_aborted) {
            // No file handles, most likely: asking again at once would only burn time.
            board->trouble("accept_failed", failed.message(), {});
            pause.expires_after(out_of_files_pause);
            pause.async_wait([this](error_code cancelled) {
                if (!cancelled) wait_for_one();
            });
            return;
        }
        if (!failed) seat(std::move(taken), peer);
        wait_for_one();
    }

    void seat(http::socket taken, const tcp::endpoint& peer)
    {
        auto place = board->join(peer.address());
        if (!place) return;
        error_code ignored;
        taken.set_option(tcp::no_delay(true), ignored);
        asio::any_io_executor strand = taken.get_executor();
        auto over = tls ? tls_wire(std::move(taken), tls->current()) : plain_wire(std::move(taken));
        const auto one = std::make_shared<connection>(board, std::move(*place), std::move(strand),
                                                      std::move(over), peer.address());
        one->start();
    }

    void look_at_certificate()
    {
        certificate_timer.expires_after(certificate_looked_at);
        certificate_timer.async_wait([this](error_code cancelled) {
            if (cancelled) return;
            try {
                (void)tls->reload();
            } catch (const std::exception& failed) {
                board->trouble("certificate_not_taken", failed.what(), {});
            }
            look_at_certificate();
        });
    }

    std::shared_ptr<switchboard> board;
    asio::io_context& context{board->context};
    asio::executor_work_guard<asio::io_context::executor_type> work{context.get_executor()};
    asio::strand<asio::io_context::executor_type> accepting;
    tcp::acceptor acceptor;
    tcp::endpoint local;
    asio::steady_timer pause, certificate_timer;
    std::optional<certificate> tls;
    bool waiting = false;
    std::once_flag drained;
    std::vector<std::jthread> threads;  // last: they use everything above
};

server::server(endpoint_table table, server_settings how)
    : in_(std::make_unique<inside>(std::move(table), std::move(how)))
{
}

server::~server() = default;

std::string server::address() const
{
    const auto host = in_->local.address().to_string();
    return (in_->local.address().is_v6() ? "[" + host + "]" : host) + ":" + std::to_string(in_->local.port());
}

bool server::secure() const
{
    return in_->tls.has_value();
}

server_counts server::counts() const
{
    return in_->board->counts();
}

bool server::reload_certificate()
{
    return in_->tls && in_->tls->reload();
}

void server::drain()
{
    std::call_once(in_->drained, [this] {
        auto& board = *in_->board;
        board.begin_drain();
        in_->stop_and_wait();
        for (const auto& one : board.everyone()) one->draining();
        board.wait_idle(board.how.within.drain);
        for (const auto& one : board.everyone()) one->end();
    });
}

}  // namespace redress::http
