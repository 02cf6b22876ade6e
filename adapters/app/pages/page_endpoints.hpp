// The rows of the endpoint table that the complainant's pages and their API are.
#pragma once

#include "adapters/app/pages/page_world.hpp"
#include "adapters/app/web/web_desk.hpp"
#include "adapters/http/endpoint.hpp"

#include <memory>

namespace redress::app {

/// What the rows name lives as long as the process.
[[nodiscard]] http::endpoint_table page_endpoints(web_desk& desk,
                                                  const std::shared_ptr<const page_world>& world);

}  // namespace redress::app
