// What a clock of a policy file may say, and where the error points when it says something else.
#include "written_file.hpp"

#include "adapters/files/contradictions.hpp"
#include "adapters/files/policy_file.hpp"
#include "adapters/files/text_book.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using namespace std::chrono_literals;
using tests::said_when;

namespace {

clock_rule clock_with(std::string_view from, std::string_view to)
{
    return files::load_policy(tests::changed(tests::least_policy(), from, to), "p.toml").clocks.at(0);
}

/// The least policy with a calendar and this limit.
std::string with_calendar(const std::string& limit)
{
    return "calendar = \"uk\"\n" +
           tests::changed(tests::least_policy(), "limit = \"24h\"", "limit = \"" + limit + "\"");
}

std::string limit_with(const std::string& limit)
{
    return to_string(files::load_policy(with_calendar(limit), "p.toml").clocks.at(0).limit);
}

}  // namespace

TEST_CASE("limits are elapsed time, dates and working time, and end as they say", "[policy]")
{
    for (const char* plain : {"90s", "30min", "24h", "14cd", "8w", "2mo", "1y", "5bd", "4bh"})
        CHECK(limit_with(plain) == plain);
    CHECK(limit_with("3bd\"\nend = \"cob\"\nroll = \"next_bd\"\ncutoff = \"cob") == "3bd cob next_bd cutoff");
    CHECK(said_when("limit = \"24h\"", "limit = \"5bd\"") ==
          "p.toml:21:9: clock 'answer': '5bd' is counted by a calendar; write calendar = \"<id>\" at the top "
          "of "
          "the policy or in the clock; `redress calendar check` lists the ids");
    CHECK(said_when("limit = \"24h\"", "limit = \"24h\"\nend = \"eod\"") ==
          "p.toml:21:9: clock 'answer': '24h' is counted by a calendar; write calendar = \"<id>\" at the top "
          "of "
          "the policy or in the clock; `redress calendar check` lists the ids");
    CHECK(clock_with("limit = \"24h\"", "limit = \"5bd\"\ncalendar = \"sg\"").calendar == "sg");
    CHECK(said_when("limit = \"24h\"", "limit = \"24h\"\nend = \"noon\"") ==
          "p.toml:22:7: clock 'answer': end 'noon' is not known. One of: instant, cob, eod");
}

TEST_CASE("windows in dates end with the day", "[policy]")
{
    const auto p =
        files::load_policy("calendar = \"uk\"\n" + tests::changed(tests::least_policy(), "restart = \"168h\"",
                                                                  "restart = \"7cd\""),
                           "p.toml");
    CHECK(to_string(p.window_restart) == "7cd eod");
    CHECK(to_string(p.appeal_window) == "720h");
    CHECK(said_when("restart = \"168h\"", "restart = \"7cd\"")
              .starts_with("p.toml:8:11: windows: '7cd' is counted by a calendar;"));
}

TEST_CASE("what is no limit is told the forms there are", "[policy]")
{
    for (const char* wrong : {"24", "h", "24 h", "-1h", "1.5h", "24hours", "0h", "99999999h", "xbd"}) {
        INFO(wrong);
        CHECK(
            tests::said_by([&] { (void)files::load_policy(with_calendar(wrong), "p.toml"); }) ==
            "p.toml:22:9: clock 'answer': limit '" + std::string(wrong) +
                "' is no limit; write a number from 1 and s, min or h (elapsed), cd, w, mo or y (dates), bd "
                "(business days) or bh (working hours)");
    }
    CHECK(said_when("limit = \"24h\"", "limit = \"14d\"") ==
          "p.toml:21:9: clock 'answer': limit '14d' does not say which days; write 14cd for dates, bd for "
          "business days, or 336h for elapsed time");
    CHECK(said_when("longest_hold = \"28d\"", "longest_hold = \"28cd\"") ==
          "p.toml:9:16: windows: longest_hold '28cd' is no length of time; write 30min, 24h or 14d");
    CHECK(said_when("longest_hold = \"28d\"", "longest_hold = \"0d\"") ==
          "p.toml:9:16: windows: longest_hold must be longer than nothing");
    CHECK(said_when("limit = \"24h\"\n", "") == "p.toml:16:1: clock 'answer': limit is missing");
    CHECK(said_when("limit = \"24h\"", "limit_from_event = true") ==
          "p.toml:16:1: clock 'answer': limit is missing: the longest that an event may ask for");
    CHECK(
        said_when("limit = \"24h\"", "limit = \"24h\"\nlimit_from_event = true\npause = [\"appealed\"]") ==
        "p.toml:23:10: clock 'answer': pause is not for a clock whose end an event names (limit_from_event); "
        "leave it out");
}

