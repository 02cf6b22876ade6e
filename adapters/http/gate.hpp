// The strict gate: decides over the raw bytes of a request's header before any parser sees them. Whatever
// two programs could frame in two ways is refused here, so that nothing behind has to be clever.
//
// A pure function. What passes has one meaning: lines end in CRLF, there is one Host, the body is as long as
// the one Content-Length says, and no Transfer-Encoding came at all.
#pragma once

#include "adapters/http/limits.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace redress::http {

struct gate_refusal {
    unsigned status = 400;
    std::string_view code;  // stable: "transfer_encoding", "host_missing"
    std::string detail;     // names the field, the rule and the way out; never the value that was sent
};

/// What the framing of a request that passed is.
struct gate_pass {
    std::string_view method, target, host;  // views into the block
    std::size_t fields = 0;
    std::size_t content_length = 0;
    bool modern = true;  // HTTP/1.1, not 1.0
    bool keep_alive = true;
    bool wants_continue = false;  // Expect: 100-continue
};

/// Where the header ends, looking only at what came since `from`.
struct header_scan {
    std::optional<std::size_t> end;  // just behind the empty line; nothing: it goes on
    std::optional<gate_refusal> refused;
};

/// Called with more bytes each time; refuses as soon as something can never become a header.
[[nodiscard]] header_scan find_header_end(std::string_view bytes, std::size_t from, const limits& within);

/// `block`: the whole header with its empty line.
[[nodiscard]] std::variant<gate_pass, gate_refusal> pass_gate(std::string_view block, const limits& within);

// --- shared with the readers of single fields ---
[[nodiscard]] bool token_byte(unsigned char c);
[[nodiscard]] bool same_name(std::string_view a, std::string_view b);  // ASCII, without case
[[nodiscard]] std::string_view trimmed(std::string_view text);         // of spaces and tabs

}  // namespace redress::http
