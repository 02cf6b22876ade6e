// Who is there when, by hours of the week and exceptions, and what a rota may not say.
#include "written_file.hpp"

#include "adapters/files/roster_file.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using namespace std::chrono_literals;

namespace {

// clang-format off
const std::string small_roster =
    "[[person]]\nid = \"h.lin\"\nroles = [\"handler\"]\n"                     // 1 to 3
    "[[person]]\nid = \"h.park\"\nroles = [\"handler\"]\n"                    // 4 to 6
    "[[rota]]\n"                                                              // 7
    "team = \"care\"\n"                                                       // 8
    "zone = \"Europe/London\"\n"                                              // 9
    "[[rota.shift]]\n"                                                        // 10
    "people = [\"h.lin\"]\n"                                                  // 11
    "days = [\"monday\", \"tuesday\"]\n"                                      // 12
    "hours = [\"09:00-12:00\", \"12:00-17:00\"]\n"                            // 13
    "[[rota.shift]]\n"                                                        // 14
    "people = [\"h.park\"]\n"                                                 // 15
    "hours = [\"17:00-09:00\"]\n"                                             // 16
    "on_call = true\n"                                                        // 17
    "[[rota.exception]]\n"                                                    // 18
    "date = 2026-06-02\n"                                                     // 19
    "name = \"Moving house\"\n"                                               // 20
    "shift = [{ people = [\"h.park\"], hours = [\"10:00-11:00\"] }]\n";       // 21
// clang-format on

const files::rota& care()
{
    static const auto read = files::parse_roster(small_roster, "r.toml");
    return read.rotas().at(0);
}

instant at(const char* text)
{
    return parse_instant(text).value();
}

std::string told(const std::vector<files::turn>& turns)
{
    std::string text;
    for (const auto& one : turns)
        text += (text.empty() ? "" : ", ") + one.person + (one.on_call ? " on call " : " ") +
                to_string(one.from).substr(5, 11) + "/" + to_string(one.until).substr(5, 11);
    return text;
}

std::string said_when(std::string_view from, std::string_view to)
{
    const auto text = tests::changed(small_roster, from, to);
    return tests::said_by([&] { (void)files::parse_roster(text, "r.toml"); });
}

}  // namespace

TEST_CASE("hours of the week say who is there, and turns that meet are one", "[rota]")
{
    // The first of June is a Monday, and London is an hour ahead.
    CHECK(told(care().at(at("2026-06-01T10:00:00Z"))) == "h.lin 06-01T08:00/06-01T16:00");
    CHECK(told(care().at(at("2026-06-01T08:00:00Z"))) == "h.lin 06-01T08:00/06-01T16:00");
    CHECK(told(care().at(at("2026-06-01T07:59:59Z"))) == "h.park on call 05-31T16:00/06-01T08:00");
    CHECK(told(care().at(at("2026-06-01T16:00:00Z"))) == "h.park on call 06-01T16:00/06-02T08:00");
    CHECK(told(care().at(at("2026-06-03T12:00:00Z"))).empty());
}

TEST_CASE("an exception takes the place of what begins on its date, and of nothing else", "[rota]")
{
    CHECK(told(care().at(at("2026-06-02T07:00:00Z"))) == "h.park on call 06-01T16:00/06-02T08:00");
    CHECK(told(care().at(at("2026-06-02T09:30:00Z"))) == "h.park 06-02T09:00/06-02T10:00");
    CHECK(told(care().at(at("2026-06-02T12:00:00Z"))).empty());
    CHECK(told(care().at(at("2026-06-02T20:00:00Z"))).empty());
    CHECK(told(care().at(at("2026-06-09T12:00:00Z"))) == "h.lin 06-09T08:00/06-09T16:00");
    REQUIRE(care().exceptions().size() == 1);
    CHECK(care().exceptions()[0].name == "Moving house");
    const auto closed = files::parse_roster(
        tests::changed(small_roster, "shift = [{ people = [\"h.park\"], hours = [\"10:00-11:00\"] }]\n", ""),
        "r.toml");
    CHECK(closed.rotas()[0].at(at("2026-06-02T09:30:00Z")).empty());
}

TEST_CASE("whoever comes next is the first to begin later", "[rota]")
{
    CHECK(told(care().next(at("2026-06-01T20:00:00Z"), false)) == "h.park 06-02T09:00/06-02T10:00");
    CHECK(told(care().next(at("2026-06-02T12:00:00Z"), false)) == "h.lin 06-08T08:00/06-08T16:00");
    CHECK(told(care().next(at("2026-06-02T12:00:00Z"), true)) == "h.park on call 06-03T16:00/06-04T08:00");
    CHECK(care().next(at("2026-06-02T12:00:00Z"), false, 24h).empty());
}