TEST_CASE("limits beside the clock's own end as it does, when they count by a calendar, too", "[policy]")
{
    const auto p = files::load_policy(
        "calendar = \"uk\"\n" + tests::changed(tests::least_policy(), "limit = \"24h\"", R"(limit = "5bd"
end = "cob"
repeat = true
repeat_limit = "7cd"
override = [
    { channel = "email", limit = "1bd" },
    { channel = "in_app", limit = "2h" },
    { channel = "community", limit = "2bd", end = "eod" },
    { channel = "hotline", limit = "none" },
]
warn = [{ at = "2bd" }, { at = "1cd" }])"),
        "p.toml");
    const auto& rule = p.clocks.at(0);
    CHECK(to_string(rule.repeat_limit) == "7cd cob");
    REQUIRE(rule.overrides.size() == 4);
    CHECK(to_string(rule.overrides[0].limit) == "1bd cob");
    CHECK(to_string(rule.overrides[1].limit) == "2h");
    CHECK(to_string(rule.overrides[2].limit) == "2bd eod");
    CHECK_FALSE(rule.overrides[3].limit.given());
    CHECK(rule.warn[0].before == limit{2, limit_unit::bd});
}

TEST_CASE("a clock needs a start, a promise a stop, and each an id of its own", "[policy]")
{
    CHECK(said_when("start = [\"complaint_filed\"]\n", "") ==
          "p.toml:16:1: clock 'answer': start is missing: the clock would never start");
    CHECK(said_when("stop = [\"dispatched:final_response\"]\n", "") ==
          "p.toml:16:1: clock 'answer': nothing stops it, so the promise could never be kept; write stop "
          "with what "
          "keeps it, such as stop = [\"dispatched:final_response\"], or make it a window");
    CHECK(said_when("stop = [\"dispatched:final_response\"]\n", "stops = [\"withdrawn\"]\n") ==
          "p.toml:20:1: clock 'answer': stop is missing. Here stands 'stops'. Did you mean 'stop'?");
    CHECK(said_when("id = \"answer\"\n", "") == "p.toml:16:1: clock: id is missing");
    CHECK(said_when("kind = \"published\"", "kind = \"publishd\"") ==
          "p.toml:18:8: clock 'answer': kind 'publishd' is not known. Did you mean 'published'?");
    const auto twice =
        tests::least_policy() + tests::least_policy().substr(tests::least_policy().find("[[clock]]"));
    CHECK(tests::said_by([&] { (void)files::load_policy(twice, "p.toml"); }) ==
          "p.toml:23:6: clock 'answer': id stands twice; ids are unique");
    const auto none = tests::least_policy().substr(0, tests::least_policy().find("[[clock]]"));
    CHECK(tests::said_by([&] { (void)files::load_policy(none, "p.toml"); }) ==
          "p.toml:1:1: clock is missing: a policy without a [[clock]] promises nothing");
}

