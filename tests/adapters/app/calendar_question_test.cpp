// Questions about due times as JSON lines, their answers, and calendars as iCalendar.
#include "adapters/app/calendar_ics.hpp"
#include "adapters/app/calendar_question.hpp"
#include "adapters/files/calendar_file.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <sstream>

using namespace redress;

namespace {

std::string answered(const std::string& lines, bool all_well = true)
{
    files::calendar_book book("schemas/calendars");
    std::istringstream from(lines);
    std::ostringstream out;
    // In small pieces, as a pipe may bring them.
    const auto in = [&](std::span<char> room) {
        from.read(room.data(), static_cast<std::streamsize>(std::min<std::size_t>(room.size(), 7)));
        return static_cast<std::size_t>(from.gcount());
    };
    CHECK(app::answer_lines(in, out, book) == all_well);
    return out.str();
}

const std::string uk = R"({"calendar":"uk","start":"2026-12-24T10:00:00Z","limit":)";

}  // namespace

TEST_CASE("a question line is answered by a line with the due time and what was counted", "[calendar]")
{
    CHECK(
        answered(uk + R"("3bd","end":"cob","roll":"none","cutoff":"none","pauses":[]})") ==
        R"({"due":"2026-12-31T17:00:00.000000Z","counted":[)"
        R"({"from":"2026-12-29T00:00:00.000000Z","until":"2026-12-31T17:00:00.000000Z","days":3,"first":"2026-12-29","last":"2026-12-31"}]})"
        "\n");
    CHECK(
        answered(uk + R"("8bh","pauses":[["2026-12-24T12:00:00Z","2026-12-24T13:30:00.25Z"]]})") ==
        R"({"due":"2026-12-29T11:30:00.250000Z","counted":[)"
        R"({"from":"2026-12-24T10:00:00.000000Z","until":"2026-12-24T12:00:00.000000Z","seconds":7200},)"
        R"({"from":"2026-12-24T13:30:00.250000Z","until":"2026-12-24T17:00:00.000000Z","seconds":12599.75},)"
        R"({"from":"2026-12-29T09:00:00.000000Z","until":"2026-12-29T11:30:00.250000Z","seconds":9000.25}]})"
        "\n");
    CHECK(answered("{\"calendar\":\"elapsed\",\"start\":\"2026-03-29T00:30:00+01:00\",\"limit\":\"24h\"}") ==
          R"({"due":"2026-03-29T23:30:00.000000Z","counted":[)"
          R"({"from":"2026-03-28T23:30:00.000000Z","until":"2026-03-29T23:30:00.000000Z","seconds":86400}]})"
          "\n");
}

TEST_CASE("a question that cannot be answered says why, and the lines after it are answered", "[calendar]")
{
    const std::pair<std::string, std::string> cases[] = {
        {"what?", "the line is no JSON that can be read"},
        {"[]", "a question must be a JSON object"},
        {R"({"calendar":"uk","start":"2026-12-24T10:00:00Z"})",
         "limit is missing; a question needs calendar, start and limit"},
        {R"({"calendar":"ku","start":"2026-12-24T10:00:00Z","limit":"3bd"})", "there is no calendar 'ku'"},
        {R"({"calendar":"uk","start":"2026-12-24","limit":"3bd"})",
         "start must be an instant with its offset, such as 2026-12-24T10:00:00Z"},
        {uk + "\"3d\"}", "limit must be a number from 1 and a unit"},
        {uk + "\"3bd\",\"end\":\"noon\"}", "end must be one of instant, cob, eod"},
        {uk + "\"3bd\",\"rol\":\"none\"}", "a question has no member of that name (did you mean 'roll'?)"},
        {uk + "3}", "limit must be a text in quotation marks"},
        {uk + R"("3bd","pauses":["2026-12-24T10:00:00Z"]})", "a pause must be a pair"},
        {uk + R"("3bd","pauses":[["2026-12-24T10:00:00Z","2026-12-23T10:00:00Z"]]})",
         "a pause must not end before it begins"},
        {R"({"calendar":"uk","start":"2031-12-24T10:00:00Z","limit":"3bd"})",
         "calendar uk covers 2020-01-01 to 2027-12-31, and 2031-12-24 lies outside"},
    };
    for (const auto& [line, why] : cases) {
        INFO(line);
        const auto out = answered(line + "\n" + uk + "\"24h\"}\n", false);
        CHECK(out.starts_with("{\"error\":\"" + why));
        CHECK(out.find("{\"due\":\"2026-12-25T10:00:00.000000Z\"") != std::string::npos);
    }
}

TEST_CASE("a calendar's special days are iCalendar that folds long lines and escapes signs", "[calendar]")
{
    const auto toml =
        "id = \"shop\"\ntitle = \"Shop; \\\"A, B\\\"\"\ntitle_zh = \"商店\"\nzone = \"UTC\"\n"
        "first_year = 2026\nlast_year = 2027\nsource = \"notice\"\n"
        "holidays = [ { date = 2026-10-01, name = \"National Day\", name_zh = "
        "\"国庆节国庆节国庆节国庆节国庆节国庆节国庆节国庆节国庆节国庆节国庆节国庆节\" },\n"
        "{ date = 2027-01-01, name = \"New Year\" } ]\n"
        "workdays = [ { date = 2026-12-31, name = \"Made up\", like = \"monday\" } ]\n"
        "[hours]\nmonday = [\"09:00-12:00\", \"13:00-18:00\"]\n";
    const auto calendar = files::load_calendar(toml, "c.toml");
    std::ostringstream english, chinese;
    app::write_icalendar(english, calendar, 2026, "en");
    CHECK(english.str() ==
          "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Redress//calendar shop//EN\r\nCALSCALE:GREGORIAN\r\n"
          "NAME:Shop\\; \"A\\, B\"\r\nDESCRIPTION:notice\r\n"
          "BEGIN:VEVENT\r\nUID:20261001-shop@calendars.redress.example\r\nDTSTAMP:20260101T000000Z\r\n"
          "DTSTART;VALUE=DATE:20261001\r\nDTEND;VALUE=DATE:20261002\r\nSUMMARY:National Day\r\n"
          "CATEGORIES:HOLIDAY\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n"
          "BEGIN:VEVENT\r\nUID:20261231-shop@calendars.redress.example\r\nDTSTAMP:20260101T000000Z\r\n"
          "DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\nSUMMARY:Made up 09:00-12:00 "
          "13:00-18:00\r\n"
          "CATEGORIES:WORKDAY\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
    app::write_icalendar(chinese, calendar, std::nullopt, "zh-CN");
    CHECK(chinese.str().find("20270101-shop") != std::string::npos);
    // Never within a character: 8 octets and 22 characters of three, then the space and the rest.
    CHECK(chinese.str().find("SUMMARY:国庆节国庆节国庆节国庆节国庆节国庆节国庆节国\r\n "
                             "庆节国庆节国庆节国庆节国庆节\r\n") != std::string::npos);
    const auto text = chinese.str();
    for (std::size_t from = 0; from < text.size();) {
        const auto end = text.find("\r\n", from);
        CHECK(end - from <= 75);
        from = end + 2;
    }
}
