// What is kept of people and programs that sign in. Who they are and which roles they have stands in the roster;
// an account only says how somebody proves to be one of it.
#pragma once

#include "states/instant.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace redress::workflow {

struct account {
    std::string person;                   // id of the roster
    std::string login;                    // in lower case
    std::optional<std::string> password;  // Argon2id, as one text; none: signs in at the identity provider
    bool active = true;
    instant created{};
    instant changed{};
};

enum class sign_in_means : std::uint8_t { password, oidc };

struct login_session {
    std::string id;  // names it in records, and opens nothing
    std::string person;
    sign_in_means means = sign_in_means::password;
    std::string csrf;
    instant opened{};
    instant used{};
    std::optional<instant> stepped_up;  // when they last proved who they are within it
};

struct api_token {
    std::string id;
    std::string name;                 // for people
    std::string person;               // of the roster; empty: a source's
    std::string source;               // of the roster; empty: a person's
    std::vector<std::string> scopes;  // roles, and read_only
    instant created{};
    std::string created_by;
    instant expires{};
    std::optional<instant> used;
    std::optional<instant> revoked;
};

/// One log-in at the identity provider that is under way.
struct oidc_flow {
    std::string nonce;
    std::string verifier;    // of PKCE
    std::string step_up_of;  // who already is signed in and proves it anew; empty: a log-in
    instant started{};
};

/// An act that a second person approved while signed in (decision 0015).
struct given_approval {
    std::string digest;
    std::string person;
    std::string role;
    std::string event;
    instant at{};
};

/// Who signed in, who gave or took a way in.
struct identity_record {
    instant at{};
    std::string what;  // "signed_in", "user_disabled" ...
    std::string who;
    std::string subject;
    std::string detail;
};

}  // namespace redress::workflow
