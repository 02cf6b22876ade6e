#include "adapters/app/percent_encoding.hpp"
#include "adapters/app/identity/oidc/provider.hpp"

#include "adapters/app/config.hpp"
#include "adapters/app/base64url.hpp"
#include "adapters/app/identity/oidc/fetch.hpp"
#include "adapters/json/strict_json.hpp"
#include "workflow/entry.hpp"

#include <boost/json.hpp>

#include <chrono>
#include <fstream>

namespace redress::app::oidc {
namespace {

using namespace std::chrono_literals;

constexpr duration addresses_last = 1h;
constexpr duration keys_again_after = 60s;
constexpr std::size_t document_bytes_max = 64 * 1024;

std::optional<boost::json::object> object_in(const std::string& text)
{
    auto read = json::parse_strict(text);
    auto* value = std::get_if<boost::json::value>(&read);
    if (value == nullptr || !value->is_object()) return std::nullopt;
    return std::move(value->as_object());
}

std::string text_in(const boost::json::object& from, std::string_view name)
{
    const auto* found = from.if_contains(name);
    return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string();
}

bool holds(const boost::json::object& from, std::string_view list, std::string_view wanted)
{
    const auto* found = from.if_contains(list);
    if (found == nullptr) return true;  // left out: the provider does not say
    const auto* items = found->if_array();
    if (items == nullptr) return false;
    for (const auto& one : *items)
        if (one.is_string() && one.get_string() == wanted) return true;
    return false;
}

/// One of a few at a time; who finds none free is told so instead of waiting.
class turn {
public:
    explicit turn(std::counting_semaphore<4>& of) : of_(of), taken_(of.try_acquire()) {}
    ~turn()
    {
        if (taken_) of_.release();
    }
    turn(const turn&) = delete;
    turn& operator=(const turn&) = delete;
    [[nodiscard]] bool taken() const { return taken_; }

private:
    std::counting_semaphore<4>& of_;
    const bool taken_;
};

}  // namespace

std::optional<client> client_of(const config& settings)
{
    client made{.issuer = settings.text(setting::oidc_issuer),
                .client_id = settings.text(setting::oidc_client_id),
                .redirect_uri = settings.text(setting::oidc_redirect_uri)};
    if (made.issuer.empty()) return std::nullopt;
    if (!is_safe_address(made.issuer))
        throw config_error("oidc.issuer must be an https URL (or http://127.0.0.1 for a test); mend it");
    if (made.client_id.empty())
        throw config_error("oidc.client_id is required with oidc.issuer; set what the provider calls us");
    if (!is_safe_address(made.redirect_uri) || !made.redirect_uri.ends_with("/api/v1/oidc/callback"))
        throw config_error(
            "oidc.redirect_uri must be our https URL that ends in /api/v1/oidc/callback; set it as the "
            "provider "
            "has it");
    if (const auto& file = settings.text(setting::oidc_client_secret_file); !file.empty()) {
        std::ifstream in(file);
        if (!std::getline(in, made.secret) || made.secret.empty())
            throw config_error("oidc.client_secret_file " + file +
                               " cannot be read or is empty; its first line is the secret");
    }
    return made;
}

std::string challenge_of(std::string_view verifier)
{
    const auto hash = workflow::sha256(verifier);
    return base64url({reinterpret_cast<const char*>(hash.data()), hash.size()});
}

std::variant<provider::addresses, unavailable> provider::discovered(instant now)
{
    {
        const std::lock_guard hold(guard_);
        if (addresses_ && now - addresses_->fetched < addresses_last) return *addresses_;
    }
    auto base = as_.issuer;
    while (base.ends_with('/')) base.pop_back();
    std::string why;
    const auto got = fetch(base + "/.well-known/openid-configuration", document_bytes_max, why);
    if (!got || got->status != 200) return unavailable{"its configuration could not be had: " + why};
    const auto document = object_in(got->body);
    if (!document) return unavailable{"its configuration is no JSON object, or names something twice"};
    // Else another provider's word would be taken for this one's.
    if (text_in(*document, "issuer") != as_.issuer)
        return unavailable{"its configuration names another issuer"};
    addresses found{.authorise = text_in(*document, "authorization_endpoint"),
                    .token = text_in(*document, "token_endpoint"),
                    .keys = text_in(*document, "jwks_uri"),
                    .fetched = now};
    for (const auto* one : {&found.authorise, &found.token, &found.keys})
        if (!is_safe_address(*one)) return unavailable{"its configuration has an address that is not https"};
    if (!holds(*document, "code_challenge_methods_supported", "S256"))
        return unavailable{"it does not support PKCE with S256"};
    const auto* says = document->if_contains("authorization_response_iss_parameter_supported");
    found.says_issuer = says != nullptr && says->is_bool() && says->get_bool();
    const std::lock_guard hold(guard_);
    addresses_ = found;
    return found;
}

std::variant<std::shared_ptr<const key_set>, unavailable> provider::keys_for(const addresses& at,
                                                                             const key_named& key,
                                                                             instant now)
{
    {
        const std::lock_guard hold(guard_);
        const bool just_asked = keys_asked_for_ != instant{} && now - keys_asked_for_ < keys_again_after;
        // A token that names a key that nobody has must not make us ask for each of its kind.
        if (keys_ && (keys_->knows(key.kid, key.algorithm) || just_asked)) return keys_;
        if (just_asked) return unavailable{"its keys could not be had a moment ago"};
        keys_asked_for_ = now;
    }
    std::string why;
    const auto got = fetch(at.keys, key_set_bytes_max, why);
    if (!got || got->status != 200) return unavailable{"its keys could not be had: " + why};
    auto read = key_set::parse(got->body);
    if (!read) return unavailable{"its keys are no key set that we take"};
    const std::lock_guard hold(guard_);
    keys_ = std::make_shared<const key_set>(std::move(*read));
    return keys_;
}

std::variant<std::string, unavailable> provider::authorisation_url(std::string_view state,
                                                                   const workflow::oidc_flow& flow,
                                                                   bool prove_again, instant now)
{
    const turn mine(under_way_);
    if (!mine.taken()) return unavailable{"too many log-ins are under way"};
    auto at = discovered(now);
    if (auto* no = std::get_if<unavailable>(&at)) return *no;
    auto url = std::get<addresses>(at).authorise;
    const auto add = [&](std::string_view name, std::string_view value) {
        url += url.find('?') == std::string::npos ? '?' : '&';
        url += name;
        url += '=' + percent_encoded(value);
    };
    add("response_type", "code");
    add("client_id", as_.client_id);
    add("redirect_uri", as_.redirect_uri);
    add("scope", "openid");
    add("state", state);
    add("nonce", flow.nonce);
    add("code_challenge", challenge_of(flow.verifier));
    add("code_challenge_method", "S256");
    if (prove_again) {
        add("prompt", "login");
        add("max_age", "0");
    }
    return url;
}

std::variant<vouched, not_vouched, unavailable> provider::redeem(const std::string& code,
                                                                 const std::string& said_issuer,
                                                                 const workflow::oidc_flow& flow, instant now)
{
    const turn mine(under_way_);
    if (!mine.taken()) return unavailable{"too many log-ins are under way"};
    auto found = discovered(now);
    if (auto* no = std::get_if<unavailable>(&found)) return *no;
    const auto& at = std::get<addresses>(found);
    if (said_issuer.empty() ? at.says_issuer : said_issuer != as_.issuer)
        return not_vouched{"the browser came back from another issuer"};
    form what{.fields = {{"grant_type", "authorization_code"},
                         {"code", code},
                         {"redirect_uri", as_.redirect_uri},
                         {"code_verifier", flow.verifier}}};
    if (as_.secret.empty()) {
        what.fields.emplace_back("client_id", as_.client_id);
    } else {
        what.user = as_.client_id;
        what.password = as_.secret;
    }
    std::string why;
    const auto got = post(at.token, what, document_bytes_max, why);
    if (!got) return unavailable{"the code could not be redeemed: " + why};
    if (got->status != 200) return not_vouched{"the code was not taken"};
    const auto answer = object_in(got->body);
    if (!answer) return not_vouched{"the answer to the code is no JSON object, or names something twice"};
    const auto token = text_in(*answer, "id_token");
    const auto named = key_of(token);
    if (!named) return not_vouched{"there is no ID token, or its header is not taken"};
    auto keys = keys_for(at, *named, now);
    if (auto* no = std::get_if<unavailable>(&keys)) return *no;
    auto judged = judge_id_token(
        token, *std::get<std::shared_ptr<const key_set>>(keys),
        {.issuer = as_.issuer,
         .client_id = as_.client_id,
         .nonce = flow.nonce,
         .now = now,
         .authenticated_after = flow.step_up_of.empty() ? std::nullopt : std::optional(flow.started)});
    if (auto* no = std::get_if<not_vouched>(&judged)) return std::move(*no);
    return std::move(std::get<vouched>(judged));
}

}  // namespace redress::app::oidc