TEST_CASE("a trigger that does not exist is named with the nearest one", "[policy]")
{
    CHECK(said_when("complaint_filed", "complaint_fild") ==
          "p.toml:19:10: clock 'answer': start 'complaint_fild' is no event, dispatch or move. Did you mean "
          "'complaint_filed'?");
    CHECK(said_when("dispatched:final_response", "dispatched:final_respons") ==
          "p.toml:20:9: clock 'answer': stop 'dispatched:final_respons' is no event, dispatch or move. Did "
          "you mean "
          "'dispatched:final_response'?");
    CHECK(said_when("limit = \"24h\"", "limit = \"24h\"\ncancel = [\"left:lader.raised\"]") ==
          "p.toml:22:11: clock 'answer': cancel 'left:lader.raised' is no event, dispatch or move. Did you "
          "mean "
          "'left:ladder.raised'?");
    CHECK(said_when("complaint_filed", "x") ==
          "p.toml:19:10: clock 'answer': start 'x' is no event, dispatch or move. Write an event, "
          "dispatched:<letter>, "
          "entered:<machine>.<state> or left:<machine>.<state>");
    CHECK(said_when("limit = \"24h\"", "limit = \"24h\"\nsubject = \"letters\"") ==
          "p.toml:22:11: clock 'answer': subject 'letters' is not known. Did you mean 'letter'?");
}

TEST_CASE("pauses are known conditions, and a statutory clock has none", "[policy]")
{
    const auto rule =
        clock_with("limit = \"24h\"", "limit = \"24h\"\npause = [\"hold_for_complainant\", \"appealed\"]");
    CHECK(rule.pause_hold_complainant);
    CHECK(rule.pause_appealed);
    CHECK(said_when("limit = \"24h\"", "limit = \"24h\"\npause = [\"appeal\"]") ==
          "p.toml:22:10: clock 'answer': pause 'appeal' is not known. Did you mean 'appealed'?");
    CHECK(said_when("kind = \"published\"", "kind = \"statutory\"\npause = [\"appealed\"]") ==
          "p.toml:19:10: clock 'answer': it is statutory and pauses on 'appealed', but the time of a law "
          "runs on "
          "whatever the house waits for; leave pause out, or give the clock another kind");
}

TEST_CASE("limits of their own name what they are for", "[policy]")
{
    const auto with = [](const std::string& special) {
        return said_when("limit = \"24h\"", "limit = \"24h\"\noverride = [" + special + "]");
    };
    const auto rule = clock_with("limit = \"24h\"",
                                 "override = [{channel = \"email\", kind = \"query\", category = \"fees\", "
                                 "severity_min = 3, limit = \"2h\"}]");
    REQUIRE(rule.overrides.size() == 1);
    CHECK(rule.overrides[0].channel == "email");
    CHECK(rule.overrides[0].kind == "query");
    CHECK(rule.overrides[0].category == "fees");
    CHECK(rule.overrides[0].severity_min == 3);
    CHECK(to_string(rule.overrides[0].limit) == "2h");
    CHECK(with("{limit = \"1h\"}") ==
          "p.toml:22:13: clock 'answer', override: is for every case; name a channel, kind, category, item, "
          "rung, severity_min, complexity or amount_above, or change the clock's own limit");
    CHECK(with("{rung = 2, limit = \"1h\"}") ==
          "p.toml:22:13: clock 'answer', override: rung is for clocks with subject = \"rung\" only");
    CHECK(clock_with("limit = \"24h\"",
                     "subject = \"rung\"\nlimit = \"24h\"\noverride = [{rung = 2, limit = \"1h\"}]")
              .overrides[0]
              .rung == 2);
    CHECK(with("{channel = \"emial\", limit = \"1h\"}") ==
          "p.toml:22:24: clock 'answer', override: channel 'emial' is not known. Did you mean 'email'?");
    CHECK(with("{category = \"fee\", limit = \"1h\"}") ==
          "p.toml:22:25: clock 'answer': its override is for category 'fee', under which nothing can be "
          "filed, so "
          "it is never taken; add the [[category]], or name one that there is, such as 'fees'");
    CHECK(with("{channel = \"email\"}") == "p.toml:22:13: clock 'answer', override: limit is missing");
    CHECK(with("{channel = \"email\", limits = \"1h\"}") ==
          "p.toml:22:33: clock 'answer', override: limit is missing. Here stands 'limits'. Did you mean "
          "'limit'?");
}

