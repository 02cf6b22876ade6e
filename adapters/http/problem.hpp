// problem+json (RFC 9457) with a stable code: how everything that is refused is said. The edge's own words
// are English; whoever runs it may give others by code and language.
#pragma once

#include "adapters/http/message.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace redress::http {

struct problem {
    unsigned status = 400;
    std::string_view code;
    std::string detail;
    std::vector<std::pair<std::string, std::string>> headers;
};

/// Words for a code in a language; empty when there are none.
using words_of = std::function<std::string(std::string_view code, std::string_view language)>;

[[nodiscard]] response answer_of(const problem& what, std::string_view trace_id,
                                 std::string_view language = "en", const words_of& words = {});

/// "Not Found"; "Unknown" for what we never send.
[[nodiscard]] std::string_view reason_of(unsigned status);

}  // namespace redress::http
