// /livez, /readyz, /metrics and /version on a listener of their own: small, loopback by default, one
// thread, closes after each answer. It serves machines that watch, not people who complain.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace redress::app {

struct ops_answers {
    std::function<bool()> ready;
    std::function<std::string()> readiness;  // JSON
    std::function<std::string()> metrics;    // Prometheus text
    std::string version;                     // JSON
};

class ops_server {
public:
    /// Listens at once on "address:port". Throws std::runtime_error that names the address when it cannot.
    ops_server(const std::string& listen, ops_answers answers);
    ~ops_server();  // stops and waits for its thread
    ops_server(const ops_server&) = delete;
    ops_server& operator=(const ops_server&) = delete;
    [[nodiscard]] std::string address() const;  // "127.0.0.1:41234"

private:
    struct inside;
    std::unique_ptr<inside> in_;
};

}  // namespace redress::app
