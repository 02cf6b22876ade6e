// Signing in, accounts, tokens and approvals over HTTP: rows of the endpoint table, each behind its guard.
#pragma once

#include "adapters/app/web/web_desk.hpp"
#include "adapters/http/endpoint.hpp"

#include <functional>
#include <memory>
#include <optional>

namespace redress::app {

/// Without guards: for a server that asks `authorise_on` before it calls a handler.
[[nodiscard]] http::endpoint_table identity_endpoints(web_desk& desk);

/// What the server asks of every row that needs somebody, on a worker of the desk.
[[nodiscard]] std::function<void(const http::endpoint& row, const std::shared_ptr<http::request>& asked,
                                 std::function<void(std::optional<http::response>)> then)>
authorise_on(web_desk& desk);

// Parts of the table.
[[nodiscard]] http::endpoint_table session_endpoints(web_desk& desk);
[[nodiscard]] http::endpoint_table user_endpoints(web_desk& desk);
[[nodiscard]] http::endpoint_table approval_endpoints(web_desk& desk);
[[nodiscard]] http::endpoint_table oidc_endpoints(web_desk& desk);

}  // namespace redress::app
