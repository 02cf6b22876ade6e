// One HTTP exchange with a witness (libcurl): short, small, without redirects, over TLS or with this machine.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace redress::app {

struct text_answer {
    long status = 0;
    std::string body;
};

/// Nothing when it took too long, was too large, led elsewhere or could not be had; `why` says so.
[[nodiscard]] std::optional<text_answer> post_text(const std::string& url, const std::string& body,
                                                   std::size_t bytes_max, std::string& why);
/// https, or http to this machine.
[[nodiscard]] bool is_safe_address_to_post(std::string_view url);

}  // namespace redress::app
