// Accounts, tokens, links to an identity provider, and what a second person approved, in PostgreSQL. Role:
// redress_identity, which reads nothing of cases, and whose tables nobody else reads. Sessions and attempts:
// session_store.hpp.
//
// Throws store_unavailable and outcome_unknown. Of one thread at a time.
#pragma once

#include "states/complaint.hpp"
#include "workflow/identity/accounts.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace redress::postgres {

class session;

class identity_store {
public:
    /// Connects at the first use.
    explicit identity_store(std::string url);
    ~identity_store();
    identity_store(const identity_store&) = delete;
    identity_store& operator=(const identity_store&) = delete;

    /// The database's time.
    [[nodiscard]] instant now();

    /// All, by person.
    [[nodiscard]] std::vector<workflow::account> accounts();
    [[nodiscard]] std::optional<workflow::account> account_of(std::string_view person);
    [[nodiscard]] std::optional<workflow::account> account_by_login(std::string_view login);
    /// False when the person has one, or somebody else has the name.
    [[nodiscard]] bool add_account(const workflow::account& one);
    /// Also ends every session of theirs: whoever had the old one is out. False: no such account.
    [[nodiscard]] bool set_password(std::string_view person, std::string_view hash);
    /// Disabled, they lose their sessions in the same transaction.
    [[nodiscard]] bool set_active(std::string_view person, bool active);

    /// False when somebody has the subject already.
    [[nodiscard]] bool link(std::string_view issuer, std::string_view subject, std::string_view person);
    /// Whose subject it is; disabled or not.
    [[nodiscard]] std::optional<std::string> person_of(std::string_view issuer, std::string_view subject);
    /// (issuer, subject) of a person.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> links_of(std::string_view person);

    void add_token(const workflow::api_token& one, const digest& of_secret);
    /// All, newest first.
    [[nodiscard]] std::vector<workflow::api_token> tokens();
    /// False when there is none, or it was revoked before.
    [[nodiscard]] bool revoke_token(std::string_view id);
    struct presented_token {
        workflow::api_token token;
        bool account_active = false;  // of the person's; true for a source's
        instant now{};
    };
    [[nodiscard]] std::optional<presented_token> find_token(const digest& of_secret);
    void note_token_used(std::string_view id);

    void approve(const case_id& of, const workflow::given_approval& one);
    /// The latest of somebody else than `but`, within `lasts`.
    [[nodiscard]] std::optional<workflow::given_approval> approval(const case_id& of, std::string_view digest,
                                                                   std::string_view but, duration lasts);

    void record(const workflow::identity_record& one);

private:
    std::unique_ptr<session> to_;
};

}  // namespace redress::postgres
