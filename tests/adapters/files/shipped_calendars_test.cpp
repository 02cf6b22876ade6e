// The calendars that ship, and due times by them that were worked out by hand (tests/data/deadlines.toml).
#include "adapters/files/calendar_file.hpp"
#include "states/due.hpp"

#include <catch2/catch_test_macros.hpp>
#include <toml++/toml.h>

using namespace redress;

namespace {

instant at(std::string_view text)
{
    const auto found = parse_instant(text);
    REQUIRE(found);
    return *found;
}

template <named Enum>
Enum named_or_first(const toml::table& from, std::string_view key)
{
    const auto text = from[key].value<std::string>();
    if (!text) return Enum{};
    const auto found = parse_name<Enum>(*text);
    REQUIRE(found);
    return *found;
}

std::string text_of(const toml::table& from, std::string_view key)
{
    return from[key].value_or(std::string());
}

}  // namespace

TEST_CASE("every shipped calendar can be read and stands in its zone", "[calendar]")
{
    files::calendar_book book("schemas/calendars");
    const std::pair<std::string_view, std::string_view> zones[] = {
        {"ae", "Asia/Dubai"},           {"au", "Australia/Sydney"},
        {"cn-wallet", "Asia/Shanghai"}, {"elapsed", "UTC"},
        {"eu", "Europe/Brussels"},      {"ie", "Europe/Dublin"},
        {"in", "Asia/Kolkata"},         {"sg", "Asia/Singapore"},
        {"uk", "Europe/London"},        {"us-federal", "America/New_York"}};
    CHECK(book.ids().size() == std::size(zones));
    for (const auto& [id, zone] : zones) {
        INFO(id);
        const auto* found = book.find(id);
        REQUIRE(found != nullptr);
        CHECK(found->zone().name() == zone);
        CHECK(found->rules().first_year <= 2025);
        CHECK(found->rules().last_year >= 2026);
        CHECK_FALSE(found->rules().title_zh.empty());
    }
}

TEST_CASE("due times that were worked out by hand", "[calendar]")
{
    files::calendar_book book("schemas/calendars");
    const auto file = toml::parse_file("tests/data/deadlines.toml");
    const auto* vectors = file["vectors"].as_array();
    REQUIRE(vectors != nullptr);
    CHECK(vectors->size() >= 130);
    for (const auto& one : *vectors) {
        const auto& vector = *one.as_table();
        INFO(text_of(vector, "rule") << " " << text_of(vector, "limit") << " from "
                                     << text_of(vector, "start") << ": " << text_of(vector, "why"));
        const auto limit = parse_limit(text_of(vector, "limit"));
        REQUIRE(limit);
        std::vector<instant_span> pauses;
        if (const auto pause = text_of(vector, "pause"); !pause.empty())
            pauses.push_back({at(pause.substr(0, pause.find('/'))), at(pause.substr(pause.find('/') + 1))});
        const limit_rule rule{.limit = *limit,
                              .end = named_or_first<limit_end>(vector, "end"),
                              .roll = named_or_first<limit_roll>(vector, "roll"),
                              .cutoff = named_or_first<limit_cutoff>(vector, "cutoff")};
        const auto* by = book.find(text_of(vector, "calendar"));
        REQUIRE(by != nullptr);
        CHECK(to_string(due_time(*by, at(text_of(vector, "start")), rule, pauses)) ==
              to_string(at(text_of(vector, "due"))));
    }
}
