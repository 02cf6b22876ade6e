// Sessions of people who signed in, log-ins that are under way, and who has to wait before the next attempt.
// Role: redress_identity. A secret is looked up by its SHA-256, and nothing else of it is known here.
//
// Throws store_unavailable and outcome_unknown. Of one thread at a time.
#pragma once

#include "states/complaint.hpp"
#include "workflow/identity/accounts.hpp"
#include "workflow/identity/session_rules.hpp"
#include "workflow/identity/throttle.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace redress::postgres {

class session;

class session_store {
public:
    /// Connects at the first use.
    explicit session_store(std::string url);
    ~session_store();
    session_store(const session_store&) = delete;
    session_store& operator=(const session_store&) = delete;

    /// False when the person has no account or it is disabled, also at this moment. `in_place_of`: the session
    /// that it takes over from, which is over then; of an empty optional that is none.
    [[nodiscard]] bool open(const workflow::login_session& one, const digest& of_secret,
                            const std::optional<digest>& in_place_of, const workflow::session_limits& limits);
    struct found_session {
        workflow::login_session one;
        instant now{};
    };
    /// Nothing when it was ended or its account is disabled. Whether it is too old is the caller's to say.
    [[nodiscard]] std::optional<found_session> find(const digest& of_secret);
    void note_used(const digest& of_secret);
    void end(const digest& of_secret);

    /// One attempt more for each key, counted before the password is looked at so that attempts side by side
    /// count, too; or, when one has to wait, how long, and nothing is counted or kept.
    struct counted_key {
        std::string key;
        workflow::throttle rule;
    };
    [[nodiscard]] duration begin_attempt(const std::vector<counted_key>& keys);
    /// It ended well: what was counted for the name is forgotten, for the network it is taken back.
    void attempt_succeeded(std::string_view name_key, std::string_view network_key);

    void keep_flow(const digest& of_state, const digest& of_browser, const workflow::oidc_flow& flow);
    /// Once, for the browser that began it, within `lasts`. Whatever asks with the state uses it up.
    [[nodiscard]] std::optional<workflow::oidc_flow> take_flow(const digest& of_state,
                                                               const digest& of_browser, duration lasts);

private:
    std::unique_ptr<session> to_;
};

}  // namespace redress::postgres
