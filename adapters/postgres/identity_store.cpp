#include "adapters/postgres/identity_store.hpp"

#include "adapters/postgres/identity_inside.hpp"
#include "workflow/randomness.hpp"

#include <algorithm>

namespace redress::postgres {
namespace {

const std::string account_columns =
    "person, login, password, state = 'active', " + micros("created_at") + ", " + micros("changed_at");

workflow::account account_in(const pqxx::row& row)
{
    workflow::account one{.person = row[0].as<std::string>(), .login = row[1].as<std::string>()};
    if (!row[2].is_null()) one.password = row[2].as<std::string>();
    one.active = row[3].as<bool>();
    one.created = time_in(row[4]);
    one.changed = time_in(row[5]);
    return one;
}

const std::string token_columns =
    "t.id, t.name, coalesce(t.person, ''), coalesce(t.source, ''), array_to_string(t.scopes, ' '), " +
    micros("t.created_at") + ", t.created_by, " + micros("t.expires_at") + ", " + micros("t.used_at") + ", " +
    micros("t.revoked_at");

workflow::api_token token_in(const pqxx::row& row)
{
    workflow::api_token one{.id = row[0].as<std::string>(),
                            .name = row[1].as<std::string>(),
                            .person = row[2].as<std::string>(),
                            .source = row[3].as<std::string>(),
                            .created = time_in(row[5]),
                            .created_by = row[6].as<std::string>(),
                            .expires = time_in(row[7]),
                            .used = maybe_time_in(row[8]),
                            .revoked = maybe_time_in(row[9])};
    const auto scopes = row[4].as<std::string>();
    for (std::size_t at = 0; at < scopes.size();) {
        const auto end = std::min(scopes.find(' ', at), scopes.size());
        one.scopes.push_back(scopes.substr(at, end - at));
        at = end + 1;
    }
    return one;
}

std::optional<std::string> maybe(const std::string& text)
{
    return text.empty() ? std::nullopt : std::optional(text);
}

}  // namespace

identity_store::identity_store(std::string url)
    : to_(std::make_unique<session>(
          std::move(url), session_settings{.role = "redress_identity", .application = "redress identity"}))
{
}
identity_store::~identity_store() = default;

instant identity_store::now()
{
    return to_->run("ask the time", [](pqxx::work& tx) {
        return time_in(tx.exec("SELECT " + micros("clock_timestamp()"))[0][0]);
    });
}

std::vector<workflow::account> identity_store::accounts()
{
    return to_->run("list accounts", [](pqxx::work& tx) {
        std::vector<workflow::account> all;
        for (const auto& row : tx.exec("SELECT " + account_columns + " FROM account ORDER BY person"))
            all.push_back(account_in(row));
        return all;
    });
}

std::optional<workflow::account> identity_store::account_of(std::string_view person)
{
    return to_->run("read account", [&](pqxx::work& tx) -> std::optional<workflow::account> {
        const auto rows =
            tx.exec("SELECT " + account_columns + " FROM account WHERE person = $1", pqxx::params{person});
        return rows.empty() ? std::nullopt : std::optional(account_in(rows[0]));
    });
}

std::optional<workflow::account> identity_store::account_by_login(std::string_view login)
{
    return to_->run("read account", [&](pqxx::work& tx) -> std::optional<workflow::account> {
        const auto rows =
            tx.exec("SELECT " + account_columns + " FROM account WHERE login = $1", pqxx::params{login});
        return rows.empty() ? std::nullopt : std::optional(account_in(rows[0]));
    });
}

bool identity_store::add_account(const workflow::account& one)
{
    return to_->run("add account", [&](pqxx::work& tx) {
        return tx.exec(
                     "INSERT INTO account (person, login, password, state, created_at, changed_at) VALUES "
                     "($1, $2, $3, $4, now(), now()) ON CONFLICT DO NOTHING",
                     pqxx::params{one.person, one.login, one.password, one.active ? "active" : "disabled"})
                   .affected_rows() == 1;
    });
}

bool identity_store::set_password(std::string_view person, std::string_view hash)
{
    return to_->run("set password", [&](pqxx::work& tx) {
        const bool there = tx.exec("UPDATE account SET password = $2, changed_at = now() WHERE person = $1",
                                   pqxx::params{person, hash})
                               .affected_rows() == 1;
        tx.exec("DELETE FROM login_session WHERE person = $1", pqxx::params{person});
        return there;
    });
}

bool identity_store::set_active(std::string_view person, bool active)
{
    return to_->run("set account", [&](pqxx::work& tx) {
        // The account first: a session that is being opened waits for this row and then finds it disabled.
        const bool there = tx.exec("UPDATE account SET state = $2, changed_at = now() WHERE person = $1",
                                   pqxx::params{person, active ? "active" : "disabled"})
                               .affected_rows() == 1;
        if (!active) tx.exec("DELETE FROM login_session WHERE person = $1", pqxx::params{person});
        return there;
    });
}

bool identity_store::link(std::string_view issuer, std::string_view subject, std::string_view person)
{
    return to_->run("link account", [&](pqxx::work& tx) {
        return tx.exec(
                     "INSERT INTO oidc_link (issuer, subject, person, created_at) VALUES ($1, $2, $3, now()) "
                     "ON CONFLICT DO NOTHING",
                     pqxx::params{issuer, subject, person})
                   .affected_rows() == 1;
    });
}

std::optional<std::string> identity_store::person_of(std::string_view issuer, std::string_view subject)
{
    return to_->run("read link", [&](pqxx::work& tx) -> std::optional<std::string> {
        const auto rows = tx.exec("SELECT person FROM oidc_link WHERE issuer = $1 AND subject = $2",
                                  pqxx::params{issuer, subject});
        return rows.empty() ? std::nullopt : std::optional(rows[0][0].as<std::string>());
    });
}

std::vector<std::pair<std::string, std::string>> identity_store::links_of(std::string_view person)
{
    return to_->run("read links", [&](pqxx::work& tx) {
        std::vector<std::pair<std::string, std::string>> all;
        for (const auto& row :
             tx.exec("SELECT issuer, subject FROM oidc_link WHERE person = $1 ORDER BY 1, 2",
                     pqxx::params{person}))
            all.emplace_back(row[0].as<std::string>(), row[1].as<std::string>());
        return all;
    });
}

void identity_store::add_token(const workflow::api_token& one, const digest& of_secret)
{
    std::string scopes;
    for (const auto& scope : one.scopes) scopes += (scopes.empty() ? "" : " ") + scope;
    to_->run("add token", [&](pqxx::work& tx) {
        tx.exec(
            "INSERT INTO api_token (id, sha256, name, person, source, scopes, created_at, created_by, "
            "expires_at) VALUES ($1, $2, $3, $4, $5, string_to_array($6, ' '), now(), $7, $8)",
            pqxx::params{one.id, as_bytes(bytes_of(of_secret)), one.name, maybe(one.person),
                         maybe(one.source), scopes, one.created_by, to_string(one.expires)});
    });
}

std::vector<workflow::api_token> identity_store::tokens()
{
    return to_->run("list tokens", [](pqxx::work& tx) {
        std::vector<workflow::api_token> all;
        for (const auto& row :
             tx.exec("SELECT " + token_columns + " FROM api_token t ORDER BY t.created_at DESC, t.id"))
            all.push_back(token_in(row));
        return all;
    });
}

bool identity_store::revoke_token(std::string_view id)
{
    return to_->run("revoke token", [&](pqxx::work& tx) {
        return tx.exec("UPDATE api_token SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL",
                       pqxx::params{id})
                   .affected_rows() == 1;
    });
}

std::optional<identity_store::presented_token> identity_store::find_token(const digest& of_secret)
{
    static const std::string sql =
        "SELECT " + token_columns + ", t.person IS NULL OR coalesce(a.state = 'active', false), " +
        micros("clock_timestamp()") +
        " FROM api_token t LEFT JOIN account a ON a.person = t.person WHERE t.sha256 = $1";
    const auto rows = to_->ask("find token", sql, pqxx::params{as_bytes(bytes_of(of_secret))});
    if (rows.empty()) return std::nullopt;
    return presented_token{
        .token = token_in(rows[0]), .account_active = rows[0][10].as<bool>(), .now = time_in(rows[0][11])};
}

void identity_store::note_token_used(std::string_view id)
{
    to_->run("note token", [&](pqxx::work& tx) {
        tx.exec("UPDATE api_token SET used_at = now() WHERE id = $1", pqxx::params{id});
    });
}

void identity_store::approve(const case_id& of, const workflow::given_approval& one)
{
    to_->run("approve", [&](pqxx::work& tx) {
        // Approved anew it is a new approval: the case takes each (who, when, what) once.
        tx.exec(
            "DELETE FROM approval_given WHERE bucket = $1 AND case_id = $2 AND act_digest = $3 AND person = "
            "$4",
            pqxx::params{bucket_of(of), to_string(of), one.digest, one.person});
        tx.exec(
            "INSERT INTO approval_given (bucket, case_id, act_digest, person, role, event, at) VALUES ($1, "
            "$2, "
            "$3, $4, $5, $6, $7)",
            pqxx::params{bucket_of(of), to_string(of), one.digest, one.person, one.role, one.event,
                         to_string(one.at)});
    });
}

std::optional<workflow::given_approval> identity_store::approval(const case_id& of, std::string_view digest,
                                                                 std::string_view but, duration lasts)
{
    return to_->run("read approval", [&](pqxx::work& tx) -> std::optional<workflow::given_approval> {
        const auto rows =
            tx.exec("SELECT person, role, event, " + micros("at") +
                        " FROM approval_given WHERE bucket = $1 AND case_id = $2 AND act_digest = $3 "
                        "AND person <> $4 AND at > now() - $5 * interval '1 microsecond' "
                        "ORDER BY at DESC LIMIT 1",
                    pqxx::params{bucket_of(of), to_string(of), digest, but, lasts.count()});
        if (rows.empty()) return std::nullopt;
        return workflow::given_approval{.digest = std::string(digest),
                                        .person = rows[0][0].as<std::string>(),
                                        .role = rows[0][1].as<std::string>(),
                                        .event = rows[0][2].as<std::string>(),
                                        .at = time_in(rows[0][3])};
    });
}

void identity_store::record(const workflow::identity_record& one)
{
    workflow::randomness random(0);
    to_->run("record identity", [&](pqxx::work& tx) {
        tx.exec(
            "INSERT INTO identity_record (record_id, at, what, who, subject, detail) VALUES ($1, now(), $2, "
            "$3, $4, "
            "$5)",
            pqxx::params{to_string(random.id_at(one.at)), one.what, one.who, one.subject, one.detail});
    });
}

}  // namespace redress::postgres
