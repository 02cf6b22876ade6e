// Everything that is served over HTTP, as one table put together from the parts that serve it.
#pragma once

#include "adapters/app/pages/page_world.hpp"
#include "adapters/app/web/request_limit.hpp"
#include "adapters/app/web/web_desk.hpp"
#include "adapters/http/endpoint.hpp"
#include "adapters/http/server.hpp"

#include <chrono>
#include <functional>
#include <memory>

namespace redress::app {

/// The rows use `desk`, which must outlive them. Without `pages` there are none. `oidc`: an identity provider is
/// set, so people may sign in there. What is counted over all cases is counted anew after `counts_kept`.
/// `exchange_waits`: whether events from and to other systems wait, from any thread.
[[nodiscard]] http::endpoint_table endpoints(web_desk& desk, request_limits limits,
                                             const std::shared_ptr<const page_world>& pages,
                                             bool oidc = false,
                                             std::chrono::seconds counts_kept = std::chrono::seconds(60),
                                             std::function<bool()> exchange_waits = {});

/// Says who asks, and whether they may; what opens nothing is counted within `limits`.
[[nodiscard]] http::authorise_hook who_asks(web_desk& desk, request_limits limits);

}  // namespace redress::app
