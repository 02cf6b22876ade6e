// The ladder: who looks at a case that needs more than its handler. Attention and work are
// independent, so this is a machine of its own: a case under investigation can stand on rung 2, and
// comes back down. Each rung is entered anew, also from the rung below it.
#pragma once

#include "states/actions.hpp"
#include "states/guards.hpp"
#include "states/roles.hpp"
#include "states/row_list.hpp"

namespace redress {

namespace ladder_rows {
using namespace guards;
using namespace actions;
using namespace who;
using enum ladder_state;
using e = event_type;

// clang-format off
using list = row_list<
    //     from           what happened             to            only if                                                      what it writes     who
    row  < at_base,       e::escalated,             raised,       all<case_is_open, higher_rung_exists>,                       ask<raise_rung>,   complaining_or_handler | role::timer | role::engine >,
    row  < raised,        e::escalated,             raised,       all<higher_rung_exists, by_reviewer_or_timer>,               ask<raise_rung>,   role::care_reviewer | role::timer >,
    row  < under_review,  e::escalated,             raised,       all<higher_rung_exists, by_reviewer_or_timer>,               ask<raise_rung>,   role::care_reviewer | role::timer >,
    stays< raised,        e::escalated,                           all<by_the_complainant>,                                     ask<>,             complaining >,
    stays< under_review,  e::escalated,                           all<by_the_complainant>,                                     ask<>,             complaining >,
    row  < raised,        e::rung_accepted,         under_review, all<reviewer_serves_this_rung, reviewer_is_not_handler, not_concerned>, ask<take_rung>, role::care_reviewer >,
    stays< under_review,  e::rung_accepted,                       all<reviewer_serves_this_rung, reviewer_is_not_handler, not_concerned>, ask<take_rung>, role::care_reviewer >,
    row  < raised,        e::de_escalated,          at_base,      all<instruction_given>,                                      ask<leave_ladder>, role::care_reviewer >,
    row  < under_review,  e::de_escalated,          at_base,      all<instruction_given>,                                      ask<leave_ladder>, role::care_reviewer >,

    // What is decided or closed needs nobody's attention any more.
    follows< raised,       e::decision_sent,        at_base, ask<leave_ladder> >,
    follows< under_review, e::decision_sent,        at_base, ask<leave_ladder> >,
    follows< raised,       e::declared_inadmissible, at_base, ask<leave_ladder> >,
    follows< under_review, e::declared_inadmissible, at_base, ask<leave_ladder> >,
    follows< raised,       e::resolution_accepted,  at_base, ask<leave_ladder> >,
    follows< under_review, e::resolution_accepted,  at_base, ask<leave_ladder> >,
    follows< raised,       e::appeal_window_lapsed, at_base, ask<leave_ladder> >,
    follows< under_review, e::appeal_window_lapsed, at_base, ask<leave_ladder> >,
    follows< raised,       e::appeal_decided,       at_base, ask<leave_ladder> >,
    follows< under_review, e::appeal_decided,       at_base, ask<leave_ladder> >,
    follows< raised,       e::appeal_withdrawn,     at_base, ask<leave_ladder> >,
    follows< under_review, e::appeal_withdrawn,     at_base, ask<leave_ladder> >,
    follows< raised,       e::query_answered,       at_base, ask<leave_ladder> >,
    follows< under_review, e::query_answered,       at_base, ask<leave_ladder> >,
    follows< raised,       e::withdrawn,            at_base, ask<leave_ladder> >,
    follows< under_review, e::withdrawn,            at_base, ask<leave_ladder> >,
    follows< raised,       e::marked_duplicate,     at_base, ask<leave_ladder> >,
    follows< under_review, e::marked_duplicate,     at_base, ask<leave_ladder> >
>;
// clang-format on

}  // namespace ladder_rows

struct ladder {
    static constexpr machine which = machine::ladder;
    using state = ladder_state;
    using rows = ladder_rows::list;
};

}  // namespace redress
