#include "adapters/app/witness_server.hpp"

#include "adapters/app/log_keeper.hpp"
#include "adapters/app/private_file.hpp"
#include "adapters/app/services.hpp"
#include "workflow/log/base64.hpp"
#include "workflow/log/witnessing.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>

namespace redress::app {
namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using tcp = asio::ip::tcp;
namespace {

constexpr std::size_t request_bytes_max = 64 * 1024;

/// A file for each log, by the hash of its origin: the last checkpoint that was cosigned, as it was.
class witness_store {
public:
    explicit witness_store(const std::string& folder) : folder_(folder)
    {
        std::filesystem::create_directories(folder);
        lock_ = ::open((folder + "/lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (lock_ < 0 || ::flock(lock_, LOCK_EX | LOCK_NB) != 0) {
            if (lock_ >= 0) ::close(lock_);
            throw std::runtime_error("the store " + folder +
                                     " cannot be had: another witness works in it, or it cannot be written");
        }
    }
    ~witness_store() { ::close(lock_); }
    witness_store(const witness_store&) = delete;
    witness_store& operator=(const witness_store&) = delete;

    /// What was cosigned last. Throws std::runtime_error for a file that cannot be read: to forget is to sign anything.
    std::optional<tlog::witnessed> of(const std::string& origin) const
    {
        const auto file = file_of(origin);
        if (!std::filesystem::exists(file)) return std::nullopt;
        std::ifstream in(file, std::ios::binary);
        const std::string text{std::istreambuf_iterator<char>(in), {}};
        const auto note = tlog::parse_note(text);
        const auto tree = note ? tlog::parse_checkpoint(note->text) : std::nullopt;
        if (!tree || tree->origin != origin)
            throw std::runtime_error("the witness's " + file + " is damaged");
        return tlog::witnessed{.size = tree->size, .root = tree->root};
    }
    void keep(const std::string& origin, const std::string& note) const
    {
        write_private_file(file_of(origin), note, false);
    }

private:
    std::string file_of(const std::string& origin) const
    {
        return folder_ + "/" + hex_of(tlog::sha256(origin)) + ".checkpoint";
    }

    std::string folder_;
    int lock_ = -1;
};

struct witness_desk {
    const witness_settings& settings;
    witness_store store;

    tlog::witness_answer answer(const std::string& body)
    {
        const auto now = std::chrono::duration_cast<std::chrono::seconds>(
                             std::chrono::system_clock::now().time_since_epoch())
                             .count();
        try {
            auto out = tlog::answer_checkpoint(body, settings.logs, settings.key, now,
                                               [&](const std::string& origin) { return store.of(origin); });
            if (out.keep) store.keep(out.log, out.note);
            return out;
        } catch (const std::exception&) {
            return {.status = 500, .body = "the witness cannot read or write what it remembers\n"};
        }
    }
};

/// One request after another on a connection, until it is idle for a minute.
class witness_session : public std::enable_shared_from_this<witness_session> {
public:
    witness_session(tcp::socket socket, witness_desk& desk) : stream_(std::move(socket)), desk_(desk) {}

    void run()
    {
        parser_.emplace();
        parser_->header_limit(8 * 1024);
        parser_->body_limit(request_bytes_max);
        stream_.expires_after(std::chrono::seconds(60));
        http::async_read(stream_, buffer_, *parser_,
                         [self = shared_from_this()](beast::error_code failed, std::size_t) {
                             if (!failed) self->answer();
                         });
    }

private:
    void answer()
    {
        const auto& request = parser_->get();
        response_ = {};
        response_.version(11);
        response_.keep_alive(request.keep_alive());
        response_.set(http::field::server, "redress-witness");
        response_.set(http::field::content_type, "text/plain; charset=utf-8");
        if (request.target() != "/add-checkpoint") {
            response_.result(http::status::not_found);
            response_.body() = "POST /add-checkpoint\n";
        } else if (request.method() != http::verb::post) {
            response_.result(http::status::method_not_allowed);
            response_.set(http::field::allow, "POST");
        } else {
            const auto said = desk_.answer(request.body());
            response_.result(said.status);
            response_.set(http::field::content_type, said.content_type);
            response_.body() = said.body;
        }
        response_.prepare_payload();
        http::async_write(stream_, response_,
                          [self = shared_from_this()](beast::error_code failed, std::size_t) {
                              if (!failed && self->response_.keep_alive()) return self->run();
                              beast::error_code ignored;
                              self->stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
                          });
    }

    beast::tcp_stream stream_;
    witness_desk& desk_;
    beast::flat_buffer buffer_{128 * 1024};
    std::optional<http::request_parser<http::string_body>> parser_;
    http::response<http::string_body> response_;
};

}  // namespace

void serve_witness(const witness_settings& settings,
                   const std::function<void(const std::string& address)>& ready)
{
    witness_desk desk{settings, witness_store(settings.store)};
    const auto colon = settings.listen.rfind(':');
    beast::error_code failed;
    const auto address =
        asio::ip::make_address(settings.listen.substr(0, std::min(colon, settings.listen.size())), failed);
    const auto port =
        colon == std::string::npos ? std::nullopt : tlog::parse_size(settings.listen.substr(colon + 1));
    if (failed || !port || *port > 65535)
        throw std::runtime_error("'" + settings.listen + "' is not address:port");

    asio::io_context context{1};
    tcp::acceptor acceptor(context, {address, static_cast<unsigned short>(*port)});
    std::function<void()> accept = [&] {
        acceptor.async_accept([&](beast::error_code no, tcp::socket socket) {
            if (!no) std::make_shared<witness_session>(std::move(socket), desk)->run();
            if (no != asio::error::operation_aborted) accept();
        });
    };
    accept();
    asio::signal_set signals(context, SIGTERM, SIGINT);
    signals.async_wait([&](beast::error_code, int) { context.stop(); });
    const auto at = acceptor.local_endpoint();
    ready(at.address().to_string() + ":" + std::to_string(at.port()));
    context.run();
}

}  // namespace redress::app
