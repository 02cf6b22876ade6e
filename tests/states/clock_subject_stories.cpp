// What a clock belongs to: an item, a letter, an enquiry, a hold. What is said of one touches no other, and
// what names none is said of all.
#include "tests/states/story.hpp"
#include "tests/support/elapsed.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using namespace redress::tests;
using enum event_type;

namespace {

event an_offer()
{
    return happened(redress_offered,
                    {{field::redress_kind, "goodwill"}, {field::amount, "5"}, {field::currency, "USDT"}});
}

event about_item(event_type what, const char* item)
{
    return happened(what, {{field::item, item}});
}

actor may_offer()
{
    auto who = handler();
    who.authority_limit = {{{.amount = "100", .currency = "USDT"}}};
    return who;
}

/// Since Sunday at nine, for a day.
redress::clock due_now(const a_case& c, const char* id, const char* subject = "")
{
    return {.clock_id = id,
            .due = c.now,
            .kind = clock_kind::published,
            .limit = elapsed(24h),
            .started = c.now - 24h,
            .subject = subject};
}

}  // namespace

STORY("each offer has a window of its own, and what names no offer ends them all", "[clocks]")
{
    auto c = under({.id = "answer_by",
                    .kind = clock_kind::window,
                    .subject = clock_subject::redress_item,
                    .start = on("entered:redress.approved"),
                    .stop = on("left:redress.approved"),
                    .cancel = on("note_added"),
                    .limit = elapsed(24h)});
    CHECK(c.told(may_offer(), an_offer()).about({"clock"}) ==
          lines{"clock answer_by/R1 running, due now+1d"});
    c.later(1h);
    CHECK(c.told(may_offer(), an_offer()).about({"clock"}) ==
          lines{"clock answer_by/R2 running, due now+1d"});
    CHECK(c.told(complainant(), about_item(redress_declined, "R1")).about({"clock"}) ==
          lines{"clock answer_by/R1 met"});
    auto again = an_offer().set(field::item, "R1");
    CHECK(c.told(may_offer(), again).about({"clock"}) == lines{"clock answer_by/R1#2 running, due now+1d"});
    CHECK(c.told(handler(), happened(note_added, {{field::text, "They called."}})) ==
          lines{"clock answer_by/R2 cancelled", "clock answer_by/R1#2 cancelled"});
}

STORY("what names no letter ends the wait for every letter, and a wait for none is the case's", "[clocks]")
{
    auto c = under({.id = "answer_by",
                    .kind = clock_kind::window,
                    .subject = clock_subject::letter,
                    .start = on("dispatched:any") | on("note_added"),
                    .stop = on("message_received"),
                    .limit = elapsed(24h)});
    c.with_letter(letter_kind::information_request).with_letter(letter_kind::progress_update);
    CHECK(c.told(channel_source(), out("L1")).about({"clock"}) ==
          lines{"clock answer_by/L1 running, due now+1d"});
    CHECK(c.told(channel_source(), out("L2")).about({"clock"}) ==
          lines{"clock answer_by/L2 running, due now+1d"});
    CHECK(c.told(handler(), happened(note_added, {{field::text, "They called."}})) ==
          lines{"clock answer_by running, due now+1d"});
    CHECK(
        c.told(complainant(), happened(message_received, {{field::text, "Here it is."}})).about({"clock"}) ==
        lines{"clock answer_by/L1 met", "clock answer_by/L2 met", "clock answer_by met"});
}

STORY("an enquiry that is answered late owes the miss of its own clock", "[clocks]")
{
    auto c = under({.id = "enquiry",
                    .kind = clock_kind::internal,
                    .subject = clock_subject::enquiry,
                    .stop = on("enquiry_answered"),
                    .limit = elapsed(24h)});
    c.with_enquiry("E1").with_enquiry("E2");
    c.with_clock(due_now(c, "enquiry", "E1")).with_clock(due_now(c, "enquiry", "E2"));
    c.later(1h);
    CHECK(c.told(handler(), happened(enquiry_answered, {{field::enquiry, "E2"}})).about({"clock", "then"}) ==
          lines{"clock enquiry/E2 met_late",
                "then deadline_missed(clock=enquiry, generation=1, subject_of=E2) by timer"});
}