TEST_CASE("a night on which clocks are set back is an hour longer", "[rota]")
{
    CHECK(told(care().at(at("2026-10-25T01:30:00Z"))) == "h.park on call 10-24T16:00/10-25T09:00");
}

TEST_CASE("a shift around the clock has no end that is near", "[rota]")
{
    const auto always = files::parse_roster(
        tests::changed(small_roster, "hours = [\"17:00-09:00\"]", "hours = [\"00:00-24:00\"]"), "r.toml");
    const auto now = at("2026-08-01T12:00:00Z");
    for (const auto& one : always.rotas()[0].at(now)) CHECK(one.until > now + 24h * 30);
    CHECK(always.rotas()[0].next(now, true).empty());
}

TEST_CASE("the demo's rotas name its teams, and at noon of a working day somebody is there", "[rota]")
{
    const auto demo = files::load_roster("schemas/roster/wallet-demo.toml");
    REQUIRE(demo.rotas().size() == 2);
    for (const auto& one : demo.rotas()) {
        INFO(one.team());
        CHECK_FALSE(one.at(at("2026-12-01T04:00:00Z")).empty());
    }
}

TEST_CASE("what is wrong in a rota is named with its place, the rule and the fix", "[rota]")
{
    CHECK(said_when("people = [\"h.lin\"]", "people = [\"h.ln\"]") ==
          "r.toml:11:11: rota of 'care', shift: people 'h.ln' is not known. Did you mean 'h.lin'?");
    CHECK(said_when("people = [\"h.lin\"]\n", "") ==
          "r.toml:10:1: rota of 'care', shift: people is missing: write who it is, such as people = "
          "[\"h.lin\"]");
    CHECK(said_when("\"monday\"", "\"mondy\"") ==
          "r.toml:12:9: rota of 'care', shift: days 'mondy' is not known. Did you mean 'monday'?");
    CHECK(said_when("hours = [\"17:00-09:00\"]", "hours = [\"5-9\"]") ==
          "r.toml:16:10: rota of 'care', shift: '5-9' are no hours; write \"09:00-18:00\", to 24:00 at most");
    CHECK(said_when("\"12:00-17:00\"", "\"11:00-17:00\"")
              .starts_with("r.toml:13:25: rota of 'care', shift: '11:00-17:00' begins before"));
    CHECK(said_when("hours = [\"17:00-09:00\"]\n", "") ==
          "r.toml:14:1: rota of 'care', shift: hours is missing: write when, such as hours = "
          "[\"09:00-18:00\"], or "
          "\"00:00-24:00\" for a whole day");
    CHECK(said_when("on_call = true", "on_cal = true") ==
          "r.toml:17:1: rota of 'care', shift: unknown key 'on_cal'. Did you mean 'on_call'?");
    CHECK(said_when("Europe/London", "Europe/Londn") ==
          "r.toml:9:8: rota of 'care': zone 'Europe/Londn' is no IANA name; write one such as Asia/Shanghai");
    CHECK(said_when("date = 2026-06-02", "date = \"2026-06-02\"") ==
          "r.toml:19:8: rota of 'care', exception: date must be a date without quotation marks: 2026-12-24");
    CHECK(said_when("shift = [{ people = [\"h.park\"], hours",
                    "shift = [{ people = [\"h.park\"], days = [\"monday\"], hours")
              .starts_with("r.toml:21:33: rota of 'care', exception 2026-06-02, shift: unknown key 'days'."));
    const auto twice = small_roster + "[[rota.exception]]\ndate = 2026-06-02\nname = \"Again\"\n";
    CHECK(tests::said_by([&] { (void)files::parse_roster(twice, "r.toml"); }) ==
          "r.toml:23:8: rota of 'care', exception 2026-06-02: date stands twice; put all shifts of a date "
          "into one "
          "exception");
    const auto two = small_roster + small_roster.substr(small_roster.find("[[rota]]"));
    CHECK(tests::said_by([&] { (void)files::parse_roster(two, "r.toml"); }) ==
          "r.toml:23:8: rota of 'care': team stands twice; put all shifts of a team into one [[rota]]");
    const auto bare = small_roster.substr(0, small_roster.find("[[rota.shift]]"));
    CHECK(tests::said_by([&] { (void)files::parse_roster(bare, "r.toml"); }) ==
          "r.toml:7:1: rota of 'care': shift is missing: write a [[rota.shift]] with people, days and hours");
}
