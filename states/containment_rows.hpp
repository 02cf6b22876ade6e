// Safety: somebody's account is being drained, or is frozen and should not be. Runs beside the lifecycle
// from before the first answer to after the last, closed cases included.
#pragma once

#include "states/actions.hpp"
#include "states/guards.hpp"
#include "states/roles.hpp"
#include "states/row_list.hpp"

namespace redress {

namespace containment_rows {
using namespace guards;
using namespace actions;
using namespace who;
using enum containment_state;
using e = event_type;

/// An account holder who is not the complainant speaks through a channel.
inline constexpr role_set asking = complaining_or_handler | role::channel | role::engine;
inline constexpr role_set contesting = complaining_or_handler | role::channel;

// clang-format off
using list = row_list<
    //     from        what happened                to          only if                                             what it writes             who
    row  < none,       e::containment_requested,    requested,  all<account_named, ground_given>,                   ask<request_containment, tell_of_containment>,  asking >,
    row  < released,   e::containment_requested,    requested,  all<account_named, ground_given>,                   ask<request_containment, tell_of_containment>,  asking >,
    row  < requested,  e::containment_confirmed,    contained,  all<>,                                              ask<contain, tell_of_containment>,              role::channel | role::operator_ >,
    row  < requested,  e::containment_refused,      none,       all<refusal_reason_listed, asks_for_no_secret>,                         ask<refuse_containment, tell_of_containment>,   role::channel | role::handler >,
    stays< contained,  e::containment_contested,                all<>,                                              ask<>,                     contesting >,
    stays< contained,  e::containment_upheld,                   all<reviewer_is_not_requester, reasons_or_restricted, reason_asks_for_no_secret>, ask<uphold_containment, tell_of_containment>, role::care_reviewer >,
    row  < contained,  e::containment_released,     released,   all<releaser_is_not_requester, reason_given_when_freeze_was_wrong, reason_asks_for_no_secret, identity_sufficient_to_unlock>, ask<release_containment, tell_of_containment>, role::care_reviewer | role::handler >
>;
// clang-format on

}  // namespace containment_rows

struct containment {
    static constexpr machine which = machine::containment;
    using state = containment_state;
    using rows = containment_rows::list;
};

}  // namespace redress
