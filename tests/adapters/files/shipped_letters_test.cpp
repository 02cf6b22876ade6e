// The shipped words of letters: every kind in both languages as a complainant reads it, against what a
// reviewer has read; and that the two languages of every wording say the same. Long because every test of it turns
// the one example another way. What presets of regimes add stands in preset_letters_test.cpp.
#include "letter_example.hpp"

#include "states/guards.hpp"
#include "tests/states/golden_file.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <regex>
#include <set>

using namespace redress;
using namespace std::chrono_literals;
using tests::places_in;
using tests::running;

namespace {

const instant sent_at = tests::letter_sent_at;

const actor somebody{.id = "h.lin", .role = role::handler};

const files::file_policy_book& policies()
{
    static files::calendar_book calendars("schemas/calendars");
    static const files::file_policy_book book("schemas/policies", calendars);
    return book;
}

const files::letter_book& book()
{
    static const files::letter_book read("schemas/letters", policies().in_force());
    return read;
}

const workflow::letter_wording& words_in(const std::string& language)
{
    for (const auto& one : book().documents())
        if (one.words->language == language) return *one.words;
    throw std::logic_error("no wording in " + language);
}

/// Under the house's own policy.
struct example : tests::letter_example {
    using letter_example::letter_example;
    [[nodiscard]] workflow::letter_or_errors write() const
    {
        const auto& rules = policies().in_force();
        return letter_example::write(rules, book().of(rules), policies().calendars());
    }
};

template <class F>
void for_each_kind(F&& f)
{
    for (std::size_t k = 0; k < count_of<letter_kind>; ++k) f(static_cast<letter_kind>(k));
}

/// The words that a browser would show of a page of ours.
std::string words_on_page(std::string html)
{
    html = html.substr(html.find("<main>"));
    html = std::regex_replace(html, std::regex("<[^>]*>"), " ");
    for (const auto& [name, sign] :
         {std::pair("&lt;", "<"), std::pair("&gt;", ">"), std::pair("&quot;", "\""), std::pair("&#39;", "'"),
          std::pair("&amp;", "&")})
        for (auto at = html.find(name); at != std::string::npos; at = html.find(name))
            html.replace(at, std::string_view(name).size(), sign);
    return html;
}

std::string joined(const std::string& text)
{
    return std::regex_replace(std::regex_replace(text, std::regex(R"((^|\n)- )"), "$1"), std::regex(R"(\s+)"),
                              " ");
}

bool has_chinese(const std::string& text)
{
    return std::regex_search(text, std::regex("[\xe4-\xe9][\x80-\xbf][\x80-\xbf]"));
}

}  // namespace

TEST_CASE("every kind of letter reads in both languages as it was reviewed", "[letters][golden]")
{
    for (const std::string language : {"en", "zh-CN"}) {
        std::string all;
        for_each_kind([&](letter_kind kind) {
            INFO(language << " " << name_of(kind));
            const auto made = example(kind, language).write();
            INFO(workflow::sentence_of(made.errors));
            REQUIRE(made.errors.empty());
            CHECK(made.letter.language == language);
            all += "=== " + std::string(name_of(kind)) + " ===\nSubject: " + made.letter.subject + "\n\n" +
                   made.letter.text + "\n";
        });
        const auto difference =
            tests::golden_difference("tests/adapters/files/golden/letters." + language + ".txt", all);
        INFO(difference);
        CHECK(difference.empty());
    }
}

TEST_CASE("a decision as a page is what was reviewed", "[letters][golden]")
{
    for (const std::string language : {"en", "zh-CN"}) {
        const auto made = example(letter_kind::final_response, language).write();
        const auto difference = tests::golden_difference(
            "tests/adapters/files/golden/final_response." + language + ".html", made.letter.html);
        INFO(difference);
        CHECK(difference.empty());
    }
}

