// Records of time, learning and keeping.
#include "tests/states/story.hpp"
#include "tests/support/elapsed.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using namespace redress::tests;
using enum event_type;

namespace {

a_case a_closed_case()
{
    return a_complaint().closed(closure_reason::withdrawn, role::complainant, lifecycle_state::received);
}

redress::clock running(const char* id, instant due, duration limit = 14 * 24h,
                       clock_kind kind = clock_kind::published)
{
    return {.clock_id = id, .due = due, .kind = kind, .limit = elapsed(limit), .started = due - limit};
}

event about(event_type what, const char* clock_id, std::int64_t generation = 1)
{
    return happened(what, {{field::clock, clock_id}, {field::generation, generation}});
}

event an_extension(const char* clock_id, std::int64_t days = 14)
{
    return approved_by("c.ito", a_letter(extension_granted, {{field::clock, clock_id},
                                                             {field::days, days},
                                                             {field::reason, "The bank is slow."}}));
}

const lines not_of_the_clock{"refused: clock_is_due; fix clock; clock=investigation"};

}  // namespace

STORY("a missed promise is recorded and raises the case to the rung its policy names", "[records]")
{
    auto c = a_complaint();
    c.with_clock(running("investigation", c.now));
    CHECK(c.told(timer_actor(), about(deadline_missed, "investigation")) ==
          lines{"clock investigation missed",
                "then escalated(reason_code=missed:investigation, rung=2, clock=investigation) by timer"});
    auto high = a_complaint().raised(2);
    high.with_clock(running("investigation", high.now));
    CHECK(high.told(timer_actor(), about(deadline_missed, "investigation")) ==
          lines{"clock investigation missed"});
    CHECK(high.told(handler(), about(deadline_missed, "investigation")) ==
          lines{"refused: not_permitted; event=deadline_missed; state=received; role=handler"});
}

STORY("a rung that stays silent passes the case on, and the top one alarms", "[records]")
{
    auto c = a_complaint().raised(1);
    auto silent = running("rung_ack", c.now, 4h, clock_kind::internal);
    silent.subject = "1";
    const auto missed = about(deadline_missed, "rung_ack").set(field::subject_of, "1");
    c.with_clock(silent);
    CHECK(c.told(timer_actor(), missed) ==
          lines{"clock rung_ack/1 missed",
                "then escalated(reason_code=missed:rung_ack, rung=2, clock=rung_ack) by timer"});
    auto top = a_complaint().raised(3).with_clock(silent);
    CHECK(top.told(timer_actor(), missed) ==
          lines{"clock rung_ack/1 missed", "alarm top_rung_silent: rung_ack"});
    auto left_meanwhile = a_complaint().with_clock(silent);
    CHECK(left_meanwhile.told(timer_actor(), missed) ==
          lines{"clock rung_ack/1 missed",
                "then escalated(reason_code=missed:rung_ack, rung=1, clock=rung_ack) by timer"});
}

STORY("a miss on a closed case alarms and raises no rung", "[records]")
{
    auto c = a_closed_case();
    c.with_clock(running("kept_open", c.now, 4h));
    CHECK(c.told(timer_actor(), about(deadline_missed, "kept_open")) ==
          lines{"clock kept_open missed", "alarm missed_on_closed_case: kept_open"});
    auto quiet = a_complaint();
    quiet.with_clock(running("kept_open", quiet.now, 4h));
    CHECK(quiet.told(timer_actor(), about(deadline_missed, "kept_open")) == lines{"clock kept_open missed"});
}

STORY("nothing is missed or lapses before its instant, or when no such clock runs", "[guards]")
{
    auto c = a_complaint();
    c.with_clock(running("investigation", c.now + 1us));
    CHECK(c.told(timer_actor(), about(deadline_missed, "investigation")) == not_of_the_clock);
    CHECK(c.told(timer_actor(), about(window_lapsed, "investigation")) == not_of_the_clock);
    CHECK(c.told(timer_actor(), about(deadline_missed, "investigation", 2)) == not_of_the_clock);
    c.it.facts.clocks[0].due = c.now;
    for (const auto state :
         {clock_state::paused, clock_state::met, clock_state::cancelled, clock_state::lapsed}) {
        c.it.facts.clocks[0].state = state;
        CHECK(c.told(timer_actor(), about(deadline_missed, "investigation")) == not_of_the_clock);
    }
    c.it.facts.clocks[0].due.reset();
    c.it.facts.clocks[0].state = clock_state::running;
    CHECK(c.told(timer_actor(), about(deadline_missed, "investigation")) == not_of_the_clock);
}

