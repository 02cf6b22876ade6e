// Pages that end where the list ends, rows that this release cannot read, what is counted over all cases, and what is
// recorded of a search.
#include "tests/adapters/app/rest/desk_at_work.hpp"

#include "adapters/postgres/case_queries.hpp"
#include "adapters/postgres/word_index.hpp"

#include <catch2/catch_test_macros.hpp>

#include <set>

using namespace redress;
using namespace redress::tests;
using namespace std::chrono_literals;
using http::verb;

namespace {

const std::string all_complaints = "/api/v1/complaints";

void find_words(desk_at_work& desk)
{
    postgres::word_index words(desk.database().url());
    while (words.behind() > 0) (void)words.catch_up(1s);
}

/// Pages until there is no next one; how many items each had.
std::vector<std::size_t> pages_of(desk_at_work& desk, const std::string& list,
                                  const std::string& as = "h.lin")
{
    std::vector<std::size_t> sizes;
    std::string cursor;
    for (;;) {
        const auto page = desk.get(list + (cursor.empty() ? "" : "&cursor=" + cursor), as);
        REQUIRE(page.status == 200);
        sizes.push_back(page.body.at("items").as_array().size());
        if (page.body.at("next_cursor").is_null()) return sizes;
        cursor = page.at("/next_cursor");
    }
}

void make_about(desk_at_work& desk, const std::string& id, const std::string& person)
{
    REQUIRE(desk.post(all_complaints + "/" + id + "/actions/triaged",
                      {{"severity", 2}, {"about_staff", boost::json::array{person}}}, "h.lin", 1)
                .status == 200);
}

void add_dead_letter(desk_at_work& desk, int n)
{
    desk.database().sql(
        "INSERT INTO dead_letter (bucket, letter_id, reason, detail, source, source_id, topic, partition, "
        "record_offset, "
        "sha256, record_key, headers, payload, created_at, state) SELECT 0, gen_random_uuid(), 'unreadable', "
        "'', '/t', '" +
        std::to_string(n) + "', 't', 0, " + std::to_string(n) +
        ", decode(repeat('00', 32), 'hex'), ''::bytea, ''::bytea, ''::bytea, now() + interval '1 second' * " +
        std::to_string(n) + ", 'open'");
}

}  // namespace

TEST_CASE("a list ends with its last page, which is never empty", "[rest]")
{
    desk_at_work desk;
    for (int n = 0; n < 4; ++n) (void)desk.file("An umbrella.");
    find_words(desk);
    for (const std::string list :
         {"/api/v1/complaints?", "/api/v1/queues/all?", "/api/v1/search?q=umbrella&"}) {
        CAPTURE(list);
        CHECK(pages_of(desk, list + "limit=4") == std::vector<std::size_t>{4});
        CHECK(pages_of(desk, list + "limit=2") == std::vector<std::size_t>{2, 2});
        CHECK(pages_of(desk, list + "limit=3") == std::vector<std::size_t>{3, 1});
    }
}

TEST_CASE("what is left out at the end of a list makes no empty page", "[rest]")
{
    desk_at_work desk;
    std::set<std::string> ids;
    for (int n = 0; n < 5; ++n) ids.insert(desk.file("An umbrella."));
    find_words(desk);
    const auto listed = desk.get("/api/v1/complaints");
    const auto last =
        std::string(listed.body.at("items").as_array().back().as_object().at("case").as_string());
    make_about(desk, last, "h.osei");
    for (const std::string list :
         {"/api/v1/complaints?", "/api/v1/queues/all?", "/api/v1/search?q=umbrella&"}) {
        CAPTURE(list);
        CHECK(pages_of(desk, list + "limit=4", "h.osei") == std::vector<std::size_t>{4});
        CHECK(pages_of(desk, list + "limit=2", "h.osei") == std::vector<std::size_t>{2, 2});
    }
}

TEST_CASE("dead letters end with their last page", "[rest]")
{
    desk_at_work desk;
    for (int n = 0; n < 4; ++n) add_dead_letter(desk, n);
    CHECK(pages_of(desk, "/api/v1/dead-letters?limit=4", "o.ops") == std::vector<std::size_t>{4});
    CHECK(pages_of(desk, "/api/v1/dead-letters?limit=2", "o.ops") == std::vector<std::size_t>{2, 2});
    CHECK(pages_of(desk, "/api/v1/dead-letters?limit=3", "o.ops") == std::vector<std::size_t>{3, 1});
}

TEST_CASE("what is counted over all cases is counted once a minute, and says when", "[rest]")
{
    desk_at_work desk;
    (void)desk.file();
    const auto report = desk.get("/api/v1/reports/open"), operations = desk.get("/api/v1/operations");
    CHECK(report.at("/all/open") == "1");
    (void)desk.file();
    for (const std::string who : {"h.lin", "o.ops"}) {
        const auto again = desk.get("/api/v1/reports/open?team=", who);
        CHECK(again.at("/as_of") == report.at("/as_of"));
        CHECK(again.at("/all/open") == "1");
        CHECK(desk.get("/api/v1/operations", who).at("/as_of") == operations.at("/as_of"));
    }
    CHECK(desk.get("/api/v1/deadlines").at("/sums/as_of") == operations.at("/as_of"));
    CHECK(desk.get("/api/v1/deadlines").body.at("items").as_array().size() == 2);
}