TEST_CASE("warnings lie inside the limit, each once, and raise to rungs that exist", "[policy]")
{
    const auto with = [](const std::string& warnings) {
        return said_when("limit = \"24h\"", "limit = \"24h\"\nwarn = [" + warnings + "]");
    };
    const auto rule = clock_with("limit = \"24h\"",
                                 "limit = \"24h\"\nwarn = [{at = \"75%\", raise_to = 1}, {at = \"1h\"}]");
    REQUIRE(rule.warn.size() == 2);
    CHECK(rule.warn[0].percent == 75);
    CHECK(rule.warn[0].raise_to == 1);
    CHECK(rule.warn[1].before == limit{1, limit_unit::h});
    for (const char* late : {"100%", "110%"})
        CHECK(
            with("{at = \"" + std::string(late) + "\"}") ==
            "p.toml:22:15: clock 'answer': its warning at '" + std::string(late) +
                "' comes when the clock is due already; write 1% to 99% of the limit, or how long before it "
                "is due, such as 1h; what happens at the end itself is on_miss");
    for (const char* wrong : {"0%", "-5%", "x%", "%"}) {
        INFO(wrong);
        CHECK(with("{at = \"" + std::string(wrong) + "\"}") ==
              "p.toml:22:15: clock 'answer', warn: at '" + std::string(wrong) +
                  "' must lie between 1% and 99%; the end itself is on_miss");
    }
    CHECK(with("{at = \"24h\"}") ==
          "p.toml:22:15: clock 'answer': its warning at '24h' before it is due is not shorter than the limit "
          "of "
          "24h, so it would never be crossed; write a shorter one");
    CHECK(with("{at = \"90min\"}") == "nothing is wrong");
    CHECK(with("{at = \"1440min\"}")
              .starts_with("p.toml:22:15: clock 'answer': its warning at '1440min' before it is due is not"));
    CHECK(with("{at = \"1bd\"}") ==
          "p.toml:22:15: clock 'answer', warn: at '1bd' is counted by a calendar, but the clock's limit is "
          "elapsed "
          "time; write the warning in h or min");
    CHECK(with("{at = \"75%\"}, {at = \"75%\"}") ==
          "p.toml:22:29: clock 'answer', warn: at '75%' stands twice");
    CHECK(with("{at = \"75%\", raise_to = 2}") ==
          "p.toml:22:33: clock 'answer': raise_to is 2, but the number of rungs is 1, so the case would "
          "climb to "
          "nobody; name a rung that there is, or add the [[rung]] with its target");
}

TEST_CASE("a promise is missed and a window lapses, never the other way round", "[policy]")
{
    const auto promise = [](const std::string& end) {
        return said_when("limit = \"24h\"", "limit = \"24h\"\n" + end);
    };
    CHECK(clock_with("limit = \"24h\"", "limit = \"24h\"\non_miss = {raise_to = 1}").on_miss_raise_to == 1);
    CHECK(clock_with("limit = \"24h\"", "limit = \"24h\"\non_miss = {raise_next = true}").on_miss_next);
    CHECK(promise("on_miss = {}") ==
          "p.toml:22:11: clock 'answer': on_miss needs one of raise_to = <rung> and raise_next = true");
    CHECK(promise("on_miss = {raise_to = 1, raise_next = true}") ==
          "p.toml:22:11: clock 'answer': on_miss needs one of raise_to = <rung> and raise_next = true");
    CHECK(promise("on_miss = {raise_to = 2}") ==
          "p.toml:22:23: clock 'answer': raise_to is 2, but the number of rungs is 1, so the case would "
          "climb to "
          "nobody; name a rung that there is, or add the [[rung]] with its target");
    CHECK(promise("on_lapse = \"hold_expired\"") ==
          "p.toml:22:12: clock 'answer': on_lapse is for windows only; a promise is missed: write on_miss");

    const auto window = [](const std::string& end) {
        return said_when("kind = \"published\"", "kind = \"window\"\n" + end);
    };
    CHECK(clock_with("kind = \"published\"", "kind = \"window\"\non_lapse = \"hold_expired\"").on_lapse ==
          event_type::hold_expired);
    CHECK(window("on_miss = {raise_to = 1}") ==
          "p.toml:19:11: clock 'answer': on_miss is not for a window: it lapses and is never missed; write "
          "on_lapse");
    CHECK(window("on_lapse = \"hold_expird\"") ==
          "p.toml:19:12: clock 'answer': on_lapse 'hold_expird' is no event. Did you mean 'hold_expired'?");
    CHECK(window("on_lapse = \"dispatched:closing\"")
              .starts_with("p.toml:19:12: clock 'answer': on_lapse 'dispatched:closing' is no event."));
    CHECK(window("on_lapse = \"decision_sent\"") ==
          "p.toml:19:12: clock 'answer': on_lapse 'decision_sent' is an event that a timer may not send; "
          "name one that it "
          "may, such as appeal_window_lapsed or hold_expired");
    CHECK(window("repeat = true") ==
          "p.toml:19:10: clock 'answer': repeat is not for a window: nothing is done that could start it "
          "again; leave it out");
}

