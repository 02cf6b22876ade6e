// How many requests of one caller the API answers: so that a program that runs wild slows nobody else down, and
// whoever is nobody yet, at a log-in, is counted by their network.
#pragma once

#include "adapters/app/web/web_desk.hpp"
#include "adapters/http/endpoint.hpp"
#include "adapters/http/server.hpp"

#include <cstdint>

namespace redress::app {

struct request_limits {
    /// Of one caller, all operations together: as many at once, and refilled evenly over the minute.
    std::int64_t requests_per_minute = 12'000;
};

/// The rows behind one limit. Every answer says how much is left (RateLimit, RateLimit-Policy); what is beyond it is
/// answered 429 with Retry-After and does not reach its handler. Uses `desk`, which must outlive the rows.
[[nodiscard]] http::endpoint_table limited(web_desk& desk, request_limits within, http::endpoint_table rows);

/// The hook behind a limit of its own, of the same size, for what is shown and opens nothing: wrong tokens and secrets of
/// sessions that are over, counted by network. Beyond it such are answered 429; whoever is signed in goes on.
[[nodiscard]] http::authorise_hook counted(web_desk& desk, request_limits within, http::authorise_hook inner);

}  // namespace redress::app
