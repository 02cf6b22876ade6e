// The REST operations as rows of the endpoint table. schemas/http/openapi.yaml names the same ones: a test
// compares them.
#pragma once

#include "adapters/app/web/web_desk.hpp"
#include "adapters/http/endpoint.hpp"

#include <chrono>
#include <cstdint>

namespace redress::app {

struct rest_limits {
    std::int64_t requests_per_minute = 12'000;  // of one caller
    std::chrono::seconds counts_kept{60};       // what is counted over all cases is counted anew behind this
};

/// Handlers run on the workers of `desk`, which must outlive the table.
[[nodiscard]] http::endpoint_table rest_endpoints(web_desk& desk, rest_limits limits = {});

}  // namespace redress::app
