// Waiting: for what, how long, and what ends it.
#include "tests/states/story.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using namespace redress::tests;
using enum event_type;

namespace {

event a_request(std::vector<std::string> items, std::vector<std::pair<field, field_value>> more = {})
{
    return a_letter(information_requested, std::move(more)).set(field::items, std::move(items));
}

event a_wait(instant until, const char* reason = "bank_answer", const char* enquiry = "E1")
{
    return happened(hold_placed,
                    {{field::hold_reason, reason}, {field::expires, until}, {field::enquiry, enquiry}});
}

event brings(std::vector<std::string> items)
{
    return happened(information_received, {{field::items, std::move(items)}});
}

}  // namespace

STORY("a request for information makes the case wait for the complainant", "[hold]")
{
    auto c = a_complaint();
    CHECK(c.told(handler(), a_request({"screenshot", "receipt"}, {{field::expires, c.now + 7 * 24h}})) ==
          lines{"hold: none -> waiting", "hold_expires_at: now+7d", "hold_items: screenshot; receipt",
                "hold_party: complainant",
                "letters: L1 information_request in en by email from h.lin, sent now"});
    auto longest = a_complaint();
    CHECK(longest.told(handler(), a_request({"receipt"})).text()[1] == "hold_expires_at: now+28d");
    auto too_long = a_complaint();
    CHECK(too_long.told(handler(), a_request({"receipt"}, {{field::expires, too_long.now + 99 * 24h}}))
              .text()[1] == "hold_expires_at: now+28d");
    auto heard = a_complaint().in(lifecycle_state::appealed);
    CHECK(heard.told(appeal_reviewer(), a_request({"receipt"}, {{field::expires, heard.now + 24h}})) ==
          lines{"hold: none -> waiting", "hold_expires_at: now+1d", "hold_items: receipt",
                "hold_party: complainant",
                "letters: L1 information_request in en by email from a.roy, sent now"});
}

STORY("a request names what is missing, asks for nothing that we hold, and for no secret", "[guards]")
{
    auto c = a_complaint();
    CHECK(c.told(handler(), a_request({" "})) == lines{"refused: names_what_is_missing; fix items"});
    c.where([](facts& f) { f.items_held = {"receipt", "device"}; });
    CHECK(c.told(handler(), a_request({"screenshot", "receipt"})) ==
          lines{"refused: not_already_held; fix items; held=receipt"});
    CHECK(c.told(handler(), a_request({"screenshot"}, {{field::letter_language, "de"}})) ==
          lines{"refused: in_complainants_language; fix letter_language; language=en"});
    CHECK(c.told(handler(), a_request({"screenshot"}, {{field::text, "Please send us your password."}})) ==
          lines{"refused: asks_for_no_secret; fix text"});
    auto closed = a_complaint().in(lifecycle_state::closed);
    CHECK(closed.told(handler(), a_request({"screenshot"})) == lines{"refused: case_is_open; fix reopened"});
    CHECK(closed.told(handler(), a_wait(closed.now + 24h)) == lines{"refused: case_is_open; fix reopened"});
    CHECK(c.told(care_reviewer(), a_request({"screenshot"})) ==
          lines{"refused: not_permitted; event=information_requested; state=received; role=care_reviewer"});
}

STORY("a case waits for somebody outside who was asked, until a day that is named", "[hold]")
{
    auto c = a_complaint().with_enquiry("E1");
    CHECK(c.told(handler(), a_wait(c.now + 5 * 24h)) ==
          lines{"hold: none -> waiting", "hold_enquiry: E1", "hold_expires_at: now+5d",
                "hold_party: third_party", "hold_reason: bank_answer"});
    CHECK(c.told(handler(), a_wait(c.now + 5 * 24h)) ==
          lines{"refused: not_possible_in_this_state; event=hold_placed; state=received; hold=waiting; "
                "ladder=at_base"});
}

STORY("an internal team is no reason to wait, nor is waiting without an end or an enquiry", "[guards]")
{
    auto c = a_complaint().with_enquiry("E1");
    CHECK(c.told(handler(), a_wait(c.now + 24h, "back_office")) ==
          lines{"refused: hold_reason_given; fix hold_reason; known=bank_answer, card_scheme"});
    const lines no{"refused: hold_expires; fix expires; latest=2026-12-21T09:00:00.000000Z"};
    CHECK(c.told(handler(), a_wait(c.now)) == no);
    CHECK(c.told(handler(), a_wait(c.now + 28 * 24h + 1us)) == no);
    CHECK(c.told(handler(),
                 happened(hold_placed, {{field::hold_reason, "bank_answer"}, {field::enquiry, "E1"}})) == no);
    CHECK(c.told(handler(), a_wait(c.now + 24h, "bank_answer", "E2")) ==
          lines{"refused: names_an_enquiry; fix enquiry_opened"});
    auto answered = a_complaint().with_enquiry("E1");
    answered.it.facts.enquiries[0].answered = answered.now;
    CHECK(answered.told(handler(), a_wait(c.now + 24h)) ==
          lines{"refused: names_an_enquiry; fix enquiry_opened"});
    c.rules.longest_hold = {};
    CHECK(c.told(handler(), a_wait(c.now)) == lines{"refused: hold_expires; fix expires; latest="});
    CHECK(c.told(handler(), a_wait(c.now + 99 * 24h)).text().front() == "hold: none -> waiting");
}

