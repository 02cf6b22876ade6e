// Everything that is served over HTTP, as one table put together from the parts that serve it.
#pragma once

#include "adapters/app/web/web_desk.hpp"
#include "adapters/http/endpoint.hpp"
#include "adapters/http/server.hpp"

namespace redress::app {

/// The rows use `desk`, which must outlive them.
[[nodiscard]] http::endpoint_table endpoints(web_desk& desk);

/// Says who asks. Until there is a way to sign in nobody can be anybody, and is refused.
[[nodiscard]] http::authorise_hook who_asks(web_desk& desk);

}  // namespace redress::app
