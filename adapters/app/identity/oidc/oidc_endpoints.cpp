// /api/v1/oidc: to the identity provider and back. What the browser carries meanwhile is bound to it by a cookie
// of its own and works once.
#include "adapters/app/identity/identity_endpoints.hpp"
#include "adapters/app/identity/oidc/endpoints.hpp"
#include "adapters/app/identity/oidc/provider.hpp"
#include "adapters/app/identity/problem.hpp"
#include "adapters/app/identity/secrets.hpp"
#include "adapters/app/identity/sign_in.hpp"
#include "adapters/app/identity/web_guard.hpp"
#include "adapters/app/log.hpp"
#include "adapters/app/services.hpp"
#include "adapters/postgres/identity_store.hpp"
#include "adapters/postgres/session_store.hpp"

#include <chrono>
#include <memory>
#include <mutex>
#include <utility>

namespace redress::app {
namespace {

using namespace std::chrono_literals;
using http::needs;
using http::verb;

constexpr duration flow_lasts = 10min;

/// Made once for the process, at the first log-in: one place for the provider's keys, whichever worker asks.
class shared_provider {
public:
    explicit shared_provider(oidc::client_source as) : as_(std::move(as)) {}
    /// Null: the settings name none.
    std::shared_ptr<oidc::provider> of(services& from)
    {
        const std::lock_guard hold(guard_);
        if (!asked_) {
            if (auto as = as_(from.settings())) made_ = std::make_shared<oidc::provider>(*as);
            asked_ = true;
        }
        return made_;
    }

private:
    const oidc::client_source as_;
    std::mutex guard_;
    bool asked_ = false;
    std::shared_ptr<oidc::provider> made_;
};

std::string flow_cookie_name(const http::request& asked)
{
    return std::string(asked.secure ? secure_cookie : loopback_cookie) + "-oidc";
}

std::string flow_cookie(const http::request& asked, std::string_view secret)
{
    auto made = flow_cookie_name(asked) + '=';
    made += secret;
    // Lax: the way back from the provider is a navigation from another site.
    made += "; Path=/; HttpOnly; SameSite=Lax";
    if (asked.secure) made += "; Secure";
    made += secret.empty() ? "; Max-Age=0" : "; Max-Age=600";
    return made;
}

std::string queried(const http::request& asked, std::string_view name)
{
    const auto found = asked.query.find(name);
    return found == asked.query.end() ? std::string() : found->second;
}

http::response to_place(std::string where)
{
    auto made = json_answer(303, "");
    made.headers.emplace_back("location", std::move(where));
    made.headers.emplace_back("referrer-policy", "no-referrer");
    return made;
}

/// The cookie goes whatever came of it.
void refuse(web_call& call, const refused& why)
{
    auto made = problem(call.from(), call.asked(), why);
    made.headers.emplace_back("set-cookie", flow_cookie(call.asked(), ""));
    call.answer(std::move(made));
}

void start(web_call& call, shared_provider& shared)
{
    auto& from = call.from();
    const auto& asked = call.asked();
    const auto at = shared.of(from);
    if (!at) return refuse(call, {.status = 404, .code = "oidc_off"});
    if (!may_carry_secrets(asked)) return refuse(call, {.status = 403, .code = "not_secure"});
    const bool again = queried(asked, "prove") == "again";
    workflow::oidc_flow flow{.nonce = random_secret(), .verifier = random_secret()};
    if (again) {
        const auto found = from.sessions().find(digest_of(session_secret_in(asked)));
        if (!found) return refuse(call, {.status = 401, .code = "not_signed_in"});
        flow.step_up_of = found->one.person;
    }
    const auto state = random_secret();
    const auto browser = random_secret();
    auto url = at->authorisation_url(state, flow, again, from.identities().now());
    if (const auto* no = std::get_if<oidc::unavailable>(&url)) {
        log(log_level::warn, "oidc_unavailable", no->why, {{"trace_id", asked.trace_id}});
        return refuse(call, {.status = 503, .code = "oidc_unavailable"});
    }
    from.sessions().keep_flow(digest_of(state), digest_of(browser), flow);
    auto made = to_place(std::get<std::string>(url));
    made.headers.emplace_back("set-cookie", flow_cookie(asked, browser));
    call.answer(std::move(made));
}

/// The session of whoever the provider vouched for, or nothing when they have no account with us.
std::optional<opened_session> session_for(services& from, const http::request& asked,
                                          const oidc::vouched& who, const workflow::oidc_flow& flow)
{
    const auto person = from.identities().person_of(who.issuer, who.subject);
    if (!person) return std::nullopt;
    const auto secret = session_secret_in(asked);
    if (flow.step_up_of.empty()) return open_for(from, *person, workflow::sign_in_means::oidc, secret);
    const auto found = from.sessions().find(digest_of(secret));
    // The proof counts for whoever asked to give it, in their own session.
    if (!found || found->one.person != flow.step_up_of || *person != flow.step_up_of) return std::nullopt;
    const auto limits = session_limits_of(from);
    if (standing_of(found->one, found->now, limits) != workflow::session_standing::alive) return std::nullopt;
    return renewed(from, secret, found->one, from.identities().now());
}

void come_back(web_call& call, shared_provider& shared)
{
    auto& from = call.from();
    const auto& asked = call.asked();
    const auto at = shared.of(from);
    if (!at) return refuse(call, {.status = 404, .code = "oidc_off"});
    const auto cookie = asked.cookies.find(flow_cookie_name(asked));
    const auto state = queried(asked, "state");
    const auto flow =
        cookie == asked.cookies.end() || state.empty()
            ? std::nullopt
            : from.sessions().take_flow(digest_of(state), digest_of(cookie->second), flow_lasts);
    const auto no = [&](const std::string& why) {
        log(log_level::warn, "oidc_refused", why, {{"trace_id", asked.trace_id}});
        record_identity(from, "sign_in_refused", "", "oidc", why);
        refuse(call, {.status = 401, .code = "oidc_refused"});
    };
    if (!flow) {
        // Anybody may ask this as often as they like, and it says nothing of anybody: no record.
        log(log_level::debug, "oidc_refused", "no log-in of this browser is under way under that state",
            {{"trace_id", asked.trace_id}});
        return refuse(call, {.status = 401, .code = "oidc_refused"});
    }
    const auto code = queried(asked, "code");
    if (code.empty() || asked.query.contains("error")) return no("the provider gave no code");
    const auto answer = at->redeem(code, queried(asked, "iss"), *flow, from.identities().now());
    if (const auto* away = std::get_if<oidc::unavailable>(&answer)) {
        log(log_level::warn, "oidc_unavailable", away->why, {{"trace_id", asked.trace_id}});
        return refuse(call, {.status = 503, .code = "oidc_unavailable"});
    }
    if (const auto* wrong = std::get_if<oidc::not_vouched>(&answer)) return no(wrong->why);
    const auto opened = session_for(from, asked, std::get<oidc::vouched>(answer), *flow);
    if (!opened) return refuse(call, {.status = 403, .code = "oidc_nobody"});
    auto made = to_place("/console/");
    made.headers.emplace_back("set-cookie", session_cookie(asked, opened->secret));
    made.headers.emplace_back("set-cookie", flow_cookie(asked, ""));
    call.answer(std::move(made));
}

}  // namespace

http::endpoint_table oidc_endpoints(web_desk& desk)
{
    return oidc::endpoints(desk, &oidc::client_of);
}

http::endpoint_table oidc::endpoints(web_desk& desk, client_source as)
{
    const auto shared = std::make_shared<shared_provider>(std::move(as));
    return {
        {verb::get, "/api/v1/oidc/start", "oidc_start", needs::nobody, "", 0,
         desk.on_worker([shared](web_call& call) { start(call, *shared); })},
        {verb::get, "/api/v1/oidc/callback", "oidc_callback", needs::nobody, "", 0,
         desk.on_worker([shared](web_call& call) { come_back(call, *shared); })},
    };
}

}  // namespace redress::app
