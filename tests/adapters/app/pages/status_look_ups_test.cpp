// Many people ask at once how their complaints stand: each hears of their own, and whoever guesses hears nothing.
#include "tests/adapters/app/pages/page_site.hpp"

#include <boost/json.hpp>
#include <catch2/catch_test_macros.hpp>

#include <string>
#include <vector>

namespace redress::tests {
namespace {

std::string asking(const std::string& reference, const std::string& secret)
{
    return boost::json::serialize(boost::json::object{{"reference", reference}, {"secret", secret}});
}

/// With the trace id, which is each request's own in life and the same here.
std::string told(const http::response& made)
{
    return std::to_string(made.status) + made.body;
}

TEST_CASE("whoever asks at the same time is answered about their own case", "[pages]")
{
    page_site site;
    std::vector<filed> all;
    for (int n = 0; n < 5; ++n) all.push_back(file_a_complaint(site));
    std::vector<std::string> bodies;
    for (std::size_t n = 0; n < 60; ++n)  // every third asks with somebody else's secret
        bodies.push_back(asking(all[n % 5].reference, all[(n % 3 == 0 ? n + 1 : n) % 5].secret));
    const auto heard = site.api_at_once("status", bodies);
    for (std::size_t n = 0; n < heard.size(); ++n) {
        const auto& made = heard[n];
        INFO(made.body);
        REQUIRE(made.status == (n % 3 == 0 ? 404 : 200));
        if (n % 3 == 0) continue;
        const auto body = boost::json::parse(made.body).as_object();
        CHECK(boost::json::value_to<std::string>(body.at("reference")) == all[n % 5].reference);
    }
}

TEST_CASE("an unknown reference, a wrong secret and what is neither are one answer", "[pages]")
{
    page_site site;
    const auto mine = file_a_complaint(site);
    const auto wrong = told(site.api("status", asking(mine.reference, "00000-00000")));
    CHECK(wrong.starts_with("404"));
    CHECK(told(site.api("status", asking("ZSQD1-S1K8H", mine.secret))) == wrong);
    CHECK(told(site.api("status", asking("no reference", "no secret"))) == wrong);
    CHECK(told(site.api("status", "{}")) == wrong);
    CHECK(site.api("status", "[]").status == 400);
    CHECK(site.api("status", R"({"reference":7})").status == 400);
    CHECK(site.api("status", "{").status == 400);
}

TEST_CASE("a case that cannot be read spoils no answer about another", "[pages]")
{
    page_site site;
    const auto broken = file_a_complaint(site);
    const auto whole = file_a_complaint(site);
    pqxx::connection over(site.database().url());
    pqxx::work tx(over);
    auto stored = broken.reference;
    std::erase(stored, '-');
    tx.exec("UPDATE complaint SET facts = '\\xff' WHERE reference = $1", pqxx::params{stored}).no_rows();
    tx.commit();
    std::vector<std::string> bodies;
    for (std::size_t n = 0; n < 20; ++n) {
        const auto& one = n % 2 == 0 ? broken : whole;
        bodies.push_back(asking(one.reference, one.secret));
    }
    const auto heard = site.api_at_once("status", bodies);
    for (std::size_t n = 0; n < heard.size(); ++n) CHECK(heard[n].status == (n % 2 == 0 ? 500 : 200));
}

}  // namespace
}  // namespace redress::tests
