// How a letter is filled in: strictly, from the case alone, and the same as text and as HTML.
#include "tests/support/shanghai.hpp"
#include "tests/support/elapsed.hpp"
#include "workflow/letter_text.hpp"
#include "workflow/letter_values.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using namespace redress::workflow;
using redress::tests::in_shanghai;
using namespace std::chrono_literals;

namespace {

const instant sent_at = *parse_instant("2026-11-25T09:30:00Z");

/// One letter, one wording, one policy; a test changes what it is about.
struct desk {
    complaint now;
    letter sent{.by = "h.lin", .id = "L1", .kind = letter_kind::delay, .language = "en", .sent = sent_at};
    event what{.type = event_type::extension_granted};
    std::vector<std::string> points;
    std::string name;
    policy rules;
    letter_wording words{.language = "en", .letters = {{.kind = letter_kind::delay, .subject = "Delay"}}};
    std::vector<const policy*> pinned{&rules};
    std::vector<const letter_wording*> wordings{&words};

    desk() { rules.id = "p"; }
    std::vector<wording_block>& blocks() { return words.letters.front().blocks; }
    void demand(std::vector<std::string> parts)
    {
        rules.letters = {{.kind = letter_kind::delay, .must_contain = std::move(parts)}};
    }
    [[nodiscard]] letter_or_errors write() const
    {
        return render_letter({.now = now, .sent = sent, .what = what, .points = points, .name = name},
                             {.rules = pinned,
                              .wordings = wordings,
                              .names = [](auto, auto key, auto) { return "<" + std::string(key) + ">"; },
                              .local = in_shanghai});
    }
    [[nodiscard]] std::string text() const
    {
        const auto made = write();
        INFO(sentence_of(made.errors));
        CHECK(made.errors.empty());
        return made.letter.text;
    }
    [[nodiscard]] std::string error() const { return sentence_of(write().errors); }
};

}  // namespace

TEST_CASE("a place without a value is an error that names it, and there is no letter", "[letter]")
{
    desk d;
    d.blocks() = {{.part = "reasons", .text = "Why: {reason}"}, {.text = "From {category} on."}};
    CHECK(d.error() == "reasons: {reason}: write it in reason | {category}: the case has none");
    CHECK(d.write().letter.text.empty());
    CHECK(d.write().letter.html.empty());
    d.what.set(field::reason, std::string("The bank has not answered."));
    d.now.facts.category = "fees";
    CHECK(d.text() == "Why: The bank has not answered.\n\nFrom <fees> on.\n");
}

TEST_CASE("what is only space is no value", "[letter]")
{
    desk d;
    d.blocks() = {{.part = "reasons", .text = "Why: {reason}"}};
    d.what.set(field::reason, std::string(" \n\t\u200b "));
    CHECK(d.error() == "reasons: {reason}: write it in reason");
}

TEST_CASE("a part that a policy demands and no words fulfil is an error that names it", "[letter]")
{
    desk d;
    d.demand({"reasons", "new_date"});
    d.blocks() = {{.part = "reasons", .text = "Because."},
                  {.part = "new_date", .when = {"new_date"}, .text = "By {new_date}."}};
    CHECK(d.error() == "new_date: a policy of the case demands it, and no words of it fit the case");
    d.what.set(field::next_step_due, sent_at + 24h);
    CHECK(d.text() == "Because.\n\nBy Thursday, 26 November 2026, 17:30 (UTC+8).\n");
}

TEST_CASE("several policies: the words of the first, and what the others demand besides", "[letter]")
{
    desk d;
    policy second{.id = "q"};
    second.letters = {{.kind = letter_kind::delay, .must_contain = {"reasons", "outside_body"}}};
    letter_wording other{
        .language = "en",
        .fixed = {{"body_of_appeal", "the ombudsman"}},
        .letters = {{.kind = letter_kind::delay,
                     .subject = "Other",
                     .blocks = {{.part = "reasons", .text = "Other reasons."},
                                {.part = "outside_body", .text = "Ask {body_of_appeal}."}}}}};
    d.demand({"reasons"});
    d.blocks() = {{.part = "reasons", .text = "Because."}};
    d.words.ending = {{.text = "Bye."}};
    d.pinned.push_back(&second);
    CHECK(d.error() == "outside_body: a policy of the case demands it, and no words of it fit the case");
    d.wordings.push_back(&other);
    CHECK(d.text() == "Because.\n\nAsk the ombudsman.\n\nBye.\n");
    CHECK(d.write().letter.subject == "Delay");
}

