// Who looks at a case that needs more than its handler.
#include "tests/states/story.hpp"
#include "tests/support/elapsed.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using namespace redress::tests;
using enum event_type;

namespace {

event escalation(const char* reason = "reviewer")
{
    return happened(escalated, {{field::reason_code, reason}});
}
event escalation_to(std::int64_t rung, const char* reason = "reviewer")
{
    return escalation(reason).set(field::rung, rung);
}
event handed_back(const char* instruction = "Call back today.")
{
    return happened(de_escalated, {{field::instruction, instruction}});
}

}  // namespace

STORY("a complainant asks for somebody more senior and gets the rung that is open to a request", "[ladder]")
{
    auto c = a_complaint();
    CHECK(c.told(complainant(), escalation("asked")) ==
          lines{"ladder: at_base -> raised", "rung: 1", "rung_target: senior", "rungs: 1 senior asked now"});
    auto higher = a_complaint();
    higher.rules.ladder[0].on_request = false;
    higher.rules.ladder[2].on_request = true;
    CHECK(higher.told(representative(), escalation_to(1, "asked")) ==
          lines{"ladder: at_base -> raised", "rung: 3", "rung_target: care_lead",
                "rungs: 3 care_lead asked now"});
}

STORY("a case nobody owns climbs like any other: by its handler's wish, a clock or a rule", "[ladder]")
{
    auto by_handler = a_complaint();
    CHECK(by_handler.told(handler(), escalation("too_hard")) == lines{"ladder: at_base -> raised", "rung: 1",
                                                                      "rung_target: senior",
                                                                      "rungs: 1 senior too_hard now"});
    auto by_clock = a_complaint();
    CHECK(by_clock.told(timer_actor(), escalation_to(2, "missed:investigation")) ==
          lines{"ladder: at_base -> raised", "rung: 2", "rung_target: care",
                "rungs: 2 care missed:investigation now"});
    auto by_rule = a_complaint();
    CHECK(by_rule.told(engine_actor(), escalation_to(1, "rating")) ==
          lines{"ladder: at_base -> raised", "rung: 1", "rung_target: senior", "rungs: 1 senior rating now"});
}

STORY("a closed case climbs no rung, and no case climbs one that does not exist", "[guards]")
{
    auto closed = a_complaint().in(lifecycle_state::closed);
    CHECK(closed.told(timer_actor(), escalation()) == lines{"refused: case_is_open; fix reopened"});
    auto c = a_complaint();
    CHECK(c.told(handler(), escalation_to(4)) == lines{"refused: higher_rung_exists; fix rung; rung=0"});
    auto top = a_complaint().raised(3);
    CHECK(top.told(timer_actor(), escalation("missed:rung_ack")) ==
          lines{"refused: higher_rung_exists; fix rung; rung=3"});
    CHECK(top.told(care_reviewer(), escalation_to(2)) ==
          lines{"refused: higher_rung_exists; fix rung; rung=3"});
    auto closed_to_requests = a_complaint();
    for (auto& rung : closed_to_requests.rules.ladder) rung.on_request = false;
    CHECK(closed_to_requests.told(complainant(), escalation("asked")) ==
          lines{"refused: higher_rung_exists; fix rung; rung=0"});
}

STORY("a reviewer or a clock raises further, and every rung taken stays on record", "[ladder]")
{
    auto raised = a_complaint().raised(1);
    CHECK(raised.told(timer_actor(), escalation("missed:rung_ack")) ==
          lines{"ladder: raised -> raised", "rung: 2", "rung_target: care",
                "rungs: 1 senior asked now-1h; 2 care missed:rung_ack now"});
    auto reviewed = a_complaint().under_review("c.ito", 1);
    CHECK(reviewed.told(care_reviewer(), escalation()) ==
          lines{"ladder: under_review -> raised", "rung: 2", "no rung_reviewer", "rung_target: care",
                "rungs: 1 senior asked now-1h; 2 care reviewer now"});
    auto by_handler = a_complaint().raised(1);
    CHECK(by_handler.told(handler(), escalation()) ==
          lines{"refused: not_permitted; event=escalated; state=received; role=handler"});
}

