// Waiting: for the complainant, or for somebody outside who was asked. An internal team is never a
// reason to wait, and statutory clocks do not notice.
#pragma once

#include "states/actions.hpp"
#include "states/guards.hpp"
#include "states/roles.hpp"
#include "states/row_list.hpp"

namespace redress {

namespace hold_rows {
using namespace guards;
using namespace actions;
using namespace who;
using enum hold_state;
using e = event_type;

inline constexpr role_set bringing = anyone_near | role::engine;
inline constexpr role_set releasing = recording | role::engine;

// clang-format off
using list = row_list<
    //     from     what happened              to        only if                                                        what it writes                                           who
    row  < none,    e::information_requested,  waiting,  all<case_is_open, names_what_is_missing, not_already_held, letter_complete, letter_is_written, in_complainants_language, asks_for_no_secret, contact_is_safe>, ask<wait_for_complainant, send_letter, note_next_step>, role::handler | role::appeal_reviewer >,
    row  < none,    e::hold_placed,            waiting,  all<case_is_open, hold_reason_given, hold_expires, names_an_enquiry>, ask<wait_for_third_party>,                        role::handler >,
    row  < waiting, e::information_received,   none,     all<all_named_items_in>,                                       ask<take_items, end_hold>,                               bringing >,
    stays< waiting, e::information_received,             all<some_items_missing>,                                       ask<take_items, tick_items>,                             bringing >,
    row  < waiting, e::hold_released,          none,     all<>,                                                         ask<end_hold>,                                           releasing >,
    row  < waiting, e::hold_expired,           none,     all<>,                                                         ask<end_hold>,                                           role::timer >,

    // Nothing is waited for once the case is decided or closed.
    follows< waiting, e::decision_sent,         none, ask<end_hold> >,
    follows< waiting, e::declared_inadmissible, none, ask<end_hold> >,
    follows< waiting, e::resolution_accepted,   none, ask<end_hold> >,
    follows< waiting, e::appeal_window_lapsed,  none, ask<end_hold> >,
    follows< waiting, e::appeal_decided,        none, ask<end_hold> >,
    follows< waiting, e::appeal_withdrawn,      none, ask<end_hold> >,
    follows< waiting, e::query_answered,        none, ask<end_hold> >,
    follows< waiting, e::withdrawn,             none, ask<end_hold> >,
    follows< waiting, e::marked_duplicate,      none, ask<end_hold> >
>;
// clang-format on

}  // namespace hold_rows

struct hold {
    static constexpr machine which = machine::hold;
    using state = hold_state;
    using rows = hold_rows::list;
};

}  // namespace redress