STORY("a promise kept late owes the miss that nobody had recorded", "[records]")
{
    auto c = a_complaint();
    c.with_clock(running("investigation", c.now - 1h));
    c.it.facts.clocks[0].state = clock_state::met_late;
    CHECK(c.told(timer_actor(), about(deadline_missed, "investigation")) ==
          lines{"clock investigation met_late",
                "then escalated(reason_code=missed:investigation, rung=2, clock=investigation) by timer"});
}

STORY("a warning is given once and raises where the policy says so", "[records]")
{
    const auto warned = [](const char* threshold) {
        return about(deadline_warned, "investigation").set(field::threshold, threshold);
    };
    auto c = a_complaint();
    c.with_clock(running("investigation", c.now + 24h));
    CHECK(c.told(timer_actor(), warned("1h")) == lines{"clock investigation running, due now+1d"});
    CHECK(c.told(timer_actor(), warned("90%")) ==
          lines{"clock investigation running, due now+1d",
                "then escalated(reason_code=warned:investigation, rung=1, clock=investigation) by timer"});
    auto closed = a_closed_case();
    closed.with_clock(running("investigation", closed.now + 24h));
    CHECK(closed.told(timer_actor(), warned("90%")) == lines{"clock investigation running, due now+1d"});
    CHECK(closed.told(timer_actor(), about(deadline_warned, "update").set(field::threshold, "90%")) ==
          lines{"refused: clock_is_known; fix clock; clock=update"});
}

STORY("a window that lapses brings the event that its policy names", "[records]")
{
    auto c = a_complaint().decided(outcome::upheld);
    c.with_clock(running("appeal_window", c.now, 30 * 24h, clock_kind::window));
    CHECK(c.told(timer_actor(), about(window_lapsed, "appeal_window")) ==
          lines{"clock appeal_window lapsed",
                "then appeal_window_lapsed(clock=appeal_window, generation=1) by timer"});
    auto of_letter = a_complaint().decided(outcome::upheld);
    auto one = running("appeal_window", of_letter.now, 30 * 24h, clock_kind::window);
    one.subject = "L1";
    of_letter.with_clock(one);
    CHECK(of_letter.told(timer_actor(), about(window_lapsed, "appeal_window").set(field::subject_of, "L1")) ==
          lines{"clock appeal_window/L1 lapsed",
                "then appeal_window_lapsed(clock=appeal_window, generation=1, subject_of=L1) by timer"});
}

STORY("a window whose event was refused runs again for a while", "[records]")
{
    auto c = a_complaint().decided(outcome::upheld);
    auto one = running("appeal_window", c.now, 30 * 24h, clock_kind::window);
    one.state = clock_state::lapsed;
    c.with_clock(one);
    CHECK(c.told(timer_actor(), about(window_restarted, "appeal_window")) ==
          lines{"clock appeal_window#2 running, due now+7d"});
    CHECK(c.told(engine_actor(), about(window_restarted, "hold")) ==
          lines{"refused: clock_is_known; fix clock; clock=hold"});
}

STORY("a promise is extended once, by two people, by a letter before it falls due", "[records]")
{
    auto c = a_complaint().owned_by("h.lin");
    c.with_clock(running("investigation", c.now + 24h));
    CHECK(c.told(handler(), an_extension("investigation")) ==
          lines{"letters: L1 delay in en by email from h.lin, sent now",
                "clock investigation running, due now+15d"});
    CHECK(c.told(handler(), an_extension("investigation")) ==
          lines{"refused: extension_allowed; fix clock; clock=investigation"});
    auto closed = a_closed_case();
    CHECK(closed.told(handler(), an_extension("investigation")) ==
          lines{"refused: not_possible_in_this_state; event=extension_granted; state=closed; hold=none; "
                "ladder=at_base"});
}

