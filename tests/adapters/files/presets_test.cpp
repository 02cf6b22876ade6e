// The presets of regimes: each says where it comes from and whom it is for, and their clocks give the dates of
// hand-checked examples (reference lists of holidays; dates counted on paper).
#include "written_file.hpp"

#include "adapters/files/policy_file.hpp"
#include "states/due.hpp"

#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <map>

using namespace redress;

namespace {

files::calendar_book& calendars()
{
    static files::calendar_book book("schemas/calendars");
    return book;
}

const std::map<std::string, policy>& presets()
{
    static const auto all = [] {
        std::map<std::string, policy> found;
        for (const auto& file : std::filesystem::directory_iterator("schemas/presets")) {
            if (file.path().extension() != ".toml") continue;
            auto one = files::load_policy(files::read_file(file.path().string()), file.path().string(),
                                          &calendars());
            CHECK(one.id == file.path().stem().string());
            found.emplace(one.id, std::move(one));
        }
        return found;
    }();
    return all;
}

std::string due(const std::string& preset, const std::string& clock, const std::string& start,
                complexity how = complexity::standard)
{
    const auto& rules = presets().at(preset);
    const auto* rule = rules.clock(clock);
    REQUIRE(rule != nullptr);
    auto limit = rule->limit;
    for (const auto& special : rule->overrides)
        if (special.complexity == how) limit = special.limit;
    const auto* by = calendars().find(rule->calendar);
    REQUIRE(by != nullptr);
    auto text = to_string(due_time(*by, parse_instant(start).value(), limit));
    return text.substr(0, 16) + "Z";
}

}  // namespace

TEST_CASE("every preset says what it is, where its figures come from and whom it is for", "[presets]")
{
    CHECK(presets().size() == 15);
    for (const auto& [id, one] : presets()) {
        INFO(id);
        CHECK_FALSE(one.title.empty());
        CHECK_FALSE(one.title_zh.empty());
        CHECK_FALSE(one.source.empty());
        CHECK_FALSE(one.evidence.empty());
        REQUIRE(one.applies);
        CHECK((one.evidence == "V" || one.draft || id == "ie-cpc"));
        // Figures that nobody confirmed start no clock.
        for (const auto& figure : one.unconfirmed) CHECK(one.clock(figure.id) == nullptr);
        for (const auto& clock : one.clocks) {
            INFO(clock.id);
            CHECK_FALSE((clock.pause_appealed || clock.pause_hold_complainant));
            CHECK((clock.kind == clock_kind::window || clock.stop.any()));
            // What runs between an outside body and us, or gives the way to it, the end of a case does not end.
            using enum event_type;
            bool of_the_body = false;
            for (const auto act :
                 {referral_made, external_reply_sent, external_outcome_received, outcome_complied})
                of_the_body = of_the_body || clock.stop.test(trigger_of(act));
            CHECK(clock.survives_closing == of_the_body);
        }
    }
}

TEST_CASE("the presets give the dates of the reference examples", "[presets]")
{
    // Christmas and the substitute for Boxing Day; Easter.
    CHECK(due("uk-disp", "summary_window", "2026-12-24T10:00:00Z") == "2026-12-31T17:00Z");
    CHECK(due("uk-disp", "summary_window", "2026-04-02T10:00:00Z") == "2026-04-09T16:00Z");
    CHECK(due("uk-disp", "final", "2026-11-03T10:00:00Z") == "2026-12-30T00:00Z");
    CHECK(due("uk-disp", "ombudsman_window", "2026-08-31T10:00:00Z") == "2027-03-01T00:00Z");
    CHECK(due("uk-disp-psd", "reply", "2026-12-14T10:00:00Z") == "2027-01-07T17:00Z");
    CHECK(due("uk-disp-psd", "final", "2026-12-14T10:00:00Z") == "2027-02-04T17:00Z");
    // Months clamp, and do not become "last days".
    CHECK(due("eu-mica-casp", "decision", "2025-12-31T10:00:00Z") == "2026-02-28T23:00Z");
    CHECK(due("eu-mica-casp", "decision", "2026-02-28T10:00:00Z") == "2026-04-28T22:00Z");
    CHECK(due("au-rg271", "final", "2026-03-02T01:00:00Z") == "2026-04-01T13:00Z");
    CHECK(due("us-cfpb", "response", "2026-11-01T15:00:00Z") == "2026-11-17T05:00Z");
    CHECK(due("us-cfpb", "final", "2026-11-01T15:00:00Z") == "2027-01-01T05:00Z");
    CHECK(due("ae-vara", "acknowledge", "2026-06-01T08:00:00Z") == "2026-06-08T20:00Z");
    CHECK(due("ae-vara", "resolve", "2026-06-01T08:00:00Z") == "2026-06-29T20:00Z");
    CHECK(due("ae-vara", "final", "2026-06-01T08:00:00Z") == "2026-07-27T20:00Z");
    // The holiday week does not stop calendar days.
    CHECK(due("cn-2020-3", "reply", "2026-09-20T04:00:00Z", complexity::simple) == "2026-10-05T16:00Z");
    CHECK(due("cn-2020-3", "reply", "2026-09-20T04:00:00Z") == "2026-10-20T16:00Z");
    CHECK(due("cn-2020-3", "final", "2026-09-20T04:00:00Z") == "2026-11-19T16:00Z");
    // Lunar New Year on 17 and 18 February.
    CHECK(due("sg-fa-chr", "acknowledge", "2026-02-13T04:00:00Z") == "2026-02-19T16:00Z");
    CHECK(due("sg-fa-chr", "final", "2026-02-13T04:00:00Z") == "2026-03-17T16:00Z");
}

