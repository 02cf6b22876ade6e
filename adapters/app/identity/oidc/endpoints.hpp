// The way to the identity provider and back, for whichever client the caller says that we are there.
#pragma once

#include "adapters/app/web/web_desk.hpp"
#include "adapters/http/endpoint.hpp"

#include <functional>
#include <optional>

namespace redress::app {
class config;
}

namespace redress::app::oidc {

struct client;
/// Nothing: nobody signs in that way.
using client_source = std::function<std::optional<client>(const config&)>;

[[nodiscard]] http::endpoint_table endpoints(web_desk& desk, client_source as);

}  // namespace redress::app::oidc
