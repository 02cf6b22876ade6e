// Records of messages and letters, of things and enquiries.
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

event a_message(std::vector<std::pair<field, field_value>> more = {})
{
    event sent{.type = message_sent, .fields = std::move(more)};
    if (!sent.has(field::text))
        sent.set(field::text, "We are looking into it. We never ask for your password.");
    if (!sent.has(field::route)) sent.set(field::route, "email");
    return sent;
}

lines not_possible(const char* event)
{
    return {"refused: not_possible_in_this_state; event=" + std::string(event) +
            "; state=closed; hold=none; ladder=at_base"};
}

}  // namespace

STORY("data of the account goes to somebody whose identity is known", "[guards]")
{
    auto c = a_complaint();
    const auto balance = happened(message_sent, {{field::text, "Your balance stands at 5."},
                                                 {field::route, "status_page"},
                                                 {field::account_data, true}});
    CHECK(c.told(handler(), balance) ==
          lines{"refused: identity_sufficient; fix identity_verified; needed=identity_verified"});
    c.where([](facts& f) { f.identity = identity_state::verified; });
    CHECK(c.told(handler(), balance) == lines{"last_told_at: now", "message_count: 1"});
}

STORY("whoever of ours acknowledges by hand writes a whole letter; a channel's is made from the wording",
      "[guards]")
{
    auto c = a_complaint();
    CHECK(
        c.told(handler(), happened(acknowledged, {{field::route, "email"}})) ==
        lines{
            "refused: letter_complete; fix letter_parts; letter=acknowledgement; missing=contact, reasons"});
    CHECK(c.told(channel_source(), happened(acknowledged, {{field::route, "email"}}))
              .about({"acknowledged_at"}) == lines{"acknowledged_at: now"});
}

STORY("what a person writes is kept, also after the case closed", "[records]")
{
    auto c = a_closed_case();
    CHECK(c.told(complainant(), happened(message_received, {{field::text, "One thing more."},
                                                            {field::attachments, words({"a.png"})}})) ==
          lines{"documents: 1", "message_count: 1"});
}

STORY("a message that brings what we wait for is information received", "[records]")
{
    auto c = a_complaint().waiting_for({"screenshot", "receipt"});
    const auto written = [](std::vector<std::string> items) {
        return happened(message_received, {{field::text, "Here."}, {field::items, std::move(items)}});
    };
    CHECK(c.told(complainant(), written({"receipt", "photo"})) ==
          lines{"message_count: 1", "then information_received(items=receipt) by engine"});
    CHECK(c.told(complainant(), written({"photo"})) == lines{"message_count: 2"});
    auto third_party = a_complaint().with_enquiry("E1").waiting_for_enquiry("E1");
    CHECK(third_party.told(complainant(), written({"receipt"})) == lines{"message_count: 1"});
    auto not_waiting = a_complaint();
    CHECK(not_waiting.told(complainant(), written({"receipt"})) == lines{"message_count: 1"});
}

STORY("a message of ours tells the complainant something", "[records]")
{
    auto c = a_closed_case();
    CHECK(c.told(handler(), a_message()) == lines{"last_told_at: now", "message_count: 1"});
    CHECK(c.told(complainant(), a_message()) ==
          lines{"refused: not_permitted; event=message_sent; state=closed; role=complainant"});
}

STORY("a letter sent again on a page, in a chat or on a call is out at once", "[records]")
{
    auto c = a_complaint().with_letter(letter_kind::initial_response);
    CHECK(c.told(handler(), a_message({{field::letter, "L1"}, {field::route, "status_page"}})) ==
          lines{"message_count: 1", "then message_dispatched(letter=L1, route=status_page) by engine"});
    CHECK(c.told(handler(), a_message({{field::letter, "L1"}, {field::route, "sms"}})) ==
          lines{"message_count: 2"});
}