TEST_CASE("what a policy alone can say of a part stands in the place of the others' words for it", "[letter]")
{
    desk d;
    policy second{.id = "q"}, third{.id = "r"};
    second.letters = {{.kind = letter_kind::delay, .must_contain = {"outside_body", "time_limit"}}};
    third.letters = second.letters;
    const auto words_of = [](const std::string& body) {
        return letter_wording{
            .language = "en",
            .letters = {{.kind = letter_kind::delay,
                         .blocks = {{.part = "time_limit", .own = true, .text = body + " says when."},
                                    {.part = "outside_body", .own = true, .text = "Ask " + body + "."},
                                    {.part = "outside_body", .own = true, .text = body + " is free."}}}}};
    };
    const auto one = words_of("One"), two = words_of("Two");
    d.demand({"reasons"});
    d.words.ending = {{.text = "Bye."}};
    d.blocks() = {{.part = "outside_body", .text = "Ask an ombudsman."},
                  {.part = "reasons", .text = "Because."},
                  {.part = "outside_body", .text = "There are many."}};
    d.pinned = {&d.rules, &second};
    d.wordings = {&d.words, &one};
    CHECK(d.text() == "Ask One.\n\nOne is free.\n\nBecause.\n\nOne says when.\n\nBye.\n");
    d.pinned.push_back(&third);
    d.wordings.push_back(&two);
    CHECK(d.text() ==
          "Ask One.\n\nOne is free.\n\nAsk Two.\n\nTwo is free.\n\nBecause.\n\nOne says when.\n\n"
          "Two says when.\n\nBye.\n");
    // A wording that two policies share says it once.
    d.wordings.back() = &one;
    CHECK(d.text() == "Ask One.\n\nOne is free.\n\nBecause.\n\nOne says when.\n\nBye.\n");
    // Words of another language, and those for a part that nobody demands, stay out of it.
    auto elsewhere = words_of("Drei");
    elsewhere.language = "de";
    d.wordings.back() = &elsewhere;
    CHECK(d.text().find("Drei") == std::string::npos);
    second.letters.front().must_contain = third.letters.front().must_contain = {"time_limit"};
    CHECK(d.text() == "Ask an ombudsman.\n\nBecause.\n\nThere are many.\n\nOne says when.\n\nBye.\n");
    // Alone it says the same in its own order.
    second.letters.front().must_contain = {"outside_body", "time_limit"};
    d.pinned = {&second};
    d.wordings = {&one};
    CHECK(d.text() == "One says when.\n\nAsk One.\n\nOne is free.\n");
}

TEST_CASE("a window that the letter begins ends as counted from its sending, the shortest of its name",
          "[letter]")
{
    desk d;
    policy second{.id = "q"};
    d.blocks() = {{.when = {"until:referral"}, .text = "Until {until:referral}."},
                  {.unless = {"until:referral"}, .text = "No."}};
    CHECK(d.text() == "No.\n");
    d.rules.clocks = {{.id = "referral", .kind = clock_kind::window, .limit = tests::elapsed(48h)}};
    CHECK(d.text() == "Until Friday, 27 November 2026, 17:30 (UTC+8).\n");
    second.clocks = {{.id = "referral", .kind = clock_kind::window, .limit = tests::elapsed(24h)}};
    d.pinned.push_back(&second);
    CHECK(d.text() == "Until Thursday, 26 November 2026, 17:30 (UTC+8).\n");
    second.clocks.front().kind = clock_kind::internal;
    CHECK(d.text() == "Until Friday, 27 November 2026, 17:30 (UTC+8).\n");
    second.clocks.front() = {.id = "referral", .kind = clock_kind::window, .limit = {}};
    CHECK(d.text() == "Until Friday, 27 November 2026, 17:30 (UTC+8).\n");
    d.blocks() = {{.part = "outside_body", .text = "{until:other}"}};
    CHECK(d.error() == "outside_body: {until:other}: no policy of the case has such a window");
}

TEST_CASE("each date stands in the zone of the policy that it comes from", "[letter]")
{
    desk d;
    policy second{.id = "q"};
    d.rules.zone = "here";
    second.zone = "there";
    second.clocks = {{.id = "referral", .kind = clock_kind::window, .limit = tests::elapsed(24h)}};
    d.pinned.push_back(&second);
    d.now.facts.received_at = sent_at;
    d.now.facts.clocks = {{.clock_id = "answer", .due = sent_at + 1h, .policy = "q"},
                          {.clock_id = "own", .due = sent_at + 2h, .policy = "p"},
                          {.clock_id = "old", .due = sent_at + 3h, .policy = "gone"}};
    d.blocks() = {{.text = "{received}; {due:answer}; {due:own}; {due:old}; {until:referral}"}};
    std::string zones;
    const auto made = render_letter({.now = d.now, .sent = d.sent, .what = d.what, .points = {}, .name = {}},
                                    {.rules = d.pinned,
                                     .wordings = d.wordings,
                                     .names = [](auto, auto, auto) { return std::string(); },
                                     .local =
                                         [&](instant at, std::string_view zone) {
                                             zones.append(zone).append(" ");
                                             return in_shanghai(at);
                                         }});
    CHECK(sentence_of(made.errors).empty());
    CHECK(zones == "here there here here there ");
}

