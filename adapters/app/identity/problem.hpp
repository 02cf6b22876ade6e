// Refusals of the ways in, as problem+json (RFC 9457): a stable code, and words in the language of the request
// from schemas/texts, section [sign_in].
#pragma once

#include "adapters/http/message.hpp"

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace redress::app {

class services;

/// Every code that the ways in refuse with. Each has a title and, as `<code>_fix`, what to do.
// clang-format off
inline constexpr auto sign_in_codes = std::to_array<std::string_view>({
    "absence_of_another", "absence_over", "absence_unfit", "approval_is_given_signed_in", "body_unreadable", "body_wrong", "csrf_token_wrong", "digest_wrong",
    "event_needs_no_approval", "from_another_site", "issuer_wrong", "login_wrong", "no_absence", "no_case", "no_password_here", "no_source",
    "no_token", "no_user", "nobody_of_roster", "not_json", "not_permitted", "not_secure", "not_signed_in", "not_yourself",
    "oidc_nobody", "oidc_off", "oidc_refused", "oidc_unavailable", "password_holds_login", "password_not_utf8",
    "password_too_long", "password_too_short", "password_too_simple", "prove_again", "scope_not_theirs", "scope_without_role",
    "session_only", "session_over", "sign_in_wrong", "subject_linked", "token_expired", "token_of_one", "token_reads_only",
    "token_wrong", "user_exists", "wait",
});
// clang-format on

struct body_error {
    std::string pointer;  // "/login"
    std::string code;     // "required", "unknown" ...
    std::string detail;   // names field, rule and fix
};

/// The code of a refusal with its status and the values that its words need.
struct refused {
    unsigned status = 403;
    std::string code;
    std::map<std::string, std::string> values = {};
    std::vector<body_error> errors = {};
};

/// The sentence and, when there is one, what to do: as a command says it.
[[nodiscard]] std::string in_words(services& from, const refused& why, std::string_view language);

[[nodiscard]] http::response problem(services& from, const http::request& asked, const refused& why);

/// What must not be kept by anybody on the way.
[[nodiscard]] http::response json_answer(unsigned status, std::string body);

}  // namespace redress::app