STORY("enquiries that nobody speaks of end with their case", "[clocks]")
{
    auto c = under({.id = "enquiry",
                    .kind = clock_kind::internal,
                    .subject = clock_subject::enquiry,
                    .stop = on("enquiry_answered"),
                    .limit = elapsed(24h)});
    c.with_clock(due_now(c, "enquiry", "E1")).with_clock(due_now(c, "of_another_rule"));
    CHECK(c.told(complainant(), happened(withdrawn, {{field::reason, "It arrived."}})).about({"clock"}) ==
          lines{"clock enquiry/E1 cancelled"});
}

STORY("an exception for a kind of offer is for those offers alone, and may promise more than the rule",
      "[clocks]")
{
    const auto started = [](const char* kind, const char* item) {
        auto c = under({.id = "pay_by",
                        .kind = clock_kind::internal,
                        .subject = clock_subject::redress_item,
                        .start = on("entered:redress.offered"),
                        .limit = elapsed(5 * 24h),
                        .overrides = {{.item = item, .limit = elapsed(24h), .as = clock_kind::statutory}}});
        auto offer = happened(redress_offered,
                              {{field::redress_kind, kind}, {field::amount, "5"}, {field::currency, "USDT"}});
        CHECK(c.told(handler(), offer).about({"redress "}) == lines{"redress R1: none -> offered"});
        const auto& one = c.it.facts.clocks.at(0);
        return std::pair(one.limit, one.kind);
    };
    CHECK(started("loss", "loss") == std::pair(std::string("24h"), clock_kind::statutory));
    CHECK(started("goodwill", "loss") == std::pair(std::string("120h"), clock_kind::internal));
    // Where a clock belongs to no item, an exception for some is for none of it.
    auto c = under({.id = "look",
                    .start = on("triaged"),
                    .limit = elapsed(5 * 24h),
                    .overrides = {{.item = "loss", .limit = elapsed(24h)}}});
    CHECK(c.told(handler(), happened(triaged, {{field::severity, std::int64_t{3}}})).about({"clock"}) ==
          lines{"clock look running, due now+5d"});
}

STORY("a promise that repeats has the policy's own limit for the repeat", "[clocks]")
{
    const auto repeated = [](duration limit) {
        auto c = under({.id = "update",
                        .kind = clock_kind::internal,
                        .stop = on("dispatched:any"),
                        .limit = elapsed(7 * 24h),
                        .repeat = true,
                        .repeat_limit = elapsed(limit)});
        c.with_letter(letter_kind::progress_update);
        auto one = due_now(c, "update");
        one.due = c.now + 1h;
        c.with_clock(one);
        return c.told(channel_source(), out("L1")).about({"clock"});
    };
    CHECK(repeated(14 * 24h) == lines{"clock update met", "clock update#2 running, due now+14d"});
    CHECK(repeated({}) == lines{"clock update met", "clock update#2 running, due now+7d"});
}

STORY("what starts a promise anew ends a repeat that would be due later, and leaves one that is due sooner",
      "[clocks]")
{
    const auto started_beside = [](duration repeat, duration left, const limit_rule& running) {
        auto c = under({.id = "review",
                        .kind = clock_kind::internal,
                        .start = on("callback_requested"),
                        .stop = on("contact_missed"),
                        .limit = elapsed(24h),
                        .repeat = true,
                        .repeat_limit = elapsed(repeat)});
        auto one = due_now(c, "review");
        one.kind = clock_kind::internal;
        one.limit = to_string(running.limit);
        one.due = c.now + left;
        c.with_clock(one);
        return c.told(complainant(), callback_requested).about({"clock"});
    };
    const limit_rule week = elapsed(7 * 24h), day = elapsed(24h);
    CHECK(started_beside(7 * 24h, 72h, week) ==
          lines{"clock review cancelled", "clock review#2 running, due now+1d"});
    CHECK(started_beside(7 * 24h, 24h, week) == lines{});
    CHECK(started_beside(7 * 24h, 20h, week) == lines{});
    // The promise itself, which is no repeat, is left alone, and so is a repeat that is no longer than it.
    CHECK(started_beside(7 * 24h, 72h, day) == lines{});
    CHECK(started_beside(24h, 72h, day) == lines{});
    CHECK(started_beside({}, 72h, day) == lines{});
}

