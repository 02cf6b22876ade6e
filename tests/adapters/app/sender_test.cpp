// The channel that the demo and the tests play: what it reports of which command.
#include "adapters/app/sender.hpp"

#include <catch2/catch_test_macros.hpp>

#include <set>

using namespace redress;
using app::report_of;

namespace {

const instant now = *parse_instant("2026-11-25T09:30:00Z");

workflow::raw_record asked(const std::string& case_id, const std::string& more = R"("again":false)")
{
    return {
        .key = case_id,
        .headers = {{"ce_id", "letter-" + case_id}, {"ce_type", "io.redress.notify.command.send_letter.v1"}},
        .payload =
            R"({"case":")" + case_id + R"(","kind":"closing","letter":"L1","route":"email",)" + more + "}"};
}

std::string case_number(int n)
{
    auto digits = std::to_string(n);
    return "01934f2a-0000-7000-8000-" + std::string(12 - digits.size(), '0') + digits;
}

/// Cases of 1000 whose letter comes back.
std::set<int> coming_back(std::uint64_t seed, int percent)
{
    std::set<int> back;
    for (int n = 0; n < 1000; ++n)
        if (report_of(asked(case_number(n)), {.seed = seed, .undelivered_percent = percent}, now)
                ->what.type == event_type::message_undelivered)
            back.insert(n);
    return back;
}

}  // namespace

TEST_CASE("a letter is reported as dispatched, by the channel, under an id that a repeat has again",
          "[sender]")
{
    const auto said = report_of(asked(case_number(1)), {.command_topic = "commands"}, now);
    REQUIRE(said);
    CHECK(said->topic == "commands");
    CHECK(to_string(said->id) == case_number(1));
    CHECK(said->what.type == event_type::message_dispatched);
    CHECK(said->what.text(field::letter) == "L1");
    CHECK(said->what.text(field::route) == "email");
    CHECK(said->actor_role == role::channel);
    CHECK(said->source == "/channel/simulated");
    CHECK(said->time == now);
    CHECK(said->event_id == "report-letter-" + case_number(1));
    CHECK(report_of(asked(case_number(1)), {.command_topic = "commands"}, now)->event_id == said->event_id);
}

TEST_CASE("the stated share comes back, the same letters for the same seed", "[sender]")
{
    CHECK(coming_back(7, 0).empty());
    CHECK(coming_back(7, 100).size() == 1000);
    const auto some = coming_back(7, 10);
    CHECK(some.size() > 60);
    CHECK(some.size() < 140);
    CHECK(coming_back(7, 10) == some);
    CHECK(coming_back(8, 10) != some);
}

TEST_CASE("a letter that is sent again arrives", "[sender]")
{
    const auto said =
        report_of(asked(case_number(1), R"("again":true)"), {.seed = 1, .undelivered_percent = 100}, now);
    CHECK(said->what.type == event_type::message_dispatched);
    const auto first = report_of(asked(case_number(1)), {.seed = 1, .undelivered_percent = 100}, now);
    CHECK(first->what.type == event_type::message_undelivered);
    CHECK(first->what.text(field::reason_code) == "no_such_address");
    CHECK_FALSE(first->time);
}

TEST_CASE("what is no command to send a letter is left alone", "[sender]")
{
    const app::sender_settings settings;
    CHECK(report_of(asked(case_number(1)), settings, now));
    auto other = asked(case_number(1));
    other.headers[1].second = "io.redress.complaint.note_added.v1";
    CHECK_FALSE(report_of(other, settings, now));
    auto unnamed = asked(case_number(1));
    unnamed.headers.erase(unnamed.headers.begin());
    CHECK_FALSE(report_of(unnamed, settings, now));
    for (const std::string payload :
         {"{broken", "[]", R"({"case":"x","letter":"L1","route":"email"})",
          R"({"case":"01934f2a-0000-7000-8000-000000000001","route":"email"})",
          R"({"case":"01934f2a-0000-7000-8000-000000000001","letter":"L1","route":"owl"})"}) {
        auto wrong = asked(case_number(1));
        wrong.payload = payload;
        INFO(payload);
        CHECK_FALSE(report_of(wrong, settings, now));
    }
}
