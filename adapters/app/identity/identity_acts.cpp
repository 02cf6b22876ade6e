#include "adapters/app/identity/identity_acts.hpp"

#include "adapters/app/command_answer.hpp"
#include "adapters/app/identity/secrets.hpp"
#include "adapters/app/identity/sign_in.hpp"
#include "adapters/app/outgoing_call.hpp"
#include "adapters/app/services.hpp"
#include "adapters/files/roster_file.hpp"
#include "adapters/postgres/identity_store.hpp"
#include "workflow/permissions.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <chrono>

namespace redress::app {
namespace {

bool is_login(std::string_view text)
{
    constexpr std::size_t most = 64;
    return !text.empty() && text.size() <= most && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-' ||
               c == '@';
    });
}

refused no_user(const std::string& person)
{
    return {.status = 404, .code = "no_user", .values = {{"person", person}}};
}

/// Roles that the token's holder has at most.
role_set roles_open_to(services& from, const new_token& what)
{
    const auto& roster = from.roster();
    if (!what.person.empty()) {
        role_set all;
        for (const auto one : roster.roles_of(what.person)) all = all | one;
        return all;
    }
    const auto rule = roster.rule(what.source);
    role_set all;
    for (std::size_t r = 0; r < count_of<role>; ++r) {
        const auto one = static_cast<role>(r);
        if (rule.listed && rule.may_speak_for.has(one) && workflow::from_outside.has(one)) all = all | one;
    }
    return all;
}

std::optional<refused> fault_of(services& from, const new_token& what)
{
    if (what.person.empty() == what.source.empty()) return refused{.status = 400, .code = "token_of_one"};
    if (!what.person.empty() && !from.identities().account_of(what.person)) return no_user(what.person);
    if (!what.source.empty() && !from.roster().sources().contains(what.source))
        return refused{.status = 404, .code = "no_source", .values = {{"source", what.source}}};
    const auto open = roles_open_to(from, what);
    bool any = false;
    for (const auto& scope : what.scopes) {
        const auto as = parse_name<role>(scope);
        if (as && open.has(*as)) {
            any = true;
            continue;
        }
        if (scope == read_only_scope) continue;
        return refused{.status = 400,
                       .code = "scope_not_theirs",
                       .values = {{"scope", scope},
                                  {"holder", what.person.empty() ? what.source : what.person},
                                  {"roles", roles_text(open)}}};
    }
    if (!any)
        return refused{.status = 400, .code = "scope_without_role", .values = {{"roles", roles_text(open)}}};
    return std::nullopt;
}

}  // namespace

std::optional<refused> fault_of_new_password(const std::string& password, std::string_view login)
{
    const auto fault = fault_of_password(password, login);
    if (fault.empty()) return std::nullopt;
    return refused{
        .status = 400,
        .code = std::string(fault),
        .values = {{"least", std::to_string(password_least)}, {"most", std::to_string(password_most)}}};
}

std::optional<refused> add_user(services& from, const std::string& by, const new_user& what)
{
    if (from.roster().roles_of(what.person).empty())
        return refused{.status = 404, .code = "nobody_of_roster", .values = {{"person", what.person}}};
    const auto& login = what.login.empty() ? what.person : what.login;
    if (!is_login(login)) return refused{.status = 400, .code = "login_wrong", .values = {{"login", login}}};
    workflow::account one{.person = what.person, .login = login};
    if (what.password) {
        if (auto no = fault_of_new_password(*what.password, login)) return no;
        one.password = hash_password(*what.password);
    }
    if (!from.identities().add_account(one))
        return refused{
            .status = 409, .code = "user_exists", .values = {{"person", what.person}, {"login", login}}};
    record_identity(from, "user_added", by, what.person, what.password ? "password" : "");
    return std::nullopt;
}

std::optional<refused> set_password(services& from, const std::string& by, const std::string& person,
                                    const std::string& password)
{
    const auto account = from.identities().account_of(person);
    if (!account) return no_user(person);
    if (auto no = fault_of_new_password(password, account->login)) return no;
    if (!from.identities().set_password(person, hash_password(password))) return no_user(person);
    record_identity(from, "password_set", by, person, "");
    return std::nullopt;
}