TEST_CASE("a block stands only where its conditions hold", "[letter]")
{
    desk d;
    d.now.facts.outcome = outcome::upheld;
    d.now.facts.amount = "1234567.50";
    d.now.facts.currency = "USDT";
    d.blocks() = {{.when = {"outcome=not_upheld", "outcome=upheld"}, .text = "One of two."},
                  {.when = {"outcome=not_upheld"}, .text = "never"},
                  {.needs = {"outcome=upheld", "amount"}, .text = "All: {amount}."},
                  {.needs = {"outcome=upheld", "name"}, .text = "never"},
                  {.unless = {"name"}, .text = "None."},
                  {.unless = {"amount"}, .text = "never"}};
    CHECK(d.text() == "One of two.\n\nAll: 1,234,567.50 USDT.\n\nNone.\n");
    d.now.facts.currency.clear();  // an amount of nothing is no amount
    CHECK(d.text() == "One of two.\n\nNone.\n\nnever\n");
}

TEST_CASE("points go out with their numbers and findings, and none is left without", "[letter]")
{
    desk d;
    d.points = {"The fee.\nTwice!", "The wait"};
    d.now.facts.points = {{finding::upheld, 1}, {finding::none, 2}};
    d.blocks() = {{.part = "every_point", .each = "points", .text = "{number}: {point} ({finding})"}};
    CHECK(d.error() == "every_point: {finding}: point 2 has none");
    d.now.facts.points[1].finding = finding::not_upheld;
    CHECK(d.text() == "- 1: The fee. Twice! (<upheld>)\n- 2: The wait (<not_upheld>)\n");
    d.now.facts.points.push_back({finding::upheld, 3});
    CHECK(d.error() == "every_point: {point}: point 3 has none");
}

TEST_CASE("what is asked for is called by its words, else by those of whoever asks", "[letter]")
{
    desk d;
    d.words.items = {{"screenshot", "a screenshot"}};
    d.what.set(field::items, std::vector<std::string>{"screenshot", "the letter of your bank"});
    d.blocks() = {{.part = "what_is_missing", .each = "items", .text = "{item}"}};
    CHECK(d.text() == "- a screenshot\n- the letter of your bank\n");
}

TEST_CASE("dates of promises come from the case's clocks", "[letter]")
{
    desk d;
    const clock_rule repeated{.id = "update", .stop = trigger_set{}.set(any_dispatch), .repeat = true};
    d.rules.clocks = {repeated, {.id = "answer"}};
    d.now.facts.clocks = {
        {.clock_id = "answer", .due = sent_at + 1h, .policy = "p"},
        {.clock_id = "answer", .due = sent_at - 1h, .policy = "p", .state = clock_state::met},
        {.clock_id = "update", .due = sent_at + 2h, .limit = tests::elapsed(168h), .policy = "p"}};
    d.blocks() = {{.text = "{due:answer}; {due:update}"}};
    // The letter itself starts the next update.
    CHECK(d.text() ==
          "Wednesday, 25 November 2026, 18:30 (UTC+8); Wednesday, 2 December 2026, 17:30 (UTC+8)\n");
    d.now.facts.clocks[0].state = clock_state::missed;
    CHECK(d.error() == "{due:answer}: this clock of the case does not run");
}

TEST_CASE("the date to answer by is the event's, else the end of the window that it opened", "[letter]")
{
    desk d;
    d.blocks() = {{.text = "{answer_until}"}};
    d.now.facts.clocks = {
        {.clock_id = "old", .due = sent_at + 1h, .kind = clock_kind::window, .started = sent_at - 1h},
        {.clock_id = "new", .due = sent_at + 48h, .kind = clock_kind::window, .started = sent_at}};
    CHECK(d.text() == "Friday, 27 November 2026, 17:30 (UTC+8)\n");
    d.what.set(field::expires, sent_at + 24h);
    CHECK(d.text() == "Thursday, 26 November 2026, 17:30 (UTC+8)\n");
}

TEST_CASE("an appeal that is not left has no last date", "[letter]")
{
    desk d;
    d.rules.appeal_levels = 1;
    d.rules.appeal_window = tests::elapsed(720h);
    d.blocks() = {{.when = {"appeal_until"}, .text = "Until {appeal_until}."},
                  {.unless = {"appeal_until"}, .text = "No."}};
    CHECK(d.text() == "Until Friday, 25 December 2026, 17:30 (UTC+8).\n");
    d.now.facts.appeal_level = 1;
    CHECK(d.text() == "No.\n");
}

