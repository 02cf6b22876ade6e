// From a header that passed the gate to a request as a value. Beast reads the fields; where it and the gate
// do not agree on the framing, nobody is right and the request is refused.
#pragma once

#include "adapters/http/gate.hpp"
#include "adapters/http/server.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace redress::http {

struct request_context {
    const server_settings& how;
    const ip::address& peer;
    bool tls = false;
};

struct request_read {
    std::optional<problem> wrong;
    std::optional<verb> method;  // nothing: one that no endpoint has
    bool head_only = false;
    std::vector<std::string> segments;  // of the path, decoded
};

/// Fills `out` as far as it comes, so that a refusal is said in the right language under the right trace.
[[nodiscard]] request_read read_request(std::string_view block, const gate_pass& framing,
                                        const request_context& in, request& out);

/// 32 hexadecimal digits that nobody guesses.
[[nodiscard]] std::string fresh_trace();

}  // namespace redress::http
