// The letters that regimes demand: each can be written, holds what its regime demands and nothing that is open, under
// the preset alone and beside the house's own policy, whose letters it then adds to.
#include "letter_example.hpp"

#include "states/guards.hpp"
#include "states/promise.hpp"
#include "tests/states/golden_file.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace redress;
using namespace std::chrono_literals;
using tests::letter_sent_at;
using tests::places_in;

namespace {

/// The presets that are kept up, as schemas/presets/README.md says.
constexpr auto maintained = std::to_array<std::string_view>(
    {"uk-disp", "uk-disp-psd", "eu-mica-casp", "eu-psd2", "ie-cpc", "cn-payment"});

files::calendar_book& calendars()
{
    static files::calendar_book book("schemas/calendars");
    return book;
}

const policy& read(const std::string& file)
{
    static std::map<std::string, policy> known;
    const auto path = "schemas/" + file + ".toml";
    const auto found = known.find(path);
    if (found != known.end()) return found->second;
    return known.emplace(path, files::load_policy(files::read_file(path), path, &calendars())).first->second;
}

const policy& house()
{
    return read("policies/wallet-default");
}

const policy& preset(std::string_view id)
{
    return read("presets/" + std::string(id));
}

/// What a case is under, with the words of it. The words are copies, so that a test can take some out.
struct regime {
    std::vector<const policy*> rules;
    std::vector<workflow::letter_wording> words;

    regime(std::string_view id, bool alone)
    {
        if (!alone) rules.push_back(&house());
        rules.push_back(&preset(id));
        files::letter_book book;
        for (const auto* one : rules) book.read("schemas/letters", *one);
        for (const auto* one : book.of(rules)) words.push_back(*one);
    }
    [[nodiscard]] workflow::letter_or_errors write(const tests::letter_example& one) const
    {
        std::vector<const workflow::letter_wording*> all;
        for (const auto& each : words) all.push_back(&each);
        return one.write(rules, all, calendars());
    }
    void leave_out(std::string_view part)
    {
        const auto from = [&](std::vector<workflow::wording_block>& list) {
            std::erase_if(list, [&](const auto& block) { return block.part == part; });
        };
        for (auto& one : words) {
            from(one.opening);
            from(one.ending);
            for (auto& letter : one.letters) from(letter.blocks);
        }
    }
};

/// The example, with the clocks of the preset that run from the filing, and the window that a decision began.
struct example : tests::letter_example {
    example(const policy& rules, letter_kind kind, const std::string& language, bool alone = false)
        : letter_example(kind, language)
    {
        // The first answer is out; and no update is promised by the house where it has no policy.
        std::erase_if(now.facts.clocks, [&](const auto& one) {
            return one.clock_id == "initial_response" || (alone && one.clock_id == "update");
        });
        for (const auto& rule : rules.clocks)
            if (rule.start.test(trigger_of(event_type::complaint_filed)) ||
                (kind == letter_kind::appeal_decision &&
                 rule.start.test(dispatched(letter_kind::final_response)))) {
                const auto due = due_after(calendars(), rule.calendar, letter_sent_at - 20h, rule.limit);
                now.facts.clocks.push_back(
                    tests::running(rule.id, due - letter_sent_at, rule.kind, rules.id));
                promise(now.facts.clocks.back(), rule.limit);
            }
    }
};

template <class F>
void for_each_demand(F&& f)
{
    for (const auto id : maintained)
        for (const auto& rule : preset(id).letters)
            for (const std::string language : {"en", "zh-CN"}) f(id, rule, language);
}

bool names(const std::vector<workflow::letter_error>& errors, std::string_view part)
{
    return std::any_of(errors.begin(), errors.end(), [&](const auto& one) { return one.part == part; });
}

}  // namespace

TEST_CASE("every letter that a regime demands is whole, and beside the house's reads as it was reviewed",
          "[letters][golden]")
{
    for (const auto id : maintained)
        for (const std::string language : {"en", "zh-CN"}) {
            std::string all;
            for (const auto& rule : preset(id).letters)
                for (const bool alone : {false, true}) {
                    INFO(id << " " << name_of(rule.kind) << (alone ? " alone" : ""));
                    const auto made =
                        regime(id, alone).write(example(preset(id), rule.kind, language, alone));
                    INFO(workflow::sentence_of(made.errors));
                    REQUIRE(made.errors.empty());
                    CHECK(made.letter.language == language);
                    CHECK(made.letter.text.find_first_of("{}") == std::string::npos);
                    // No customer is under a regime alone, so that such a letter is checked and not read.
                    if (!alone)
                        all += "=== " + std::string(name_of(rule.kind)) +
                               " ===\nSubject: " + made.letter.subject + "\n\n" + made.letter.text + "\n";
                }
            const auto difference = tests::golden_difference(
                "tests/adapters/files/golden/letters." + std::string(id) + "." + language + ".txt", all);
            INFO(difference);
            CHECK(difference.empty());
        }
}