TEST_CASE("page and text of every letter say the same, and the page holds nothing that runs", "[letters]")
{
    for (const std::string language : {"en", "zh-CN"})
        for_each_kind([&](letter_kind kind) {
            auto letter = example(kind, language);
            letter.by.name = "<script src=x>&";
            const auto made = letter.write().letter;
            INFO(made.html);
            CHECK(joined(words_on_page(made.html)) == " " + joined(made.text));
            CHECK(made.html.find("<html lang=\"" + language + "\">") != std::string::npos);
            CHECK(made.html.find("<title>") != std::string::npos);
            CHECK(made.html.find("<script") == std::string::npos);
            CHECK(made.html.find("style") == std::string::npos);
        });
}

TEST_CASE("a letter whose event says nothing is an error for what only a person can say", "[letters]")
{
    const auto missing = [](letter_kind kind) {
        example letter(kind, "en");
        letter.what.fields.clear();
        letter.now.facts.clocks.clear();
        std::set<std::string> parts;
        for (const auto& one : letter.write().errors) parts.insert(one.part);
        return parts;
    };
    using names = std::set<std::string>;
    CHECK(missing(letter_kind::acknowledgement) == names{"timeframe"});
    CHECK(missing(letter_kind::initial_response) == names{"next_step", "timeframe"});
    CHECK(missing(letter_kind::information_request) == names{"answer_until", "what_is_missing"});
    CHECK(missing(letter_kind::holding_response) == names{"new_date", "reasons"});
    CHECK(missing(letter_kind::delay) == names{"new_date", "reasons"});
    CHECK(missing(letter_kind::final_response) == names{"reasons", "remedies"});
    CHECK(missing(letter_kind::appeal_decision) == names{"reasons", "remedies"});
    CHECK(missing(letter_kind::redress_offer) == names{"answer_until", "remedies"});
    CHECK(missing(letter_kind::closing).empty());
}

TEST_CASE("a letter that no person writes is whole from the case alone", "[letters]")
{
    const auto written = [](letter_kind kind, const auto& change) {
        for (const std::string language : {"en", "zh-CN"}) {
            example one(kind, language);
            one.what = {};
            one.now.facts.redress_items = {
                {.amount = "20", .currency = "USDT", .id = "R1", .kind = redress_kind::goodwill}};
            change(one);
            INFO(language << " " << name_of(kind));
            const auto made = one.write();
            INFO(workflow::sentence_of(made.errors));
            CHECK(made.errors.empty());
        }
    };
    for (const auto& rule : policies().in_force().front()->letters) {
        if (!rule.automatic) continue;
        switch (rule.kind) {
            case letter_kind::closing:
                for (const auto why : {closure_reason::resolved_and_accepted, closure_reason::window_lapsed,
                                       closure_reason::withdrawn, closure_reason::duplicate})
                    written(rule.kind, [&](example& one) { one.now.facts.closure_reason = why; });
                break;
            case letter_kind::containment_notice:
                for (const auto state : {containment_state::requested, containment_state::contained,
                                         containment_state::released})
                    written(rule.kind, [&](example& one) { one.now.facts.containment = state; });
                written(rule.kind, [](example& one) {
                    one.now.facts.containment = containment_state::none;
                    one.now.facts.containment_refusal = containment_refusal::self_custody;
                });
                break;
            case letter_kind::redress_offer:
                written(rule.kind, [](example& one) {
                    one.what = {.type = event_type::redress_approved};
                    one.what.set(field::item, std::string("R1"));
                    one.now.facts.clocks.push_back(running("offer", 30 * 24h, clock_kind::window));
                    one.now.facts.clocks.back().subject = "R1";
                });
                written(rule.kind, [](example& one) {
                    one.what = {.type = event_type::redress_offered};
                    one.now.facts.clocks.push_back(running("offer", 30 * 24h, clock_kind::window));
                    one.now.facts.clocks.back().subject = "R1";
                });
                break;
            default:
                written(rule.kind, [](example&) {});
        }
    }
}