std::optional<refused> set_active(services& from, const std::string& by, const std::string& person,
                                  bool active)
{
    // Else the last operator might lock everybody out.
    if (!active && by == person) return refused{.status = 409, .code = "not_yourself"};
    if (!from.identities().set_active(person, active)) return no_user(person);
    record_identity(from, active ? "user_enabled" : "user_disabled", by, person, "");
    return std::nullopt;
}

std::optional<refused> link_user(services& from, const std::string& by, const std::string& person,
                                 const std::string& issuer, const std::string& subject)
{
    if (!from.identities().account_of(person)) return no_user(person);
    if (!is_safe_address(issuer))
        return refused{.status = 400, .code = "issuer_wrong", .values = {{"issuer", issuer}}};
    if (!from.identities().link(issuer, subject, person))
        return refused{.status = 409, .code = "subject_linked", .values = {{"subject", subject}}};
    record_identity(from, "user_linked", by, person, issuer);
    return std::nullopt;
}

std::variant<made_token, refused> make_token(services& from, const std::string& by, const new_token& what)
{
    if (auto no = fault_of(from, what)) return *no;
    const auto now = from.identities().now();
    made_token made{.token = {.id = random_name(),
                              .name = what.name,
                              .person = what.person,
                              .source = what.source,
                              .scopes = what.scopes,
                              .created = now,
                              .created_by = by,
                              .expires = now + std::chrono::hours(24) * what.days},
                    .secret = workflow::token_text(random_bits())};
    from.identities().add_token(made.token, digest_of(made.secret));
    record_identity(from, "token_made", by, made.token.id, what.person.empty() ? what.source : what.person);
    return made;
}

std::optional<refused> revoke_token(services& from, const std::string& by, const std::string& id)
{
    if (!from.identities().revoke_token(id))
        return refused{.status = 404, .code = "no_token", .values = {{"token", id}}};
    record_identity(from, "token_revoked", by, id, "");
    return std::nullopt;
}

boost::json::object row_of(services& from, const workflow::account& one)
{
    role_set roles;
    for (const auto as : from.roster().roles_of(one.person)) roles = roles | as;
    boost::json::array links;
    for (const auto& [issuer, subject] : from.identities().links_of(one.person))
        links.emplace_back(issuer + " " + subject);
    return {{"person", one.person},
            {"login", one.login},
            {"account_state", one.active ? "active" : "disabled"},
            {"password", one.password.has_value()},
            {"links", std::move(links)},
            {"roles", names_of_roles(roles)},
            {"created", to_string(one.created)}};
}

boost::json::object row_of(const workflow::api_token& one, instant now)
{
    boost::json::object row{{"token", one.id},
                            {"name", one.name},
                            {"holder", one.person.empty() ? one.source : one.person},
                            {"scopes", boost::json::array(one.scopes.begin(), one.scopes.end())},
                            {"token_state", one.revoked          ? "revoked"
                                            : now >= one.expires ? "expired"
                                                                 : "active"},
                            {"expires", to_string(one.expires)},
                            {"by", one.created_by},
                            {"created", to_string(one.created)}};
    if (one.used) row["used_at"] = to_string(*one.used);
    return row;
}

boost::json::array matrix_rows()
{
    using workflow::relation;
    boost::json::array rows;
    for (std::size_t r = 0; r < count_of<role>; ++r) {
        const auto as = static_cast<role>(r);
        for (std::size_t p = 0; p < workflow::permission_count; ++p) {
            const auto what = static_cast<workflow::permission>(p);
            if (workflow::may(as, what))
                rows.push_back(boost::json::object{
                    {"role", name_of(as)}, {"permission", workflow::row_of(what).name}, {"relations", {}}});
        }
        for (std::size_t e = 0; e < event_count; ++e) {
            const auto what = static_cast<event_type>(e);
            boost::json::array with;
            for (std::size_t to = 0; to < workflow::relation_count; ++to)
                if (workflow::may(as, what, static_cast<relation>(to)))
                    with.emplace_back(workflow::relation_rows[to].name);
            if (!with.empty())
                rows.push_back(boost::json::object{
                    {"role", name_of(as)}, {"permission", name_of(what)}, {"relations", std::move(with)}});
        }
    }
    return rows;
}

}  // namespace redress::app