STORY("an extension names a promise that runs, comes in time, and from somebody who does not handle the case",
      "[guards]")
{
    auto c = a_complaint().owned_by("h.lin");
    const lines no{"refused: extension_allowed; fix clock; clock=investigation"};
    CHECK(c.told(handler(), an_extension("investigation")) == no);
    c.with_clock(running("investigation", c.now + 24h));
    CHECK(c.told(handler(), an_extension("investigation", 0)) == no);
    auto ended = c;
    ended.it.facts.clocks[0].state = clock_state::met;
    CHECK(ended.told(handler(), an_extension("investigation")) == no);
    auto window = c;
    window.it.facts.clocks[0].kind = clock_kind::window;
    CHECK(window.told(handler(), an_extension("investigation")) == no);
    // Of several periods the latest counts.
    auto period = c;
    period.it.facts.clocks[0].state = clock_state::met;
    auto second = running("investigation", c.now + 24h);
    second.generation = 2;
    period.with_clock(second);
    CHECK(period.asks<guards::extension_allowed>(handler(), an_extension("investigation")) == lines{"holds"});

    auto late = c;
    late.it.facts.clocks[0].due = late.now - 1us;
    CHECK(late.told(handler(), an_extension("investigation")) ==
          lines{"refused: letter_sent_before_due; fix progress_update_sent"});
    late.it.facts.clocks[0].state = clock_state::missed;
    CHECK(late.told(handler(), an_extension("investigation")) ==
          lines{"refused: letter_sent_before_due; fix progress_update_sent"});
    c.owned_by("c.ito");
    CHECK(c.told(handler(), an_extension("investigation")) ==
          lines{"refused: approver_is_not_handler; fix approved_by; digest=act"});
    c.owned_by("h.lin");
    auto unapproved = an_extension("investigation");
    std::erase_if(unapproved.fields, [](const auto& one) { return one.first == field::approved_digest; });
    CHECK(c.told(handler(), unapproved) ==
          lines{"refused: approver_is_not_handler; fix approved_by; digest=act"});
    auto foreign = an_extension("investigation");
    for (auto& [name, value] : foreign.fields)
        if (name == field::letter_language) value = "fr";
    CHECK(c.told(handler(), foreign) ==
          lines{"refused: in_complainants_language; fix letter_language; language=en"});
}

STORY("a care lead lets a late appeal in, with a reason", "[records]")
{
    auto c = a_closed_case();
    const auto lead = staff(role::care_lead, "l.novak");
    CHECK(c.told(lead, late_for_good_cause) == lines{"refused: reason_given; fix reason"});
    CHECK(c.told(lead, happened(late_for_good_cause, {{field::reason, "In hospital."}})) ==
          lines{"good_cause_at: now"});
    CHECK(c.told(handler(), late_for_good_cause) ==
          lines{"refused: not_permitted; event=late_for_good_cause; state=closed; role=handler"});
}

STORY("what was learnt is recorded", "[records]")
{
    auto c = a_closed_case();
    CHECK(c.told(handler(), happened(root_cause_recorded, {{field::root_cause, "provider_delay"}})) ==
          lines{"root_cause: provider_delay"});
    CHECK(c.told(engine_actor(), survey_invited) == lines{});
    CHECK(c.told(timer_actor(), survey_invited) ==
          lines{"refused: not_permitted; event=survey_invited; state=closed; role=timer"});
}

STORY("a quality review is by somebody who had no hand in the case", "[records]")
{
    auto c = a_closed_case().owned_by("h.lin");
    const auto reviewer = staff(role::quality_reviewer, "q.sol");
    CHECK(c.told(reviewer, quality_reviewed) == lines{});
    c.owned_by("q.sol");
    CHECK(c.told(reviewer, quality_reviewed) == lines{"refused: reviewer_is_not_handler; fix handed_over"});
    c.owned_by("h.lin").where([](facts& f) { f.interests = {"q.sol"}; });
    CHECK(c.told(reviewer, quality_reviewed) == lines{"refused: not_concerned; fix handed_over"});
    CHECK(c.told(handler(), quality_reviewed) ==
          lines{"refused: not_permitted; event=quality_reviewed; state=closed; role=handler"});
}

STORY("a low rating raises an open case, and on a closed one asks for a review of its quality", "[records]")
{
    const auto rated = [](std::int64_t stars) { return happened(rating_given, {{field::rating, stars}}); };
    auto c = a_complaint();
    CHECK(c.told(complainant(), rated(3)) == lines{"rated_contacts: 1", "ratings: 1"});
    c.where([](facts& f) { f.calls = 1; });
    CHECK(c.told(complainant(), rated(2)) ==
          lines{"rated_contacts: 2", "ratings: 2", "then escalated(reason_code=rating, rung=1) by engine"});
    auto raised = a_complaint().raised(1);
    CHECK(raised.told(complainant(), rated(1)) == lines{"rated_contacts: 1", "ratings: 1"});
    auto closed = a_closed_case();
    CHECK(closed.told(complainant(), rated(2)) ==
          lines{"rated_after_closing: yes", "ratings: 1", "alarm quality_review_wanted: rating 2"});
}

