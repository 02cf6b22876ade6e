// What leads a case to its decision or its end takes it off the ladder and ends its wait, whoever
// waits and whoever looks at it.
#include "tests/states/story.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using namespace redress::tests;
using enum event_type;

namespace {

struct ending {
    a_case from;
    actor who;
    event what;
    std::string moves;
};

a_case handled(lifecycle_state in)
{
    return a_complaint().in(in).owned_by("h.lin").with_points(1).where([](facts& f) { f.documents = 1; });
}

a_case decided_and_out()
{
    auto c = handled(lifecycle_state::decided).decided(outcome::not_upheld);
    return c.dispatched(c.now - 1h);
}

std::vector<ending> endings()
{
    auto duplicate = handled(lifecycle_state::responded);
    duplicate.elsewhere = {.primary_complainant = "customer-1", .primary_state = lifecycle_state::received};
    return {
        {handled(lifecycle_state::received), handler(),
         approved_by("c.may", a_letter(declared_inadmissible, {{field::inadmissibility, "not_about_us"},
                                                               {field::reason, "Not ours."}})),
         "received -> decided"},
        {decided_and_out(), complainant(), happened(resolution_accepted, {{field::evidence, "msg-1"}}),
         "decided -> closed"},
        {decided_and_out(), timer_actor(), happened(appeal_window_lapsed), "decided -> closed"},
        {handled(lifecycle_state::appealed), appeal_reviewer(),
         a_letter(appeal_decided, {{field::result, "upheld"}, {field::reason, "As before."}}),
         "appealed -> decided"},
        {handled(lifecycle_state::appealed), complainant(), happened(appeal_withdrawn),
         "appealed -> decided"},
        {handled(lifecycle_state::received).where([](facts& f) { f.kind = case_kind::query; }), handler(),
         a_letter(query_answered, {{field::told_how_to_complain, true}}), "received -> closed"},
        {handled(lifecycle_state::investigating), complainant(),
         happened(withdrawn, {{field::reason, "It arrived."}}), "investigating -> closed"},
        {duplicate, handler(),
         happened(marked_duplicate, {{field::primary_case, "22222222-2222-8222-8222-222222222222"}}),
         "responded -> closed"},
    };
}

const lines waiting_and_ladder{"lifecycle", "hold", "ladder", "no hold", "no rung", "rung"};

}  // namespace

STORY("every ending takes a raised case off the ladder and ends its wait", "[followers]")
{
    for (auto& one : endings()) {
        one.from.raised(2).waiting_for({"receipt"});
        CHECK(one.from.told(one.who, one.what).about(waiting_and_ladder) ==
              lines{"lifecycle: " + one.moves, "hold: waiting -> none", "ladder: raised -> at_base",
                    "no hold_expires_at", "no hold_items", "no hold_party", "no rung", "no rung_target"});
    }
}

STORY("every ending takes a case from its reviewer", "[followers]")
{
    for (auto& one : endings()) {
        one.from.under_review("c.ito", 2);
        CHECK(one.from.told(one.who, one.what).about(waiting_and_ladder) ==
              lines{"lifecycle: " + one.moves, "ladder: under_review -> at_base", "no rung",
                    "no rung_reviewer", "no rung_target"});
    }
}

STORY("a decision by the reviewer on the rung ends the wait and the review", "[followers]")
{
    auto c = handled(lifecycle_state::investigating).under_review("c.ito", 2).waiting_for({"receipt"});
    const auto sent = a_letter(decision_sent, {{field::outcome, "not_upheld"},
                                               {field::reason, "It arrived."},
                                               {field::findings, words({"1:not_upheld"})}});
    CHECK(c.told(care_reviewer(), sent) ==
          lines{"lifecycle: investigating -> decided", "hold: waiting -> none",
                "ladder: under_review -> at_base", "decided_at: now", "decided_by: c.ito",
                "no hold_expires_at", "no hold_items", "no hold_party",
                "letters: L1 final_response in en by email from c.ito, sent now", "outcome: not_upheld",
                "points: 1 not_upheld", "no rung", "no rung_reviewer", "no rung_target"});
}

STORY("what ends nothing leaves the wait and the ladder alone", "[followers]")
{
    auto c = handled(lifecycle_state::received).raised(2).waiting_for({"receipt"});
    CHECK(c.told(handler(), investigation_started) == lines{"lifecycle: received -> investigating"});
}