STORY("a repeat is not met by the letter that began it, when that is reported again", "[clocks]")
{
    auto c = under({.id = "update",
                    .kind = clock_kind::internal,
                    .stop = on("dispatched:any"),
                    .limit = elapsed(7 * 24h),
                    .repeat = true});
    c.with_letter(letter_kind::progress_update).with_letter(letter_kind::progress_update);
    auto one = due_now(c, "update");
    one.due = c.now + 1h;
    c.with_clock(one);
    CHECK(c.told(channel_source(), out("L1")).about({"clock"}) ==
          lines{"clock update met", "clock update#2 running, due now+7d"});
    CHECK(c.told(channel_source(), out("L1")).about({"clock"}) == lines{});
    c.later(1h);
    CHECK(c.told(channel_source(), out("L2")).about({"clock"}) ==
          lines{"clock update#2 met", "clock update#3 running, due now+7d"});
}

STORY("a case of before receipts were kept counts from now", "[clocks]")
{
    auto c =
        under({.id = "answer", .start = on("triaged"), .start_from_receipt = true, .limit = elapsed(24h)});
    auto seen = happened(triaged, {{field::severity, std::int64_t{3}}});
    auto received = c;
    CHECK(received.told(handler(), seen).about({"clock"}) == lines{"clock answer running, due now+22h"});
    c.it.facts.received_at.reset();
    CHECK(c.told(handler(), seen).about({"clock"}) == lines{"clock answer running, due now+1d"});
}

STORY("a representative who withdraws stops the counting as the complainant does, staff do not", "[clocks]")
{
    const auto withdrawn_by = [](const actor& who) {
        auto c = under(
            {.id = "answer", .start = on("reopened"), .start_from_receipt = true, .limit = elapsed(7 * 24h)});
        c.owned_by("h.lin").with_points(1).where([](facts& f) {
            f.documents = 1;
            f.items_held = {"transaction_id"};
            f.representative = "lawyer-1";
            f.representative_scope = {"decide"};
        });
        auto one = due_now(c, "answer");
        one.limit = elapsed(7 * 24h);
        one.due = *one.started + 7 * 24h;
        c.with_clock(one);
        const auto leaves =
            happened(withdrawn, {{field::reason, "It arrived."}, {field::evidence, "call-7"}});
        CHECK(c.told(who, leaves).about({"clock"}) == lines{"clock answer cancelled"});
        c.later(24h);
        const auto back = happened(reopened, {{field::new_facts, "It did not arrive after all."}});
        return c.told(complainant(), back).about({"clock"});
    };
    // Received two hours before, and the day between does not count.
    CHECK(withdrawn_by(representative()) == lines{"clock answer#2 running, due now+166h"});
    CHECK(withdrawn_by(complainant()) == lines{"clock answer#2 running, due now+166h"});
    // The day between counts, from the receipt on.
    CHECK(withdrawn_by(handler()) == lines{"clock answer#2 running, due now+142h"});
}

STORY("what is a complaint again owes its answer from the receipt, and what is reopened from now", "[clocks]")
{
    const auto disputed = [](auto change) {
        auto c = under({.id = "answer", .start = on("exit_disputed"), .limit = elapsed(24h)});
        c.where([](facts& f) { f.kind = case_kind::query, f.reclassified_by = "h.lin"; });
        change(c);
        return c.told(complainant(), exit_disputed).about({"clock"});
    };
    CHECK(disputed([](a_case&) {}) == lines{"clock answer running, due now+22h"});
    CHECK(disputed([](a_case& c) {
              c.closed(closure_reason::query_answered, role::handler, lifecycle_state::received);
          }) == lines{"clock answer running, due now+1d"});
}

