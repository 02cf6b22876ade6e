// /api/v1/session: in, who am I, again, out.
#include "adapters/app/command_answer.hpp"
#include "adapters/app/identity/body_reader.hpp"
#include "adapters/app/identity/identity_acts.hpp"
#include "adapters/app/identity/identity_endpoints.hpp"
#include "adapters/app/identity/secrets.hpp"
#include "adapters/app/identity/sign_in.hpp"
#include "adapters/app/identity/web_guard.hpp"
#include "adapters/app/services.hpp"
#include "adapters/postgres/identity_store.hpp"
#include "adapters/postgres/session_store.hpp"
#include "workflow/permissions.hpp"

#include <boost/json.hpp>

#include <chrono>

namespace redress::app {
namespace {

using http::needs;
using http::verb;

std::string shown(const workflow::principal& who, const workflow::login_session* one,
                  const workflow::session_limits& limits)
{
    role_set roles;
    for (const auto as : who.roles) roles = roles | as;
    boost::json::array permissions;
    for (const auto& row : workflow::permission_rows)
        if (workflow::may(who, *workflow::parse_permission(row.name))) permissions.emplace_back(row.name);
    boost::json::object body{{"person", who.id},
                             {"roles", names_of_roles(roles)},
                             {"team", who.team},
                             {"signed_in_by", one != nullptr ? "session" : "token"},
                             {"permissions", std::move(permissions)}};
    if (one != nullptr) {
        body["csrf_token"] = one->csrf;
        body["opened_at"] = to_string(one->opened);
        body["ends_at"] = to_string(one->opened + limits.absolute);
        body["idle_limit_seconds"] = std::chrono::duration_cast<std::chrono::seconds>(limits.idle).count();
        body["proof_counts_until"] = to_string(one->stepped_up.value_or(one->opened) + limits.step_up);
    }
    return boost::json::serialize(body);
}

void answer_session(web_call& call, unsigned status, const opened_session& opened)
{
    auto& from = call.from();
    const auto who = principal_of(from, opened.one);
    if (!who) {
        call.answer(problem(from, call.asked(), {.status = 401, .code = "not_signed_in"}));
        return;
    }
    auto made = json_answer(status, shown(*who, &opened.one, session_limits_of(from)));
    made.headers.emplace_back("set-cookie", session_cookie(call.asked(), opened.secret));
    call.answer(std::move(made));
}

refused must_wait(duration wait)
{
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait).count();
    return {.status = 429, .code = "wait", .values = {{"seconds", std::to_string(seconds)}}};
}

void log_in(web_call& call)
{
    auto& from = call.from();
    const auto& asked = call.asked();
    const auto no = [&](const refused& why) { call.answer(problem(from, asked, why)); };
    if (!may_carry_secrets(asked)) return no({.status = 403, .code = "not_secure"});
    // A program has no page; a browser says where it is.
    if (!sent_by_our_page(asked, false)) return no({.status = 403, .code = "from_another_site"});
    body_reader body(asked);
    const auto login = body.text("login");
    const auto password = body.text("password", 1024);
    if (const auto fault = body.fault()) return no(*fault);
    const auto found = sign_in(from, login, password, asked.peer, session_secret_in(asked));
    if (found.wait > duration::zero()) return no(must_wait(found.wait));
    if (!found.opened) return no({.status = 401, .code = "sign_in_wrong"});
    answer_session(call, 201, *found.opened);
}

void who_am_i(web_call& call)
{
    auto& from = call.from();
    const auto one = session_behind(from, call.asked());
    call.answer(json_answer(200, shown(*call.asked().who, one ? &*one : nullptr, session_limits_of(from))));
}

void log_out(web_call& call)
{
    auto& from = call.from();
    if (const auto one = session_behind(from, call.asked())) {
        from.sessions().end(digest_of(session_secret_in(call.asked())));
        record_identity(from, "signed_out", one->person, one->id, "");
    }
    auto made = json_answer(204, "");
    made.headers.emplace_back("set-cookie", session_cookie(call.asked(), ""));
    made.headers.emplace_back("clear-site-data", "\"cache\", \"storage\"");
    call.answer(std::move(made));
}

/// A new secret for the same session; with the password also a proof that it is still the same person.
void renew(web_call& call)
{
    auto& from = call.from();
    const auto& asked = call.asked();
    const auto no = [&](const refused& why) { call.answer(problem(from, asked, why)); };
    body_reader body(asked);
    const auto password = body.maybe_text("password", 1024);
    if (const auto fault = body.fault()) return no(*fault);
    const auto one = session_behind(from, asked);
    if (!one) return no({.status = 401, .code = "not_signed_in"});
    const auto secret = session_secret_in(asked);
    if (!password) {
        const auto opened = renewed(from, secret, *one, std::nullopt);
        if (!opened) return no({.status = 401, .code = "not_signed_in"});
        return answer_session(call, 200, *opened);
    }
    const auto found = prove_again(from, secret, *one, *password, asked.peer);
    if (found.wait > duration::zero()) return no(must_wait(found.wait));
    if (!found.opened) return no({.status = 401, .code = "sign_in_wrong"});
    answer_session(call, 200, *found.opened);
}

/// One's own password: the old one is asked for, and every session ends but the new one.
void change_password(web_call& call)
{
    auto& from = call.from();
    const auto& asked = call.asked();
    const auto no = [&](const refused& why) { call.answer(problem(from, asked, why)); };
    body_reader body(asked);
    const auto old = body.text("old_password", 1024);
    const auto fresh = body.text("new_password", 1024);
    if (const auto fault = body.fault()) return no(*fault);
    const auto one = session_behind(from, asked);
    if (!one) return no({.status = 401, .code = "not_signed_in"});
    const auto account = from.identities().account_of(one->person);
    if (!account || !account->password) return no({.status = 409, .code = "no_password_here"});
    // Looked at before the proof takes the place of the session: whoever mistypes keeps the one they have.
    if (const auto fault = fault_of_new_password(fresh, account->login)) return no(*fault);
    const auto proved = prove_again(from, session_secret_in(asked), *one, old, asked.peer);
    if (proved.wait > duration::zero()) return no(must_wait(proved.wait));
    if (!proved.opened) return no({.status = 401, .code = "sign_in_wrong"});
    if (const auto fault = set_password(from, one->person, one->person, fresh)) return no(*fault);
    const auto opened = open_for(from, one->person, one->means, "");
    if (!opened) return no({.status = 401, .code = "not_signed_in"});
    answer_session(call, 200, *opened);
}

}  // namespace

http::endpoint_table session_endpoints(web_desk& desk)
{
    constexpr std::size_t small = 4096;
    return {
        {verb::post, "/api/v1/session", "log_in", needs::nobody, "", small, desk.on_worker(&log_in)},
        {verb::get, "/api/v1/session", "who_am_i", needs::signed_in, "own_session", 0,
         desk.on_worker(&who_am_i)},
        {verb::del, "/api/v1/session", "log_out", needs::session, "own_session", 0, desk.on_worker(&log_out)},
        {verb::post, "/api/v1/session/renew", "renew_session", needs::session, "own_session", small,
         desk.on_worker(&renew)},
        {verb::post, "/api/v1/session/password", "change_password", needs::session, "own_session", small,
         desk.on_worker(&change_password)},
    };
}

}  // namespace redress::app
