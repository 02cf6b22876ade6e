// Answers are kept once under their keys, however many come together.
#include "adapters/postgres/answer_store.hpp"

#include "tests/adapters/postgres/scratch_database.hpp"

#include <catch2/catch_test_macros.hpp>
#include <pqxx/pqxx>

namespace redress::tests {
namespace {

postgres::answer_of_key answer(const std::string& key, const std::string& body)
{
    return {
        .principal = "h.lin",
        .key = key,
        .answer = {.status = 200, .headers = {{"etag", "\"v3\""}, {"content-type", "a/b"}}, .body = body}};
}

TEST_CASE("of answers under one key the first is kept, and the others are told so", "[answers]")
{
    const scratch_database database;
    postgres::answer_store store(database.url());
    postgres::desk_store desk(database.url());
    using kept = std::vector<bool>;
    const std::string odd("zero \0 and \xff, \"quotes\" {braces}", 33);
    CHECK(store.keep(std::vector{answer("a", odd), answer("a", "later"), answer("b", "")}) ==
          kept{true, false, true});
    CHECK(store.keep(std::vector{answer("b", "again"), answer("c", "new")}) == kept{false, true});
    CHECK(store.keep({}).empty());
    const auto found = desk.answer("h.lin", "a");
    REQUIRE(found);
    CHECK(found->body == odd);
    CHECK(found->headers == answer("a", "").answer.headers);
    CHECK(desk.answer("h.lin", "b")->body.empty());
    CHECK_FALSE(desk.answer("o.ops", "a"));
}

TEST_CASE("an answer that expired gives way", "[answers]")
{
    const scratch_database database;
    postgres::answer_store store(database.url());
    postgres::desk_store desk(database.url());
    REQUIRE(store.keep(std::vector{answer("a", "old")}) == std::vector<bool>{true});
    {
        pqxx::connection over(database.url());
        pqxx::work tx(over);
        tx.exec("UPDATE request_answer SET expires_at = now()").no_rows();
        tx.commit();
    }
    CHECK_FALSE(desk.answer("h.lin", "a"));
    CHECK(store.keep(std::vector{answer("a", "new")}) == std::vector<bool>{true});
    CHECK(desk.answer("h.lin", "a")->body == "new");
}

}  // namespace
}  // namespace redress::tests