STORY("a letter that comes back again after a second way, or to a closed case, takes nothing back",
      "[clocks]")
{
    const auto back = happened(message_undelivered, {{field::letter, "L1"}});
    const auto met = [] {
        auto c = under({.id = "answer", .stop = on("dispatched:initial_response"), .limit = elapsed(24h)});
        c.with_letter(letter_kind::initial_response);
        auto one = due_now(c, "answer");
        one.due = c.now + 1h;
        c.with_clock(one).with_clock(due_now(c, "of_another_rule"));
        CHECK(c.told(channel_source(), out("L1")).about({"clock"}) == lines{"clock answer met"});
        c.later(10min);
        return c;
    };
    auto c = met();
    CHECK(c.told(channel_source(), back).about({"clock"}) == lines{"clock answer running, due now+50min"});
    c.later(10min);
    CHECK(c.told(channel_source(), out("L1")).about({"clock"}) == lines{"clock answer met"});
    c.later(10min);
    CHECK(c.told(channel_source(), back).about({"clock"}) == lines{});
    auto closed = met();
    closed.in(lifecycle_state::closed);
    CHECK(closed.told(channel_source(), back).about({"clock"}) == lines{});
    auto unreported = met();
    unreported.it.facts.letters[0].dispatched.reset();
    CHECK(unreported.told(channel_source(), back).about({"clock"}) == lines{});
}

STORY("a window runs again once for each thing it belongs to", "[clocks]")
{
    auto c = under({.id = "answer_by", .kind = clock_kind::window, .limit = elapsed(24h)});
    for (const char* item : {"R1", "R2"}) {
        auto lapsed = due_now(c, "answer_by", item);
        lapsed.kind = clock_kind::window;
        lapsed.state = clock_state::lapsed;
        c.with_clock(lapsed);
    }
    const auto again = [](const char* item) {
        return happened(
            window_restarted,
            {{field::clock, "answer_by"}, {field::generation, std::int64_t{1}}, {field::subject_of, item}});
    };
    CHECK(c.told(timer_actor(), again("R2")) == lines{"clock answer_by/R2#2 running, due now+7d"});
    CHECK(c.told(timer_actor(), again("R2")) == lines{});
    CHECK(c.told(timer_actor(), again("R1")) == lines{"clock answer_by/R1#2 running, due now+7d"});
    CHECK(c.told(timer_actor(), again("R3")) == lines{"refused: clock_is_known; fix clock; clock=answer_by"});
}

STORY("at one instant warnings come before what ends, and ends in the order of their clocks", "[clocks]")
{
    auto c = a_complaint();
    c.rules.clocks = {{.id = "short", .limit = elapsed(24h)},
                      {.id = "other", .limit = elapsed(24h)},
                      {.id = "long", .limit = elapsed(25h), .warn = {{.text = "1h", .before = elapsed(1h)}}}};
    auto warned = due_now(c, "long");
    warned.limit = elapsed(25h);
    warned.due = c.now + 1h;
    c.with_clock(due_now(c, "short")).with_clock(due_now(c, "other")).with_clock(warned);
    const policy* pinned = &c.rules;
    std::vector<std::string> owed;
    for (const auto& one : due_events(c.it, {&pinned, 1}, c.now))
        owed.push_back(std::string(name_of(one.type)) + " " + std::string(one.text(field::clock)));
    CHECK(owed ==
          std::vector<std::string>{"deadline_warned long", "deadline_missed short", "deadline_missed other"});
    // One that has no due time owes nothing.
    for (auto& one : c.it.facts.clocks) one.due.reset();
    CHECK(due_events(c.it, {&pinned, 1}, c.now).empty());
}
