#include "adapters/app/identity/oidc/id_token.hpp"

#include "adapters/app/base64url.hpp"
#include "adapters/app/identity/oidc/key_set.hpp"
#include "adapters/app/identity/secrets.hpp"
#include "adapters/json/strict_json.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <chrono>

namespace redress::app::oidc {
namespace {

using namespace std::chrono_literals;

constexpr duration clock_skew = 30s;
constexpr duration oldest = 10min;  // from issuing to here
constexpr auto algorithms = std::to_array<std::string_view>({"RS256", "PS256", "ES256", "EdDSA"});

struct parts {
    std::string_view signed_part;  // header and claims as they came
    boost::json::object header, claims;
    std::string signature;
};

std::optional<boost::json::object> object_in(std::string_view encoded)
{
    const auto text = from_base64url(encoded);
    if (!text) return std::nullopt;
    auto read = json::parse_strict(*text);  // a name twice would be read in two ways
    auto* value = std::get_if<boost::json::value>(&read);
    if (value == nullptr || !value->is_object()) return std::nullopt;
    return std::move(value->as_object());
}

std::optional<parts> parts_of(std::string_view token)
{
    if (token.size() > id_token_bytes_max) return std::nullopt;
    const auto first = token.find('.');
    const auto second = first == token.npos ? first : token.find('.', first + 1);
    if (second == token.npos || token.find('.', second + 1) != token.npos) return std::nullopt;
    auto header = object_in(token.substr(0, first));
    auto claims = object_in(token.substr(first + 1, second - first - 1));
    auto signature = from_base64url(token.substr(second + 1));
    if (!header || !claims || !signature) return std::nullopt;
    return parts{token.substr(0, second), std::move(*header), std::move(*claims), std::move(*signature)};
}

std::optional<std::string> text_in(const boost::json::object& from, std::string_view name)
{
    const auto* found = from.if_contains(name);
    if (found == nullptr || !found->is_string()) return std::nullopt;
    return std::string(found->get_string());
}

std::optional<instant> time_in(const boost::json::object& from, std::string_view name)
{
    constexpr std::int64_t year_2200 = 7258118400;
    const auto* found = from.if_contains(name);
    const auto* seconds = found != nullptr ? found->if_int64() : nullptr;
    if (seconds == nullptr || *seconds < 0 || *seconds > year_2200) return std::nullopt;
    return instant(std::chrono::seconds(*seconds));
}

std::optional<key_named> key_in(const boost::json::object& header)
{
    const auto algorithm = text_in(header, "alg");
    if (!algorithm || std::ranges::find(algorithms, *algorithm) == algorithms.end()) return std::nullopt;
    // A key that the token brings along, or an extension that we would have to understand, is no key of theirs.
    for (const auto* brought : {"jwk", "jku", "x5u", "x5c", "crit", "b64", "zip", "enc"})
        if (header.contains(brought)) return std::nullopt;
    if (header.contains("typ") && text_in(header, "typ") != "JWT") return std::nullopt;
    key_named made{.algorithm = *algorithm};
    if (header.contains("kid")) {
        made.kid = text_in(header, "kid");
        if (!made.kid || made.kid->empty() || made.kid->size() > 255) return std::nullopt;
    }
    return made;
}

bool is_for_us(const boost::json::object& claims, const std::string& client)
{
    const auto* aud = claims.if_contains("aud");
    if (aud == nullptr) return false;
    if (claims.contains("azp") && text_in(claims, "azp") != client) return false;
    if (aud->is_string()) return aud->get_string() == client;
    const auto* list = aud->if_array();
    if (list == nullptr || list->empty()) return false;
    if (!std::ranges::all_of(*list, [](const auto& one) { return one.is_string(); })) return false;
    const bool ours = std::ranges::any_of(*list, [&](const auto& one) { return one.get_string() == client; });
    // Among several it is only for whoever it says was authorised.
    return ours && (list->size() == 1 || claims.contains("azp"));
}

std::string fault_of_times(const boost::json::object& claims, const expectations& expected)
{
    const auto expires = time_in(claims, "exp");
    const auto issued = time_in(claims, "iat");
    if (!expires) return "exp is missing or no time";
    if (expected.now >= *expires) return "exp has passed";
    if (!issued) return "iat is missing or no time";
    if (*issued > expected.now + clock_skew) return "iat lies ahead";
    if (expected.now - *issued > oldest) return "iat is too long ago";
    if (claims.contains("nbf")) {
        const auto from = time_in(claims, "nbf");
        if (!from || *from > expected.now + clock_skew) return "nbf lies ahead or is no time";
    }
    if (expected.authenticated_after) {
        const auto when = time_in(claims, "auth_time");
        if (!when || *when + clock_skew < *expected.authenticated_after)
            return "auth_time is missing or before they were asked";
    }
    return {};
}

}  // namespace

std::optional<key_named> key_of(std::string_view token)
{
    const auto found = parts_of(token);
    return found ? key_in(found->header) : std::nullopt;
}

std::variant<vouched, not_vouched> judge_id_token(std::string_view token, const key_set& keys,
                                                  const expectations& expected)
{
    const auto found = parts_of(token);
    if (!found) return not_vouched{"it is no signed token of three parts"};
    const auto named = key_in(found->header);
    if (!named) return not_vouched{"its header names an algorithm or a key that is not taken"};
    if (!keys.signed_by(named->kid, named->algorithm, found->signed_part, found->signature))
        return not_vouched{"no key of the issuer signed it"};
    const auto& claims = found->claims;
    if (expected.issuer.empty() || text_in(claims, "iss") != expected.issuer)
        return not_vouched{"iss is not the issuer"};
    if (expected.client_id.empty() || !is_for_us(claims, expected.client_id))
        return not_vouched{"aud or azp is somebody else"};
    if (auto fault = fault_of_times(claims, expected); !fault.empty()) return not_vouched{std::move(fault)};
    const auto nonce = text_in(claims, "nonce");
    if (expected.nonce.empty() || !nonce || !same_secret(*nonce, expected.nonce))
        return not_vouched{"nonce is missing or not ours"};
    const auto subject = text_in(claims, "sub");
    if (!subject || subject->empty() || subject->size() > 255)
        return not_vouched{"sub is missing, empty or too long"};
    return vouched{.issuer = expected.issuer, .subject = *subject};
}

}  // namespace redress::app::oidc
