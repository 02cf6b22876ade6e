// Policies in plain words of both languages, what in them is worth a second look, and how long their calendars last.
#include "adapters/app/calendar_watch.hpp"
#include "adapters/app/policy_schema.hpp"
#include "adapters/app/policy_words.hpp"
#include "adapters/files/calendar_file.hpp"
#include "adapters/files/letter_book.hpp"
#include "adapters/files/policy_file.hpp"
#include "adapters/files/text_book.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <filesystem>

using namespace redress;
using namespace redress::app;

namespace {

const files::text_book& texts()
{
    static const files::text_book book("schemas/texts");
    return book;
}

policy read(const std::string& file)
{
    return files::load_policy(files::read_file(file), file);
}

std::string all(const policy& rules, const std::string& language)
{
    std::string text;
    for (const auto& line : policy_words(rules, texts(), language)) text += line + "\n";
    return text;
}

/// What is said of it apart from its letters.
std::vector<std::string> codes(const policy& rules, const calendar* by, const policy* house = nullptr)
{
    std::vector<std::string> found;
    for (const auto& one : findings_in(rules, by, {}, house))
        if (!one.letter) found.push_back(one.clock + ":" + one.code);
    return found;
}

bool has(const std::vector<std::string>& list, const std::string& one)
{
    return std::find(list.begin(), list.end(), one) != list.end();
}

}  // namespace

TEST_CASE("a policy reads as sentences of the reader's language", "[policy]")
{
    const auto wallet = read("schemas/policies/wallet-default.toml");
    const auto english = all(wallet, "en");
    CHECK(
        english.find("first answer by a person (initial_response), promised in public: within 24 hours, from "
                     "Complaint filed or ") != std::string::npos);
    CHECK(english.find("Counted from receipt.") != std::string::npos);
    CHECK(english.find(
              "decision on the appeal (appeal), our own target: within 15 business days, until close of "
              "business, from Appeal") != std::string::npos);
    CHECK(english.find("At 90% a warning, and rung 1 looks at it.") != std::string::npos);
    CHECK(english.find("{") == std::string::npos);
    const auto chinese = all(wallet, "zh-CN");
    CHECK(chinese.find("24 小时内") != std::string::npos);
    CHECK(chinese.find("15 个工作日，至当日下班内") != std::string::npos);
    CHECK(chinese.find("{") == std::string::npos);
    for (const auto& file : std::filesystem::directory_iterator("schemas/presets")) {
        if (file.path().extension() != ".toml") continue;
        for (const auto* language : {"en", "zh-CN"}) {
            INFO(file.path().string() << " " << language);
            CHECK(all(read(file.path().string()), language).find('{') == std::string::npos);
        }
    }
}

TEST_CASE("what is worth a second look in a policy is said once", "[policy]")
{
    files::calendar_book calendars("schemas/calendars");
    const auto wallet = read("schemas/policies/wallet-default.toml");
    const auto* by = calendars.find(wallet.calendar);
    CHECK(has(codes(wallet, by), "rung_ack:due_when_nobody_works"));
    CHECK_FALSE(has(codes(wallet, by), "appeal:due_when_nobody_works"));
    CHECK_FALSE(has(codes(wallet, calendars.find("elapsed")), "rung_ack:due_when_nobody_works"));
    const auto draft = read("schemas/presets/cn-payment.toml");
    CHECK(has(codes(draft, nullptr), ":draft"));
    CHECK(has(codes(draft, nullptr), ":bound_to_nobody"));
    auto odd = wallet;
    auto& rule = odd.clocks[0];
    rule.on_miss_raise_to = 0;
    rule.overrides = {{.channel = "email", .limit = {{2, limit_unit::h}}},
                      {.channel = "email", .severity_min = 4, .limit = {{1, limit_unit::h}}},
                      {.channel = "hotline", .limit = {{1, limit_unit::h}}}};
    CHECK(has(codes(odd, by), "initial_response:override_never_reached"));
    CHECK(has(codes(odd, by), "initial_response:a_miss_reaches_nobody"));
    CHECK(std::ranges::count(codes(odd, by), "initial_response:override_never_reached") == 1);
    rule.kind = clock_kind::window;
    rule.stop.reset();
    CHECK(has(codes(odd, by), "initial_response:window_without_effect"));
}

