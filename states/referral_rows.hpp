// An outside body looks at the case: an ombudsman, an authority, an association. Our own clocks run on;
// what it determines we comply with, whatever our lifecycle says.
#pragma once

#include "states/actions.hpp"
#include "states/guards.hpp"
#include "states/roles.hpp"
#include "states/row_list.hpp"

namespace redress {

namespace referral_rows {
using namespace guards;
using namespace actions;
using namespace who;
using enum referral_state;
using e = event_type;

inline constexpr role_set referring = complaining | role::compliance | role::channel;
inline constexpr role_set from_the_body = role::compliance | role::channel;

// clang-format off
using list = row_list<
    //     from         what happened                   to           only if                                 what it writes                 who
    row  < none,        e::referral_made,               with_body,   all<referral_allowed, bundle_frozen>,   ask<refer>,                    referring >,
    row  < done,        e::referral_made,               with_body,   all<referral_allowed, bundle_frozen>,   ask<refer>,                    referring >,
    stays< with_body,   e::external_request_received,                all<>,                                  ask<>,                         from_the_body >,
    stays< with_body,   e::external_reply_sent,                      all<>,                                  ask<>,                         role::compliance >,
    row  < with_body,   e::referral_refused,            none,        all<>,                                  ask<>,                         from_the_body >,
    row  < with_body,   e::referral_ended,              done,        all<reason_given>,                      ask<>,                         role::compliance >,
    row  < with_body,   e::external_outcome_received,   determined,  all<outcome_recorded>,                  ask<record_external_outcome>,  role::compliance >,
    row  < determined,  e::outcome_complied,            done,        all<proof_of_compliance>,               ask<>,                         role::compliance >
>;
// clang-format on

}  // namespace referral_rows

struct referral {
    static constexpr machine which = machine::referral;
    using state = referral_state;
    using rows = referral_rows::list;
};

}  // namespace redress
