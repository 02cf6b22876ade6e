#include "adapters/postgres/session_store.hpp"

#include "adapters/postgres/identity_inside.hpp"

#include <algorithm>

namespace redress::postgres {
namespace {

std::string_view name_of_means(workflow::sign_in_means means)
{
    return means == workflow::sign_in_means::password ? "password" : "oidc";
}

}  // namespace

session_store::session_store(std::string url)
    : to_(std::make_unique<session>(
          std::move(url), session_settings{.role = "redress_identity", .application = "redress sessions"}))
{
}
session_store::~session_store() = default;

bool session_store::open(const workflow::login_session& one, const digest& of_secret,
                         const std::optional<digest>& in_place_of, const workflow::session_limits& limits)
{
    return to_->run("open session", [&](pqxx::work& tx) {
        // Locked, so that whoever disables the account meanwhile either waits and ends this one, or is first.
        const auto account = tx.exec("SELECT FROM account WHERE person = $1 AND state = 'active' FOR SHARE",
                                     pqxx::params{one.person});
        if (account.empty()) return false;
        if (in_place_of && tx.exec("DELETE FROM login_session WHERE sha256 = $1 AND person = $2",
                                   pqxx::params{as_bytes(bytes_of(*in_place_of)), one.person})
                                   .affected_rows() == 0)
            return false;
        // What is over by age is nobody's any more.
        tx.exec(
            "DELETE FROM login_session WHERE opened_at < now() - $1 * interval '1 microsecond' OR used_at < "
            "now() - $2 * interval '1 microsecond'",
            pqxx::params{limits.absolute.count(), limits.idle.count()});
        tx.exec(
            "INSERT INTO login_session (sha256, id, person, means, csrf, opened_at, used_at, stepped_up_at) "
            "VALUES ($1, $2, $3, $4, $5, $6, now(), $7)",
            pqxx::params{as_bytes(bytes_of(of_secret)), one.id, one.person, name_of_means(one.means),
                         one.csrf, to_string(one.opened),
                         one.stepped_up ? std::optional(to_string(*one.stepped_up)) : std::nullopt});
        return true;
    });
}

std::optional<session_store::found_session> session_store::find(const digest& of_secret)
{
    static const std::string sql =
        "SELECT s.id, s.person, s.means = 'password', s.csrf, " + micros("s.opened_at") + ", " +
        micros("s.used_at") + ", " + micros("s.stepped_up_at") + ", " + micros("clock_timestamp()") +
        " FROM login_session s JOIN account a ON a.person = s.person AND a.state = 'active' "
        "WHERE s.sha256 = $1";
    const auto rows = to_->ask("find session", sql, pqxx::params{as_bytes(bytes_of(of_secret))});
    if (rows.empty()) return std::nullopt;
    const auto& row = rows[0];
    return found_session{.one = {.id = row[0].as<std::string>(),
                                 .person = row[1].as<std::string>(),
                                 .means = row[2].as<bool>() ? workflow::sign_in_means::password
                                                            : workflow::sign_in_means::oidc,
                                 .csrf = row[3].as<std::string>(),
                                 .opened = time_in(row[4]),
                                 .used = time_in(row[5]),
                                 .stepped_up = maybe_time_in(row[6])},
                         .now = time_in(row[7])};
}

void session_store::note_used(const digest& of_secret)
{
    to_->run("note session", [&](pqxx::work& tx) {
        tx.exec("UPDATE login_session SET used_at = now() WHERE sha256 = $1",
                pqxx::params{as_bytes(bytes_of(of_secret))});
    });
}

void session_store::end(const digest& of_secret)
{
    to_->run("end session", [&](pqxx::work& tx) {
        tx.exec("DELETE FROM login_session WHERE sha256 = $1", pqxx::params{as_bytes(bytes_of(of_secret))});
    });
}

duration session_store::begin_attempt(const std::vector<counted_key>& keys)
{
    // Always in the same order, so that two attempts never wait for each other.
    auto sorted = keys;
    std::ranges::sort(sorted, {}, &counted_key::key);
    return to_->run("begin attempt", [&](pqxx::work& tx) {
        tx.exec(
            "DELETE FROM login_attempt WHERE counted_by IN (SELECT counted_by FROM login_attempt WHERE "
            "last_at < now() - interval '1 day' ORDER BY last_at LIMIT 100 FOR UPDATE SKIP LOCKED)");
        duration wait{};
        std::vector<workflow::attempts> now_counted;
        for (const auto& [key, rule] : sorted) {
            // Locked from here on, whether it was there or not.
            const auto row = tx.exec(
                                   "INSERT INTO login_attempt AS had (counted_by, attempts, last_at) "
                                   "VALUES ($1, 0, now()) ON CONFLICT (counted_by) DO UPDATE SET attempts = "
                                   "had.attempts RETURNING attempts, " +
                                       micros("last_at") + ", " + micros("clock_timestamp()"),
                                   pqxx::params{key})
                                 .one_row();
            const workflow::attempts before{.count = row[0].as<std::int32_t>(), .last = time_in(row[1])};
            const auto now = time_in(row[2]);
            wait = std::max(wait, workflow::wait_left(before, now, rule));
            now_counted.push_back(workflow::one_more(before, now, rule));
        }
        if (wait > duration::zero()) {
            // Whoever waits leaves nothing behind: else a stranger fills the table with names that nobody has.
            for (const auto& [key, rule] : sorted)
                tx.exec("DELETE FROM login_attempt WHERE counted_by = $1 AND attempts = 0",
                        pqxx::params{key});
            return wait;
        }
        for (std::size_t i = 0; i < sorted.size(); ++i)
            tx.exec("UPDATE login_attempt SET attempts = $2, last_at = $3 WHERE counted_by = $1",
                    pqxx::params{sorted[i].key, now_counted[i].count, to_string(now_counted[i].last)});
        return wait;
    });
}

void session_store::attempt_succeeded(std::string_view name_key, std::string_view network_key)
{
    to_->run("end attempt", [&](pqxx::work& tx) {
        tx.exec("DELETE FROM login_attempt WHERE counted_by = $1", pqxx::params{name_key});
        tx.exec("UPDATE login_attempt SET attempts = greatest(attempts - 1, 0) WHERE counted_by = $1",
                pqxx::params{network_key});
    });
}

void session_store::keep_flow(const digest& of_state, const digest& of_browser,
                              const workflow::oidc_flow& flow)
{
    to_->run("keep flow", [&](pqxx::work& tx) {
        tx.exec("DELETE FROM oidc_flow WHERE started_at < now() - interval '1 hour'");
        tx.exec(
            "INSERT INTO oidc_flow (state_sha256, browser_sha256, nonce, verifier, step_up_of, started_at) "
            "VALUES ($1, $2, $3, $4, $5, now())",
            pqxx::params{as_bytes(bytes_of(of_state)), as_bytes(bytes_of(of_browser)), flow.nonce,
                         flow.verifier,
                         flow.step_up_of.empty() ? std::nullopt : std::optional(flow.step_up_of)});
    });
}

std::optional<workflow::oidc_flow> session_store::take_flow(const digest& of_state, const digest& of_browser,
                                                            duration lasts)
{
    return to_->run("take flow", [&](pqxx::work& tx) -> std::optional<workflow::oidc_flow> {
        const auto rows = tx.exec(
            "DELETE FROM oidc_flow WHERE state_sha256 = $1 RETURNING nonce, verifier, "
            "coalesce(step_up_of, ''), " +
                micros("started_at") +
                ", browser_sha256 = $2 AND started_at > now() - $3 * interval '1 "
                "microsecond'",
            pqxx::params{as_bytes(bytes_of(of_state)), as_bytes(bytes_of(of_browser)), lasts.count()});
        if (rows.empty() || !rows[0][4].as<bool>()) return std::nullopt;
        return workflow::oidc_flow{.nonce = rows[0][0].as<std::string>(),
                                   .verifier = rows[0][1].as<std::string>(),
                                   .step_up_of = rows[0][2].as<std::string>(),
                                   .started = time_in(rows[0][3])};
    });
}

}  // namespace redress::postgres
