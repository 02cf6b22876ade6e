// Clocks as a whole step moves them: what clocks_test.cpp asks of the clocks alone is asked here of
// rules, letters and machines together.
#include "tests/states/story.hpp"
#include "tests/support/elapsed.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using namespace redress::tests;
using enum event_type;

STORY("a clock of letters runs for each letter by itself", "[clocks]")
{
    auto c = under({.id = "answer_by",
                    .kind = clock_kind::window,
                    .subject = clock_subject::letter,
                    .start = on("dispatched:any"),
                    .stop = on("message_undelivered"),
                    .limit = elapsed(48h)});
    c.with_letter(letter_kind::information_request).with_letter(letter_kind::progress_update);
    CHECK(c.told(channel_source(), out("L1")).about({"clock"}) ==
          lines{"clock answer_by/L1 running, due now+2d"});
    c.later(1h);
    CHECK(c.told(channel_source(), out("L2")).about({"clock"}) ==
          lines{"clock answer_by/L2 running, due now+2d"});
    CHECK(c.told(channel_source(), happened(message_undelivered, {{field::letter, "L2"}})).about({"clock"}) ==
          lines{"clock answer_by/L2 cancelled"});
}

STORY("a limit is what the first fitting exception says", "[clocks]")
{
    const auto due = [](auto change) {
        auto c = under({.id = "look",
                        .start = on("triaged"),
                        .limit = elapsed(8 * 24h),
                        .overrides = {{.channel = "post", .limit = elapsed(1h)},
                                      {.kind = "query", .limit = elapsed(2h)},
                                      {.category = "fees", .limit = elapsed(3h)},
                                      {.severity_min = 4, .limit = elapsed(4h)}}});
        c.where(change);
        return c.told(handler(), happened(triaged, {{field::severity, c.it.facts.severity}}))
            .about({"clock"});
    };
    CHECK(due([](facts&) {}) == lines{"clock look running, due now+8d"});
    CHECK(due([](facts& f) { f.channel = channel::post; }) == lines{"clock look running, due now+1h"});
    CHECK(due([](facts& f) { f.kind = case_kind::query; }) == lines{"clock look running, due now+2h"});
    CHECK(due([](facts& f) { f.category = "fees"; }) == lines{"clock look running, due now+3h"});
    CHECK(due([](facts& f) { f.severity = 4; }) == lines{"clock look running, due now+4h"});
}

STORY("a clock that takes its end from the event does not start without one", "[clocks]")
{
    auto c = under({.id = "enquiry",
                    .subject = clock_subject::enquiry,
                    .start = on("enquiry_opened"),
                    .from_event = true});
    const auto asked = happened(
        enquiry_opened, {{field::enquiry, "E1"}, {field::enquiry_kind, "trace"}, {field::to, "bank.x"}});
    auto dated = asked;
    dated.set(field::due, c.now + 24h);
    CHECK(c.told(handler(), asked).about({"clock"}) == lines{});
    CHECK(c.told(handler(), dated).about({"clock"}) == lines{"clock enquiry/E1 running, due now+1d"});
}

STORY("a promise met during a wait runs on when its letter comes back after it", "[clocks]")
{
    auto c = under({.id = "answer",
                    .stop = on("dispatched:initial_response"),
                    .pause_hold_complainant = true,
                    .limit = elapsed(24h)});
    c.with_letter(letter_kind::initial_response).waiting_for({"receipt"});
    c.with_clock({.clock_id = "answer",
                  .kind = clock_kind::published,
                  .limit = elapsed(24h),
                  .pauses = {{.from = c.now - 20h, .until = {}}},
                  .started = c.now - 24h,
                  .state = clock_state::paused});
    CHECK(c.told(channel_source(), out("L1")).about({"clock"}) == lines{"clock answer met"});
    CHECK(c.told(handler(), hold_released).about({"clock"}) == lines{});
    c.later(1h);
    CHECK(c.told(channel_source(), happened(message_undelivered, {{field::letter, "L1"}})).about({"clock"}) ==
          lines{"clock answer running, due now+20h"});
}

