// The one table from which routing, permissions, OpenAPI coverage and metric labels derive: a row for each
// operation, whoever serves it.
#pragma once

#include "adapters/http/message.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace redress::http {

enum class needs : std::uint8_t {
    nobody,     // public: no session is looked at
    signed_in,  // anybody of the roster or a token; what they may see is decided by the handler's matrix
    session,    // a person in a browser; a token is refused
};

struct endpoint {
    http::verb method = verb::get;
    std::string_view path;       // "/api/v1/complaints/{id}/timeline"; {name} stands for one segment
    std::string_view operation;  // `operationId` of the contract, and the metrics label
    http::needs needs = needs::signed_in;
    std::string_view permission;  // of workflow/permissions.hpp; empty only with needs::nobody
    std::size_t body_max = std::size_t{64} * 1024;  // bytes; 0: a body is refused
    http::handler serve;
    /// What a request may have whose head earns more than another's, or less: asked instead of `body_max` before the
    /// body is read, by a thread that serves connections, and so it looks at the request alone. Empty: `body_max`.
    std::function<std::size_t(const request&)> body_max_of = {};
    /// `serve` is asked before the body is read, and answers with whoever takes it (`response::into`) or refuses it
    /// unread. Such a body is never whole in memory and takes no room of others (`limits::bodies_max`).
    bool body_in_pieces = false;
};

/// In the order of the table; of two that match the one with fewer {names} wins.
using endpoint_table = std::vector<endpoint>;

}  // namespace redress::http
