// What a second person approves while signed in, kept until the act is done. Over the API nobody types who
// approved: the approval is looked up by the digest of the act (decision 0015), and whoever gave it signed in.
#pragma once

#include "adapters/app/identity/problem.hpp"
#include "states/event.hpp"

#include <optional>
#include <string>

namespace redress {
struct actor;
struct complaint;
}  // namespace redress

namespace redress::app {

class services;

/// The digest that an approval of this very act carries, as the engine will work it out.
[[nodiscard]] std::string digest_to_approve(services& from, const complaint& of, const event& what);

/// Completes an act with the approval that somebody else gave, if somebody did; without one the engine refuses
/// it and says the digest. Fields of an approval that were typed are refused: 422 `approval_is_given_signed_in`.
[[nodiscard]] std::optional<refused> attach_approval(services& from, const complaint& of, event& what,
                                                     const actor& who);

}  // namespace redress::app