STORY("no message of ours asks for a secret, or goes where somebody else may read it", "[guards]")
{
    auto c = a_complaint();
    const lines secret{"refused: asks_for_no_secret; fix text"};
    CHECK(c.told(handler(), a_message({{field::text, "Please send us your PASSWORD."}})) == secret);
    CHECK(c.told(handler(), a_message({{field::text, "请把验证码发给我们。"}})) == secret);
    CHECK(c.told(handler(), a_message({{field::subject, "Tell us your recovery phrase"}})) == secret);
    for (const char* harmless : {"Your password was changed. Thank you.", "Send us the receipt.",
                                 "We will never ask you to send your password."})
        CHECK(c.asks<guards::asks_for_no_secret>(handler(), a_message({{field::text, harmless}})) ==
              lines{"holds"});
    CHECK(c.told(handler(), a_message({{field::letter, "L9"}})) ==
          lines{"refused: letter_is_known; fix letter; letter=L9"});
    c.where([](facts& f) { f.contact_unsafe = true; });
    for (const std::string route : {"email", "phone", "sms", "in_app", "live_chat"})
        CHECK(c.told(handler(), a_message({{field::route, route}})) ==
              lines{"refused: contact_is_safe; fix contact_changed"});
    std::int64_t sent = 0;
    for (const std::string route : {"status_page", "post", "call", "none"}) {
        c.later(1h);
        CHECK(c.told(handler(), a_message({{field::route, route}})) ==
              lines{"last_told_at: now", "message_count: " + std::to_string(++sent)});
    }
}

STORY("a letter that went out counts from when it left", "[records]")
{
    auto c = a_complaint().with_letter(letter_kind::initial_response);
    const auto out = happened(message_dispatched, {{field::letter, "L1"}});
    CHECK(c.told_of(c.now - 30min, channel_source(), out) ==
          lines{"first_answered_at: now-30min", "last_told_at: now-30min",
                "letters: L1 initial_response in en by email from h.lin, sent now-1h, out now-30min"});
    // Reported twice.
    CHECK(c.told(engine_actor(), out) == lines{});
    CHECK(c.told(channel_source(), happened(message_dispatched, {{field::letter, "L2"}})) ==
          lines{"refused: letter_is_known; fix letter; letter=L2"});
}

STORY("the first answer in substance is dated once; an acknowledgement is none", "[records]")
{
    auto c = a_complaint().with_letter(letter_kind::acknowledgement);
    const auto out = [](const char* id) { return happened(message_dispatched, {{field::letter, id}}); };
    CHECK(c.told(channel_source(), out("L1")) ==
          lines{"last_told_at: now",
                "letters: L1 acknowledgement in en by email from h.lin, sent now-1h, out now"});
    c.with_letter(letter_kind::summary_resolution);
    CHECK(c.told(channel_source(), out("L2")).about({"first", "last"}) == lines{"first_answered_at: now"});
    c.later(1h).with_letter(letter_kind::final_response);
    CHECK(c.told(channel_source(), out("L3")).about({"first", "last", "clock"}) ==
          lines{"last_told_at: now", "clock appeal_window running, due now+30d"});
    // What left earlier and is reported later tells nothing newer.
    c.with_letter(letter_kind::progress_update);
    CHECK(c.told_of(c.now - 2h, channel_source(), out("L4")).about({"first", "last"}) == lines{});
}

STORY("a letter that came back is not out until it goes by another way", "[records]")
{
    auto c = a_complaint().with_letter(letter_kind::progress_update);
    c.dispatched(c.now - 1h);
    const auto back = happened(message_undelivered, {{field::letter, "L1"}});
    CHECK(c.told(channel_source(), back) ==
          lines{"letters: L1 progress_update in en by email from h.lin, sent now-1h, out now-1h, back now"});
    CHECK(c.told(channel_source(), back) == lines{});
    c.later(1h);
    const auto again = happened(message_dispatched, {{field::letter, "L1"}, {field::route, "post"}});
    CHECK(c.told_of(c.now - 90min, channel_source(), again) == lines{});  // from before it came back
    CHECK(c.told(channel_source(), again) ==
          lines{"last_told_at: now",
                "letters: L1 progress_update in en by post from h.lin, sent now-2h, out now, back now-1h"});
    CHECK(c.told(handler(), happened(message_undelivered, {{field::letter, "L7"}})) ==
          lines{"refused: letter_is_known; fix letter; letter=L7"});
    // It came back before anybody had reported that it left.
    auto unreported = a_complaint().with_letter(letter_kind::progress_update);
    CHECK(unreported.told(channel_source(), back) ==
          lines{"letters: L1 progress_update in en by email from h.lin, sent now-1h, back now"});
}

