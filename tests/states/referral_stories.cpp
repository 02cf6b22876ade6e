// An outside body looks at the case.
#include "tests/states/story.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using namespace redress::tests;
using enum event_type;

namespace {

event to_a_body()
{
    return happened(referral_made, {{field::body, "ombudsman"}, {field::bundle, "sha256-1"}});
}

a_case with_the_body(referral_state state = referral_state::with_body)
{
    auto c = a_complaint().decided(outcome::not_upheld);
    c.it.facts.referral = state;
    c.it.facts.referral_body = "ombudsman";
    return c;
}

}  // namespace

STORY("a complainant turns to an outside body with the file as it stands, before and after the end",
      "[referral]")
{
    auto c = a_complaint().decided(outcome::not_upheld);
    CHECK(c.told(complainant(), to_a_body()) == lines{"referral: none -> with_body", "referral: with_body",
                                                      "referral_body: ombudsman", "referral_bundle: sha256-1",
                                                      "referred_at: now"});
    auto closed = with_the_body(referral_state::done)
                      .closed(closure_reason::window_lapsed, role::timer, lifecycle_state::decided);
    CHECK(closed.told(staff(role::compliance, "p.weber"), to_a_body()).about({"referral: done"}) ==
          lines{"referral: done -> with_body"});
}

STORY("who turns to an outside body waits for our decision or our delay, as the policy says", "[guards]")
{
    auto c = a_complaint();
    CHECK(c.told(complainant(), to_a_body()) == lines{"refused: referral_allowed; fix decision_sent"});
    auto late = a_complaint().with_clock(
        {.clock_id = "investigation", .policy = "wallet", .state = clock_state::missed});
    CHECK(late.told(complainant(), to_a_body()).text()[0] == "referral: none -> with_body");
    auto kept_late = a_complaint().with_clock({.clock_id = "investigation", .state = clock_state::met_late});
    CHECK(kept_late.told(complainant(), to_a_body()).text()[0] == "referral: none -> with_body");
    auto another = a_complaint()
                       .with_clock({.clock_id = "rung_ack", .state = clock_state::missed})
                       .with_clock({.clock_id = "investigation", .state = clock_state::met});
    CHECK(another.told(complainant(), to_a_body()) == lines{"refused: referral_allowed; fix decision_sent"});
    auto free = a_complaint();
    free.rules.referral = {.any_time = true};
    CHECK(free.told(complainant(), happened(referral_made, {{field::body, "ombudsman"}})) ==
          lines{"refused: bundle_frozen; fix bundle"});
    CHECK(free.told(complainant(), to_a_body()).text()[0] == "referral: none -> with_body");
}

STORY("what an outside body asks is answered by compliance", "[referral]")
{
    auto c = with_the_body();
    CHECK(c.told(channel_source(), external_request_received) == lines{});
    CHECK(c.told(handler(), external_reply_sent) ==
          lines{"refused: not_permitted; event=external_reply_sent; state=decided; role=handler"});
    CHECK(c.told(staff(role::compliance, "p.weber"), external_reply_sent) == lines{});
}

STORY("an outside body may turn it down or end it without an outcome", "[referral]")
{
    CHECK(with_the_body().told(channel_source(),
                               happened(referral_refused, {{field::reason_code, "too_early"}})) ==
          lines{"referral: with_body -> none", "no referral"});
    const auto ended = [](const char* why) { return happened(referral_ended, {{field::reason, why}}); };
    CHECK(with_the_body().told(staff(role::compliance, "p.weber"), ended(" ")) ==
          lines{"refused: reason_given; fix reason"});
    CHECK(with_the_body().told(staff(role::compliance, "p.weber"), ended("Withdrawn there.")) ==
          lines{"referral: with_body -> done", "referral: done"});
}

STORY("what it determined is recorded with its day and complied with, shown by proof", "[referral]")
{
    const auto compliance = staff(role::compliance, "p.weber");
    auto c = with_the_body();
    CHECK(c.told(compliance, happened(external_outcome_received, {{field::text, "Pay 100."}})) ==
          lines{"refused: outcome_recorded; fix text"});
    CHECK(c.told(compliance, happened(external_outcome_received, {{field::due, c.now + 28 * 24h}})) ==
          lines{"refused: outcome_recorded; fix text"});
    CHECK(c.told(compliance, happened(external_outcome_received,
                                      {{field::text, "Pay 100."}, {field::due, c.now + 28 * 24h}})) ==
          lines{"referral: with_body -> determined", "comply_by: now+28d", "external_outcomes: 1",
                "referral: determined"});
    CHECK(c.told(compliance, outcome_complied) == lines{"refused: proof_of_compliance; fix evidence"});
    CHECK(c.told(compliance, happened(outcome_complied, {{field::evidence, "P-77"}})) ==
          lines{"referral: determined -> done", "referral: done"});
}

STORY("after an outside body has determined, no appeal of ours is left", "[guards]")
{
    auto c = with_the_body(referral_state::done)
                 .with_letter(letter_kind::final_response)
                 .dispatched(a_case().now - 1h);
    c.it.facts.external_outcomes = 1;
    CHECK(c.told(complainant(), happened(appeal_filed, {{field::grounds, "Still wrong."}})) ==
          lines{"refused: appeal_level_left; fix complaint_filed; levels=2"});
}
