#include "written_file.hpp"

#include "adapters/files/policy_file.hpp"
#include "adapters/files/zone_data.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using tests::said_by;

TEST_CASE("a folder's policies are in force in the order of their file names, and are found by their hash",
          "[policy]")
{
    const tests::scratch_folder folder;
    const auto other = tests::changed(tests::least_policy(), "id = \"p\"", "id = \"q\"");
    folder.write("2.toml", tests::least_policy());
    folder.write("1.toml", other);
    folder.write("notes.txt", "no policy");
    files::calendar_book calendars("schemas/calendars");
    files::file_policy_book book(folder.path(), calendars);
    REQUIRE(book.in_force().size() == 2);
    CHECK(book.in_force()[0]->id == "q");
    CHECK(book.in_force()[1]->id == "p");
    CHECK(book.find(files::sha256_hex(other)) == book.in_force()[0]);
    CHECK(book.find("") == nullptr);
}

TEST_CASE("a policy from the database is found by cases that pinned it and never in force", "[policy]")
{
    const tests::scratch_folder folder;
    folder.write("p.toml", tests::least_policy());
    files::calendar_book calendars("schemas/calendars");
    files::file_policy_book book(folder.path(), calendars);
    const auto* first = book.in_force()[0];
    const auto older = tests::changed(tests::least_policy(), "limit = \"24h\"", "limit = \"48h\"");
    book.add(older, "revision 0");
    book.add(older, "revision 0");
    CHECK(book.in_force() == std::vector<const policy*>{first});
    CHECK(book.documents().size() == 2);
    const auto* found = book.find(files::sha256_hex(older));
    REQUIRE(found != nullptr);
    CHECK(to_string(found->clocks[0].limit) == "48h");
}

TEST_CASE("a folder without a policy, with a bad one or with two of one id is refused", "[policy]")
{
    const tests::scratch_folder folder;
    files::calendar_book calendars("schemas/calendars");
    const auto read = [&] { (void)files::file_policy_book(folder.path(), calendars); };
    CHECK(said_by(read) ==
          folder.path() + ": holds no policy file (*.toml); a case cannot be filed without one");
    folder.write("a.toml", tests::least_policy());
    folder.write("b.toml", tests::changed(tests::least_policy(), "rev = 1", "rev = 2"));
    CHECK(said_by(read) ==
          folder.path() + "/b.toml:1:1: id 'p' is in force already; keep one file per policy here");
    folder.write("b.toml", "id = ");
    CHECK(said_by(read).starts_with(folder.path() + "/b.toml:1:6: "));
    CHECK(said_by([&] { (void)files::file_policy_book(folder.path() + "/none", calendars); }) ==
          folder.path() + "/none: cannot be read as a folder (No such file or directory); set policies.dir");
}

TEST_CASE("a policy that names a calendar which does not stand there, or of another zone, is refused",
          "[policy]")
{
    const tests::scratch_folder folder;
    files::calendar_book calendars("schemas/calendars");
    const auto with = [&](const std::string& line) {
        folder.write("p.toml", tests::changed(tests::least_policy(), "rev = 1", line));
        return said_by([&] { (void)files::file_policy_book(folder.path(), calendars); });
    };
    CHECK(with("rev = 1\ncalendar = \"elapsed\"") == "nothing is wrong");
    CHECK(with("rev = 1\ncalendar = \"elapse\"") ==
          folder.path() + "/p.toml:3:12: calendar 'elapse' is not known. Did you mean 'elapsed'?");
    CHECK(with("rev = 1\ncalendar = \"uk\"") ==
          folder.path() +
              "/p.toml:4:8: zone is 'UTC', but days of calendar 'uk' begin in 'Europe/London'; "
              "write that zone or another calendar");
}

TEST_CASE("a calendar is found by what a clock pinned, also one of earlier days", "[policy]")
{
    files::calendar_book calendars("schemas/calendars");
    const auto* now = calendars.find("uk");
    REQUIRE(now != nullptr);
    const auto& release = now->zone().version();
    CHECK(calendars.in_force("uk") == now);
    CHECK(calendars.in_force("sg") == nullptr);  // nobody has asked for it
    CHECK(calendars.pinned(now->rules().version, release) == now);
    CHECK(calendars.pinned(now->rules().version, "2019c") == nullptr);
    const auto& toml = calendars.documents().at("uk").toml;
    calendars.add(files::load_calendar(
        toml, "uk", zone("Europe/London", "2019c", now->zone().changes(), now->zone().until())));
    REQUIRE(calendars.pinned(now->rules().version, "2019c") != nullptr);
    CHECK(calendars.pinned(now->rules().version, "2019c")->zone().version() == "2019c");
    CHECK(calendars.in_force("uk") == now);
    CHECK(said_by([&] {
              (void)files::load_calendar(
                  toml, "uk.toml",
                  zone("Asia/Shanghai", "2019c", now->zone().changes(), now->zone().until()));
          }).ends_with("zone 'Europe/London' is not that of the data, 'Asia/Shanghai'"));
}

TEST_CASE("zone data comes back from where it is kept as it was", "[policy]")
{
    for (const auto* name :
         {"Europe/London", "Asia/Shanghai", "America/New_York", "Australia/Sydney", "UTC"}) {
        INFO(name);
        const auto zone = files::load_zone(name).value();
        const auto text = files::write_zone(zone);
        const auto back = files::parse_zone(text, name);
        CHECK(files::write_zone(back) == text);
        CHECK(back.name() == zone.name());
        CHECK(back.until() == zone.until());
        const auto noon = parse_instant("2026-07-01T12:00:00Z").value();
        CHECK(back.reading(noon) == zone.reading(noon));
    }
    const auto wrong = [](const std::string& body) {
        return said_by([&] { (void)files::parse_zone("name = \"X\"\nrelease = \"2025b\"\n" + body, "x"); });
    };
    CHECK(wrong("until = \"then\"\nchanges = []\n") ==
          "x:3:9: the zone: until is no instant; write 2100-01-01T00:00:00Z");
    CHECK(wrong("until = \"2100-01-01T00:00:00Z\"\nchanges = [\"1970-01-01T00:00:00Z east\"]\n") ==
          "x:4:12: the zone: changes must be instants in order, each with its offset in seconds");
    CHECK(wrong("until = \"1960-01-01T00:00:00Z\"\nchanges = [\"1970-01-01T00:00:00Z 0\"]\n") ==
          "x:4:11: the zone: changes must lie before until");
}
