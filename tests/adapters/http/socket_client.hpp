// A client that sends exactly the bytes it is given, and a server to send them to.
#pragma once

#include "adapters/http/server.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace redress::http::test {

class socket_client {
public:
    /// "127.0.0.1:41234". `from`: the address that it calls from, of this machine.
    explicit socket_client(const std::string& address, const std::string& from = {});
    ~socket_client();
    socket_client(const socket_client&) = delete;
    socket_client& operator=(const socket_client&) = delete;

    void send(std::string_view bytes) const;
    /// One answer with its body, by its Content-Length; empty when the server hung up before it.
    [[nodiscard]] std::string answer(bool head_only = false);
    /// Everything until the server hangs up.
    [[nodiscard]] std::string rest();
    [[nodiscard]] std::string ask(std::string_view bytes)
    {
        send(bytes);
        return answer();
    }
    void end_sending() const;
    /// Closes with a reset, as a client that crashed.
    void vanish();
    void shrink_receive_buffer() const;

private:
    bool more();
    int socket_ = -1;
    std::string in_;
};

/// "HTTP/1.1 404 ..." -> 404; 0 for nothing.
[[nodiscard]] unsigned status_of(std::string_view answer);
[[nodiscard]] std::string field_of(std::string_view answer, std::string_view name);
[[nodiscard]] std::string body_of(std::string_view answer);

inline constexpr std::string_view host = "Host: localhost\r\n";

// --- requests and rows that many tests need ---
[[nodiscard]] std::string get(std::string_view target, std::string_view fields = {});
[[nodiscard]] std::string post(std::string_view target, std::string_view body);
[[nodiscard]] response text(std::string body, unsigned status = 200);
/// For everybody.
[[nodiscard]] endpoint open_row(verb method, std::string_view path, std::string_view operation, handler serve,
                                std::size_t body_max = 1024);
[[nodiscard]] bool has(std::string_view text, std::string_view part);

/// Settings that listen on loopback and answer to `localhost`.
[[nodiscard]] server_settings on_loopback();

}  // namespace redress::http::test
