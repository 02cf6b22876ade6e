// After a decision: acceptance, the window, appeals and what an independent reviewer does with them.
#include "tests/states/story.hpp"
#include "tests/support/elapsed.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using namespace redress::tests;
using enum event_type;

namespace {

a_case a_decided_case()
{
    return a_complaint()
        .owned_by("h.lin")
        .with_points(1)
        .acted("h.lin", role::handler)
        .decided(outcome::not_upheld);
}

/// Decided, dispatched an hour ago, the window running.
a_case with_window()
{
    auto c = a_decided_case();
    c.dispatched(c.now - 1h);
    return c.with_clock({.clock_id = "appeal_window",
                         .due = c.now + 29 * 24h,
                         .kind = clock_kind::window,
                         .limit = elapsed(30 * 24h),
                         .started = c.now - 24h});
}

a_case an_appealed_case()
{
    auto c = a_decided_case().in(lifecycle_state::appealed).where([](facts& f) { f.appeal_level = 1; });
    c.dispatched(c.now - 1h);
    return c;
}

event an_appeal()
{
    return happened(appeal_filed, {{field::grounds, "The evidence was not read."}});
}

event heard(const char* result, std::vector<std::pair<field, field_value>> more = {})
{
    return a_letter(appeal_decided, std::move(more))
        .set(field::result, result)
        .set(field::reason, "The fee was wrong.");
}

event sent_back(const char* owner = "h.wu", const char* reason = "Nobody asked the bank.")
{
    return a_letter(appeal_remitted, {{field::owner, owner}, {field::reason, reason}});
}

}  // namespace

STORY("an accepted decision closes the case", "[lifecycle]")
{
    auto c = with_window();
    CHECK(c.told(complainant(), happened(resolution_accepted, {{field::evidence, "msg-7"}})) ==
          lines{"lifecycle: decided -> closed", "closed_at: now", "closed_by: customer-1",
                "closed_from: decided", "closure_reason: resolved_and_accepted", "clock appeal_window met"});
    auto by_handler = a_decided_case();
    CHECK(by_handler.told(handler(), happened(resolution_accepted, {{field::evidence, "call-2"}})) ==
          lines{"lifecycle: decided -> closed", "closed_at: now", "closed_by: h.lin",
                "closed_by_role: handler", "closed_from: decided", "closure_reason: resolved_and_accepted"});
}

STORY("an acceptance is shown, within a representative's authority, and on a complete file", "[guards]")
{
    auto c = a_decided_case();
    CHECK(c.told(complainant(), happened(resolution_accepted, {{field::evidence, " "}})) ==
          lines{"refused: acceptance_evidence; fix evidence"});
    CHECK(c.told(representative(), happened(resolution_accepted, {{field::evidence, "msg-7"}})) ==
          lines{"refused: authority_covers; fix representative_authorised; needs=decide"});
    c.owned_by("");
    CHECK(c.told(handler(), happened(resolution_accepted, {{field::evidence, "call-2"}})) ==
          lines{"refused: records_complete; fix points_agreed; missing=owner"});
}

STORY("a representative decides only with authority to decide, and while it lasts", "[guards]")
{
    const lines no{"refused: authority_covers; fix representative_authorised; needs=decide"};
    auto c = a_decided_case().where([](facts& f) {
        f.representative = "lawyer-1", f.representative_scope = {"file", "receive"};
    });
    CHECK(c.told(representative(), an_appeal()) == no);
    c.where([&](facts& f) { f.representative_scope = {"decide"}, f.representative_until = c.now - 1us; });
    CHECK(c.told(representative(), an_appeal()) == no);
    c.where([&](facts& f) { f.representative_until = c.now; });
    CHECK(c.told(representative(), an_appeal()) ==
          lines{"lifecycle: decided -> appealed", "appeal_level: 1"});
    auto open_ended = a_decided_case().where(
        [](facts& f) { f.representative = "lawyer-1", f.representative_scope = {"decide"}; });
    CHECK(open_ended.told(representative(), an_appeal()) ==
          lines{"lifecycle: decided -> appealed", "appeal_level: 1"});
}

STORY("staff act for the complainant only with what shows it", "[guards]")
{
    auto c = a_decided_case();
    CHECK(c.told(handler(), an_appeal()) ==
          lines{"refused: authority_covers; fix representative_authorised; needs=evidence"});
    CHECK(c.told(handler(), an_appeal().set(field::evidence, "call-3")) ==
          lines{"lifecycle: decided -> appealed", "appeal_level: 1"});
}