STORY("a clock of a policy that is not pinned is left alone, and still falls due", "[clocks]")
{
    auto c = a_complaint().owned_by("h.lin");
    c.with_clock({.clock_id = "old", .due = c.now, .limit = elapsed(24h), .started = c.now - 24h});
    c.it.facts.clocks[0].policy = "a_policy_of_old";
    CHECK(c.told(handler(), investigation_started) == lines{"lifecycle: received -> investigating"});
    const policy* pinned = &c.rules;
    const auto due = due_events(c.it, {&pinned, 1}, c.now);
    REQUIRE(due.size() == 1);
    CHECK(c.told(timer_actor(), due[0]) == lines{"clock old missed"});
    CHECK(c.told(timer_actor(),
                 happened(window_restarted, {{field::clock, "old"}, {field::generation, std::int64_t{1}}})) ==
          lines{});
}

STORY("a miss raises no rung that the ladder does not have", "[clocks]")
{
    auto c = a_complaint();
    c.with_clock({.clock_id = "investigation",
                  .due = c.now,
                  .kind = clock_kind::published,
                  .limit = elapsed(24h),
                  .started = c.now - 24h});
    c.rules.ladder.resize(1);
    CHECK(c.told(timer_actor(), happened(deadline_missed, {{field::clock, "investigation"},
                                                           {field::generation, std::int64_t{1}}})) ==
          lines{"clock investigation missed"});
}

STORY("a window that had ended already, or brings nothing, lapses in silence", "[clocks]")
{
    auto c = under({.id = "quiet", .kind = clock_kind::window, .limit = elapsed(24h)});
    c.with_clock({.clock_id = "quiet",
                  .due = c.now,
                  .kind = clock_kind::window,
                  .limit = elapsed(24h),
                  .started = c.now - 24h});
    const auto lapsed =
        happened(window_lapsed, {{field::clock, "quiet"}, {field::generation, std::int64_t{1}}});
    CHECK(c.told(timer_actor(), lapsed) == lines{"clock quiet lapsed"});
    CHECK(c.told(timer_actor(), lapsed) == lines{"refused: clock_is_due; fix clock; clock=quiet"});
    auto missed = a_complaint().decided(outcome::upheld);
    missed.with_clock({.clock_id = "appeal_window",
                       .due = missed.now,
                       .kind = clock_kind::window,
                       .limit = elapsed(24h),
                       .state = clock_state::missed});
    CHECK(missed.told(timer_actor(), happened(window_lapsed, {{field::clock, "appeal_window"},
                                                              {field::generation, std::int64_t{1}}})) ==
          lines{});
}

STORY("only promises of the final response itself are past due for a holding response", "[guards]")
{
    const auto holds_with = [](clock_rule rule) {
        auto c = under(std::move(rule));
        const auto& kept = c.rules.clocks[0];
        c.with_clock({.clock_id = kept.id,
                      .due = c.now - 1h,
                      .kind = kept.kind,
                      .limit = elapsed(24h),
                      .started = c.now - 25h});
        return c.asks<guards::before_due>(handler(), a_letter(holding_response_sent));
    };
    const auto final = on("dispatched:final_response");
    CHECK(holds_with({.id = "investigation", .stop = final}) ==
          lines{"refused: before_due; fix progress_update_sent"});
    auto undated = under({.id = "investigation", .stop = final});
    undated.with_clock({.clock_id = "investigation", .limit = elapsed(24h)});
    CHECK(undated.asks<guards::before_due>(handler(), a_letter(holding_response_sent)) == lines{"holds"});
    CHECK(holds_with({.id = "first_answer", .stop = final | on("dispatched:initial_response")}) ==
          lines{"holds"});
    CHECK(holds_with({.id = "update", .stop = final, .repeat = true}) == lines{"holds"});
    CHECK(holds_with({.id = "their_window", .kind = clock_kind::window, .stop = final}) == lines{"holds"});
}

TEST_CASE("a holding response goes out while one of several policies has time for the final one", "[guards]")
{
    const auto one = [](const std::string& id) {
        policy rules{.id = id};
        rules.clocks = {{.id = "final", .stop = on("dispatched:final_response")}};
        return rules;
    };
    const auto house = one("house"), law = one("law");
    const std::vector<const policy*> both{&house, &law};
    const auto now = *parse_instant("2026-11-25T09:30:00Z");
    const auto who = handler();
    const auto may = [&](duration of_house, duration of_law) {
        complaint it;
        it.facts.clocks = {{.clock_id = "final", .due = now + of_house, .policy = "house"},
                           {.clock_id = "final", .due = now + of_law, .policy = "law"}};
        const step_context context{.who = &who, .rules = both, .at = now, .occurred = now};
        return guards::before_due::check({it, happened(holding_response_sent), context});
    };
    CHECK(may(1h, 1h));
    CHECK(may(-1h, 1h));
    CHECK(may(1h, -1h));
    CHECK_FALSE(may(-1h, -1h));
}

