// The staff console: a page and its files, as adapters/console/make built them into the program. Anybody may have
// them; who signs in decides what they show.
#pragma once

#include "adapters/http/endpoint.hpp"

namespace redress::app {

/// `/console/` and everything below: files under `/console/assets/`, for any other address the page, which knows
/// what to show there.
[[nodiscard]] http::endpoint_table console_endpoints();

}  // namespace redress::app