TEST_CASE("a regime is bound to the entities that it is for, and to no other", "[presets]")
{
    const tests::scratch_folder folder;
    folder.write("own.toml", tests::least_policy());
    // The house's own comes first, whatever the files are called: its words are those of every letter.
    folder.write("first-by-name.toml", files::read_file("schemas/presets/uk-disp.toml"));
    const auto bound = [&](const std::string& kind, const std::string& policies) {
        const tests::scratch_folder other;
        other.write("entities.toml", "[[entity]]\nid = \"wallet-uk\"\nkind = \"" + kind +
                                         "\"\nusual = true\n" +
                                         (policies.empty() ? "" : "policies = [" + policies + "]\n") +
                                         "[[entity]]\nid = \"wallet-sg\"\nkind = \"sg_firm\"\n");
        std::string told;
        const auto said = tests::said_by([&] {
            const files::file_policy_book book(folder.path(), calendars(),
                                               files::load_entities(other.path() + "/entities.toml"));
            const auto of = [&](filing_traits traits) {
                std::string ids;
                for (const auto* one : policies_for(book.in_force(), traits)) ids += one->id + " ";
                return ids + "| ";
            };
            told = of({}) + of({.legal_entity = "wallet-uk"}) + of({.legal_entity = "wallet-sg"});
        });
        return said == "nothing is wrong" ? told : said.substr(said.find("entities.toml"));
    };
    CHECK(bound("uk_authorised_firm", "\"uk-disp\"") == "p uk-disp | p uk-disp | p | ");
    CHECK(bound("uk_authorised_firm", "") == "p | p | p | ");
    CHECK(bound("sg_firm", "\"uk-disp\"") ==
          "entities.toml:5:13: entity 'wallet-uk': policy 'uk-disp' is for uk_authorised_firm, not for a "
          "sg_firm; "
          "leave it out, or say what kind the entity is");
    CHECK(bound("uk_authorised_firm", "\"p\"") ==
          "entities.toml:5:13: entity 'wallet-uk': policy 'p' is the house's own and for every case; leave "
          "it out");
    CHECK(bound("uk_authorised_firm", "\"uk-dips\"") ==
          "entities.toml:5:13: entity 'wallet-uk': policy 'uk-dips' stands in no file of policies.dir; copy "
          "it there, "
          "such as from schemas/presets");
    std::filesystem::remove(folder.path() + "/own.toml");
    CHECK(tests::said_by([&] {
              (void)files::file_policy_book(folder.path(), calendars());
          }).find("holds regimes alone") != std::string::npos);
}

TEST_CASE("what a regime's file may say of itself", "[presets]")
{
    const auto with = [](const std::string& head, const std::string& more = "") {
        return tests::said_by([&] {
            (void)files::load_policy("id = \"r\"\nrev = 1\nzone = \"UTC\"\n" + head +
                                         "[applies]\nentity_kinds = [\"firm\"]\n" + more,
                                     "r.toml");
        });
    };
    const std::string clock =
        "[[clock]]\nid = \"final\"\nkind = \"statutory\"\nstart = [\"complaint_filed\"]\n"
        "stop = [\"dispatched:final_response\"]\nlimit = \"24h\"\n";
    CHECK(with("source = \"A law\"\n", clock) == "nothing is wrong");
    CHECK(with("source = \"A law\"\nevidence = \"V\"\n",
               clock + "override = [{ complexity = \"complex\", limit = \"48h\" }, "
                       "{ amount_above = { USD = \"100\" }, limit = \"12h\" }]\n") == "nothing is wrong");
    CHECK(with("", clock) == "r.toml:1:1: source is missing: the rule that a regime's figures come from");
    CHECK(with("source = \"A law\"\nevidence = \"X\"\n", clock) ==
          "r.toml:5:12: evidence 'X' is not known. Did you mean 'V'?");
    CHECK(with("source = \"A law\"\n", "[[unconfirmed]]\nid = \"final\"\nwhy = \"not read\"\n") ==
          "r.toml:7:1: unconfirmed: needs draft = true: figures are missing");
    CHECK(with("source = \"A law\"\ndraft = true\n",
               "[[unconfirmed]]\nid = \"final\"\nwhy = \"not read\"\n") == "nothing is wrong");
    CHECK(with("source = \"A law\"\n") ==
          "r.toml:1:1: clock is missing: a policy without a [[clock]] promises nothing");
    CHECK(with("source = \"A law\"\n", "entity_kind = [\"firm\"]\n").find("entity_kind") !=
          std::string::npos);
}
