// The language of stories: what a line means, what an error says, and that strictness hides nothing.
#include "adapters/app/demo_lives.hpp"
#include "adapters/app/story_phrases.hpp"
#include "adapters/files/file_error.hpp"
#include "states/matter_rows.hpp"
#include "tests/scenarios/storyteller.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <algorithm>
#include <filesystem>
#include <regex>
#include <set>

using namespace redress;
using namespace redress::app;
using namespace redress::tests;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::Equals;

namespace {

const std::string filed =
    "story A story\n"
    "at mon 09:00 complainant files a complaint about fees by website with points \"One\"\n";

/// What the parser, or else the telling, says about a story with these lines after its filing, and others before.
std::string wrong(const std::string& lines, const std::string& before = {})
{
    try {
        auto text = filed;
        text.insert(text.find('\n') + 1, before);
        const auto stories = parse_stories(text + lines, "s.story");
        const auto world = world_of(stories.at(0));
        storyteller(*world, stories.at(0)).tell();
    } catch (const std::exception& no) {
        return no.what();
    }
    return "nothing";
}

/// A world in which every warning is written twice.
class echoing_world final : public scenario_world {
public:
    echoing_world() : scenario_world(story_house()) {}
    workflow::engine& writer() override { return inner_->writer(); }
    instant now() override { return inner_->now(); }
    void move_to(instant then) override { inner_->move_to(then); }
    std::optional<instant> next_look() override { return inner_->next_look(); }
    std::optional<complaint> find(const case_id& id) override { return inner_->find(id); }
    std::vector<std::string> history(const case_id& id) override
    {
        std::vector<std::string> twice;
        for (const auto& body : inner_->history(id))
            twice.insert(twice.end(), body.find("deadline_warned") == std::string::npos ? 1 : 2, body);
        return twice;
    }
    void check() override { inner_->check(); }

private:
    std::unique_ptr<scenario_world> inner_ = a_world();
};

const story_act& act_of(const std::vector<story>& stories, std::size_t step)
{
    return std::get<story_act>(stories.at(0).steps.at(step));
}

}  // namespace

TEST_CASE("a line says who does what, with which fields", "[language]")
{
    const auto stories = parse_stories(filed +
                                           "handler h.lin hands the case over to h.osei with next_step \"Ask "
                                           "the bank\",\n    next_step_due in 2 days\n",
                                       "s.story");
    const auto& act = act_of(stories, 2);
    CHECK(act.line == 3);
    CHECK(act.as == role::handler);
    CHECK(act.who == "h.lin");
    CHECK(act.what == event_type::handed_over);
    const story_time time{.beginning = story_monday(), .now = story_monday() + std::chrono::hours(1)};
    const auto what = event_of(act, {}, {}, time, {}, "s.story");
    CHECK(what.text(field::owner) == "h.osei");
    CHECK(what.text(field::next_step) == "Ask the bank");
    CHECK(what.time(field::next_step_due) == story_monday() + std::chrono::hours(49));
}

TEST_CASE("moments are counted from now, from the story's beginning, from its first midnight or to a weekday",
          "[language]")
{
    const story_time time{.beginning = story_monday(), .now = story_monday() + std::chrono::days(3)};
    using from = story_moment::origin;
    CHECK(time.at({from::now, std::chrono::hours(-2)}) == time.now - std::chrono::hours(2));
    CHECK(time.at({from::beginning, std::chrono::days(14)}) == story_monday() + std::chrono::days(14));
    CHECK(time.told(time.at({from::midnight, std::chrono::days(2) + std::chrono::minutes(61)})) ==
          "day 2 01:01");
    // Thursday, nine o'clock: a Thursday at nine is now, at eight it is next week.
    CHECK(time.at({from::weekday, std::chrono::days(3) + std::chrono::hours(9)}) == time.now);
    CHECK(time.told(time.at({from::weekday, std::chrono::days(3) + std::chrono::hours(8)})) ==
          "day 10 08:00");
    CHECK(time.told(time.at({from::weekday, std::chrono::hours(9)})) == "day 7 09:00");
}

