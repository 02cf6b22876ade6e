// One HTTP exchange with another machine (libcurl): short, small, without redirects, over TLS or with this machine.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace redress::app {

struct outgoing_call {
    std::string url;
    std::vector<std::string> headers;      // "Accept: application/json"
    std::optional<std::string> body;       // posted; none: it is a GET
    std::string user = {}, password = {};  // of HTTP Basic; empty: none
    std::size_t answer_max = 0;            // bytes
    std::chrono::milliseconds connect_max{}, whole_max{};
};
struct call_answer {
    long status = 0;
    std::string body;
};

/// Nothing when it took too long, was too large, led elsewhere or could not be had; `why` says so.
[[nodiscard]] std::optional<call_answer> answer_to(const outgoing_call& call, std::string& why);

/// https, or http to this machine: an address that a secret may go to.
[[nodiscard]] bool is_safe_address(std::string_view url);

}  // namespace redress::app