STORY("a contact is rated once, and the case once more when it is over", "[guards]")
{
    const auto rated = [](std::int64_t stars) { return happened(rating_given, {{field::rating, stars}}); };
    auto c = a_complaint().where([](facts& f) { f.calls = 1; });
    CHECK(c.told(complainant(), rated(4)) == lines{"rated_contacts: 2", "ratings: 1"});
    CHECK(c.told(complainant(), rated(4)) == lines{"refused: not_rated_yet; fix message_received"});
    c.with_letter(letter_kind::progress_update);
    CHECK(c.told(complainant(), rated(5)) == lines{"rated_contacts: 3", "ratings: 2"});
    auto closed = a_closed_case();
    CHECK(closed.told(complainant(), rated(5)) == lines{"rated_after_closing: yes", "ratings: 1"});
    CHECK(closed.told(complainant(), rated(5)) == lines{"refused: not_rated_yet; fix message_received"});
}

STORY("the processing of a case is restricted and freed, and its erasure refused, each with a reason",
      "[records]")
{
    auto c = a_closed_case();
    const auto keeper = staff(role::data_protection, "d.moss");
    const auto because = [](event_type what) { return happened(what, {{field::reason, "They asked."}}); };
    CHECK(c.told(keeper, processing_restricted) == lines{"refused: reason_given; fix reason"});
    CHECK(c.told(keeper, because(processing_restricted)) == lines{"processing_restricted: yes"});
    CHECK(c.told(keeper, because(restriction_lifted)) == lines{"no processing_restricted"});
    CHECK(c.told(keeper, because(erasure_refused)) == lines{});
    CHECK(c.told(handler(), because(erasure_refused)) ==
          lines{"refused: not_permitted; event=erasure_refused; state=closed; role=handler"});
}

STORY("compliance keeps a case from being erased, and lets it go", "[records]")
{
    auto c = a_closed_case();
    const auto counsel = staff(role::compliance, "k.berg");
    CHECK(c.told(counsel, legal_hold_placed) == lines{"refused: reason_given; fix reason"});
    CHECK(c.told(counsel, happened(legal_hold_placed, {{field::reason, "A court asked."}})) ==
          lines{"legal_hold: yes"});
    CHECK(c.told(counsel, legal_hold_released) == lines{"refused: reason_given; fix reason"});
    CHECK(c.told(counsel, happened(legal_hold_released, {{field::reason, "The court is done."}})) ==
          lines{"no legal_hold"});
    CHECK(c.told(staff(role::data_protection, "d.po"), legal_hold_placed) ==
          lines{"refused: not_permitted; event=legal_hold_placed; state=closed; role=data_protection"});
}

STORY("data protection gives access and corrects what is wrong", "[records]")
{
    auto c = a_closed_case();
    const auto officer = staff(role::data_protection, "d.po");
    CHECK(c.told(officer, happened(access_given, {{field::reason_code, "request"}})) == lines{});
    CHECK(c.told(officer, fact_corrected) == lines{"refused: reason_given; fix reason"});
    CHECK(c.told(officer, happened(fact_corrected, {{field::reason, "Typed wrong."},
                                                    {field::amount, "12"},
                                                    {field::currency, "EUR"},
                                                    {field::country, "FR"},
                                                    {field::service, "card"}})) ==
          lines{"amount: 12", "country: FR", "currency: EUR", "service: card"});
    CHECK(c.told(staff(role::compliance, "k.berg"), fact_corrected) ==
          lines{"refused: not_permitted; event=fact_corrected; state=closed; role=compliance"});
}

STORY("who works on a case may read its words, save whom it concerns; an operator may not", "[records]")
{
    auto c = a_closed_case();
    const auto read = happened(access_given, {{field::reason_code, "read_text"}});
    for (const auto as : {role::handler, role::care_reviewer, role::care_lead, role::appeal_reviewer,
                          role::quality_reviewer, role::compliance, role::data_protection, role::auditor})
        CHECK(c.told(staff(as, "k.berg"), read) == lines{});
    CHECK(c.told(staff(role::operator_, "o.ops"), read) ==
          lines{"refused: not_permitted; event=access_given; state=closed; role=operator"});
    CHECK(c.told(staff(role::handler, "k.berg"), happened(interest_declared)) != lines{});
    CHECK(c.told(staff(role::handler, "k.berg"), read) == lines{"refused: not_concerned; fix handed_over"});
}