TEST_CASE("a story that begins on a date tells dates, by the clock on the wall of its zone", "[language]")
{
    const story_time time{.beginning = parse_instant("2020-10-24T08:00:00Z").value(),
                          .now = parse_instant("2020-10-24T08:00:00Z").value(),
                          .where = &story_zone("Europe/London"),
                          .in_dates = true};
    using from = story_moment::origin;
    CHECK(time.told(time.now) == "2020-10-24 09:00");
    CHECK(time.told(time.now + std::chrono::hours(24)) == "2020-10-25 08:00");  // the clocks were set back
    CHECK(time.told(parse_instant("2020-10-26T00:00:00Z").value()) == "2020-10-25 24:00");
    CHECK(time.at({from::midnight, std::chrono::days(1) + std::chrono::hours(9)}) ==
          parse_instant("2020-10-25T09:00:00Z"));
    CHECK(time.at({from::beginning, std::chrono::days(1)}) == parse_instant("2020-10-25T09:00:00Z"));
    const auto stories = parse_stories("story A\ntimes of Europe/London\nat 2020-10-25 24:00\n", "s.story");
    const auto& wait = std::get<story_wait>(stories.at(0).steps.at(0));
    CHECK(time.at(std::get<story_moment>(wait.until)) == parse_instant("2020-10-26T00:00:00Z"));
    CHECK(stories.at(0).zone == "Europe/London");
    CHECK(story_monday(story_zone("Europe/London")) == parse_instant("2020-07-06T08:00:00Z"));
    CHECK(story_monday() == parse_instant("2020-07-06T01:00:00Z"));
    CHECK_THROWS_WITH(story_zone("Europe/Londn"), ContainsSubstring("'Europe/Londn': no zone"));
}

TEST_CASE("a story says under which regimes and calendars it is told", "[language]")
{
    const std::string uk = "entity wallet-uk is a uk_authorised_firm under uk-disp\n";
    CHECK_THAT(wrong("expect policies 2", uk), Equals("nothing"));
    CHECK_THAT(wrong("expect policies 1", "entity wallet-uk is a uk_authorised_firm\n"), Equals("nothing"));
    // Bound as schemas/entities.toml binds: to the kind of entity that a preset is for, and to no other.
    CHECK_THAT(wrong("", "entity wallet-uk is an eu_casp under uk-disp\n"),
               ContainsSubstring("is for uk_authorised_firm, not for a eu_casp"));
    CHECK_THAT(wrong("", "entity wallet-uk is a uk_authorised_firm under uk-dsp\n"),
               Equals("s.story:2: 'uk-dsp': no preset of schemas/presets (did you mean 'uk-disp'?)"));
    CHECK_THAT(wrong(uk), Equals("s.story:3: 'entity': stands before the first act of its story"));
    CHECK_THAT(wrong("times of Europe/London"), ContainsSubstring("stands before the first act"));

    const std::string ten = "policy wallet-default has clock.investigation.limit 10cd\n";
    const std::string running =
        "expect clocks initial_response running until tue 09:00, update running until "
        "day 7 24:00, investigation running until ";
    CHECK_THAT(wrong(running + "day 10 24:00", ten), Equals("nothing"));
    CHECK_THAT(wrong("from now on " + ten + running + "day 14 24:00"), Equals("nothing"));
    CHECK_THAT(wrong(ten), ContainsSubstring("the story has begun; say: from now on"));
    CHECK_THAT(wrong("", "from now on " + ten), ContainsSubstring("the story has not begun; leave out"));
    CHECK_THAT(wrong("", "policy wallet-defalt has appeal_levels 1\n"),
               ContainsSubstring("did you mean 'wallet-default'?"));
    CHECK_THAT(wrong("", "policy wallet-default has clock.investgation.limit 10cd\n"),
               ContainsSubstring("'clock.investgation.limit': no setting of this policy"));
    // What a story sets is read as the file would be.
    CHECK_THAT(wrong("", "policy wallet-default has clock.investigation.limit soon\n"),
               ContainsSubstring("limit 'soon'"));
    CHECK_THAT(wrong("", "policy wallet-default has clock.investigation.lmit 10cd\n"),
               ContainsSubstring("lmit"));
    CHECK_THAT(wrong("", "calendar cn-walet is closed on 2020-07-08\n"),
               ContainsSubstring("no calendar of schemas/calendars (did you mean 'cn-wallet'?)"));
    CHECK_THAT(wrong("", "calendar cn-wallet is closed on 2020-07-32\n"),
               Equals("s.story:2: '2020-07-32': no date of the calendar"));
    CHECK_THAT(wrong("", uk + "demo received 3 h ago, ends closed\n"),
               ContainsSubstring("runs under the files in force"));
    CHECK_THAT(wrong("", "demo received 3 h ago, ends closed\n" + uk),
               ContainsSubstring("has no place in a life of the demo"));
}