TEST_CASE("a letter that the machines take can be written, whatever its writer left out", "[letters]")
{
    constexpr auto may_say =
        std::to_array<field>({field::letter_body, field::next_step, field::next_step_due, field::expires});
    constexpr auto outcomes = std::to_array({outcome::upheld, outcome::not_upheld, outcome::settled});
    constexpr auto results =
        std::to_array({appeal_result::upheld, appeal_result::varied, appeal_result::overturned});
    const auto& rules = policies().in_force();
    std::size_t taken = 0, refused = 0;
    const auto try_one = [&](event_type type, letter_kind kind, unsigned saying, const std::string& promised,
                             std::size_t way) {
        example one(kind, "en");
        const auto full = one.what;
        const auto& row = row_of(type);
        one.what = {.type = type};
        for (std::size_t n = 0; n < may_say.size(); ++n)
            if (row.optional.has(may_say[n]) && (saying >> n & 1U) != 0)
                one.what.set(may_say[n], may_say[n] == field::expires ? field_value(sent_at + 24h)
                                                                      : *full.find(may_say[n]));
        for (const auto needed : {field::reason, field::items})
            if (row.required.has(needed)) one.what.set(needed, *full.find(needed));
        if (type == event_type::extension_granted) one.what.set(field::clock, std::string("investigation"));
        auto& f = one.now.facts;
        f.outcome = type == event_type::declared_inadmissible ? outcome::inadmissible : outcomes.at(way);
        f.appeal_result = results.at(way);
        if (row.required.has(field::outcome)) one.what.set(field::outcome, std::string(name_of(f.outcome)));
        if (row.required.has(field::result))
            one.what.set(field::result, std::string(name_of(f.appeal_result)));
        f.closure_reason = closure_reason::query_answered;
        f.clocks = {running("hold", 7 * 24h, clock_kind::window)};
        if (!promised.empty()) f.clocks.push_back(running(promised, 4h));
        if (type == event_type::extension_granted) f.clocks.push_back(running("investigation", 14 * 24h));
        const step_context context{.who = &somebody, .rules = rules, .at = sent_at, .occurred = sent_at};
        const bool may = guards::letter_is_written::check({one.now, one.what, context});
        ++(may ? taken : refused);
        if (!may) return;
        INFO(name_of(type) << " " << saying << " " << promised << " " << name_of(f.outcome));
        CHECK(workflow::sentence_of(one.write().errors).empty());
    };
    for (std::size_t e = 0; e < event_count; ++e) {
        const auto type = static_cast<event_type>(e);
        const auto kind = letter_of(type);
        // What the engine sends has an event of its own, and the acknowledgement is a rule's.
        if (!kind || !row_of(type).required.has(field::letter_parts)) continue;
        for (unsigned saying = 0; saying < 1U << may_say.size(); ++saying)
            // Late, with all that was promised missed, a case has still clocks that run among ourselves.
            for (const char* promised : {"", "investigation", "update", "rung_ack"})
                for (std::size_t way = 0; way < outcomes.size(); ++way)
                    try_one(type, *kind, saying, promised, way);
    }
    CHECK(taken > 100);
    CHECK(refused > 100);
}

TEST_CASE("the clocks that words name as a timeframe are those that the policy says", "[letters]")
{
    for (const std::string language : {"en", "zh-CN"})
        for (const auto& rule : policies().in_force().front()->letters) {
            std::set<std::string> named;
            for (const auto& block : words_in(language).letter(rule.kind)->blocks)
                if (block.part == "timeframe")
                    for (const auto& place : places_in(block.text))
                        if (place.starts_with(workflow::due_prefix))
                            named.insert(place.substr(workflow::due_prefix.size()));
            INFO(language << " " << name_of(rule.kind));
            CHECK(named == std::set<std::string>(rule.dates.begin(), rule.dates.end()));
        }
}

TEST_CASE("a decision that gives nothing says so, and one about no points answers the whole", "[letters]")
{
    example letter(letter_kind::final_response, "en");
    letter.now.facts.outcome = outcome::inadmissible;
    letter.now.facts.points = {{.number = 1}, {.number = 2}};
    auto text = letter.write().letter.text;
    CHECK(text.find("We offer no remedy") != std::string::npos);
    CHECK(text.find("It answers these points together:") != std::string::npos);
    CHECK(text.find("no finding") == std::string::npos);
    letter.now.facts.points.clear();
    text = letter.write().letter.text;
    CHECK(text.find("This answers your complaint as a whole.") != std::string::npos);
}

