// One HTTP exchange with the identity provider (libcurl): short, small, without redirects, over TLS or with this
// machine.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace redress::app::oidc {

struct fetched {
    long status = 0;
    std::string body;
};

struct form {
    std::vector<std::pair<std::string, std::string>> fields;
    std::string user, password;  // of HTTP Basic; empty: none
};

/// Nothing when it took too long, was too large, led elsewhere or could not be had; `why` says so.
[[nodiscard]] std::optional<fetched> fetch(const std::string& url, std::size_t bytes_max, std::string& why);
[[nodiscard]] std::optional<fetched> post(const std::string& url, const form& what, std::size_t bytes_max,
                                          std::string& why);

/// https, or http to this machine: an address that a secret may go to.
[[nodiscard]] bool is_safe_address(std::string_view url);

}  // namespace redress::app::oidc