STORY("a complainant who asks again is heard, and the case stays with whom it is", "[ladder]")
{
    auto raised = a_complaint().raised(1);
    CHECK(raised.told(complainant(), escalation("asked")) == lines{});
    auto reviewed = a_complaint().under_review("c.ito", 1);
    CHECK(reviewed.told(representative(), escalation("asked")) == lines{});
}

STORY("who asks to raise decides which of the two rows answers", "[guards]")
{
    const auto c = a_complaint().raised(1);
    CHECK(c.asks<guards::by_reviewer_or_timer>(care_reviewer(), escalation()) == lines{"holds"});
    CHECK(c.asks<guards::by_reviewer_or_timer>(complainant(), escalation()) ==
          lines{"refused: by_reviewer_or_timer; fix rung_accepted"});
    CHECK(c.asks<guards::by_the_complainant>(representative(), escalation()) == lines{"holds"});
    CHECK(c.asks<guards::by_the_complainant>(care_reviewer(), escalation()) ==
          lines{"refused: by_the_complainant; fix message_received"});
}

STORY("a reviewer who serves the rung takes the case, and another may take it over", "[ladder]")
{
    auto c = a_complaint().raised(2).with_clock({.clock_id = "rung_ack",
                                                 .due = a_case().now + 4h,
                                                 .kind = clock_kind::internal,
                                                 .limit = elapsed(4h),
                                                 .started = a_case().now,
                                                 .subject = "2"});
    CHECK(c.told(care_reviewer(), rung_accepted) ==
          lines{"ladder: raised -> under_review", "rung_reviewer: c.ito", "clock rung_ack/2 met"});
    CHECK(c.told(care_reviewer("c.may"), rung_accepted) == lines{"rung_reviewer: c.may"});
    auto at_base = a_complaint();
    CHECK(at_base.told(care_reviewer(), rung_accepted) ==
          lines{"refused: not_possible_in_this_state; event=rung_accepted; state=received; hold=none; "
                "ladder=at_base"});
}

STORY("a reviewer serves the rung, has not handled the case, and is not concerned", "[guards]")
{
    auto c = a_complaint().raised(3);
    CHECK(c.told(care_reviewer(), rung_accepted) ==
          lines{"refused: reviewer_serves_this_rung; fix escalated; rung=3; target=care_lead"});
    const lines handled{"refused: reviewer_is_not_handler; fix handed_over"};
    auto owned = a_complaint().raised(2).owned_by("c.ito");
    CHECK(owned.told(care_reviewer(), rung_accepted) == handled);
    auto acted = a_complaint().raised(2).acted("c.ito", role::handler);
    CHECK(acted.told(care_reviewer(), rung_accepted) == handled);
    auto concerned = a_complaint().raised(2).where([](facts& f) { f.interests = {"c.ito"}; });
    CHECK(concerned.told(care_reviewer(), rung_accepted) == lines{"refused: not_concerned; fix handed_over"});
    auto reviewed_before = a_complaint().raised(2).acted("c.ito", role::care_reviewer);
    CHECK(reviewed_before.told(care_reviewer(), rung_accepted) ==
          lines{"ladder: raised -> under_review", "rung_reviewer: c.ito"});
}

STORY("a reviewer hands a case back with an instruction", "[ladder]")
{
    auto raised = a_complaint().raised(2);
    CHECK(raised.told(care_reviewer(), handed_back(" ")) ==
          lines{"refused: instruction_given; fix instruction"});
    CHECK(raised.told(care_reviewer(), handed_back()) ==
          lines{"ladder: raised -> at_base", "no rung", "no rung_target"});
    auto reviewed = a_complaint().under_review("c.ito", 2);
    CHECK(reviewed.told(care_reviewer(), handed_back()) ==
          lines{"ladder: under_review -> at_base", "no rung", "no rung_reviewer", "no rung_target"});
    CHECK(reviewed.it.facts.rungs.size() == 1);
}
