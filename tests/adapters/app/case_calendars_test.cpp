// Which calendar a case is told by: what it pinned, whatever is in force since.
#include "adapters/app/case_calendars.hpp"
#include "adapters/files/calendar_file.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;

TEST_CASE("a case is told by the calendar that it pinned last, else by the one in force", "[letters]")
{
    files::calendar_book book("schemas/calendars");
    const auto* now = book.find("uk");
    REQUIRE(now != nullptr);
    const auto pin_of = [](const calendar& one) {
        return calendar_pin{
            .id = one.rules().id, .sha256 = one.rules().version, .zone_data = one.zone().version()};
    };
    // What an earlier file said, under a hash of its own.
    const auto earlier = [&](const std::string& version) {
        auto rules = now->rules();
        rules.version = version;
        book.add(calendar(rules, now->zone()));
        return book.pinned(version, now->zone().version());
    };
    const auto* first = earlier(std::string(64, 'a'));
    const auto* second = earlier(std::string(64, 'b'));
    REQUIRE((first != nullptr && second != nullptr));

    facts known;
    const app::case_calendars by(known, book);
    CHECK(by.in_force("uk") == now);
    CHECK(by.in_force("eu") == nullptr);  // not read yet
    known.calendars = {pin_of(*first)};
    CHECK(by.in_force("uk") == first);
    known.calendars.push_back(pin_of(*second));
    CHECK(by.in_force("uk") == second);
    CHECK(by.pinned(first->rules().version, first->zone().version()) == first);
    // One that this process cannot find is told by what it has.
    known.calendars.push_back({.id = "uk", .sha256 = std::string(64, 'c'), .zone_data = "2020a"});
    CHECK(by.in_force("uk") == now);
}
