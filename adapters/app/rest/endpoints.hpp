// The REST operations as rows of the endpoint table. schemas/http/openapi.yaml names the same ones: a test
// compares them.
#pragma once

#include "adapters/app/web/web_desk.hpp"
#include "adapters/http/endpoint.hpp"

namespace redress::app {

/// Handlers run on the workers of `desk`, which must outlive the table.
[[nodiscard]] http::endpoint_table rest_endpoints(web_desk& desk);

}  // namespace redress::app
