#include "tests/adapters/http/socket_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <stdexcept>

namespace redress::http::test {
namespace {

sockaddr_in v4(const std::string& host, unsigned short port)
{
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_port = htons(port);
    if (inet_pton(AF_INET, host.c_str(), &at.sin_addr) != 1)
        throw std::runtime_error(host + " is no address");
    return at;
}

const sockaddr* plain(const sockaddr_in& at)
{
    return reinterpret_cast<const sockaddr*>(&at);  // NOLINT: how sockets are called
}

}  // namespace

socket_client::socket_client(const std::string& address, const std::string& from)
    : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    const auto colon = address.rfind(':');
    const auto to =
        v4(address.substr(0, colon), static_cast<unsigned short>(std::stoi(address.substr(colon + 1))));
    if (!from.empty()) {
        const auto own = v4(from, 0);
        if (::bind(socket_, plain(own), sizeof own) != 0) throw std::runtime_error(std::strerror(errno));
    }
    const timeval patience{15, 0};  // bounds a hang and decides nothing
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    if (::connect(socket_, plain(to), sizeof to) != 0) throw std::runtime_error(std::strerror(errno));
}

socket_client::~socket_client()
{
    if (socket_ >= 0) ::close(socket_);
}

void socket_client::send(std::string_view bytes) const
{
    while (!bytes.empty()) {
        const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return;  // it hung up: what it said tells more
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

bool socket_client::more()
{
    std::array<char, 4096> piece{};
    const auto got = ::recv(socket_, piece.data(), piece.size(), 0);
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
        throw std::runtime_error("the server said nothing for 15 s");
    if (got <= 0) return false;
    in_.append(piece.data(), static_cast<std::size_t>(got));
    return true;
}

std::string socket_client::answer(bool head_only)
{
    for (;;) {
        const auto end = in_.find("\r\n\r\n");
        if (end != std::string::npos) {
            const auto length = field_of(in_.substr(0, end + 4), "content-length");
            const auto size = end + 4 + (head_only || length.empty() ? 0 : std::stoul(length));
            if (in_.size() >= size) {
                auto whole = in_.substr(0, size);
                in_.erase(0, size);
                return whole;
            }
        }
        if (!more()) return {};
    }
}

std::string socket_client::rest()
{
    while (more()) {
    }
    return std::exchange(in_, {});
}

void socket_client::end_sending() const
{
    ::shutdown(socket_, SHUT_WR);
}

void socket_client::vanish()
{
    const linger at_once{1, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    ::close(socket_);
    socket_ = -1;
}

void socket_client::shrink_receive_buffer() const
{
    const int size = 4096;
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
}

unsigned status_of(std::string_view answer)
{
    if (answer.size() < 12 || !answer.starts_with("HTTP/1.1 ")) return 0;
    return static_cast<unsigned>(std::stoi(std::string(answer.substr(9, 3))));
}

std::string field_of(std::string_view answer, std::string_view name)
{
    const auto head = answer.substr(0, answer.find("\r\n\r\n") + 2);
    const auto wanted = "\r\n" + std::string(name) + ": ";
    const auto at = head.find(wanted);
    if (at == std::string_view::npos) return {};
    const auto value = head.substr(at + wanted.size());
    return std::string(value.substr(0, value.find("\r\n")));
}

std::string body_of(std::string_view answer)
{
    const auto end = answer.find("\r\n\r\n");
    return end == std::string_view::npos ? std::string() : std::string(answer.substr(end + 4));
}

std::string get(std::string_view target, std::string_view fields)
{
    return "GET " + std::string(target) + " HTTP/1.1\r\n" + std::string(host) + std::string(fields) + "\r\n";
}

std::string post(std::string_view target, std::string_view body)
{
    return "POST " + std::string(target) + " HTTP/1.1\r\n" + std::string(host) +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

response text(std::string body, unsigned status)
{
    return {.status = status, .content_type = "text/plain; charset=utf-8", .body = std::move(body)};
}

endpoint open_row(verb method, std::string_view path, std::string_view operation, handler serve,
                  std::size_t body_max)
{
    return {.method = method,
            .path = path,
            .operation = operation,
            .needs = needs::nobody,
            .body_max = body_max,
            .serve = std::move(serve)};
}

bool has(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

server_settings on_loopback()
{
    server_settings how;
    how.hosts = {"localhost", "127.0.0.1"};
    return how;
}

}  // namespace redress::http::test
