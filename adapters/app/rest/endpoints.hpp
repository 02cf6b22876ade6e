// The REST operations as rows of the endpoint table. schemas/http/openapi.yaml names the same ones: a test
// compares them.
#pragma once

#include "adapters/app/web/web_desk.hpp"
#include "adapters/http/endpoint.hpp"

#include <chrono>
#include <functional>

namespace redress::app {

/// Handlers run on the workers of `desk`, which must outlive the table. What is counted over all cases is counted anew
/// after `counts_kept`. `exchange_waits`: whether events from and to other systems wait, from any thread.
[[nodiscard]] http::endpoint_table rest_endpoints(web_desk& desk,
                                                  std::chrono::seconds counts_kept = std::chrono::seconds(60),
                                                  std::function<bool()> exchange_waits = {});

}  // namespace redress::app
