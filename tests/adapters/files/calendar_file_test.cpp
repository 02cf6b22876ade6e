// Calendar files: what they may say, and what is answered when they say it wrong.
#include "written_file.hpp"

#include "adapters/files/calendar_file.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using namespace std::chrono_literals;

namespace {

// clang-format off
const std::string small_calendar =
    "id = \"shop\"\n"                                             // 1
    "title = \"The shop\"\n"                                      // 2
    "title_zh = \"商店\"\n"                                       // 3
    "zone = \"Asia/Shanghai\"\n"                                  // 4
    "first_year = 2026\n"                                         // 5
    "last_year = 2026\n"                                          // 6
    "source = \"the shop's notice\"\n"                            // 7
    "holidays = [ { date = 2026-10-01, name = \"National Day\", name_zh = \"国庆节\" } ]\n"  // 8
    "workdays = [ { date = 2026-09-20, name = \"Workday\", like = \"thursday\" } ]\n"        // 9
    "[hours]\n"                                                   // 10
    "thursday = [\"09:00-12:00\", \"13:00-24:00\"]\n"             // 11
    "friday = [\"22:00-06:00\"]\n"                                // 12
    "[[override]]\n"                                              // 13
    "date = 2026-12-24\n"                                         // 14
    "name = \"Short day\"\n"                                      // 15
    "source = \"the shop's notice\"\n"                            // 16
    "hours = [\"09:00-12:00\"]\n";                                // 17
// clang-format on

std::string said_when(std::string_view from, std::string_view to)
{
    const auto toml = tests::changed(small_calendar, from, to);
    return tests::said_by([&] { (void)files::load_calendar(toml, "c.toml"); });
}

local_date day(int month, unsigned of_month)
{
    return local_date(std::chrono::year(2026) / month / static_cast<int>(of_month));
}

}  // namespace

TEST_CASE("a calendar file gives hours, zone, years and special days", "[calendar]")
{
    const auto read = files::load_calendar(small_calendar, "c.toml");
    const auto& rules = read.rules();
    CHECK(rules.id == "shop");
    CHECK(rules.title_zh == "商店");
    CHECK(rules.version == files::sha256_hex(small_calendar));
    CHECK(read.zone().name() == "Asia/Shanghai");
    CHECK(rules.hours[4] == day_hours{{9h, 12h}, {13h, 24h}});
    CHECK(rules.hours[5] == day_hours{{22h, 30h}});
    CHECK(to_string(rules.hours[4][1]) == "13:00-24:00");
    CHECK(to_string(rules.hours[5][0]) == "22:00-06:00");
    REQUIRE(rules.special.size() == 3);
    CHECK(rules.special[0].hours == rules.hours[4]);
    CHECK(rules.special[1].name_zh == "国庆节");
    CHECK(rules.special[2].hours == day_hours{{9h, 12h}});
    CHECK(read.is_business_day(day(9, 20)));
    CHECK_FALSE(read.is_business_day(day(10, 1)));
    CHECK(read.close_of_business(day(12, 24)) == parse_instant("2026-12-24T04:00:00Z"));
    CHECK(read.close_of_business(day(7, 3)) == parse_instant("2026-07-03T22:00:00Z"));
}

TEST_CASE("an override beats what the source says about the date", "[calendar]")
{
    const auto toml = tests::changed(small_calendar, "date = 2026-12-24\n", "date = 2026-10-01\n");
    const auto read = files::load_calendar(toml, "c.toml");
    CHECK(read.is_business_day(day(10, 1)));
    CHECK(read.rules().special.size() == 2);
    const auto closed =
        tests::changed(tests::changed(small_calendar, "hours = [\"09:00-12:00\"]\n", "closed = true\n"),
                       "date = 2026-12-24\n", "date = 2026-09-20\n");
    CHECK_FALSE(files::load_calendar(closed, "c.toml").is_business_day(day(9, 20)));
}