TEST_CASE("a part that a regime demands is in its own words, and a letter without them is refused by name",
          "[letters]")
{
    std::size_t parts = 0;
    for_each_demand([&](std::string_view id, const letter_rule& rule, const std::string& language) {
        for (const auto& part : rule.must_contain)
            for (const bool alone : {true, false}) {
                INFO(id << " " << name_of(rule.kind) << " " << language << " " << part
                        << (alone ? " alone" : ""));
                const example one(preset(id), rule.kind, language, alone);
                regime under(id, alone);
                const auto& own = under.words.back().language == language
                                      ? under.words.back()
                                      : under.words.at(under.words.size() - 2);
                CHECK(own.language == language);
                CHECK(own.has_part(rule.kind, part));
                under.leave_out(part);
                const auto made = under.write(one);
                CHECK(names(made.errors, part));
                CHECK(made.letter.text.empty());
                ++parts;
            }
    });
    CHECK(parts > 200);
}

TEST_CASE("a letter that does not say what the regime demands is refused before it goes out", "[letters]")
{
    const actor handler{.id = "h.lin", .role = role::handler};
    std::size_t refused = 0;
    for (const auto id : maintained)
        for (std::size_t e = 0; e < event_count; ++e) {
            const auto type = static_cast<event_type>(e);
            const auto kind = letter_of(type);
            const auto* rule = kind ? preset(id).letter(*kind) : nullptr;
            if (rule == nullptr) continue;
            const std::vector<const policy*> rules{&preset(id)};
            const complaint now;
            const step_context context{
                .who = &handler, .rules = rules, .at = letter_sent_at, .occurred = letter_sent_at};
            for (const auto& part : rule->must_contain) {
                INFO(id << " " << name_of(type) << " " << part);
                event whole{.type = type}, what{.type = type};
                whole.set(field::letter_parts, rule->must_contain);
                CHECK(guards::letter_complete::check({now, whole, context}));
                auto others = rule->must_contain;
                std::erase(others, part);
                what.set(field::letter_parts, others);
                CHECK_FALSE(guards::letter_complete::check({now, what, context}));
                refusal no;
                guards::letter_complete::explain({now, what, context}, no);
                CHECK(std::ranges::any_of(
                    no.args, [&](const auto& arg) { return arg.first == "missing" && arg.second == part; }));
                ++refused;
            }
        }
    CHECK(refused > 50);
}

TEST_CASE("a letter under a regime that the machines take can be written, with its clocks run out, too",
          "[letters]")
{
    const actor handler{.id = "h.lin", .role = role::handler};
    constexpr auto may_say =
        std::to_array<field>({field::letter_body, field::next_step, field::next_step_due, field::expires});
    std::size_t taken = 0, refused = 0;
    const auto try_one = [&](std::string_view id, bool alone, event_type type, letter_kind kind,
                             unsigned saying, bool in_time, outcome decided) {
        example one(preset(id), kind, "en", alone);
        const auto full = one.what;
        const auto& row = row_of(type);
        one.what = {.type = type};
        for (std::size_t n = 0; n < may_say.size(); ++n)
            if (row.optional.has(may_say[n]) && (saying >> n & 1U) != 0)
                one.what.set(may_say[n], may_say[n] == field::expires ? field_value(letter_sent_at + 24h)
                                                                      : *full.find(may_say[n]));
        for (const auto needed : {field::reason, field::items})
            if (row.required.has(needed)) one.what.set(needed, *full.find(needed));
        if (type == event_type::extension_granted) one.what.set(field::clock, std::string("investigation"));
        auto& f = one.now.facts;
        f.outcome = type == event_type::declared_inadmissible ? outcome::inadmissible : decided;
        f.appeal_result = decided == outcome::upheld ? appeal_result::varied : appeal_result::upheld;
        if (row.required.has(field::outcome)) one.what.set(field::outcome, std::string(name_of(f.outcome)));
        if (row.required.has(field::result))
            one.what.set(field::result, std::string(name_of(f.appeal_result)));
        f.closure_reason = closure_reason::query_answered;
        if (!in_time)
            for (auto& clock : f.clocks)
                if (clock.kind != clock_kind::window && clock.clock_id != "investigation")
                    clock.state = clock_state::missed;
        const regime under(id, alone);
        const step_context context{
            .who = &handler, .rules = under.rules, .at = letter_sent_at, .occurred = letter_sent_at};
        const bool may = guards::letter_is_written::check({one.now, one.what, context});
        ++(may ? taken : refused);
        if (!may) return;
        INFO(id << " " << name_of(type) << " " << saying << (in_time ? "" : " late")
                << (alone ? " alone" : ""));
        CHECK(workflow::sentence_of(under.write(one).errors).empty());
    };
    for (const auto id : maintained)
        for (std::size_t e = 0; e < event_count; ++e) {
            const auto type = static_cast<event_type>(e);
            const auto kind = letter_of(type);
            if (!kind || !row_of(type).required.has(field::letter_parts)) continue;
            for (unsigned saying = 0; saying < 1U << may_say.size(); ++saying)
                for (const bool in_time : {true, false})
                    for (const auto decided : {outcome::upheld, outcome::not_upheld}) {
                        try_one(id, false, type, *kind, saying, in_time, decided);
                        if (preset(id).letter(*kind) != nullptr)
                            try_one(id, true, type, *kind, saying, in_time, decided);
                    }
        }
    CHECK(taken > 1000);
    CHECK(refused > 500);
}

