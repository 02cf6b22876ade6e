// What is done to accounts and tokens, by whichever way it was asked for: command line or API. Each is recorded
// with who did it.
#pragma once

#include "adapters/app/identity/problem.hpp"
#include "workflow/identity/accounts.hpp"

#include <boost/json/fwd.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace redress::app {

class services;

struct new_user {
    std::string person;
    std::string login;                    // empty: the person's id
    std::optional<std::string> password;  // none: signs in at the identity provider
};
/// Nothing when it was done, else why not. `by`: who did it, for the record.
[[nodiscard]] std::optional<refused> add_user(services& from, const std::string& by, const new_user& what);
/// What is wrong with a password that somebody wants to have.
[[nodiscard]] std::optional<refused> fault_of_new_password(const std::string& password,
                                                           std::string_view login);
[[nodiscard]] std::optional<refused> set_password(services& from, const std::string& by,
                                                  const std::string& person, const std::string& password);
[[nodiscard]] std::optional<refused> set_active(services& from, const std::string& by,
                                                const std::string& person, bool active);
[[nodiscard]] std::optional<refused> link_user(services& from, const std::string& by,
                                               const std::string& person, const std::string& issuer,
                                               const std::string& subject);

struct new_token {
    std::string name;
    std::string person;  // or source
    std::string source;
    std::vector<std::string> scopes;
    std::int64_t days = 90;
};
struct made_token {
    workflow::api_token token;
    std::string secret;  // shown once, kept nowhere
};
[[nodiscard]] std::variant<made_token, refused> make_token(services& from, const std::string& by,
                                                           const new_token& what);
[[nodiscard]] std::optional<refused> revoke_token(services& from, const std::string& by,
                                                  const std::string& id);

inline constexpr std::int64_t token_days_max = 366;

/// As lists and answers show them.
[[nodiscard]] boost::json::object row_of(services& from, const workflow::account& one);
[[nodiscard]] boost::json::object row_of(const workflow::api_token& one, instant now);

/// What each role may, as `roles` shows it: permissions, and events with the relations that they need.
[[nodiscard]] boost::json::array matrix_rows();

}  // namespace redress::app
