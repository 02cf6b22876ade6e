#include "adapters/http/router.hpp"

#include "adapters/http/decoding.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

using namespace redress::http;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::MessageMatches;

namespace {

void nobody_calls_it(const std::shared_ptr<const request>&, const reply&) {}

endpoint row(verb method, std::string_view path, std::string_view operation)
{
    return {.method = method,
            .path = path,
            .operation = operation,
            .needs = needs::nobody,
            .serve = nobody_calls_it};
}

std::string operation(const router::found& found)
{
    return found.row ? std::string(found.row->operation) : "-";
}

}  // namespace

TEST_CASE("a request goes to the row with fewer names", "[router]")
{
    const router routes({row(verb::get, "/a/{id}", "one"), row(verb::get, "/a/new", "made"),
                         row(verb::get, "/", "start"), row(verb::post, "/a/{id}/b/{event}", "act"),
                         row(verb::del, "/a/{id}", "drop")});
    const auto find = [&](std::optional<verb> method, std::string_view path) {
        return routes.find(method, *decode_path(path));
    };
    CHECK(operation(find(verb::get, "/")) == "start");
    CHECK(operation(find(verb::get, "/a/new")) == "made");
    const auto one = find(verb::get, "/a/x%20y");
    CHECK(operation(one) == "one");
    CHECK(one.in_path.at("id") == "x y");
    CHECK(find(verb::post, "/a/7/b/decided").in_path.at("event") == "decided");
    CHECK(operation(find(verb::get, "/a/")) == "-");  // a name stands for something
    CHECK(operation(find(verb::get, "/a/7/")) == "-");
    CHECK(operation(find(verb::get, "/A/new")) == "-");
    CHECK(find(verb::get, "/b").allow.empty());
}

TEST_CASE("of a path that is there every method that it takes is named", "[router]")
{
    const router routes(
        {row(verb::del, "/a/{id}", "drop"), row(verb::get, "/a/{id}", "one"), row(verb::post, "/b", "put")});
    CHECK(routes.find(verb::put, {"a", "7"}).allow == "GET, HEAD, DELETE");
    CHECK(routes.find(std::nullopt, {"b"}).allow == "POST");
}

TEST_CASE("a table with a slip is refused with the row's name", "[router]")
{
    const auto wrong = [](endpoint_table table, const std::string& what) {
        REQUIRE_THROWS_MATCHES(router(std::move(table)), std::invalid_argument,
                               MessageMatches(ContainsSubstring(what)));
    };
    wrong({row(verb::get, "/a/{x}", "one"), row(verb::get, "/a/{y}", "two")},
          "GET /a/{y}: another row has this place");
    wrong({row(verb::get, "/a", "one"), row(verb::get, "/b", "one")}, "GET /b: its operation");
    wrong({row(verb::get, "a", "one")}, "begins with /");
    wrong({{.method = verb::get, .path = "/a", .operation = "one", .serve = nobody_calls_it}},
          "permission is empty");
    wrong({{.method = verb::get, .path = "/a", .operation = "one", .needs = needs::nobody}}, "nobody serves");
}
