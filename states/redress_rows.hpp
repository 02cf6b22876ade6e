// What is owed and given: one instance per item, each with a life of its own, closed cases included. An
// offer is approved by another person or lies within the offerer's own limit; what we simply owe is
// paid, not offered.
#pragma once

#include "states/actions.hpp"
#include "states/guards.hpp"
#include "states/roles.hpp"
#include "states/row_list.hpp"

namespace redress {

namespace redress_rows {
using namespace guards;
using namespace actions;
using namespace who;
using enum redress_state;
using e = event_type;

inline constexpr role_set offering = deciding | role::engine;
inline constexpr role_set approving = role::care_reviewer | role::care_lead;
inline constexpr role_set paying = role::channel | role::compliance;

// clang-format off
using list = row_list<
    //     from       what happened           to         only if                                                            what it writes       who
    row  < none,      e::redress_offered,     accepted,  all<item_is_known, amount_given, asks_for_no_secret, within_own_limit, refund_is_owed>, ask<offer_item>,    offering >,
    row  < none,      e::redress_offered,     approved,  all<item_is_known, amount_given, asks_for_no_secret, within_own_limit>,                 ask<offer_item, tell_of_offer>,    offering >,
    row  < none,      e::redress_offered,     offered,   all<item_is_known, amount_given, asks_for_no_secret>,                                   ask<offer_item>,    offering >,
    row  < offered,   e::redress_approved,    accepted,  all<approver_is_not_offerer, asks_for_no_secret, within_approver_limit, not_concerned, refund_is_owed>, ask<approve_item>, approving >,
    row  < offered,   e::redress_approved,    approved,  all<approver_is_not_offerer, asks_for_no_secret, within_approver_limit, not_concerned>, ask<approve_item, tell_of_offer>,  approving >,
    row  < offered,   e::redress_rejected,    none,      all<>,                                                             ask<>,               approving >,
    row  < approved,  e::redress_accepted,    accepted,  all<authority_covers_money>,                                        ask<>,               complaining_or_handler >,
    row  < approved,  e::redress_declined,    none,      all<authority_covers_money>,                                        ask<>,               complaining_or_handler >,
    row  < approved,  e::offer_expired,       none,      all<>,                                                             ask<>,               role::timer >,
    row  < accepted,  e::redress_paid,        paid,      all<payment_reference, identity_sufficient>,                        ask<pay_item>,       paying >,
    stays< accepted,  e::payment_failed,                 all<>,                                                             ask<tell_of_payment>, paying >,

    // The case goes on elsewhere, and what was on the table with it; what was accepted is owed.
    follows< offered,  e::marked_duplicate,   none,      ask<> >,
    follows< approved, e::marked_duplicate,   none,      ask<> >
>;
// clang-format on

}  // namespace redress_rows

struct redress_item_machine {
    static constexpr machine which = machine::redress;
    using state = redress_state;
    using rows = redress_rows::list;
    static constexpr redress_state ends_in = redress_state::paid;
};

}  // namespace redress