TEST_CASE("a calendar file with a mistake is refused with line, column, rule and remedy", "[calendar]")
{
    const std::string_view cases[][3] = {
        {"zone = \"Asia/Shanghai\"", "zone = \"Asia/Shangri-La\"",
         "c.toml:4:8: calendar 'shop': zone 'Asia/Shangri-La' is no IANA name; write one such as "
         "Asia/Shanghai"},
        {"last_year = 2026", "last_year = 2025",
         "c.toml:6:13: calendar 'shop': last_year lies before first_year; the years are first_year to "
         "last_year, both "
         "included"},
        {"\"09:00-12:00\", \"13", "\"9-12\", \"13",
         "c.toml:11:13: calendar 'shop', hours: '9-12' are no hours; write \"09:00-18:00\", to 24:00 at "
         "most"},
        {"\"09:00-12:00\", \"13", "\"09:00-24:30\", \"13",
         "c.toml:11:13: calendar 'shop', hours: '09:00-24:30' are no hours; write \"09:00-18:00\", to 24:00 "
         "at most"},
        {"\"09:00-12:00\", \"13", "\"09:00-09:00\", \"13",
         "c.toml:11:13: calendar 'shop', hours: '09:00-09:00' is no time at all; write \"00:00-24:00\" for a "
         "whole day"},
        {"\"09:00-12:00\", \"13", "\"09:00-14:00\", \"13",
         "c.toml:11:28: calendar 'shop', hours: '13:00-24:00' begins before the hours in front of it end; "
         "write them in "
         "order, none inside another"},
        {"date = 2026-10-01", "date = 2027-10-01",
         "c.toml:8:23: holiday 2027-10-01: date lies outside of first_year to last_year; widen them or take "
         "the line out"},
        {"date = 2026-10-01", "date = \"2026-10-01\"",
         "c.toml:8:23: calendar 'shop', holidays: date must be a date without quotation marks: 2026-12-24"},
        {"date = 2026-09-20", "date = 2026-10-01",
         "c.toml:9:23: workday 2026-10-01: date stands twice; keep one line for a date, and an override to "
         "change it"},
        {"like = \"thursday\"", "like = \"thorsday\"",
         "c.toml:9:60: workday 2026-09-20: like 'thorsday' is not known. Did you mean 'thursday'?"},
        {"like = \"thursday\"", "like = \"monday\"",
         "c.toml:9:60: workday 2026-09-20: like names a day on which nobody works; name one that has "
         "[hours]"},
        {"friday = ", "fridey = ",
         "c.toml:12:1: calendar 'shop', hours: unknown key 'fridey'. Did you mean 'friday'?"},
        {"hours = [\"09:00-12:00\"]\n", "",
         "c.toml:13:1: override 2026-12-24: closed or hours must be there, one of them: closed = true, or "
         "hours = "
         "[\"09:00-12:00\"]"},
        {"source = \"the shop's notice\"\nhours", "hours",
         "c.toml:13:1: override 2026-12-24: source is missing"},
        {"title_zh = \"商店\"\n", "", "c.toml:1:1: calendar 'shop': title_zh is missing"},
        {"friday = [\"22:00-06:00\"]", "wednesday = [\"22:00-10:00\"]",
         "c.toml:10:1: calendar 'shop': hours do not fit together: the hours of 2026-01-08 overlap with "
         "others of that day "
         "or of the day before; let one end where the next begins"},
    };
    for (const auto& [from, to, said] : cases) {
        INFO(from << " -> " << to);
        CHECK(said_when(from, to) == said);
    }
}

TEST_CASE("a calendar needs hours, and years that its zone is known for", "[calendar]")
{
    const std::string head =
        "id = \"shop\"\ntitle = \"The shop\"\ntitle_zh = \"商店\"\nzone = \"Europe/London\"\n"
        "first_year = 2026\nlast_year = 2040\nsource = \"none\"\n";
    const auto said = [&](const std::string& rest) {
        return tests::said_by([&] { (void)files::load_calendar(head + rest, "c.toml"); });
    };
    CHECK(said("[hours]\nmonday = [\"09:00-17:00\"]\n") ==
          "c.toml:6:13: calendar 'shop': last_year reaches too far: zone Europe/London is known from "
          "1970-01-01 to "
          "2037-01-01, and 2041-01-01 lies outside; take a date between them, or newer zone data");
    CHECK(said("[hours]\n") ==
          "c.toml:8:1: calendar 'shop': hours name no day; write at least one, such as monday = "
          "[\"09:00-18:00\"]");
    CHECK(said("").ends_with(
        "hours are missing; write [hours] and a line for each day on which people work, such as "
        "monday = [\"09:00-18:00\"]"));
    CHECK(said("[hours]\nmonday = [\"09:00-17:00\"]\n[[override]]\ndate = 2026-12-24\nname = \"x\"\nsource = "
               "\"y\"\n"
               "closed = true\n[[override]]\ndate = 2026-12-24\nname = \"x\"\nsource = \"y\"\nclosed = "
               "true\n") == "c.toml:16:8: override 2026-12-24: date is overridden twice; keep one of them");
}

TEST_CASE("a folder of calendars is read one by one, and a file is called as its calendar", "[calendar]")
{
    const tests::scratch_folder folder;
    folder.write("shop.toml", small_calendar);
    folder.write("other.toml", small_calendar);
    folder.write("broken.toml", "id = ");
    files::calendar_book book(folder.path());
    CHECK(book.ids() == std::vector<std::string>{"broken", "other", "shop"});
    const auto* shop = book.find("shop");
    REQUIRE(shop != nullptr);
    CHECK(book.find("shop") == shop);
    CHECK(book.find("nowhere") == nullptr);
    CHECK(book.find("../shop") == nullptr);
    CHECK(tests::said_by([&] {
              (void)book.find("other");
          }).ends_with("/other.toml:1:1: id 'shop' is not the name of its file; call both alike"));
    CHECK_THROWS_AS(book.find("broken"), files::file_error);

    const tests::scratch_folder empty;
    CHECK(tests::said_by([&] {
              (void)files::calendar_book(empty.path()).ids();
          }).ends_with(": holds no calendar (*.toml); set calendars.dir, or run ops/calendars"));
    CHECK_THROWS_AS(files::calendar_book(empty.path() + "/none").ids(), files::file_error);
}