STORY("an appeal within its window is heard, and the window rests", "[lifecycle]")
{
    auto c = with_window();
    CHECK(c.told(complainant(), an_appeal()) ==
          lines{"lifecycle: decided -> appealed", "appeal_level: 1", "clock appeal_window paused"});
    // A second appeal clears what the first came to.
    auto second =
        a_decided_case().where([](facts& f) { f.appeal_level = 1, f.appeal_result = appeal_result::varied; });
    CHECK(second.told(complainant(), an_appeal()) ==
          lines{"lifecycle: decided -> appealed", "appeal_level: 2", "no appeal_result"});
}

STORY("the appeal window is open until its last instant, and before the decision reached anybody", "[guards]")
{
    auto last = with_window();
    last.it.facts.clocks[0].due = last.now;
    CHECK(last.told(complainant(), an_appeal()) ==
          lines{"lifecycle: decided -> appealed", "appeal_level: 1", "clock appeal_window paused"});
    auto late = with_window();
    late.it.facts.clocks[0].due = late.now - 1us;
    CHECK(late.told(complainant(), an_appeal()) ==
          lines{"refused: within_appeal_window; fix late_for_good_cause"});
    late.it.facts.clocks[0].state = clock_state::lapsed;
    late.it.facts.clocks[0].due = late.now + 1h;
    CHECK(late.told(complainant(), an_appeal()) ==
          lines{"refused: within_appeal_window; fix late_for_good_cause"});
    // An appeal that a channel reports late counts by when it happened.
    auto reported = with_window();
    reported.it.facts.clocks[0].due = reported.now - 1h;
    CHECK(reported.told_of(reported.now - 2h, complainant(), an_appeal()) ==
          lines{"lifecycle: decided -> appealed", "appeal_level: 1", "clock appeal_window paused"});
    auto undispatched = a_decided_case();
    CHECK(undispatched.told(complainant(), an_appeal()) ==
          lines{"lifecycle: decided -> appealed", "appeal_level: 1"});
    auto came_back = with_window();
    came_back.returned(came_back.now - 30min);
    came_back.it.facts.clocks[0].state = clock_state::cancelled;
    CHECK(came_back.told(complainant(), an_appeal()) ==
          lines{"lifecycle: decided -> appealed", "appeal_level: 1"});
    auto undecided = a_complaint().in(lifecycle_state::decided);
    CHECK(undecided.told(complainant(), an_appeal()) ==
          lines{"lifecycle: decided -> appealed", "appeal_level: 1"});
    auto endless = with_window();
    endless.it.facts.clocks[0].due.reset();
    CHECK(endless.asks<guards::within_appeal_window>(complainant(), an_appeal()) == lines{"holds"});
    auto no_window = a_decided_case();
    no_window.dispatched(no_window.now - 1h);
    CHECK(no_window.told(complainant(), an_appeal()) ==
          lines{"lifecycle: decided -> appealed", "appeal_level: 1"});
    auto resting = with_window();
    resting.it.facts.clocks[0].state = clock_state::paused;
    CHECK(resting.asks<guards::within_appeal_window>(complainant(), an_appeal()) == lines{"holds"});
}

STORY("an appeal says why, and there is a level left to hear it", "[guards]")
{
    auto c = a_decided_case();
    CHECK(c.told(complainant(), happened(appeal_filed, {{field::grounds, "\n"}})) ==
          lines{"refused: grounds_given; fix grounds"});
    c.where([](facts& f) { f.appeal_level = 2; });
    CHECK(c.told(complainant(), an_appeal()) ==
          lines{"refused: appeal_level_left; fix complaint_filed; levels=2"});
}

STORY("a late appeal opens a closed case when a good cause was recorded after it closed", "[lifecycle]")
{
    auto c = a_decided_case().closed(closure_reason::window_lapsed, role::timer, lifecycle_state::decided);
    const lines no{"refused: late_for_good_cause_recorded; fix late_for_good_cause"};
    CHECK(c.told(complainant(), an_appeal()) == no);
    c.where([&](facts& f) { f.good_cause_at = c.now - 25h; });
    CHECK(c.told(complainant(), an_appeal()) == no);
    c.where([&](facts& f) { f.good_cause_at = c.now - 1h; });
    CHECK(c.told(complainant(), an_appeal()) ==
          lines{"lifecycle: closed -> appealed", "appeal_level: 1", "no closed_at", "no closed_by",
                "no closed_by_role", "no closed_from", "no closure_reason", "no good_cause_at"});
    auto withdrawn_case =
        a_complaint().closed(closure_reason::withdrawn, role::complainant, lifecycle_state::investigating);
    withdrawn_case.where([&](facts& f) { f.good_cause_at = withdrawn_case.now; });
    CHECK(withdrawn_case.told(complainant(), an_appeal()) ==
          lines{"refused: closed_after_a_decision; fix reopened"});
}

