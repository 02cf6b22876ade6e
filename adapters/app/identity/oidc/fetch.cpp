#include "adapters/app/identity/oidc/fetch.hpp"

#include "adapters/app/percent_encoding.hpp"

#include <chrono>

namespace redress::app::oidc {
namespace {

outgoing_call to_provider(const std::string& url, std::size_t bytes_max)
{
    return {.url = url,
            .headers = {"Accept: application/json"},
            .body = {},
            .answer_max = bytes_max,
            .connect_max = std::chrono::seconds(3),
            .whole_max = std::chrono::seconds(8)};
}

}  // namespace

std::optional<call_answer> fetch(const std::string& url, std::size_t bytes_max, std::string& why)
{
    return answer_to(to_provider(url, bytes_max), why);
}

std::optional<call_answer> post(const std::string& url, const form& what, std::size_t bytes_max,
                                std::string& why)
{
    auto call = to_provider(url, bytes_max);
    auto& body = call.body.emplace();
    for (const auto& [name, value] : what.fields)
        body += (body.empty() ? "" : "&") + percent_encoded(name) + '=' + percent_encoded(value);
    // Both are encoded before they are joined (RFC 6749, 2.3.1).
    call.user = percent_encoded(what.user);
    call.password = percent_encoded(what.password);
    return answer_to(call, why);
}

}  // namespace redress::app::oidc