STORY("a progress update is whole, in their language, and asks for no secret", "[records]")
{
    auto c = a_complaint();
    CHECK(c.told(handler(), a_letter(progress_update_sent, {{field::next_step_due, c.now + 24h}})) ==
          lines{"letters: L1 progress_update in en by email from h.lin, sent now", "next_step_due: now+1d"});
    CHECK(
        c.told(handler(), a_letter(progress_update_sent, {{field::letter_parts, words({})}})) ==
        lines{
            "refused: letter_complete; fix letter_parts; letter=progress_update; missing=contact, reasons"});
    CHECK(c.told(handler(), a_letter(progress_update_sent, {{field::letter_language, "fr"}})) ==
          lines{"refused: in_complainants_language; fix letter_language; language=en"});
    CHECK(
        c.told(handler(), a_letter(progress_update_sent, {{field::letter_body, "Tell us your PIN code."}})) ==
        lines{"refused: asks_for_no_secret; fix text"});
    auto closed = a_closed_case();
    CHECK(closed.told(handler(), a_letter(progress_update_sent)) == not_possible("progress_update_sent"));
}

STORY("a holding response explains a delay before it is one", "[records]")
{
    const auto due_at = [](instant due, clock_state state = clock_state::running,
                           const char* id = "investigation") {
        return redress::clock{.clock_id = id,
                              .due = due,
                              .kind = clock_kind::published,
                              .limit = elapsed(14 * 24h),
                              .started = due - 14 * 24h,
                              .state = state};
    };
    auto c = a_complaint();
    c.with_clock(due_at(c.now));
    CHECK(c.told(handler(), a_letter(holding_response_sent)) ==
          lines{"letters: L1 holding_response in en by email from h.lin, sent now"});
    const lines no{"refused: before_due; fix progress_update_sent"};
    c.later(1h);
    CHECK(c.told(handler(), a_letter(holding_response_sent)) == no);
    auto missed = a_complaint();
    missed.with_clock(due_at(missed.now + 1h, clock_state::missed));
    CHECK(missed.told(handler(), a_letter(holding_response_sent)) == no);
    // Other promises, and those that are kept or put aside, say nothing about the final response.
    auto others = a_complaint();
    others.with_clock(due_at(others.now - 1h, clock_state::met))
        .with_clock(due_at(others.now - 1h, clock_state::running, "rung_ack"));
    others.with_clock(due_at(others.now - 1h, clock_state::running, "of_no_rule"));
    CHECK(others.told(handler(), a_letter(holding_response_sent)) ==
          lines{"letters: L1 holding_response in en by email from h.lin, sent now"});
    auto closed = a_closed_case();
    CHECK(closed.told(handler(), a_letter(holding_response_sent)) == not_possible("holding_response_sent"));
}

STORY("a call is recorded when it was read back", "[records]")
{
    const auto called = [](bool read) {
        return happened(call_recorded, {{field::summary, "Went through it."}, {field::read_back, read}});
    };
    auto c = a_closed_case();
    CHECK(c.told(channel_source(), called(false)) == lines{"refused: read_back; fix read_back"});
    CHECK(c.told(channel_source(), called(true)) ==
          lines{"calls: 1", "last_told_at: now", "tried_to_reach_at: now"});
}

STORY("a call back, a missed contact and a note are written down", "[records]")
{
    auto c = a_closed_case();
    CHECK(c.told(complainant(), callback_requested) == lines{});
    CHECK(c.told(handler(), contact_missed) == lines{"tried_to_reach_at: now"});
    CHECK(c.told(handler(), happened(note_added, {{field::text, "Seen."}})) == lines{});
    CHECK(c.told(complainant(), note_added) ==
          lines{"refused: not_permitted; event=note_added; state=closed; role=complainant"});
}

STORY("documents are counted and blacked out by two people", "[records]")
{
    auto c = a_closed_case();
    c.it.cseq = 6;
    CHECK(c.told(complainant(), happened(document_added, {{field::document, "doc-1"}})) ==
          lines{"document_list: doc-1 #7", "documents: 1"});
    c.it.cseq = 7;
    const auto blacked =
        happened(content_redacted, {{field::document, "doc-1"}, {field::reason, "A card number."}});
    CHECK(c.told(handler(), blacked) ==
          lines{"refused: second_person; fix approved_by; digest=" + c.act_digest});
    CHECK(c.told(handler(), approved_by("c.ito", blacked)) == lines{"redacted: 7"});
    // Once more with the same approval it is done already, and the approval with it.
    CHECK(c.told(handler(), approved_by("c.ito", blacked)) ==
          lines{"refused: approval_is_of_this_act; fix approved_digest; digest=" + c.act_digest});
}

