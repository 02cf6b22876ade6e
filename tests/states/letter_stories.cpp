// What a letter must hold before it may go out: its parts, the words of its writer, its language.
#include "tests/states/story.hpp"

#include <catch2/catch_test_macros.hpp>

#include <utility>

using namespace redress;
using namespace redress::tests;
using enum event_type;

STORY("a first answer is written by a named member of staff, whole, and in the complainant's language",
      "[guards]")
{
    auto c = a_complaint();
    auto bot = handler();
    bot.named_staff = false;
    CHECK(c.told(bot, a_letter(initial_response_sent)) == lines{"refused: staff_author; fix owner"});
    bot.named_staff = true;
    bot.kind = actor_kind::system;
    CHECK(c.told(bot, a_letter(initial_response_sent)) == lines{"refused: staff_author; fix owner"});
    CHECK(c.told(handler(), a_letter(initial_response_sent, {{field::letter_parts, words({"reasons"})}})) ==
          lines{"refused: letter_complete; fix letter_parts; letter=initial_response; missing=contact"});
    CHECK(c.told(handler(), a_letter(initial_response_sent, {{field::letter_language, "zh-CN"}})) ==
          lines{"refused: in_complainants_language; fix letter_language; language=en"});
    CHECK(c.told(complainant(), a_letter(initial_response_sent)) ==
          lines{"refused: not_permitted; event=initial_response_sent; state=received; role=complainant"});
}

STORY("a part or a record that is asked for twice is missing once", "[guards]")
{
    auto c = a_complaint();
    for (auto& letter : c.rules.letters) letter.must_contain = {"contact", "reasons", "contact"};
    CHECK(c.told(handler(), a_letter(initial_response_sent, {{field::letter_parts, words({"reasons"})}})) ==
          lines{"refused: letter_complete; fix letter_parts; letter=initial_response; missing=contact"});
    c.rules.records_required = {"points", "owner", "points"};
    CHECK(c.asks<guards::records_complete>(handler(), a_letter(decision_sent)) ==
          lines{"refused: records_complete; fix points_agreed; missing=points, owner"});
}

STORY("the language is asked by its first subtag, however it is written", "[guards]")
{
    auto c = a_complaint().where([](facts& f) { f.language = "zh-CN"; });
    CHECK(c.told(handler(), a_letter(initial_response_sent, {{field::letter_language, "ZH-Hans"},
                                                             {field::letter_body, "我们正在处理。"},
                                                             {field::next_step, "我们会查清此事。"}})) ==
          lines{"lifecycle: received -> responded",
                "letters: L1 initial_response in ZH-Hans by email from h.lin, sent now"});
    CHECK(c.told(handler(), a_letter(initial_response_sent, {{field::letter_language, "za"}})) ==
          lines{"refused: in_complainants_language; fix letter_language; language=zh-CN"});
    auto unknown = a_complaint().where([](facts& f) { f.language.clear(); });
    CHECK(unknown.told(handler(), a_letter(initial_response_sent, {{field::letter_language, "fr"}})) ==
          lines{"lifecycle: received -> responded",
                "letters: L1 initial_response in fr by email from h.lin, sent now"});
}

STORY("a letter holds what every pinned policy demands of its kind", "[guards]")
{
    auto c = a_complaint();
    c.rules.letters[static_cast<std::size_t>(letter_kind::initial_response)].must_contain = {
        "contact", "timeframe", "next_step"};
    CHECK(c.told(handler(), a_letter(initial_response_sent)) ==
          lines{"refused: letter_complete; fix letter_parts; letter=initial_response; missing=timeframe, "
                "next_step"});
    c.rules.letters.clear();
    CHECK(c.told(handler(), a_letter(initial_response_sent, {{field::letter_parts, words({})}})) ==
          lines{"lifecycle: received -> responded",
                "letters: L1 initial_response in en by email from h.lin, sent now"});
}

STORY("a letter says what only its writer can say", "[guards]")
{
    const auto lacks = [](const char* kind, const char* needs) {
        return lines{std::string("refused: letter_is_written; fix letter_body; letter=") + kind +
                     "; needs=" + needs};
    };
    auto c = a_complaint();
    CHECK(c.told(handler(), a_letter(initial_response_sent, {{field::letter_body, " "}})) ==
          lacks("initial_response", "letter_body"));
    auto& first = c.rules.letters[static_cast<std::size_t>(letter_kind::initial_response)];
    first.must_contain = {"next_step", "timeframe", "contact"};
    first.dates = {"investigation"};
    const auto parts =
        std::pair(field::letter_parts, field_value(words({"next_step", "timeframe", "contact"})));
    CHECK(c.told(handler(), a_letter(initial_response_sent, {parts})) ==
          lacks("initial_response", "next_step, next_step_due"));
    CHECK(
        c.told(handler(), a_letter(initial_response_sent, {parts, {field::next_step, "We ask the bank."}})) ==
        lacks("initial_response", "next_step_due"));
    CHECK(c.told(handler(), a_letter(initial_response_sent, {parts,
                                                             {field::next_step, "We ask the bank."},
                                                             {field::next_step_due, c.now + 24h}}))
              .about({"lifecycle"}) == lines{"lifecycle: received -> responded"});
    // What runs is a date, too, where the words of the letter know it.
    auto promised =
        a_complaint().where([&](facts& f) { f.clocks = {{.clock_id = "rung_ack", .due = c.now + 4h}}; });
    promised.rules = c.rules;
    const auto answer = a_letter(initial_response_sent, {parts, {field::next_step, "We ask the bank."}});
    CHECK(promised.told(handler(), answer) == lacks("initial_response", "next_step_due"));
    auto& clock = promised.it.facts.clocks[0];
    clock.clock_id = "investigation";
    clock.state = clock_state::missed;
    CHECK(promised.told(handler(), answer) == lacks("initial_response", "next_step_due"));
    clock.state = clock_state::running;
    const auto due = std::exchange(clock.due, {});
    CHECK(promised.told(handler(), answer) == lacks("initial_response", "next_step_due"));
    clock.due = due;
    CHECK(promised.told(handler(), answer).about({"lifecycle"}) == lines{"lifecycle: received -> responded"});
}