STORY("a promise that a holding response keeps is the only one that it must be in time for", "[guards]")
{
    const auto asks = [](duration reply_left, duration final_left) {
        auto c = under({.id = "reply",
                        .kind = clock_kind::statutory,
                        .stop = on("dispatched:final_response") | on("dispatched:holding_response")});
        c.rules.clocks.push_back(
            {.id = "final", .kind = clock_kind::statutory, .stop = on("dispatched:final_response")});
        for (const auto& [id, left] : {std::pair("reply", reply_left), std::pair("final", final_left)})
            c.with_clock({.clock_id = id,
                          .due = c.now + left,
                          .kind = clock_kind::statutory,
                          .limit = elapsed(24h),
                          .policy = c.rules.id,
                          .started = c.now - 25h});
        return c.asks<guards::before_due>(handler(), a_letter(holding_response_sent));
    };
    CHECK(asks(1h, 1h) == lines{"holds"});
    CHECK(asks(1h, -1h) == lines{"holds"});
    CHECK(asks(-1h, 1h) == lines{"refused: before_due; fix progress_update_sent"});
}

STORY("a timer's event that is stale changes no clock", "[clocks]")
{
    const auto about = [](event_type what) {
        return happened(what, {{field::clock, "investigation"},
                               {field::generation, std::int64_t{1}},
                               {field::threshold, "1h"}});
    };
    auto c = a_complaint();
    c.with_clock({.clock_id = "investigation",
                  .due = c.now,
                  .kind = clock_kind::published,
                  .limit = elapsed(24h),
                  .started = c.now - 24h});
    CHECK(c.told(timer_actor(), about(window_lapsed)) == lines{});     // it is no window
    CHECK(c.told(timer_actor(), about(window_restarted)) == lines{});  // and has not lapsed
    CHECK(c.told(timer_actor(), about(deadline_warned)) == lines{"clock investigation running, due now"});
    CHECK(c.told(timer_actor(), about(deadline_warned)) == lines{});  // was given
    c.it.facts.clocks[0].state = clock_state::met;
    c.it.facts.clocks[0].warned.clear();
    CHECK(c.told(timer_actor(), about(deadline_warned)) == lines{});
}

STORY("a window runs again once, on an open case, for as long as its policy says", "[clocks]")
{
    const auto again =
        happened(window_restarted, {{field::clock, "appeal_window"}, {field::generation, std::int64_t{1}}});
    const auto lapsed = [] {
        auto c = a_complaint().decided(outcome::upheld);
        return c.with_clock({.clock_id = "appeal_window",
                             .due = c.now,
                             .kind = clock_kind::window,
                             .limit = elapsed(24h),
                             .state = clock_state::lapsed});
    };
    auto c = lapsed();
    CHECK(c.told(timer_actor(), again) == lines{"clock appeal_window#2 running, due now+7d"});
    CHECK(c.told(timer_actor(), again) == lines{});
    auto closed = lapsed().in(lifecycle_state::closed);
    CHECK(closed.told(timer_actor(), again) == lines{});
    auto never = lapsed();
    never.rules.window_restart = {};
    CHECK(never.told(timer_actor(), again) == lines{});
}

STORY("on a closed case only what outlives it starts", "[clocks]")
{
    const auto called = [](bool survives) {
        auto c = under({.id = "callback",
                        .start = on("callback_requested"),
                        .limit = elapsed(4h),
                        .survives_closing = survives});
        c.closed(closure_reason::withdrawn, role::complainant, lifecycle_state::received);
        return c.told(complainant(), callback_requested);
    };
    CHECK(called(true) == lines{"clock callback running, due now+4h"});
    CHECK(called(false) == lines{});
}

STORY("a warning that a limit is too short for is never given", "[clocks]")
{
    auto c = under({.id = "short", .limit = elapsed(30min), .warn = {{.text = "1h", .before = elapsed(1h)}}});
    c.with_clock({.clock_id = "short",
                  .due = c.now + 30min,
                  .kind = clock_kind::published,
                  .limit = elapsed(30min),
                  .started = c.now});
    const policy* pinned = &c.rules;
    CHECK(look_at(c.it, {&pinned, 1}) == c.now + 30min);
    CHECK(due_events(c.it, {&pinned, 1}, c.now + 29min).empty());
    c.it.facts.clocks[0].due.reset();
    CHECK_FALSE(look_at(c.it, {&pinned, 1}));
}