TEST_CASE("warnings may go without saying, but none is hidden by a line that speaks of them", "[language]")
{
    CHECK_THAT(wrong("at tue 08:30"), Equals("nothing"));
    CHECK_THAT(wrong("at tue 08:30\nexpect then deadline_warned initial_response 75%, deadline_warned "
                     "initial_response 1h"),
               Equals("nothing"));
    CHECK_THAT(wrong("at tue 08:30\nexpect then deadline_warned initial_response 1h"),
               ContainsSubstring("it came otherwise"));
    CHECK_THAT(wrong("at tue 08:30\nexpect then nothing"),
               Equals("s.story:4: it came otherwise: expect then deadline_warned initial_response 75%, "
                      "deadline_warned initial_response 1h"));
    CHECK_THAT(wrong("at tue 02:30\nexpect then nothing"), Equals("nothing"));
}

TEST_CASE("a warning that comes twice is found at the end of every story", "[language]")
{
    const auto stories = parse_stories(filed + "at tue 03:00\n", "s.story");
    echoing_world world;
    CHECK_THROWS_WITH(
        storyteller(world, stories.at(0)).tell(),
        ContainsSubstring("it fired twice: deadline_warned") && ContainsSubstring("initial_response"));
}

TEST_CASE("rungs, items and the promise to keep are told word by word", "[language]")
{
    CHECK_THAT(wrong("complainant escalates the case with reason_code asked\n"
                     "expect rungs taken 1 asked at day 0 10:00"),
               Equals("s.story:4: the rungs are: expect rungs taken 1 asked at day 0 09:00"));
    const std::string offer =
        "care_reviewer c.ito offers redress with redress_kind goodwill, amount 10, currency USDT\n";
    CHECK_THAT(wrong(offer + "expect item R1 state approved, amount 10, offered_by c.ito"),
               Equals("nothing"));
    CHECK_THAT(wrong(offer + "expect item R1 state approved, amount 10.0"),
               Equals("s.story:4: the item stands otherwise: expect item R1 amount 10"));
    CHECK_THAT(wrong(offer + "expect item R2 state approved"), ContainsSubstring("no item 'R2'"));
    CHECK_THAT(wrong(offer + "expect item R1 stat approved"), ContainsSubstring("nothing that an item has"));
    const std::string uk = "entity wallet-uk is a uk_authorised_firm under uk-disp\n";
    CHECK_THAT(wrong("expect due first initial_response before final, none before update", uk),
               Equals("nothing"));
    CHECK_THAT(wrong("expect due first none before final", uk),
               Equals("s.story:4: it is due otherwise: expect due first initial_response before final"));
    CHECK_THAT(wrong("expect due first investigation", uk), ContainsSubstring("say: expect due first"));
}

