// Signing in and what it opens. Wrong names, wrong passwords, disabled accounts and people who left the roster
// hear the same after the same time.
#pragma once

#include "workflow/identity/accounts.hpp"
#include "workflow/identity/session_rules.hpp"
#include "workflow/principal.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace redress::app {

class services;

struct opened_session {
    std::string secret;  // for the cookie; kept nowhere
    workflow::login_session one;
};

/// Either a session, or how long to wait before the next attempt; neither: it was not right.
struct sign_in_answer {
    std::optional<opened_session> opened;
    duration wait{};
};

[[nodiscard]] workflow::session_limits session_limits_of(services& from);

/// `replaces`: the secret of a session of this browser, which ends with it; empty: there is none.
[[nodiscard]] sign_in_answer sign_in(services& from, const std::string& login, const std::string& password,
                                     const std::string& peer, const std::string& replaces);

/// The same session under a new secret, as at a proof of identity (`stepped_up`). Nothing when it is over.
[[nodiscard]] std::optional<opened_session> renewed(services& from, const std::string& secret,
                                                    const workflow::login_session& one,
                                                    std::optional<instant> stepped_up);

/// Whoever is signed in proves it anew; counted and throttled like a log-in.
[[nodiscard]] sign_in_answer prove_again(services& from, const std::string& secret,
                                         const workflow::login_session& one, const std::string& password,
                                         const std::string& peer);

/// For somebody whom the identity provider has vouched for.
[[nodiscard]] std::optional<opened_session> open_for(services& from, const std::string& person,
                                                     workflow::sign_in_means means,
                                                     const std::string& replaces);

/// A person of the roster by a session; nothing when the roster has them no more.
[[nodiscard]] std::optional<workflow::principal> principal_of(services& from,
                                                              const workflow::login_session& one);
/// Whom a token speaks for, in the roles of its scopes that they still have.
[[nodiscard]] std::optional<workflow::principal> principal_of(services& from, const workflow::api_token& one);

/// The scope that lets a token look and nothing else; every other scope is a role.
inline constexpr std::string_view read_only_scope = "read_only";

void record_identity(services& from, std::string_view what, std::string_view who, std::string_view subject,
                     std::string_view detail);

}  // namespace redress::app
