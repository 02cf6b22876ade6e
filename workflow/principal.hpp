// Who stands behind a request that was signed in: a person of the roster by a session, or a program by a
// token. What they may do follows from roles and scopes, never from how they got in.
#pragma once

#include "states/vocabulary.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace redress::workflow {

enum class signed_in_by : std::uint8_t { session, token };

struct principal {
    std::string id;           // of the roster; of a token: the person or source that it speaks for
    std::vector<role> roles;  // those of the roster, in its order; of a token: those of its scopes
    std::string team;
    signed_in_by by = signed_in_by::session;
    std::string credential;  // names session or token in the records, and opens nothing
};

}  // namespace redress::workflow
