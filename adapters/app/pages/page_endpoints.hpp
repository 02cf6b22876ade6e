// The rows of the endpoint table that the complainant's pages and their API are.
#pragma once

#include "adapters/app/pages/page_world.hpp"
#include "adapters/app/web/web_desk.hpp"
#include "adapters/http/endpoint.hpp"

#include <memory>
#include <optional>

namespace redress::app {

/// What the rows name lives as long as the process.
[[nodiscard]] http::endpoint_table page_endpoints(web_desk& desk,
                                                  const std::shared_ptr<const page_world>& world);

/// What the server itself refuses at one of these paths, as a page in the language of the path: a body that is too large,
/// or no room for it now. An address at which nothing is leads to the page that is meant when only the language is
/// missing, or is none of ours. Nothing for a program's path, or for what a browser does not run into.
[[nodiscard]] std::optional<http::response> page_of_refusal(web_desk& desk,
                                                            const std::shared_ptr<const page_world>& world,
                                                            const std::shared_ptr<const http::request>& asked,
                                                            unsigned status);
/// Of the largest body that a path takes.
[[nodiscard]] std::size_t page_body_max(const page_world& world);

}  // namespace redress::app
