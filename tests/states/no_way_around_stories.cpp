// Ways around a rule that were open once, each with the door that is shut now.
#include "tests/states/story.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using namespace redress::tests;
using enum event_type;

namespace {

a_case ready_to_decide()
{
    return a_complaint()
        .in(lifecycle_state::investigating)
        .owned_by("h.lin")
        .with_points(2)
        .where([](facts& f) { f.documents = 1; });
}

event a_decision(std::vector<std::pair<field, field_value>> more = {})
{
    auto sent = a_letter(decision_sent, std::move(more));
    if (!sent.has(field::outcome)) sent.set(field::outcome, "not_upheld");
    if (!sent.has(field::findings)) sent.set(field::findings, words({"1:not_upheld", "2:not_upheld"}));
    return sent.set(field::reason, "The transfer arrived on the day.");
}

actor staff_called(const char* id, role as, const char* team = "")
{
    return {.id = id, .role = as, .team = team, .named_staff = true};
}

bool is_refused(const answer& said)
{
    return !said.text().empty() && said.text()[0].starts_with("refused: ");
}

}  // namespace

STORY("nobody makes themselves a representative, nor speaks as one whom the case does not know", "[people]")
{
    auto c = a_complaint();
    const actor stranger{.id = "evil", .role = role::representative};
    const auto authority = happened(
        representative_authorised,
        {{field::representative, "evil"}, {field::representative_scope, words({"decide", "money"})}});
    CHECK(is_refused(c.told(stranger, authority)));
    c.where([](facts& f) {
        f.identity = identity_state::verified;
        f.identity_method = "passport";
    });
    CHECK(is_refused(c.told(stranger, happened(contact_changed, {{field::contact_route, "email"}}))));
    CHECK_FALSE(is_refused(c.told(stranger, happened(message_received, {{field::text, "It is me."}}))));
    c.where([](facts& f) {
        f.representative = "lawyer-1";
        f.representative_scope = {"read"};
    });
    CHECK(is_refused(c.told(
        {.id = "lawyer-1", .role = role::representative},
        happened(representative_authorised,
                 {{field::representative, "lawyer-1"}, {field::representative_scope, words({"decide"})}}))));
    CHECK_FALSE(is_refused(c.told(complainant(), authority)));
}

STORY("staff neither handle their own complaint nor one that they speak for", "[people]")
{
    auto own = a_complaint().where([](facts& f) { f.complainant = "h.lin"; });
    CHECK(own.told(handler(), happened(note_added, {{field::text, "Looks fine."}})) ==
          lines{"refused: not_concerned; fix handed_over"});
    auto for_them = a_complaint().where([](facts& f) { f.representative = "h.lin"; });
    CHECK(for_them.told(handler(), happened(note_added, {{field::text, "Looks fine."}})) ==
          lines{"refused: not_concerned; fix handed_over"});
    auto nobodys = a_complaint().where([](facts& f) { f.complainant.clear(); });
    CHECK_FALSE(is_refused(nobodys.told(handler(), happened(note_added, {{field::text, "Looks fine."}}))));
}

STORY("no letter goes out before it is written", "[records]")
{
    auto c = a_complaint();
    c.with_letter(letter_kind::initial_response);
    c.it.facts.letters[0].sent = c.now - 1h;
    CHECK_FALSE(is_refused(
        c.told_of(c.now - 30h, channel_source(), happened(message_dispatched, {{field::letter, "L1"}}))));
    CHECK(c.it.facts.letters[0].dispatched == c.now - 1h);
    CHECK(c.it.facts.first_answered_at == c.now - 1h);
}

STORY("an appeal is heard by nobody who worked on the case, owned it or approved what is appealed",
      "[lifecycle]")
{
    const auto reviewer = staff_called("a.moreau", role::appeal_reviewer, "appeals");
    const auto asks = [&](auto before) {
        auto c = ready_to_decide();
        before(c);
        c.in(lifecycle_state::appealed);
        return c.asks<guards::independent_reviewer>(reviewer, happened(appeal_decided));
    };
    CHECK(asks([](a_case&) {}) == lines{"holds"});
    CHECK(asks([&](a_case& c) {
              static_cast<void>(c.told(reviewer, happened(note_added, {{field::text, "Seen."}})));
          }) == lines{"refused: independent_reviewer; fix assigned"});
    CHECK(
        asks([&](a_case& c) {
            REQUIRE_FALSE(is_refused(c.told(
                handler(), approved_by("a.moreau", happened(content_redacted, {{field::document, "D1"}})))));
        }) == lines{"refused: independent_reviewer; fix assigned"});
    // While hearing it, asking for something is not having acted before.
    auto hearing = ready_to_decide();
    hearing.in(lifecycle_state::appealed);
    static_cast<void>(hearing.told(reviewer, happened(note_added, {{field::text, "Read."}})));
    CHECK(hearing.asks<guards::independent_reviewer>(reviewer, happened(appeal_decided)) == lines{"holds"});
}