STORY("of several policies the one that waits shortest is kept", "[hold]")
{
    const actor who = handler();
    for (const auto& limits :
         std::vector<std::vector<duration>>{{90 * 24h, 28 * 24h}, {28 * 24h, 90 * 24h}, {0h, 28 * 24h}}) {
        std::vector<policy> rules(2, story_policy());
        for (std::size_t i = 0; i < 2; ++i) rules[i].longest_hold = limits[i];
        const policy* both[] = {&rules[0], &rules[1]};
        auto c = a_complaint().with_enquiry("E1");
        const step_context context{.who = &who, .rules = both, .at = c.now, .occurred = c.now};
        changes out;
        const auto no = step(c.it, a_wait(c.now + 40 * 24h), context, out);
        REQUIRE(no);
        CHECK(no->args.at(0).second == "2026-12-21T09:00:00.000000Z");
        REQUIRE_FALSE(step(c.it, a_request({"receipt"}), context, out));
        CHECK(c.it.facts.hold_expires_at == c.now + 28 * 24h);
    }
}

STORY("all that was asked for ends the wait and is never asked for again", "[hold]")
{
    auto c = a_complaint().waiting_for({"screenshot", "receipt"});
    CHECK(c.told(complainant(), brings({"receipt", "photo", "screenshot"})) ==
          lines{"hold: waiting -> none", "no hold_expires_at", "no hold_items", "no hold_party",
                "items_held: receipt; screenshot"});
    CHECK(c.told(handler(), a_request({"receipt"})) ==
          lines{"refused: not_already_held; fix items; held=receipt"});
}

STORY("a part of what was asked for is ticked, and the case waits on", "[hold]")
{
    auto c = a_complaint().waiting_for({"screenshot", "receipt"});
    CHECK(c.told(complainant(), brings({"receipt"})) ==
          lines{"hold_items: screenshot", "items_held: receipt"});
    const lines nothing_of_it{"refused: all_named_items_in; fix items; missing=screenshot"};
    CHECK(c.told(complainant(), brings({"receipt"})) == nothing_of_it);
    CHECK(c.asks<guards::some_items_missing>(complainant(), brings({"photo"})) ==
          lines{"refused: some_items_missing; fix items"});
    auto third_party = a_complaint().with_enquiry("E1").waiting_for_enquiry("E1");
    CHECK(third_party.told(complainant(), brings({})) ==
          lines{"refused: all_named_items_in; fix items; missing="});
}

STORY("whoever handles a case ends its wait, and so does the day that was named", "[hold]")
{
    auto c = a_complaint().with_enquiry("E1").waiting_for_enquiry("E1");
    auto lapsed = c;
    const lines ended{"hold: waiting -> none", "no hold_enquiry", "no hold_expires_at", "no hold_party",
                      "no hold_reason"};
    CHECK(c.told(handler(), hold_released) == ended);
    CHECK(c.told(handler(), hold_released) ==
          lines{"refused: not_possible_in_this_state; event=hold_released; state=received; hold=none; "
                "ladder=at_base"});
    CHECK(lapsed.told(handler(), hold_expired) ==
          lines{"refused: not_permitted; event=hold_expired; state=received; role=handler"});
    CHECK(lapsed.told(timer_actor(), hold_expired) == ended);
}

STORY("only what was asked for is held, once, however often it comes", "[hold]")
{
    auto c =
        a_complaint().waiting_for({"receipt", "device"}).where([](facts& f) { f.items_held = {"receipt"}; });
    CHECK(c.told(complainant(), brings({"receipt", "photo", "device", "device"})).about({"hold:", "items"}) ==
          lines{"hold: waiting -> none", "items_held: receipt; device"});
}

STORY("what came in is missing no more, and a wait for somebody outside misses nothing of theirs", "[guards]")
{
    auto c = a_complaint().waiting_for({"receipt", "device"});
    CHECK(c.asks<guards::all_named_items_in>(complainant(), brings({"receipt"})) ==
          lines{"refused: all_named_items_in; fix items; missing=device"});
    auto outside = a_complaint().with_enquiry("E1").waiting_for_enquiry("E1").where([](facts& f) {
        f.hold_items = {"receipt", "device"};
    });
    CHECK(outside.asks<guards::some_items_missing>(complainant(), brings({"receipt"})) ==
          lines{"refused: some_items_missing; fix items"});
    CHECK(outside.asks<guards::all_named_items_in>(complainant(), brings({"receipt", "device"})) ==
          lines{"refused: all_named_items_in; fix items; missing="});
}
