// How long a session lasts and a proof of identity counts (OWASP ASVS 5.0, 7.3.1 and 7.3.2).
#pragma once

#include "workflow/identity/accounts.hpp"

#include <chrono>

namespace redress::workflow {

struct session_limits {
    duration idle = std::chrono::minutes(15);
    duration absolute = std::chrono::hours(8);
    duration step_up = std::chrono::minutes(10);
    /// A use is written down at most this often: a page of twenty requests is one write.
    duration noted_every = std::chrono::seconds(30);
};

enum class session_standing : std::uint8_t { alive, idle_too_long, too_old };

/// Both limits are exclusive: at the limit itself it is over.
[[nodiscard]] constexpr session_standing standing_of(const login_session& one, instant now,
                                                     const session_limits& limits)
{
    if (now - one.opened >= limits.absolute) return session_standing::too_old;
    if (now - one.used >= limits.idle) return session_standing::idle_too_long;
    return session_standing::alive;
}

/// Whether a use at `now` is worth writing down. Never so seldom that an active session would seem idle.
[[nodiscard]] constexpr bool is_worth_noting(instant used, instant now, const session_limits& limits)
{
    return now - used >= limits.noted_every;
}

/// Whether they proved who they are shortly before; what hands out a way in asks for that.
[[nodiscard]] constexpr bool is_fresh(const login_session& one, instant now, const session_limits& limits)
{
    const auto proved = one.stepped_up.value_or(one.opened);
    return proved <= now && now - proved < limits.step_up;
}

}  // namespace redress::workflow