STORY("a case that an appeal sent back is decided by somebody else", "[lifecycle]")
{
    auto c = ready_to_decide();
    c.it.facts.team = "intake";
    c.it.facts.decided_before = {"h.lin"};
    c.owned_by("h.osei");
    const auto old = staff_called("h.lin", role::handler, "intake"),
               fresh = staff_called("h.osei", role::handler, "intake");
    CHECK(is_refused(c.told(old, a_decision())));
    CHECK_FALSE(is_refused(c.told(fresh, a_decision())));
}

STORY("an acknowledgement that staff write is whole, in the complainant's language, and asks for no secret",
      "[records]")
{
    const auto acknowledging = [](std::vector<std::pair<field, field_value>> more) {
        return a_letter(acknowledged, std::move(more));
    };
    auto c = a_complaint();
    CHECK(is_refused(
        c.told(handler(), acknowledging({{field::letter_body, "Please send us your password."}}))));
    CHECK(c.told(handler(), acknowledging({{field::letter_language, "de"}})) ==
          lines{"refused: in_complainants_language; fix letter_language; language=en"});
    CHECK(c.told(handler(), acknowledging({{field::next_step_due, c.now - 1h}})) ==
          lines{"refused: letter_is_written; fix letter_body; letter=acknowledgement; needs=next_step_due"});
    CHECK_FALSE(is_refused(c.told(handler(), acknowledging({}))));
    // A channel's own acknowledgement is made from the wording.
    auto by_channel = a_complaint();
    CHECK_FALSE(is_refused(by_channel.told(
        channel_source(),
        acknowledging({{field::letter_language, "de"}, {field::next_step_due, c.now - 1h}}))));
}

STORY("no part of a letter asks for a secret, nor does what is asked for by name", "[guards]")
{
    auto c = a_complaint();
    const auto asks = [&](std::vector<std::pair<field, field_value>> more) {
        return c.asks<guards::asks_for_no_secret>(handler(),
                                                  a_letter(information_requested, std::move(more)));
    };
    CHECK(asks({}) == lines{"holds"});
    CHECK(asks({{field::items, words({"receipt", "transaction_id"})}}) == lines{"holds"});
    for (const auto name : {field::next_step, field::reason, field::letter_body, field::subject, field::text})
        CHECK(asks({{name, "Please send us your password."}}) ==
              lines{"refused: asks_for_no_secret; fix text"});
    CHECK(asks({{field::items, words({"receipt", "seed_phrase"})}}) ==
          lines{"refused: asks_for_no_secret; fix text"});
}

STORY("a decision is about the complaint; not to look into it takes a listed reason and a second person",
      "[guards]")
{
    auto c = ready_to_decide();
    for (const auto* not_about_it : {"inadmissible", "none"})
        CHECK(c.told(handler(), a_decision({{field::outcome, not_about_it}})) ==
              lines{"refused: decides_the_merits; fix declared_inadmissible"});
    CHECK(c.asks<guards::decides_the_merits>(handler(), a_decision()) == lines{"holds"});
}

STORY("each point has one finding, and no other point has any", "[guards]")
{
    auto c = ready_to_decide();
    const auto with = [&](std::vector<std::string> findings) {
        return c.asks<guards::every_point_answered>(
            handler(), a_decision({{field::findings, words(std::move(findings))}}));
    };
    CHECK(with({"1:upheld", "2:not_upheld"}) == lines{"holds"});
    CHECK(with({"1:upheld"}) == lines{"refused: every_point_answered; fix findings; points=2"});
    CHECK(with({"1:upheld", "2:upheld", "7:upheld"}) ==
          lines{"refused: every_point_answered; fix findings; points=7:upheld"});
    CHECK(with({"1:upheld", "2:upheld", "1:not_upheld"}) ==
          lines{"refused: every_point_answered; fix findings; points=1:not_upheld"});
}

STORY("a promise is extended as far as its policy says, and one that says nothing is not", "[guards]")
{
    auto c = a_complaint();
    const auto more = [&](const char* clock, std::int64_t days) {
        return c.asks<guards::extension_allowed>(
            handler(), happened(extension_granted, {{field::clock, clock}, {field::days, days}}));
    };
    c.it.facts.clocks.clear();
    for (const auto* id : {"investigation", "kept_open", "of_earlier_days"})
        c.with_clock({.clock_id = id,
                      .due = c.now + 1h,
                      .kind = clock_kind::published,
                      .limit = "336h",
                      .started = c.now - 2h});
    CHECK(more("investigation", 14) == lines{"holds"});
    CHECK(more("investigation", 15) == lines{"refused: extension_allowed; fix clock; clock=investigation"});
    CHECK(more("kept_open", 1) == lines{"refused: extension_allowed; fix clock; clock=kept_open"});
    CHECK(more("of_earlier_days", 1) ==
          lines{"refused: extension_allowed; fix clock; clock=of_earlier_days"});
}

STORY("a letter names no date that lies behind", "[guards]")
{
    auto c = a_complaint();
    const auto with = [&](field name, instant when) {
        return c.asks<guards::letter_is_written>(handler(), a_letter(progress_update_sent, {{name, when}}));
    };
    CHECK(with(field::next_step_due, c.now + 24h) == lines{"holds"});
    CHECK(is_refused(with(field::next_step_due, c.now)));
    CHECK(is_refused(with(field::expires, c.now - 24h)));
}