TEST_CASE("an error names file, line, word and the nearest known word", "[language]")
{
    CHECK_THAT(wrong("handler h.lin asigns the case to h.lin"),
               Equals("s.story:3: 'asigns the case': nobody can do that (did you mean 'assigns the case'?)"));
    CHECK_THAT(wrong("handlr h.lin assigns the case to h.lin"),
               Equals("s.story:3: 'handlr': no line of a story (did you mean 'handler'?)"));
    CHECK_THAT(wrong("\n\nhandler h.lin triages the case with severty 2"),
               Equals("s.story:5: 'severty': no field (did you mean 'severity'?)"));
    CHECK_THAT(wrong("handler h.lin sends the initial response by emial"),
               Equals("s.story:3: 'emial': no route (did you mean 'email'?)"));
    CHECK_THAT(wrong("expect stat received"),
               Equals("s.story:3: 'stat': nothing that a story can expect (did you mean 'state'?)"));
    CHECK_THAT(wrong("expect clocks update runing until day 7"),
               Equals("s.story:3: 'runing': no state of a clock (did you mean 'running'?)"));
    CHECK_THAT(wrong("expect then deadline_misssed update"),
               Equals("s.story:3: 'deadline_misssed': nothing that a story can expect (did you mean "
                      "'deadline_missed'?)"));
    CHECK_THAT(wrong("advance 3 dais"), Equals("s.story:3: 'dais': no unit of time (did you mean 'days'?)"));
    CHECK_THAT(wrong("then the finial_response is dispatched"),
               Equals("s.story:3: 'finial_response': no kind of letter (did you mean 'final_response'?)"));
    CHECK_THAT(wrong("handler h.linn assigns the case to h.lin"),
               Equals("s.story:3: 'h.linn': nobody in the roster has this id and the role handler (did you "
                      "mean 'h.lin'?)"));
}

TEST_CASE("a line that lacks something says what", "[language]")
{
    CHECK_THAT(wrong("handler h.lin assigns the case"),
               Equals("s.story:3: 'assigned': needs owner; say it as: with owner ..."));
    CHECK_THAT(wrong("handler h.lin adds a note with text Hello"),
               ContainsSubstring("stands in quotation marks"));
    CHECK_THAT(wrong("handler h.lin adds a note with text \"Hello"),
               ContainsSubstring("a quotation that does not end"));
    CHECK_THAT(wrong("handler h.lin adds a note by email"),
               Equals("s.story:3: 'contact_route': no field of note_added"));
    CHECK_THAT(wrong("expect clocks update running"), ContainsSubstring("runs until when?"));
    CHECK_THAT(wrong("at mon 9:00"),
               Equals("s.story:3: '9:00': no time of day; write it as 09:00, 09:00:30 or, for the end of the "
                      "day, 24:00"));
    CHECK_THAT(wrong("advance soon"), ContainsSubstring("'soon': here should stand a number"));
    CHECK_THAT(wrong("demo received 3 h ago, ends done"), ContainsSubstring("'done': no state"));
    CHECK_THAT(wrong("on c2 expect state received"), ContainsSubstring("no case 'c2' has been filed"));
    CHECK_THAT(wrong("then the letter is dispatched"), ContainsSubstring("the case has sent no such letter"));
    CHECK_THROWS_WITH(parse_stories("\n", "s.story"), ContainsSubstring("holds no story"));
    CHECK_THROWS_WITH(parse_stories("advance 3 h\n", "s.story"), ContainsSubstring("no story has begun"));
}