TEST_CASE("a promise by law or in public that counts on a letter without rule or words is said", "[policy]")
{
    const auto said = [](const policy& rules) {
        files::letter_book words;
        words.read("schemas/letters", rules);
        const policy* const one[] = {&rules};
        std::vector<std::string> found;
        for (const auto& finding : findings_in(rules, nullptr, words.of(one)))
            if (finding.letter) {
                found.push_back(finding.clock + ":" + finding.code + ":" +
                                std::string(name_of(*finding.letter)) +
                                (finding.language.empty() ? "" : ":" + finding.language));
                CHECK(is_unfit(rules, finding) != rules.draft);
            }
        return found;
    };
    using list = std::vector<std::string>;
    CHECK(said(read("schemas/policies/wallet-default.toml")) == list{});
    std::size_t with_letters = 0;
    for (const auto& file : std::filesystem::directory_iterator("schemas/presets")) {
        if (file.path().extension() != ".toml") continue;
        const auto rules = read(file.path().string());
        INFO(rules.id);
        // Examples promise nothing: they are drafts, so that they load and are told what they lack.
        if (rules.letters.empty()) {
            CHECK(rules.draft);
            continue;
        }
        ++with_letters;
        CHECK(said(rules) == list{});
    }
    CHECK(with_letters == 6);
    CHECK(said(read("schemas/presets/sg-fa-chr.toml")).size() == 7);

    auto odd = read("schemas/presets/uk-disp-psd.toml");
    std::erase_if(odd.letters, [](const auto& one) { return one.kind == letter_kind::holding_response; });
    CHECK(said(odd) == list{"reply:letter_without_rule:holding_response"});
    odd = read("schemas/presets/uk-disp-psd.toml");
    odd.wordings.pop_back();
    CHECK(said(odd) == list{"reply:letter_without_words:holding_response:zh-CN",
                            "reply:letter_without_words:summary_resolution:zh-CN",
                            "reply:letter_without_words:final_response:zh-CN",
                            "final:letter_without_words:summary_resolution:zh-CN",
                            "final:letter_without_words:final_response:zh-CN"});
    // What nobody promised outside the house is its own matter.
    for (auto& clock : odd.clocks)
        if (clock.kind == clock_kind::statutory) clock.kind = clock_kind::internal;
    CHECK(said(odd) == list{});
}

TEST_CASE("the days that calendars still know are counted for those that policies name", "[policy]")
{
    files::calendar_book calendars("schemas/calendars");
    (void)calendars.find("cn-wallet");
    (void)calendars.find("uk");
    auto wallet = read("schemas/policies/wallet-default.toml");
    const auto now = parse_instant("2026-12-01T09:00:00Z").value();
    CHECK(calendar_days_left({&wallet}, calendars, now) ==
          std::map<std::string, std::int64_t>{{"cn-wallet", 30}});
    wallet.clocks[0].calendar = "uk";
    wallet.clocks[1].calendar = "nowhere";
    CHECK(calendar_days_left({&wallet}, calendars, now).size() == 2);
    CHECK(calendar_days_left({&wallet}, calendars, parse_instant("2027-01-05T09:00:00Z").value())
              .at("cn-wallet") == -5);
}

TEST_CASE("a policy's contradictions that no reader refuses name clock, rule and remedy in both languages",
          "[policy]")
{
    const auto house = read("schemas/policies/wallet-default.toml");
    auto regime = read("schemas/presets/uk-disp.toml");
    regime.entities = {"wallet-uk"};
    CHECK(codes(regime, nullptr, &house).empty());
    regime.applies->categories = {"fees", "no_such"};
    auto& rule = regime.clocks.at(1);
    rule.on_miss_raise_to = 4;
    rule.pause_appealed = true;
    rule.repeat = rule.survives_closing = true;
    rule.warn = {{.text = "2h", .before = {2, limit_unit::h}}, {.text = "75%", .percent = 75}};
    rule.overrides = {{.category = "login", .limit = {{3, limit_unit::h}}},
                      {.channel = "email", .limit = {{2, limit_unit::h}}, .as = clock_kind::statutory}};
    CHECK(codes(regime, nullptr, &house) ==
          std::vector<std::string>{":category_nowhere", "final:never_ends", "final:rung_nowhere",
                                   "final:category_excluded", "final:statutory_override_pauses",
                                   "final:warning_before_start"});
    // Without the house's policy nothing is said of its ladder and its categories.
    CHECK_FALSE(has(codes(regime, nullptr), "final:rung_nowhere"));
    CHECK_FALSE(has(codes(regime, nullptr), ":category_nowhere"));
    regime.applies->categories.clear();
    rule.overrides[0].category = "no_such";
    CHECK(has(codes(regime, nullptr, &house), "final:category_nowhere"));
    rule.cancel.set(trigger_of(event_type::withdrawn));
    CHECK_FALSE(has(codes(regime, nullptr, &house), "final:never_ends"));

    for (const auto& one : findings_in(regime, nullptr, {}, &house))
        for (const auto* language : {"en", "zh-CN"}) {
            INFO(one.code << " " << language);
            const auto said = in_words(one, texts(), language);
            CHECK(said.find('{') == std::string::npos);
            if (one.args.contains("clock") && one.code != "a_miss_reaches_nobody" &&
                one.code != "category_nowhere")
                CHECK(said.find("'final'") != std::string::npos);
        }
}

TEST_CASE("the schema of policies in the repository is the one of this binary", "[policy]")
{
    CHECK((files::read_file("schemas/policies/policy.schema.json") == policy_schema()));
}
