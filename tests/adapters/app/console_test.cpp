// The console as it is served: for everybody, kept for a year by its hashes, and under a policy that lets nothing in.
#include "adapters/app/web/console.hpp"
#include "adapters/http/router.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;

namespace {

http::response asked_for(const http::router& router, const std::vector<std::string>& segments,
                         std::string accept = {})
{
    const auto found = router.find(http::verb::get, segments);
    REQUIRE(found.row != nullptr);
    CHECK(found.row->needs == http::needs::nobody);
    const auto asked = std::make_shared<http::request>();
    asked->in_path = found.in_path;
    if (!accept.empty()) asked->headers["accept-encoding"] = std::move(accept);
    http::response got;
    found.row->serve(asked, [&](http::response with) { got = std::move(with); });
    return got;
}

std::string field(const http::response& from, std::string_view name)
{
    for (const auto& [key, value] : from.headers)
        if (key == name) return value;
    return {};
}

/// Names of files that a page has under /console/assets/.
std::vector<std::string> files_of(const std::string& page)
{
    constexpr std::string_view before = "/console/assets/";
    std::vector<std::string> all;
    for (auto at = page.find(before); at != std::string::npos; at = page.find(before, at)) {
        at += before.size();
        all.push_back(page.substr(at, page.find('"', at) - at));
    }
    return all;
}

}  // namespace

TEST_CASE("the console's page is at every address of it, and its files are there", "[console]")
{
    const http::router router(app::console_endpoints());
    const auto page = asked_for(router, {"console", ""});
    CHECK(page.status == 200);
    CHECK(page.content_type == "text/html; charset=utf-8");
    CHECK(field(page, "cache-control") == "no-cache");
    CHECK(asked_for(router, {"console", "help"}).body == page.body);
    CHECK(asked_for(router, {"console", "case", "ZSQD1-S1K8H"}).body == page.body);
    CHECK(field(asked_for(router, {"console"}), "location") == "/console/");

    const auto files = files_of(page.body);
    REQUIRE(files.size() >= 3);
    for (const auto& name : files) {
        CAPTURE(name);
        const auto file = asked_for(router, {"console", "assets", name}, "br");
        CHECK(file.status == 200);
        CHECK(field(file, "cache-control") == "public, max-age=31536000, immutable");
        if (name.ends_with(".js")) CHECK(field(file, "content-encoding") == "br");
    }
    CHECK(asked_for(router, {"console", "assets", "index-00000000.js"}).status == 404);
}

TEST_CASE("the console's page takes nothing from elsewhere and nothing inline", "[console]")
{
    const auto page = asked_for(http::router(app::console_endpoints()), {"console", ""});
    const auto policy = field(page, "content-security-policy");
    CHECK(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self';"));
    CHECK(policy.find("unsafe") == std::string::npos);
    CHECK(policy.find("require-trusted-types-for 'script'") != std::string::npos);
    CHECK(page.body.find("<style") == std::string::npos);
    CHECK(page.body.find("://") == std::string::npos);
    CHECK(page.body.find("<script type=\"module\" crossorigin src=\"/console/assets/") != std::string::npos);
}
