// The log is searched backwards whole, newest first, whatever a look takes in; and where cases stand is counted without
// reading them.
#include "adapters/postgres/entry_search.hpp"
#include "tests/adapters/postgres/scratch_database.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <random>

using namespace redress;
using namespace redress::tests;
using namespace std::chrono_literals;

namespace {

instant at(int minute)
{
    return instant(std::chrono::days(20'000)) + std::chrono::minutes(minute);
}

/// Entries of three buckets, in an order in which each bucket's times go forward; every seventh is h.lin's.
struct written_log {
    scratch_database database;
    int entries = 0;

    void write(int n)
    {
        std::mt19937 random(7);
        std::array<int, 3> pos{};
        for (int i = 0; i < n; ++i) {
            const auto b = static_cast<std::size_t>(random() % 3);
            const auto id = "'00000000-0000-8000-8000-0000000000" + std::to_string(10 + b) + "'";
            const std::string body = R"({"actor":{"id":")" + std::string(i % 7 == 0 ? "h.lin" : "c.ito") +
                                     R"("},"cseq":)" + std::to_string(i + 1) +
                                     R"(,"ev":"note_added","rec":")" + to_string(at(i)) +
                                     R"(","type":"case.event"})";
            ++pos.at(b);
            database.sql("INSERT INTO audit_entry VALUES (" + std::to_string(b * 9) + ", " + id + ", " +
                         std::to_string(pos.at(b)) + ", " + std::to_string(pos.at(b)) + ", " +
                         std::to_string(pos.at(b)) + ", '" + body + "', sha256('" + std::to_string(i) +
                         "'))");
        }
        for (std::size_t b = 0; b < 3; ++b)
            database.sql("UPDATE bucket_head SET pos = " + std::to_string(pos.at(b)) +
                         " WHERE bucket = " + std::to_string(b * 9));
        entries = n;
    }

    [[nodiscard]] std::vector<instant> all(const postgres::entries_wanted& wanted, int limit,
                                           postgres::search_pages pages = {})
    {
        postgres::entry_search log(database.url(), pages);
        std::vector<instant> times;
        auto left = log.begin(wanted);
        for (int n = 0; n < 1000; ++n) {
            const auto page = log.back(wanted, left, limit);
            CHECK(static_cast<int>(page.entries.size()) <= limit);
            for (const auto& one : page.entries) times.push_back(one.recorded);
            if (page.whole) return times;
            CHECK(page.left != left);
            left = page.left;
        }
        FAIL("it never ends");
        return times;
    }
};

}  // namespace

TEST_CASE_METHOD(written_log, "a search finds everything that fits, newest first, whatever a look takes in",
                 "[entry_search]")
{
    write(200);
    std::vector<instant> expected;
    for (int i = 199; i >= 0; --i)
        if (i % 7 == 0) expected.push_back(at(i));
    for (const auto pages :
         {postgres::search_pages{}, postgres::search_pages{.first = 1, .most = 1, .time = 0ms},
          postgres::search_pages{.first = 5, .most = 20, .time = 0ms}})
        for (const int limit : {1, 4, 500}) {
            CAPTURE(pages.first, limit);
            CHECK(all({.actor = "h.lin"}, limit, pages) == expected);
            CHECK(all({}, limit, pages).size() == 200);
        }
    CHECK(all({.actor = "h.lin", .event = "note_added", .type = "case.event"}, 50) == expected);
    CHECK(all({.actor = "h"}, 50).empty());
    CHECK(all({.event = "h.lin"}, 50).empty());
}

TEST_CASE_METHOD(written_log, "a search keeps to its time, also from the middle of the log", "[entry_search]")
{
    write(400);
    const auto found = all({.since = at(100), .until = at(150)}, 20);
    REQUIRE(found.size() == 50);
    CHECK(found.front() == at(149));
    CHECK(found.back() == at(100));
    CHECK(all({.until = at(0)}, 20).empty());
    CHECK(all({.since = at(500)}, 20).empty());
}

TEST_CASE("what is looked for is compared with the member that it names", "[entry_search]")
{
    const std::string body =
        R"({"actor":{"id":"h.lin","role":"handler"},"clk":[{"clock":"update"}],"ev":"hold_placed","moves":[{"from":"none","machine":"hold","to":"waiting"}],"pol":[{"id":"wallet-default","rev":1,"sha256":"ab"}],"rec":"2026-11-02T09:00:00.000000Z","ref":{"code":"refused","guard":"has_owner"},"set":{"owner":"c.ito"},"type":"case.event"})";
    const auto found = [&](const postgres::entries_wanted& wanted) { return postgres::fits(wanted, body); };
    CHECK(found({}));
    CHECK(found({.actor = "h.lin",
                 .event = "hold_placed",
                 .type = "case.event",
                 .policy = "wallet-default",
                 .refusal = "has_owner",
                 .fact = "owner"}));
    CHECK(found({.policy = "ab", .refusal = "refused", .fact = "hold"}));
    CHECK(found({.fact = "update"}));
    CHECK_FALSE(found({.actor = "handler"}));
    CHECK_FALSE(found({.fact = "c.ito"}));
    CHECK_FALSE(found({.policy = "h.lin"}));
    CHECK_FALSE(found({.refusal = "hold_placed"}));
    CHECK_FALSE(postgres::fits({}, "no entry"));
}