TEST_CASE("the ombudsman takes the place of the house's outside bodies, with a last date in London's days",
          "[letters]")
{
    const auto final_response = [](std::string_view id, bool alone, instant sent) {
        example one(preset(id), letter_kind::final_response, "en", alone);
        one.sent.sent = sent;
        return regime(id, alone).write(one).letter.text;
    };
    for (const auto* id : {"uk-disp", "uk-disp-psd"}) {
        // Six months from 31 August end with February; London's midnight is eight in the morning in Shanghai.
        const auto text = final_response(id, false, *parse_instant("2026-08-31T10:00:00Z"));
        INFO(text);
        CHECK(text.find("Last date to turn to the Financial Ombudsman Service: Sunday, 28 February 2027, "
                        "24:00 (UTC).") != std::string::npos);
        CHECK(text.find("the consumer authority or ombudsman where you live") == std::string::npos);
        CHECK(text.find("You may do that at any time") == std::string::npos);
        CHECK(text.find("Last date to appeal to us: Wednesday, 30 September 2026, 24:00 (UTC+8).") !=
              std::string::npos);
        CHECK(text.find("An appeal to us does not stop those.") != std::string::npos);
        CHECK(final_response(id, true, letter_sent_at).find("appeal") == std::string::npos);
    }
}

TEST_CASE("an appeal's decision tells the last date that runs since the final response", "[letters]")
{
    example one(preset("uk-disp"), letter_kind::appeal_decision, "en");
    const auto says = [&](const std::string& words) {
        return regime("uk-disp", false).write(one).letter.text.find(words) != std::string::npos;
    };
    CHECK(says("Last date to turn to the Financial Ombudsman Service: Monday, 24 May 2027, 24:00 (UTC+1)."));
    CHECK(says("Its last date runs from our final answer, not from this letter."));
    for (auto& clock : one.now.facts.clocks)
        if (clock.clock_id == "ombudsman_window") clock.state = clock_state::lapsed;
    CHECK_FALSE(says("Last date to turn to"));
    CHECK(says("Its last date runs from our final answer, not from this letter."));
}

TEST_CASE("several regimes on one case each name their own body and limit", "[letters]")
{
    std::vector<const policy*> rules{&house(), &preset("uk-disp"), &preset("ie-cpc"), &preset("eu-psd2")};
    files::letter_book book;
    for (const auto* one : rules) book.read("schemas/letters", *one);
    for (const std::string language : {"en", "zh-CN"}) {
        example one(preset("uk-disp"), letter_kind::final_response, language);
        const auto made = one.write(rules, book.of(rules), calendars());
        INFO(workflow::sentence_of(made.errors) << made.letter.text);
        REQUIRE(made.errors.empty());
        for (const auto* preset_id : {"uk-disp", "ie-cpc"})
            CHECK(made.letter.text.find(tests::shipped_wordings().at(preset_id).at(language).fixed.at(
                      "ombudsman")) != std::string::npos);
        CHECK(made.letter.text.find(tests::shipped_wordings().at("eu-psd2").at(language).fixed.at(
                  "dispute_body")) != std::string::npos);
    }
}

TEST_CASE("an acknowledgement under MiCA gives back what it was told, and whom to ask", "[letters]")
{
    example one(preset("eu-mica-casp"), letter_kind::acknowledgement, "en");
    const auto text = [&] { return regime("eu-mica-casp", false).write(one).letter.text; };
    CHECK(text().find("- Point 2: Nobody answered my first message.") != std::string::npos);
    CHECK(text().find("For questions ask the complaints desk: complaints@wallet.example, telephone ") !=
          std::string::npos);
    CHECK(text().find("We treat your complaint as admissible.") != std::string::npos);
    one.now.facts.points.clear();
    CHECK(text().find("For a copy of what you sent us, ask the complaints desk.") != std::string::npos);
}

TEST_CASE("the clocks that a regime's words name as a timeframe are those that its policy says", "[letters]")
{
    for_each_demand([&](std::string_view id, const letter_rule& rule, const std::string& language) {
        std::set<std::string> named;
        for (const auto& block :
             tests::shipped_wordings().at(std::string(id)).at(language).letter(rule.kind)->blocks)
            if (block.part == "timeframe")
                for (const auto& place : places_in(block.text))
                    if (place.starts_with(workflow::due_prefix))
                        named.insert(place.substr(workflow::due_prefix.size()));
        INFO(id << " " << language << " " << name_of(rule.kind));
        if (std::ranges::find(rule.must_contain, "timeframe") != rule.must_contain.end())
            CHECK(named == std::set<std::string>(rule.dates.begin(), rule.dates.end()));
        else
            CHECK(rule.dates.empty());
    });
}

TEST_CASE("the words of all regimes are a whole with those of the house", "[letters]")
{
    std::vector<const policy*> rules{&house()};
    for (const auto id : maintained) rules.push_back(&preset(id));
    const files::letter_book book("schemas/letters", rules);
    CHECK(book.documents().size() == 2 * rules.size());
}
