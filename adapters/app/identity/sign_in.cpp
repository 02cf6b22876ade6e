#include "adapters/app/identity/sign_in.hpp"

#include "adapters/app/identity/secrets.hpp"
#include "adapters/app/services.hpp"
#include "adapters/app/this_clock.hpp"
#include "adapters/files/roster_file.hpp"
#include "adapters/postgres/identity_store.hpp"
#include "adapters/postgres/session_store.hpp"
#include "states/vocabulary.hpp"
#include "workflow/identity/throttle.hpp"
#include "workflow/permissions.hpp"

#include <algorithm>

namespace redress::app {
namespace {

/// The name that was typed may be a password in the wrong field, so that only its digest is kept.
std::string name_key(const std::string& login)
{
    return "name:" + hex_of(digest_of(login));
}

std::string network_key(const std::string& peer)
{
    return "network:" + workflow::network_of(peer);
}

std::string lower(std::string text)
{
    std::ranges::transform(text, text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return text;
}

opened_session new_session(const std::string& person, workflow::sign_in_means means, instant opened)
{
    return {.secret = random_secret(),
            .one = {.id = random_name(),
                    .person = person,
                    .means = means,
                    .csrf = random_secret(),
                    .opened = opened,
                    .used = opened}};
}

bool in_roster(services& from, const std::string& person)
{
    return !from.roster().roles_of(person).empty();
}

struct judged {
    bool right = false;
    duration wait{};
};

/// Counts first and looks afterwards, so that attempts side by side count, too.
judged judge(services& from, const std::string& login, const std::optional<workflow::account>& account,
             const std::string& password, const std::string& peer)
{
    judged made;
    made.wait = from.sessions().begin_attempt(
        {{name_key(login), workflow::of_an_account}, {network_key(peer), workflow::of_a_network}});
    if (made.wait > duration::zero()) return made;
    const bool there = account && account->active && in_roster(from, account->person);
    const bool fits =
        password_matches(there ? account->password : std::nullopt, password.substr(0, password_most + 1));
    made.right = fits && password.size() <= password_most;
    if (made.right) from.sessions().attempt_succeeded(name_key(login), network_key(peer));
    return made;
}

}  // namespace

workflow::session_limits session_limits_of(services& from)
{
    using std::chrono::minutes;
    const auto& settings = from.settings();
    return {.idle = minutes(settings.integer(setting::session_idle_min)),
            .absolute = minutes(settings.integer(setting::session_absolute_min))};
}

sign_in_answer sign_in(services& from, const std::string& typed, const std::string& password,
                       const std::string& peer, const std::string& replaces)
{
    const auto login = lower(typed);
    const auto account = from.identities().account_by_login(login);
    const auto found = judge(from, login, account, password, peer);
    if (found.wait > duration::zero()) return {.wait = found.wait};
    if (!found.right) {
        record_identity(from, "sign_in_refused", account ? account->person : "", workflow::network_of(peer),
                        "");
        return {};
    }
    return {.opened = open_for(from, account->person, workflow::sign_in_means::password, replaces)};
}

std::optional<opened_session> open_for(services& from, const std::string& person,
                                       workflow::sign_in_means means, const std::string& replaces)
{
    if (!in_roster(from, person)) return std::nullopt;
    auto made = new_session(person, means, from.identities().now());
    // Whoever signs in anew is out of what this browser had before, whosever it was.
    if (!replaces.empty()) from.sessions().end(digest_of(replaces));
    if (!from.sessions().open(made.one, digest_of(made.secret), std::nullopt, session_limits_of(from)))
        return std::nullopt;
    record_identity(from, "signed_in", person, made.one.id,
                    means == workflow::sign_in_means::password ? "password" : "oidc");
    return made;
}

std::optional<opened_session> renewed(services& from, const std::string& secret,
                                      const workflow::login_session& one, std::optional<instant> stepped_up)
{
    auto made = new_session(one.person, one.means, one.opened);
    made.one.stepped_up = stepped_up ? stepped_up : one.stepped_up;
    if (!from.sessions().open(made.one, digest_of(made.secret), digest_of(secret), session_limits_of(from)))
        return std::nullopt;
    record_identity(from, stepped_up ? "proved_again" : "session_renewed", one.person, made.one.id, one.id);
    return made;
}

sign_in_answer prove_again(services& from, const std::string& secret, const workflow::login_session& one,
                           const std::string& password, const std::string& peer)
{
    const auto account = from.identities().account_of(one.person);
    const auto found = judge(from, account ? account->login : one.person, account, password, peer);
    if (found.wait > duration::zero()) return {.wait = found.wait};
    if (!found.right) {
        record_identity(from, "proof_refused", one.person, one.id, "");
        return {};
    }
    return {.opened = renewed(from, secret, one, from.identities().now())};
}

std::optional<workflow::principal> principal_of(services& from, const workflow::login_session& one)
{
    const auto& roster = from.roster();
    workflow::principal who{.id = one.person,
                            .roles = roster.roles_of(one.person),
                            .by = workflow::signed_in_by::session,
                            .credential = one.id};
    if (who.roles.empty()) return std::nullopt;
    who.team = roster.staff(one.person, who.roles.front())->team;
    return who;
}

std::optional<workflow::principal> principal_of(services& from, const workflow::api_token& one)
{
    const auto& roster = from.roster();
    workflow::principal who{.id = one.person.empty() ? one.source : one.person,
                            .by = workflow::signed_in_by::token,
                            .credential = one.id};
    const auto held = one.person.empty() ? std::vector<role>{} : roster.roles_of(one.person);
    const auto rule = roster.rule(one.source);
    for (const auto& scope : one.scopes) {
        const auto as = parse_name<role>(scope);
        if (!as) continue;
        // A source speaks for people outside; staff have tokens of their own.
        const bool theirs =
            one.person.empty() ? rule.listed && rule.may_speak_for.has(*as) && workflow::from_outside.has(*as)
                               : std::ranges::find(held, *as) != held.end();
        if (theirs) who.roles.push_back(*as);
    }
    if (who.roles.empty()) return std::nullopt;
    if (!one.person.empty()) who.team = roster.staff(one.person, who.roles.front())->team;
    return who;
}

void record_identity(services& from, std::string_view what, std::string_view who, std::string_view subject,
                     std::string_view detail)
{
    from.identities().record({.at = now_here(),
                              .what = std::string(what),
                              .who = std::string(who),
                              .subject = std::string(subject),
                              .detail = std::string(detail)});
}

}  // namespace redress::app