STORY("a window that lapses closes the case when the decision had reached them", "[lifecycle]")
{
    auto c = with_window();
    c.it.facts.clocks[0].state = clock_state::lapsed;
    CHECK(c.told(timer_actor(), appeal_window_lapsed) ==
          lines{"lifecycle: decided -> closed", "closed_at: now", "closed_by: timer", "closed_by_role: timer",
                "closed_from: decided", "closure_reason: window_lapsed"});
    auto by_hand = with_window();
    CHECK(by_hand.told(handler(), appeal_window_lapsed) ==
          lines{"refused: not_permitted; event=appeal_window_lapsed; state=decided; role=handler"});
}

STORY("silence closes nothing while the decision has not reached them", "[guards]")
{
    const lines no{"refused: decision_reached_them; fix message_dispatched"};
    auto c = a_decided_case();
    CHECK(c.told(timer_actor(), appeal_window_lapsed) == no);
    c.dispatched(c.now - 50h).returned(c.now - 49h);
    CHECK(c.told(timer_actor(), appeal_window_lapsed) == no);
    auto no_letter = a_decided_case();
    no_letter.it.facts.letters.clear();
    CHECK(no_letter.told(timer_actor(), appeal_window_lapsed) == no);
    // By a second route.
    c.dispatched(c.now - 48h);
    CHECK(c.told(timer_actor(), appeal_window_lapsed) ==
          lines{"lifecycle: decided -> closed", "closed_at: now", "closed_by: timer", "closed_by_role: timer",
                "closed_from: decided", "closure_reason: window_lapsed"});
}

STORY("silence of a person who needs support closes nothing before somebody tried to reach them", "[guards]")
{
    auto c = with_window().where([](facts& f) { f.support_needs = {"large_print"}; });
    const lines no{"refused: tried_to_reach; fix contact_missed"};
    CHECK(c.told(timer_actor(), appeal_window_lapsed) == no);
    c.where([&](facts& f) { f.tried_to_reach_at = c.now - 2h; });  // before the decision
    CHECK(c.told(timer_actor(), appeal_window_lapsed) == no);
    c.where([&](facts& f) { f.tried_to_reach_at = c.now - 1h; });
    CHECK(c.asks<guards::tried_to_reach>(timer_actor(), happened(appeal_window_lapsed)) == lines{"holds"});
}

STORY("an independent reviewer upholds, varies or overturns", "[lifecycle]")
{
    for (const std::string result : {"upheld", "varied", "overturned"}) {
        auto c = an_appealed_case();
        CHECK(c.told(appeal_reviewer(), heard(result.c_str(), {{field::findings, words({"1:upheld"})}})) ==
              lines{"lifecycle: appealed -> decided", "appeal_result: " + result, "decided_at: now",
                    "decided_by: a.roy",
                    "letters: L1 final_response in en by email from h.lin, sent now-1h, out now-1h; L2 "
                    "appeal_decision in en by email "
                    "from a.roy, sent now",
                    "points: 1 upheld"});
    }
    auto c = an_appealed_case();
    CHECK(c.told(appeal_reviewer(), heard("none")) ==
          lines{"refused: result_is_upheld_varied_or_overturned; fix result"});
    CHECK(c.told(handler(), heard("upheld")) ==
          lines{"refused: not_permitted; event=appeal_decided; state=appealed; role=handler"});
}

