// What the identity provider is asked.
#pragma once

#include "adapters/app/outgoing_call.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace redress::app::oidc {

struct form {
    std::vector<std::pair<std::string, std::string>> fields;
    std::string user, password;  // of HTTP Basic; empty: none
};

/// As `answer_to`, within eight seconds.
[[nodiscard]] std::optional<call_answer> fetch(const std::string& url, std::size_t bytes_max,
                                               std::string& why);
[[nodiscard]] std::optional<call_answer> post(const std::string& url, const form& what, std::size_t bytes_max,
                                              std::string& why);

}  // namespace redress::app::oidc