TEST_CASE("a freeze is told with its reason, unless that may not be told", "[letters]")
{
    example letter(letter_kind::containment_notice, "en");
    letter.what.fields.clear();
    auto& f = letter.now.facts;
    const auto says = [&](const std::string& words) {
        const auto made = letter.write();
        INFO(workflow::sentence_of(made.errors) << made.letter.text);
        CHECK(made.errors.empty());
        return made.letter.text.find(words) != std::string::npos;
    };
    CHECK(says("The account named is frozen."));
    CHECK(says("The reason: theft."));
    // What is offered is what the freeze's table takes: it is contested while it stands, and before that not yet.
    CHECK(says("If you disagree, contest it at"));
    letter.what.set(field::restricted, true).set(field::reason, std::string("The police asked for it."));
    CHECK(says("We may not tell you the reason now."));
    CHECK_FALSE(says("police"));
    CHECK_FALSE(says("theft"));
    letter.what.fields.clear();
    for (const auto ground : {containment_ground::suspected_fraud, containment_ground::court_order}) {
        f.containment_ground = ground;
        CHECK(says("We may not tell you the reason now."));
        CHECK_FALSE(says("The reason:"));
        // What staff wrote about it is for the file.
        letter.what.set(field::reason, std::string("The judge's order."));
        CHECK(says("We may not tell you the reason now."));
        CHECK_FALSE(says("judge"));
        letter.what.fields.clear();
    }
    f.containment = containment_state::requested;
    CHECK(says("We were asked to freeze the account named"));
    CHECK(says("Once it is frozen, you can contest that at"));
    CHECK_FALSE(says("If you disagree"));
    f.containment = containment_state::released;
    CHECK(says("no longer frozen"));
    CHECK(says("A freeze is no longer needed."));
    CHECK(says("If you disagree, write to us at"));
    CHECK_FALSE(says("contest"));
    f.containment = containment_state::none;
    f.containment_refusal = containment_refusal::self_custody;
    CHECK(says("The account is not frozen."));
    CHECK(says("If you disagree, write to us at"));
    CHECK_FALSE(says("contest"));
    CHECK(says("Move what is left to a new wallet now."));
    CHECK(says("The reason: keys that the owner alone holds"));
}

TEST_CASE("an offer says its amount, or what else is offered", "[letters]")
{
    example letter(letter_kind::redress_offer, "en");
    letter.what.fields.clear();
    letter.what.set(field::item, std::string("R2")).set(field::expires, sent_at + 720h);
    letter.now.facts.redress_items = {
        {.amount = "5.00", .currency = "USDT", .id = "R1", .kind = redress_kind::fee_refund},
        {.amount = "1200.00", .currency = "USDT", .id = "R2", .kind = redress_kind::loss},
        {.id = "R3", .kind = redress_kind::apology}};
    auto text = letter.write().letter.text;
    CHECK(text.find("We offer you 1,200.00 USDT.") != std::string::npos);
    CHECK(text.find("What it is: loss made good.") != std::string::npos);
    letter.what.fields.front().second = std::string("R3");
    text = letter.write().letter.text;
    CHECK(text.find("What it is: apology.") != std::string::npos);
    CHECK(text.find("We offer you") == std::string::npos);
    letter.what.fields.front().second = std::string("R9");
    CHECK(workflow::sentence_of(letter.write().errors).starts_with("remedies: "));
}