STORY("whoever acted on a case, owned, decided or reviewed it does not hear its appeal", "[guards]")
{
    const lines no{"refused: independent_reviewer; fix assigned"};
    auto acted = an_appealed_case().acted("a.roy", role::handler);
    CHECK(acted.told(appeal_reviewer(), heard("upheld")) == no);
    auto owned = an_appealed_case().owned_by("a.roy");
    CHECK(owned.told(appeal_reviewer(), heard("upheld")) == no);
    auto decided = an_appealed_case().where([](facts& f) { f.decided_by = "a.roy"; });
    CHECK(decided.told(appeal_reviewer(), heard("upheld")) == no);
    for (const auto kind : {letter_kind::appeal_decision, letter_kind::reopening}) {
        auto heard_before =
            an_appealed_case().with_letter(kind).where([](facts& f) { f.letters.back().by = "a.roy"; });
        CHECK(heard_before.told(appeal_reviewer(), heard("upheld")) == no);
    }
    auto wrote = an_appealed_case().with_letter(letter_kind::progress_update).where([](facts& f) {
        f.letters.back().by = "a.roy";
    });
    CHECK(wrote.asks<guards::independent_reviewer>(appeal_reviewer(), heard("upheld")) == lines{"holds"});
    auto second_of_no_team = an_appealed_case().where([](facts& f) { f.appeal_level = 2; });
    CHECK(second_of_no_team.asks<guards::another_team_hears_level_two>(appeal_reviewer(), heard("upheld")) ==
          lines{"holds"});
    auto concerned = an_appealed_case().where([](facts& f) { f.about_staff = {"a.roy"}; });
    CHECK(concerned.told(appeal_reviewer(), heard("upheld")) ==
          lines{"refused: not_concerned; fix handed_over"});
    CHECK(concerned.told(appeal_reviewer("a.sen"), sent_back()).text().front() ==
          "lifecycle: appealed -> investigating");
    // Asking for a document while hearing it is no other act.
    auto hearing = an_appealed_case().acted("a.roy", role::appeal_reviewer);
    CHECK(hearing.asks<guards::independent_reviewer>(appeal_reviewer(), heard("upheld")) == lines{"holds"});
}

STORY("what was never heard on its merits is upheld as such or goes back", "[guards]")
{
    for (const auto was : {outcome::inadmissible, outcome::out_of_scope}) {
        auto c = an_appealed_case().where([&](facts& f) { f.outcome = was; });
        CHECK(c.told(appeal_reviewer(), heard("varied")) ==
              lines{"refused: merits_were_decided_or_upheld; fix appeal_remitted"});
        CHECK(c.asks<guards::merits_were_decided_or_upheld>(appeal_reviewer(), heard("upheld")) ==
              lines{"holds"});
    }
}

STORY("an appeal that was right sends the case back to somebody new, and uses no level", "[lifecycle]")
{
    auto c = an_appealed_case();
    CHECK(c.told(appeal_reviewer(), sent_back()) ==
          lines{"lifecycle: appealed -> investigating", "no appeal_level", "no decided_at",
                "decided_before: h.lin", "no decided_by",
                "letters: L1 final_response in en by email from h.lin, sent now-1h, out now-1h; L2 reopening "
                "in en by email from "
                "a.roy, sent now",
                "no outcome", "owner: h.wu"});
}

STORY("who sends a case back says why, and names somebody who has not acted on it", "[guards]")
{
    auto c = an_appealed_case().acted("h.old", role::handler);
    CHECK(c.told(appeal_reviewer(), sent_back("h.wu", "")) == lines{"refused: reasons_given; fix reason"});
    const lines no{"refused: new_handler; fix owner"};
    CHECK(c.told(appeal_reviewer(), sent_back("h.old")) == no);
    CHECK(c.told(appeal_reviewer(), sent_back(" ")) == no);
    c.where([](facts& f) { f.interests = {"h.wu"}; });
    CHECK(c.told(appeal_reviewer(), sent_back("h.wu")) == no);
}

STORY("an appeal taken back gives its level back, and the window goes on", "[lifecycle]")
{
    auto c = with_window();
    CHECK(c.told(complainant(), an_appeal()).text().front() == "lifecycle: decided -> appealed");
    c.later(24h);
    CHECK(c.told(complainant(), appeal_withdrawn) == lines{"lifecycle: appealed -> decided",
                                                           "no appeal_level",
                                                           "clock appeal_window running, due now+29d"});
    CHECK(c.told(handler(), appeal_withdrawn) ==
          lines{"refused: not_possible_in_this_state; event=appeal_withdrawn; state=decided; hold=none; "
                "ladder=at_base"});
}

STORY("an appeal taken back with no window left lets the case end", "[lifecycle]")
{
    auto c = with_window().in(lifecycle_state::appealed);
    c.it.facts.clocks[0].state = clock_state::lapsed;
    CHECK(c.told(complainant(), appeal_withdrawn) ==
          lines{"lifecycle: appealed -> decided", "then appeal_window_lapsed() by timer"});
}