TEST_CASE("what concerns somebody is in no count that they are told", "[rest]")
{
    desk_at_work desk({}, 0s);
    const auto about = desk.file();
    make_about(desk, about, "h.osei");
    (void)desk.file();
    REQUIRE(desk.post(all_complaints, {{"channel", "hotline"},
                                       {"category", "fees"},
                                       {"language", "en"},
                                       {"narrative", "My own account was charged."},
                                       {"complainant", "h.osei"}})
                .status == 201);
    for (const auto& [who, open] : {std::pair<std::string, int>{"h.lin", 3}, {"h.osei", 1}}) {
        CAPTURE(who);
        const auto report = desk.get("/api/v1/reports/open", who);
        CHECK(report.at("/all/open") == std::to_string(open));
        const auto& states = report.body.at("by_state").as_array();
        CHECK(states.size() == 1);
        const auto operations = desk.get("/api/v1/operations", who);
        CHECK(operations.at("/cases/received") == std::to_string(open));
        CHECK(operations.at("/deadlines/due_within_day") == report.at("/all/due_within_day"));
    }
    CHECK(desk.get("/api/v1/reports/open?category=fees").at("/all/open") == "3");
    CHECK(desk.get("/api/v1/reports/open?category=other").at("/all/open") == "0");
}

TEST_CASE("that somebody searched is recorded, and nothing of their words", "[rest]")
{
    desk_at_work desk;
    (void)desk.file("An umbrella was lost.");
    find_words(desk);
    const std::string of_searches =
        "SELECT count(*) FROM audit_entry WHERE position('\"type\":\"access.given\"'::bytea IN body) > 0 AND "
        "position('\"reason_code\":\"search\"'::bytea IN body) > 0";
    CHECK(desk.get("/api/v1/search?q=umbrella").status == 200);
    CHECK(desk.database().number(of_searches) == 1);
    CHECK(desk.database().number(of_searches + " AND position('\"id\":\"h.lin\"'::bytea IN body) > 0") == 1);
    CHECK(desk.database().number(
              "SELECT count(*) FROM audit_entry WHERE position('umbrella'::bytea IN body) > 0") == 0);
    // The same words are the same digest, others another, and it is no plain digest of them.
    CHECK(desk.get("/api/v1/search?q=Umbrella", "h.osei").status == 200);
    CHECK(desk.get("/api/v1/search?q=lost").status == 200);
    CHECK(desk.database().number("SELECT count(DISTINCT substring(convert_from(body, 'UTF8') FROM "
                                 "'\"digest\":\"([0-9a-f]{64})\"')) FROM audit_entry WHERE "
                                 "position('\"reason_code\":\"search\"'::bytea IN body) > 0") == 2);
    CHECK(desk.database().number("SELECT count(*) FROM audit_entry WHERE position(encode(sha256('umbrella'), "
                                 "'hex')::bytea IN body) > 0") == 0);
}

TEST_CASE("a queue's count says that there are more only when there are", "[rest]")
{
    desk_at_work desk;
    const auto all_of = [&](const std::string& who) {
        const auto told = desk.get("/api/v1/queues?count=true", who);
        REQUIRE(told.status == 200);
        for (const auto& one : told.body.at("items").as_array())
            if (one.at("queue") == "all")
                return std::pair(one.at("count").as_int64(), one.at("more").as_bool());
        return std::pair<std::int64_t, bool>{};
    };
    using counted = std::pair<std::int64_t, bool>;
    for (int n = 0; n < 199; ++n) (void)desk.file();
    const auto about = desk.file();
    CHECK(all_of("h.osei") == counted{200, false});
    make_about(desk, about, "h.osei");
    CHECK(all_of("h.osei") == counted{199, false});
    (void)desk.file();
    CHECK(all_of("h.osei") == counted{200, false});
    CHECK(all_of("h.lin") == counted{200, true});
}

TEST_CASE("what somebody put out of their sight is not in the numbers of their queues until its time",
          "[rest]")
{
    desk_at_work desk;
    const auto one = desk.file(), other = desk.file();
    const auto count = [&](const std::string& who, std::string_view queue) {
        const auto told = desk.get("/api/v1/queues?count=true", who);
        for (const auto& row : told.body.at("items").as_array())
            if (row.at("queue").as_string() == queue) return row.at("count").as_int64();
        return std::int64_t{-1};
    };
    const auto put_aside = [&](const std::string& id, const std::string& until) {
        const boost::json::object words{{"words", boost::json::object{{"until", until}}}};
        REQUIRE(desk.ask(verb::put, "/api/v1/drafts/" + id + "/hidden_until",
                         {.headers = {{"content-type", "application/json"}},
                          .body = boost::json::serialize(words)})
                    .status == 200);
    };
    REQUIRE(count("h.lin", "all") == 2);
    put_aside(one, "2099-01-01T00:00:00Z");
    put_aside(other, "2001-01-01T00:00:00Z");  // its time has come
    CHECK(count("h.lin", "all") == 1);
    CHECK(count("h.lin", "unowned") == 1);
    CHECK(count("h.lin", "waiting") == 0);
    CHECK(count("h.lin", "mine") == 0);
    CHECK(count("h.osei", "all") == 2);
}

TEST_CASE("what is read and recorded over REST says that it came from there", "[rest]")
{
    desk_at_work desk;
    const auto id = desk.file();
    REQUIRE(desk.get(all_complaints + "/" + id + "/texts").status == 200);
    CHECK(desk.database().number("SELECT count(*) FROM audit_entry WHERE convert_from(body, 'UTF8') LIKE "
                                 "'%\"reason_code\":\"read_text\"%\"source\":\"redress:rest\"%'") == 1);
    CHECK(desk.database().number(
              "SELECT count(*) FROM audit_entry WHERE position('redress:cli'::bytea IN body) > 0") == 0);
}
