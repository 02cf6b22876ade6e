// Before a handler runs: who asks, and whether they may. By `Authorization: Bearer rdt_...` or by the cookie of a
// session; the endpoint's row says what it takes. Whatever cannot be made out is refused, and so is everything
// when the database does not answer.
#pragma once

#include "adapters/app/web/web_desk.hpp"
#include "adapters/http/endpoint.hpp"
#include "workflow/identity/accounts.hpp"
#include "workflow/permissions.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace redress::app {

class services;

/// Cookies with this prefix come from this very host and over TLS, whatever a neighbour sets (RFC 6265bis).
inline constexpr std::string_view secure_cookie = "__Host-redress";
/// Without TLS, and then on this machine alone.
inline constexpr std::string_view loopback_cookie = "redress";

/// "care_lead, auditor": codes, which whoever words a refusal puts into words.
[[nodiscard]] std::string roles_that_may(workflow::permission what);

/// The secret that the browser holds; empty: none, or none that counts over this connection.
[[nodiscard]] std::string session_secret_in(const http::request& asked);
/// `set-cookie` for a session; an empty secret takes it away.
[[nodiscard]] std::string session_cookie(const http::request& asked, std::string_view secret);
/// Whether a secret may travel on this connection: TLS, or this machine talking to itself.
[[nodiscard]] bool may_carry_secrets(const http::request& asked);
/// Whether the browser says that a page of ours sent this: by Sec-Fetch-Site and Origin, as far as it says
/// anything. `must_say`: saying nothing is no.
[[nodiscard]] bool sent_by_our_page(const http::request& asked, bool must_say);

/// Nothing when the request may go on: `asked.who` is filled in then. Else the answer to it.
[[nodiscard]] std::optional<http::response> authorise(services& from, const http::endpoint& row,
                                                      http::request& asked);

/// The session behind a request that was let through; nothing behind a token's.
[[nodiscard]] std::optional<workflow::login_session> session_behind(services& from,
                                                                    const http::request& asked);

/// The handler behind its guard, which asks on a worker of the desk.
[[nodiscard]] http::handler guarded(web_desk& desk, const http::endpoint& row, http::handler inner);
/// Each row of the table behind its guard.
[[nodiscard]] http::endpoint_table guarded(web_desk& desk, http::endpoint_table rows);

}  // namespace redress::app