namespace {

void say_the_same(const workflow::letter_wording& en, const workflow::letter_wording& zh)
{
    CHECK(en.date == zh.date);
    CHECK(en.rev == zh.rev);
    const auto same_keys = [](const auto& left, const auto& right) {
        return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                          [](const auto& a, const auto& b) { return a.first == b.first; });
    };
    CHECK(same_keys(en.fixed, zh.fixed));
    CHECK(same_keys(en.items, zh.items));
    for (const auto& [item, text] : zh.items) {
        INFO(item);
        CHECK(has_chinese(text));
        CHECK_FALSE(has_chinese(en.items.at(item)));
    }
    const auto compare = [](const auto& left, const auto& right) {
        REQUIRE(left.size() == right.size());
        for (std::size_t n = 0; n < left.size(); ++n) {
            INFO(left[n].text << " / " << right[n].text);
            CHECK(left[n].part == right[n].part);
            CHECK(left[n].own == right[n].own);
            CHECK(left[n].when == right[n].when);
            CHECK(left[n].needs == right[n].needs);
            CHECK(left[n].unless == right[n].unless);
            CHECK(left[n].each == right[n].each);
            CHECK(places_in(left[n].text) == places_in(right[n].text));
            const bool only_places = std::regex_match(left[n].text, std::regex(R"(\{\w+\})"));
            CHECK(has_chinese(right[n].text) != only_places);
            CHECK_FALSE(has_chinese(left[n].text));
        }
    };
    compare(en.opening, zh.opening);
    compare(en.ending, zh.ending);
    REQUIRE(en.letters.size() == zh.letters.size());
    for (const auto& letter : en.letters) {
        INFO(name_of(letter.kind));
        const auto* other = zh.letter(letter.kind);
        REQUIRE(other != nullptr);
        CHECK(places_in(letter.subject) == places_in(other->subject));
        CHECK(has_chinese(other->subject));
        compare(letter.blocks, other->blocks);
    }
}

/// Sentences that are longer than people read when they are afraid.
std::vector<std::string> long_sentences(const std::string& text, bool chinese)
{
    std::vector<std::string> found;
    // A place counts as one word, or as no character: what stands there is not ours to shorten.
    const auto plain = std::regex_replace(text, std::regex(R"(\{[^}]*\})"), chinese ? "" : "x");
    const std::regex end(chinese ? "。|；" : R"(\. |\.$|: )");
    for (std::sregex_token_iterator it(plain.begin(), plain.end(), end, -1), done; it != done; ++it) {
        const std::string one = *it;
        const std::regex word(R"(\S+)");
        const auto length =
            chinese ? std::count_if(one.begin(), one.end(), [](char c) { return (c & 0xC0) != 0x80; })
                    : std::distance(std::sregex_iterator(one.begin(), one.end(), word), {});
        if (length > (chinese ? 25 : 12)) found.push_back(one);
    }
    return found;
}

}  // namespace

TEST_CASE("both languages have the same blocks with the same places, and no word is left untranslated",
          "[letters]")
{
    for (const auto& [policy, words] : tests::shipped_wordings()) {
        INFO(policy);
        REQUIRE(words.size() == files::letter_languages.size());
        say_the_same(words.at("en"), words.at("zh-CN"));
    }
    CHECK(words_in("en").letters.size() == count_of<letter_kind>);
    CHECK(tests::shipped_wordings().size() == 7);
}

TEST_CASE("sentences are short: twelve words of English, twenty-five characters of Chinese", "[letters]")
{
    using texts = std::vector<std::string>;
    CHECK(long_sentences("One two three four five six seven. Eight nine ten eleven twelve.", false).empty());
    CHECK(long_sentences("One two three four five six seven eight nine ten eleven twelve {place}.", false) ==
          texts{"One two three four five six seven eight nine ten eleven twelve x"});
    CHECK(long_sentences("一二三四五六七八九十一二三四五六七八九十一二三四五{place}。", true).empty());
    CHECK(long_sentences("一二三四五六七八九十一二三四五六七八九十一二三四五六。", true).size() == 1);
    for (const auto& [policy, languages] : tests::shipped_wordings())
        for (const auto& [language, words] : languages) {
            const auto check = [chinese = language == "zh-CN"](const std::string& text) {
                CHECK(long_sentences(text, chinese) == texts{});
            };
            INFO(policy << " " << language);
            for (const auto* list : {&words.opening, &words.ending})
                for (const auto& block : *list) check(block.text);
            for (const auto& letter : words.letters) {
                check(letter.subject);
                for (const auto& block : letter.blocks) check(block.text);
            }
        }
}

TEST_CASE("a subject says nothing of the matter: others see it on a locked screen", "[letters]")
{
    for (const auto& [policy, languages] : tests::shipped_wordings())
        for (const auto& [language, words] : languages)
            for (const auto& letter : words.letters) {
                INFO(policy << " " << letter.subject);
                CHECK(places_in(letter.subject) == std::set<std::string>{"reference"});
            }
}