TEST_CASE("a letter in a language without words is an error, and a dialect takes those of its language",
          "[letter]")
{
    desk d;
    d.blocks() = {{.text = "Hello."}};
    d.sent.language = "en-GB";
    CHECK(d.text() == "Hello.\n");
    d.sent.language = "fr";
    CHECK(d.error() == "no policy of the case has words for delay in 'fr'");
    d.sent.language.clear();
    d.now.facts.language = "en";  // an acknowledgement says no language: the case's
    CHECK(d.text() == "Hello.\n");
    d.sent.kind = letter_kind::closing;
    CHECK(d.error() == "no policy of the case has words for closing in 'en'");
}

TEST_CASE("words of others are words: no markup, no second header, no turned direction", "[letter]")
{
    desk d;
    d.name = "A <b onload='x'>\"&\u202e\r\nBcc: all@example.org";
    d.words.letters.front().subject = "For {name}";
    d.blocks() = {{.text = "{body}"}};
    d.what.set(
        field::letter_body,
        std::string("<script>alert(1)</script>\n{reference} & {\x07\x1b[31m\n\n\n\n</p><p>new\xc2\x9b"));
    const auto made = d.write();
    REQUIRE(made.errors.empty());
    CHECK(made.letter.subject == "For A <b onload='x'>\"& Bcc: all@example.org");
    CHECK(made.letter.text == "<script>alert(1)</script>\n{reference} & {[31m\n\n</p><p>new\n");
    CHECK(made.letter.html ==
          "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
          "<title>For A &lt;b onload=&#39;x&#39;&gt;&quot;&amp; Bcc: "
          "all@example.org</title>\n</head>\n<body>\n<main>\n"
          "<p>&lt;script&gt;alert(1)&lt;/script&gt;<br>\n{reference} &amp; {[31m</p>\n"
          "<p>&lt;/p&gt;&lt;p&gt;new</p>\n</main>\n</body>\n</html>\n");
}

TEST_CASE("no place of a letter shows who of our staff did what", "[letter]")
{
    desk d;
    auto& f = d.now.facts;
    f.owner = f.decided_by = f.closed_by = f.next_step_who = f.rung_reviewer = f.reclassified_by = "h.lin";
    f.team = "intake";
    f.acted = {{.id = "h.lin", .role = role::handler}};
    f.reference = "7K3MPX2Q9A";
    d.what.set(field::owner, std::string("h.lin")).set(field::next_step_who, std::string("h.lin"));
    std::size_t values = 0;
    for (const auto name : letter_values()) {
        d.blocks() = {{.when = {std::string(name)}, .text = "{" + std::string(name) + "}"}};
        INFO(name);
        CHECK(d.text().find("h.lin") == std::string::npos);
        CHECK(d.text().find("intake") == std::string::npos);
        values += d.text().empty() ? 0 : 1;
    }
    CHECK(values >= 1);
}

TEST_CASE("dates and amounts are written as each language writes them", "[letter]")
{
    const auto at = in_shanghai(*parse_instant("2026-12-31T16:05:00Z"));
    CHECK(written_date(at, "en") == "Friday, 1 January 2027");
    CHECK(written_date(at, "zh-CN") == "2027年1月1日（星期五）");
    CHECK(written_time(at, "en") == "Friday, 1 January 2027, 00:05 (UTC+8)");
    CHECK(written_time(at, "zh-CN") == "2027年1月1日（星期五）00:05（UTC+8）");
    CHECK(written_time({2026, 7, 5, 0, 9, 0, -210}, "en") == "Sunday, 5 July 2026, 09:00 (UTC-3:30)");
    CHECK(written_time({2026, 7, 5, 0, 9, 0, 0}, "en") == "Sunday, 5 July 2026, 09:00 (UTC)");
    CHECK(written_amount("1234567.5", "USDT") == "1,234,567.5 USDT");
    CHECK(written_amount("999", "CNY") == "999 CNY");
    CHECK(written_amount("0.000001", "BTC") == "0.000001 BTC");
    CHECK(written_amount("1000", "").empty());
}

TEST_CASE("a decision that went out without its reasons shows none, and every other letter must", "[letter]")
{
    desk d;
    d.demand({"reasons", "appeal"});
    d.blocks() = {{.part = "reasons", .text = "Why: {reason}"},
                  {.part = "appeal", .text = "You may appeal."}};
    d.what.set(field::reason, std::string("A director was named."))
        .set(field::letter_parts, std::vector<std::string>{"appeal"});
    CHECK(d.text() == "Why: A director was named.\n\nYou may appeal.\n");
    d.what.type = event_type::decision_sent;
    CHECK(d.text() == "You may appeal.\n");
    d.what = {.type = event_type::decision_sent};
    d.what.set(field::reason, std::string("A director was named."))
        .set(field::letter_parts, std::vector<std::string>{"appeal", "reasons"});
    CHECK(d.text() == "Why: A director was named.\n\nYou may appeal.\n");
}