TEST_CASE("a ladder without rungs has no next one to raise to", "[policy]")
{
    const auto flat = tests::changed(tests::least_policy(), "[[rung]]\nnumber = 1\ntarget = \"care\"\n", "");
    CHECK(tests::said_by([&] {
              (void)files::load_policy(
                  tests::changed(flat, "limit = \"24h\"", "limit = \"24h\"\non_miss = {raise_next = true}"),
                  "p.toml");
          }) == "p.toml:19:25: clock 'answer', on_miss: raise_next needs a ladder; add a [[rung]]");
    CHECK(files::load_policy(flat, "p.toml").ladder.empty());
}

TEST_CASE("a contradiction carries its code and what it names, for the sentence of another language",
          "[policy]")
{
    const auto of = [](std::string_view from, std::string_view to) {
        try {
            (void)files::load_policy(tests::changed(tests::least_policy(), from, to), "p.toml");
        } catch (const files::file_error& wrong) {
            return wrong;
        }
        return files::file_error("p.toml", 0, 0, "nothing is wrong");
    };
    const files::text_book texts("schemas/texts");
    const std::pair<files::file_error, std::string> all[] = {
        {of("stop = [\"dispatched:final_response\"]\n", ""), "clock_nothing_stops"},
        {of("target = \"care\"\n", ""), "rung_without_target"},
        {of("limit = \"24h\"", "limit = \"24h\"\non_miss = {raise_to = 2}"), "rung_not_in_ladder"},
        {of("kind = \"published\"", "kind = \"statutory\"\npause = [\"appealed\"]"),
         "statutory_clock_pauses"},
        {of("limit = \"24h\"", "override = [{category = \"fee\", limit = \"1h\"}]"), "category_out_of_reach"},
        {of("limit = \"24h\"", "limit = \"24h\"\nwarn = [{at = \"100%\"}]"), "warning_after_due"},
        {of("limit = \"24h\"", "limit = \"24h\"\nwarn = [{at = \"24h\"}]"), "warning_before_start"},
    };
    CHECK(std::size(all) == files::contradictions.size());
    for (const auto& [wrong, code] : all) {
        INFO(code);
        CHECK(wrong.code == code);
        CHECK(std::string(wrong.what()) == wrong.place() + ": " + wrong.message);
        CHECK(files::filled(texts.text("policy_contradiction", code, "en"), wrong.args) == wrong.message);
        const auto chinese = files::filled(texts.text("policy_contradiction", code, "zh-CN"), wrong.args);
        CHECK(chinese != wrong.message);
        CHECK(chinese.find('{') == std::string::npos);
        CHECK(chinese.find(wrong.args.contains("clock") ? "'answer'" : "1") != std::string::npos);
    }
}