STORY("a decision that gives something says what, and an answer to a query holds the answer", "[guards]")
{
    auto c = a_complaint();
    for (auto& letter : c.rules.letters) letter.must_contain = {"remedies", "reasons"};
    using guards::letter_is_written;
    const auto said = [](event_type what, field decided, const char* how, const char* body) {
        return a_letter(what, {{decided, how},
                               {field::reason, "As the file shows."},
                               {field::letter_parts, words({"remedies", "reasons"})},
                               {field::letter_body, body}});
    };
    for (const char* gives : {"upheld", "partly_upheld", "settled"})
        CHECK(c.asks<letter_is_written>(handler(), said(decision_sent, field::outcome, gives, "")) ==
              lines{"refused: letter_is_written; fix letter_body; letter=final_response; needs=letter_body"});
    CHECK(c.asks<letter_is_written>(handler(), said(decision_sent, field::outcome, "not_upheld", "")) ==
          lines{"holds"});
    CHECK(c.asks<letter_is_written>(handler(), said(decision_sent, field::outcome, "upheld", "We pay.")) ==
          lines{"holds"});
    for (const char* gives : {"varied", "overturned"})
        CHECK(
            c.asks<letter_is_written>(handler(), said(appeal_decided, field::result, gives, "")) ==
            lines{"refused: letter_is_written; fix letter_body; letter=appeal_decision; needs=letter_body"});
    CHECK(c.asks<letter_is_written>(handler(), said(appeal_decided, field::result, "upheld", "")) ==
          lines{"holds"});
    CHECK(c.asks<letter_is_written>(handler(), a_letter(query_answered, {{field::letter_body, ""}})) ==
          lines{"refused: letter_is_written; fix letter_body; letter=closing; needs=letter_body"});
    // News without a reason of its own tells the reasons in its words, and no letter asks nothing.
    CHECK(c.asks<letter_is_written>(handler(), a_letter(holding_response_sent, {{field::letter_body, ""}})) ==
          lines{"refused: letter_is_written; fix letter_body; letter=holding_response; needs=letter_body"});
    CHECK(c.asks<letter_is_written>(handler(), happened(note_added, {{field::text, "x"}})) == lines{"holds"});
    c.rules.letters.clear();
    CHECK(c.asks<letter_is_written>(handler(), said(decision_sent, field::outcome, "upheld", "")) ==
          lines{"holds"});
}

STORY("a letter that waits for an answer says until when, and one that is late says the new date", "[guards]")
{
    auto c = a_complaint();
    for (auto& letter : c.rules.letters) letter.must_contain = {"answer_until", "new_date"};
    using guards::letter_is_written;
    const auto asked = [&](std::vector<std::pair<field, field_value>> more = {}) {
        return a_letter(information_requested, std::move(more));
    };
    CHECK(c.asks<letter_is_written>(handler(), asked()) ==
          lines{"refused: letter_is_written; fix letter_body; letter=information_request; needs=expires, "
                "next_step_due"});
    CHECK(c.asks<letter_is_written>(
              handler(), asked({{field::expires, c.now + 24h}, {field::next_step_due, c.now + 24h}})) ==
          lines{"holds"});
    for (auto& letter : c.rules.letters) letter.must_contain = {"answer_until"};
    auto& window = c.rules.clocks[1];
    REQUIRE(window.kind == clock_kind::window);
    window.start.set(trigger_of(information_requested));
    CHECK(c.asks<letter_is_written>(handler(), asked()) == lines{"holds"});
    window.start.reset();
    window.start.set(entered(machine::hold, static_cast<std::size_t>(hold_state::waiting)));
    CHECK(c.asks<letter_is_written>(handler(), asked()) == lines{"holds"});
    window.kind = clock_kind::published;
    CHECK_FALSE(c.asks<letter_is_written>(handler(), asked()) == lines{"holds"});
    for (auto& letter : c.rules.letters) letter.must_contain = {"new_date"};
    CHECK(c.asks<letter_is_written>(
              handler(), a_letter(extension_granted, {{field::clock, "investigation"}})) == lines{"holds"});
}

STORY("a complainant whose language no policy has words in is written to in one that has", "[guards]")
{
    auto c = a_complaint().where([](facts& f) { f.language = "es-MX"; });
    const auto in = [](const char* language) {
        return happened(initial_response_sent, {{field::letter_language, language}});
    };
    using guards::in_complainants_language;
    CHECK_FALSE(c.asks<in_complainants_language>(handler(), in("en")) == lines{"holds"});
    c.rules.wordings = {{.language = "en"}, {.language = "zh-CN"}};
    CHECK(c.asks<in_complainants_language>(handler(), in("en")) == lines{"holds"});
    CHECK(c.asks<in_complainants_language>(handler(), in("zh")) == lines{"holds"});
    // In theirs nobody could write it.
    CHECK_FALSE(c.asks<in_complainants_language>(handler(), in("es")) == lines{"holds"});
    CHECK_FALSE(c.asks<in_complainants_language>(handler(), in("fr")) == lines{"holds"});
    c.it.facts.language = "zh-Hant";
    CHECK_FALSE(c.asks<in_complainants_language>(handler(), in("en")) == lines{"holds"});
}