TEST_CASE("nothing happens behind a story's back", "[language]")
{
    CHECK_THAT(wrong("handler h.lin starts the investigation"),
               ContainsSubstring("s.story:3: refused: has_owner"));
    CHECK_THAT(wrong("handler h.lin starts the investigation\nexpect state received"),
               ContainsSubstring("refused: has_owner"));
    CHECK_THAT(wrong("handler h.lin adds a note\nexpect refused has_owner"),
               Equals("s.story:4: it was accepted"));
    CHECK_THAT(wrong("advance 1 day"),
               Equals("s.story:3: what came of it is not told: expect then deadline_missed initial_response, "
                      "escalated initial_response missed:initial_response 2"));
    CHECK_THAT(wrong("advance 1 day\nexpect then deadline_missed initial_response"),
               ContainsSubstring("it came otherwise"));
    CHECK_THAT(wrong("advance 1 day\nexpect then deadline_missed update, escalated"),
               ContainsSubstring("it came otherwise"));
    CHECK_THAT(wrong("advance 1 h\nexpect then escalated"), ContainsSubstring("nothing came of it"));
    CHECK_THAT(wrong("expect alarm top_rung_silent"), ContainsSubstring("nobody was alarmed"));
    CHECK_THAT(wrong("expect state responded, hold none, rung 2"),
               Equals("s.story:3: it stands otherwise: expect state received, rung 0"));
    // Every clock that runs must be told, with its time.
    CHECK_THAT(wrong("expect clocks initial_response running until tue 09:00, update running until day 7"),
               Equals("s.story:3: the clocks are: expect clocks initial_response running until day 1 09:00, "
                      "investigation running until day 14 24:00, update running until day 7 24:00"));
    CHECK_THAT(wrong("expect clocks initial_response running until tue 09:00, "
                     "investigation running until day 14 24:00, update running until day 8 24:00"),
               ContainsSubstring("the clocks are"));
    CHECK_THAT(wrong("expect clocks initial_response running until tue 09:00, "
                     "investigation running until day 14 24:00, update running until day 7 24:00"),
               Equals("nothing"));
    CHECK_THAT(wrong("expect offered to handler h.lin decision_sent"),
               ContainsSubstring("decision_sent is blocked by"));
    CHECK_THAT(wrong("expect blocked for handler h.lin investigation_started by not_concerned"),
               ContainsSubstring("investigation_started is blocked by has_owner"));
}

TEST_CASE("every phrase is of its own, and every event that people send has one", "[language]")
{
    std::set<std::string_view> words;
    std::set<event_type> told{event_type::message_dispatched, event_type::message_undelivered};
    for (const auto& one : story_phrases) {
        INFO(one.words);
        CHECK(words.insert(one.words).second);
        told.insert(one.what);
    }
    for (std::size_t i = 0; i < event_count; ++i) {
        const auto what = static_cast<event_type>(i);
        if (matter_rows::beside_the_case(what)) continue;  // stories are about cases
        const auto roles = roles_of(what);
        // Timers and rules act by themselves.
        const bool by_itself = (roles.bits & ~(role_set(role::timer) | role::engine).bits) == 0;
        INFO(name_of(what));
        CHECK(told.contains(what) != by_itself);
    }
}

TEST_CASE("the table of contents names stories that are there, each in its file", "[language]")
{
    std::set<std::pair<std::string, std::string>> shelf;
    for (const auto& one : stories_in("tests/scenarios"))
        shelf.emplace(std::filesystem::path(one.file).stem().string(), one.title);
    const auto page = files::read_file("tests/scenarios/README.md");
    const auto table = page.substr(page.rfind("| --- | --- | --- |"));
    const std::regex row(R"(\n\| ([^|]+) \| ([a-z0-9_]+) \| ([^|]+) \|)");
    std::size_t rows = 0;
    for (auto at = std::sregex_iterator(table.begin(), table.end(), row); at != std::sregex_iterator();
         ++at) {
        INFO((*at)[2] << ": " << (*at)[3]);
        CHECK(shelf.contains({(*at)[2].str(), (*at)[3].str()}));
        ++rows;
    }
    CHECK(rows >= 41);
    const auto lives = std::count_if(shelf.begin(), shelf.end(),
                                     [](const auto& one) { return one.first.starts_with("life_"); });
    CHECK(lives == 15);
}
