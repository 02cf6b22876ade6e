#include "adapters/app/identity/web_guard.hpp"

#include "adapters/app/identity/problem.hpp"
#include "adapters/app/identity/secrets.hpp"
#include "adapters/app/identity/sign_in.hpp"
#include "adapters/app/services.hpp"
#include "adapters/files/roster_file.hpp"
#include "adapters/postgres/identity_store.hpp"
#include "adapters/postgres/session_store.hpp"
#include "workflow/identity/session_rules.hpp"
#include "workflow/identity/token_text.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <utility>
#include <variant>

namespace redress::app {
namespace {

using namespace std::chrono_literals;
using workflow::permission;

bool is_loopback(std::string_view peer)
{
    return peer == "::1" || peer.starts_with("127.") || peer.starts_with("::ffff:127.");
}

/// What hands out a way in is asked for shortly after the person proved who they are.
bool asks_for_fresh_proof(permission what)
{
    return what == permission::manage_users || what == permission::manage_tokens;
}

/// Whether a request changes nothing: what is asked by a body may be a question all the same.
bool only_looks(permission what, http::verb method)
{
    const bool asked_by_body =
        what == permission::search || what == permission::try_policy || what == permission::check_firewall;
    return workflow::row_of(what).looks && (method == http::verb::get || asked_by_body);
}

struct found_principal {
    workflow::principal who;
    bool looks_only = false;
    bool fresh = false;
};
using finding = std::variant<found_principal, refused>;

finding by_token(services& from, std::string_view header)
{
    const refused no{.status = 401, .code = "token_wrong"};
    constexpr std::string_view scheme = "bearer ";
    if (header.size() <= scheme.size()) return no;
    const bool bearer = std::ranges::equal(header.substr(0, scheme.size()), scheme, [](char c, char wanted) {
        return c == wanted || (c >= 'A' && c <= 'Z' && c - 'A' + 'a' == wanted);
    });
    const auto text = header.substr(scheme.size());
    if (!bearer || !workflow::is_token_text(text)) return no;
    const auto found = from.identities().find_token(digest_of(text));
    if (!found || found->token.revoked || !found->account_active) return no;
    if (found->now >= found->token.expires) return refused{.status = 401, .code = "token_expired"};
    auto who = principal_of(from, found->token);
    if (!who) return no;
    if (!found->token.used || found->now - *found->token.used >= 1min)
        from.identities().note_token_used(found->token.id);
    const bool looks_only =
        std::ranges::find(found->token.scopes, read_only_scope) != found->token.scopes.end();
    return found_principal{.who = std::move(*who), .looks_only = looks_only};
}

bool is_safe(http::verb method)
{
    return method == http::verb::get;
}

finding by_session(services& from, const http::request& asked, const std::string& secret)
{
    const auto key = digest_of(secret);
    const auto found = from.sessions().find(key);
    if (!found) return refused{.status = 401, .code = "not_signed_in"};
    const auto limits = session_limits_of(from);
    if (standing_of(found->one, found->now, limits) != workflow::session_standing::alive) {
        from.sessions().end(key);
        return refused{.status = 401, .code = "session_over"};
    }
    auto who = principal_of(from, found->one);
    if (!who) {
        from.sessions().end(key);
        return refused{.status = 401, .code = "not_signed_in"};
    }
    if (!is_safe(asked.method)) {
        if (!sent_by_our_page(asked, true)) return refused{.status = 403, .code = "from_another_site"};
        if (!same_secret(asked.header("x-csrf-token"), found->one.csrf))
            return refused{.status = 403, .code = "csrf_token_wrong"};
    }
    if (is_worth_noting(found->one.used, found->now, limits)) from.sessions().note_used(key);
    return found_principal{.who = std::move(*who), .fresh = is_fresh(found->one, found->now, limits)};
}

finding find_out(services& from, const http::endpoint& row, const http::request& asked)
{
    const bool token = asked.headers.contains("authorization");
    if (token && row.needs == http::needs::session) return refused{.status = 403, .code = "session_only"};
    const auto secret = session_secret_in(asked);
    if (!token && secret.empty()) return refused{.status = 401, .code = "not_signed_in"};
    // Said aloud on an open line it is no secret any more.
    if (!may_carry_secrets(asked)) return refused{.status = 403, .code = "not_secure"};
    return token ? by_token(from, asked.header("authorization")) : by_session(from, asked, secret);
}

std::optional<refused> judge(services& from, const http::endpoint& row, http::request& asked)
{
    // Nobody can claim to be somebody by any other way than through here.
    asked.who = nullptr;
    if (row.needs == http::needs::nobody) return std::nullopt;
    const auto asked_for = workflow::parse_permission(row.permission);
    auto found = find_out(from, row, asked);
    if (const auto* no = std::get_if<refused>(&found)) return *no;
    auto& one = std::get<found_principal>(found);
    const auto denied = [&](std::string_view code) {
        return refused{.status = 403,
                       .code = std::string(code),
                       .values = {{"who_may", asked_for ? roles_that_may(*asked_for) : ""}}};
    };
    // A row without a permission that the matrix knows is a mistake of ours, and lets nobody in.
    if (!asked_for || !workflow::may(one.who, *asked_for)) return denied("not_permitted");
    if (one.looks_only && !only_looks(*asked_for, asked.method)) return denied("token_reads_only");
    if (asks_for_fresh_proof(*asked_for) && !one.fresh) return denied("prove_again");
    asked.who = std::make_shared<const workflow::principal>(std::move(one.who));
    return std::nullopt;
}

}  // namespace

std::string roles_that_may(workflow::permission what)
{
    std::string roles;
    for (std::size_t r = 0; r < count_of<role>; ++r)
        if (workflow::may(static_cast<role>(r), what))
            roles += (roles.empty() ? "" : ", ") + std::string(name_of(static_cast<role>(r)));
    return roles;
}

bool may_carry_secrets(const http::request& asked)
{
    return asked.secure || is_loopback(asked.peer);
}

std::string session_secret_in(const http::request& asked)
{
    const auto found = asked.cookies.find(asked.secure ? secure_cookie : loopback_cookie);
    return found == asked.cookies.end() ? std::string() : found->second;
}

std::string session_cookie(const http::request& asked, std::string_view secret)
{
    std::string made(asked.secure ? secure_cookie : loopback_cookie);
    made += '=';
    made += secret;
    made += "; Path=/; HttpOnly; SameSite=Lax";
    if (asked.secure) made += "; Secure";
    if (secret.empty()) made += "; Max-Age=0";
    return made;
}

bool sent_by_our_page(const http::request& asked, bool must_say)
{
    const auto site = asked.header("sec-fetch-site");
    const auto origin = asked.header("origin");
    if (site.empty() && origin.empty()) return !must_say;
    if (!site.empty() && site != "same-origin") return false;
    if (origin.empty()) return true;
    const auto host = asked.header("host");
    const std::string ours = (asked.secure ? "https://" : "http://") + std::string(host);
    return !host.empty() && origin == ours;
}

std::optional<http::response> authorise(services& from, const http::endpoint& row, http::request& asked)
{
    try {
        const auto no = judge(from, row, asked);
        if (!no) return std::nullopt;
        return problem(from, asked, *no);
    } catch (...) {
        // Whoever cannot be asked about is nobody; the caller answers what went wrong.
        asked.who = nullptr;
        throw;
    }
}

std::optional<workflow::login_session> session_behind(services& from, const http::request& asked)
{
    if (!asked.who || asked.who->by != workflow::signed_in_by::session) return std::nullopt;
    const auto found = from.sessions().find(digest_of(session_secret_in(asked)));
    if (!found || found->one.person != asked.who->id) return std::nullopt;
    return found->one;
}

http::handler guarded(web_desk& desk, const http::endpoint& row, http::handler inner)
{
    auto without_handler = row;
    without_handler.serve = nullptr;
    return desk.on_worker([row = std::move(without_handler), inner = std::move(inner)](web_call& call) {
        auto asked = call.asked();
        if (auto no = authorise(call.from(), row, asked)) {
            call.answer(std::move(*no));
            return;
        }
        inner(std::make_shared<const http::request>(std::move(asked)),
              [call = call.shared_from_this()](http::response with) { call->answer(std::move(with)); });
    });
}

http::endpoint_table guarded(web_desk& desk, http::endpoint_table rows)
{
    for (auto& row : rows) row.serve = guarded(desk, row, row.serve);
    return rows;
}

}  // namespace redress::app
