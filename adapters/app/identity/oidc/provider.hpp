// The identity provider that the settings name, and nobody else: its addresses, its keys, and the exchange of a
// code for an ID token. Addresses and keys are fetched from it and kept for a while; an unknown key is asked for
// anew at most once a minute, whatever tokens say.
//
// Shared by the workers; every fetch is short, and only a few run at once.
#pragma once

#include "adapters/app/identity/oidc/id_token.hpp"
#include "adapters/app/identity/oidc/key_set.hpp"
#include "states/instant.hpp"
#include "workflow/identity/accounts.hpp"

#include <memory>
#include <mutex>
#include <optional>
#include <semaphore>
#include <string>
#include <string_view>
#include <variant>

namespace redress::app {
class config;
}

namespace redress::app::oidc {

struct client {
    std::string issuer;
    std::string client_id;
    std::string secret;  // empty: a public client
    std::string redirect_uri;
};
/// As the settings say; nothing when there is no issuer. Throws config_error for what cannot be used.
[[nodiscard]] std::optional<client> client_of(const config& settings);

/// The provider could not be asked, or is not what it should be; what for the log.
struct unavailable {
    std::string why;
};

class provider {
public:
    explicit provider(client as) : as_(std::move(as)) {}

    [[nodiscard]] const client& as() const { return as_; }
    /// Where the browser goes. `prove_again`: they type their password there once more.
    [[nodiscard]] std::variant<std::string, unavailable> authorisation_url(std::string_view state,
                                                                           const workflow::oidc_flow& flow,
                                                                           bool prove_again, instant now);
    /// What the browser came back with, for who it is. `said_issuer`: the `iss` of RFC 9207, empty when there
    /// was none.
    [[nodiscard]] std::variant<vouched, not_vouched, unavailable> redeem(const std::string& code,
                                                                         const std::string& said_issuer,
                                                                         const workflow::oidc_flow& flow,
                                                                         instant now);

private:
    struct addresses {
        std::string authorise, token, keys;
        bool says_issuer = false;  // in every answer to the browser
        instant fetched{};
    };
    [[nodiscard]] std::variant<addresses, unavailable> discovered(instant now);
    [[nodiscard]] std::variant<std::shared_ptr<const key_set>, unavailable> keys_for(const addresses& at,
                                                                                     const key_named& key,
                                                                                     instant now);

    const client as_;
    std::counting_semaphore<4> under_way_{2};  // of the workers, never all
    std::mutex guard_;
    std::optional<addresses> addresses_;
    std::shared_ptr<const key_set> keys_;
    instant keys_asked_for_{};
};

/// base64url of the SHA-256 of the verifier (RFC 7636, S256).
[[nodiscard]] std::string challenge_of(std::string_view verifier);

}  // namespace redress::app::oidc
