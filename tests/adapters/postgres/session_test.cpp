// A connection that is kept for the next request, and what becomes of it meanwhile.
#include "adapters/postgres/session.hpp"
#include "tests/adapters/postgres/scratch_database.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using namespace redress::tests;

TEST_CASE("a connection that the server ended meanwhile loses no request", "[postgres]")
{
    scratch_database database;
    postgres::session to(database.url());
    const auto backend = [&] {
        return to.run("look", [](pqxx::work& tx) { return tx.query_value<int>("SELECT pg_backend_pid()"); });
    };
    const auto first = backend();
    CHECK(backend() == first);
    // Waits until it is gone.
    REQUIRE(database.number("SELECT pg_terminate_backend(" + std::to_string(first) + ", 10000)::int") == 1);
    int second = 0;
    REQUIRE_NOTHROW(second = backend());
    CHECK(second != first);
    REQUIRE(database.number("SELECT pg_terminate_backend(" + std::to_string(second) + ", 10000)::int") == 1);
    CHECK(to.ask("ask", "SELECT 7")[0][0].as<int>() == 7);
}