STORY("words are blacked out by the number of their entry, and nothing that is not there", "[records]")
{
    auto c = a_complaint();
    c.it.cseq = 12;
    const auto asks = [&](const char* content) {
        return c.asks<guards::content_is_known>(handler(),
                                                happened(content_redacted, {{field::document, content}}));
    };
    for (const char* there : {"#1", "#12"}) CHECK(asks(there) == lines{"holds"});
    for (const std::string none : {"#0", "#13", "#-1", "#", "#1x", "#99999999999999999999", "doc-1", ""})
        CHECK(asks(none.c_str()) == lines{"refused: content_is_known; fix document; document=" + none});
}

STORY("cases and incidents are linked once and unlinked", "[records]")
{
    const auto to = [](const char* other, const char* cause = "incident") {
        return happened(linked, {{field::to, other}, {field::cause, cause}});
    };
    auto c = a_closed_case();
    CHECK(c.told(handler(), to("inc-1")) == lines{"refused: incident_is_known; fix to"});
    c.elsewhere.incident_known = true;
    CHECK(c.told(handler(), to("inc-1")) == lines{"links: inc-1 incident"});
    CHECK(c.told(handler(), to("inc-1")) == lines{});
    CHECK(c.told(handler(), to("inc-2")) == lines{"links: inc-1 incident; inc-2 incident"});
    CHECK(c.told(handler(), happened(unlinked, {{field::to, "inc-1"}})) == lines{"links: inc-2 incident"});
    CHECK(c.told(handler(), happened(unlinked, {{field::to, "inc-1"}})) ==
          lines{"refused: link_is_known; fix to"});
}

STORY("a complaint that is linked as a repeat is raised by rule, when it is open and at base", "[records]")
{
    const auto repeat = happened(linked, {{field::to, "case-1"}, {field::cause, "repeat"}});
    auto c = a_complaint();
    CHECK(c.told(handler(), repeat) ==
          lines{"links: case-1 repeat", "then escalated(reason_code=repeat, rung=2) by engine"});
    auto raised = a_complaint().raised(1);
    CHECK(raised.told(handler(), repeat) == lines{"links: case-1 repeat"});
    auto closed = a_closed_case();
    CHECK(closed.told(handler(), repeat) == lines{"links: case-1 repeat"});
    auto no_rung = a_complaint();
    for (auto& rung : no_rung.rules.ladder) rung.on_repeat = false;
    CHECK(no_rung.told(handler(), repeat) == lines{"links: case-1 repeat"});
}

STORY("somebody outside is asked, reminded, and answers", "[records]")
{
    const auto about = [](event_type what, const char* id = "E1") {
        return happened(what, {{field::enquiry, id}});
    };
    auto c = a_complaint();
    const auto asked = about(enquiry_opened)
                           .set(field::enquiry_kind, "bank_trace")
                           .set(field::to, "bank.x")
                           .set(field::due, c.now + 5 * 24h);
    CHECK(c.told(handler(), asked) == lines{"enquiries: E1 bank_trace to bank.x, opened now, due now+5d"});
    CHECK(c.told(handler(), about(enquiry_chased)) == lines{});
    CHECK(c.told(handler(), about(enquiry_chased, "E2")) ==
          lines{"refused: names_an_enquiry; fix enquiry_opened"});
    c.later(24h);
    CHECK(c.told(channel_source(), about(enquiry_answered)) ==
          lines{"enquiries: E1 bank_trace to bank.x, opened now-1d, due now+4d, answered now"});
    CHECK(c.told(channel_source(), about(enquiry_answered)) ==
          lines{"refused: names_an_enquiry; fix enquiry_opened"});
    CHECK(c.told(handler(), asked).about({"enquiries"}).text().size() == 1);
    auto closed = a_closed_case();
    CHECK(closed.told(handler(), asked) == not_possible("enquiry_opened"));
    CHECK(closed.told(handler(), about(enquiry_chased)) == not_possible("enquiry_chased"));
}

STORY("the answer that a case waits for ends its wait", "[records]")
{
    auto c = a_complaint().with_enquiry("E1").with_enquiry("E2").waiting_for_enquiry("E1");
    const auto answer_to = [](const char* id) { return happened(enquiry_answered, {{field::enquiry, id}}); };
    CHECK(c.told(channel_source(), answer_to("E2")).about({"then"}) == lines{});
    CHECK(c.told(channel_source(), answer_to("E1")).about({"then"}) ==
          lines{"then hold_released(enquiry=E1) by engine"});
    auto going_on = a_complaint().with_enquiry("E1");
    CHECK(going_on.told(channel_source(), answer_to("E1")).about({"then"}) == lines{});
}
