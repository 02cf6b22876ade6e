// Filing by a program: what it hears when it files twice, and when it is refused.
#include "tests/adapters/app/pages/page_site.hpp"

#include "adapters/app/pages/case_secret.hpp"
#include "adapters/postgres/page_store.hpp"

#include <boost/json.hpp>
#include <catch2/catch_test_macros.hpp>

using namespace redress;
using namespace redress::tests;
using app::secret_keeper;

namespace {

constexpr std::string_view id = "01890a5d-ac96-774b-bcce-b302099a8057";

boost::json::object filing(const std::string& number)
{
    return {{"category", "fees"}, {"narrative", "A fee twice."}, {"case", id}, {"number", number}};
}

boost::json::object heard(const http::response& answer)
{
    return boost::json::parse(answer.body).as_object();
}

}  // namespace

TEST_CASE("a program that files again under the same number hears the same, under another no false secret",
          "[pages]")
{
    page_site site;
    const auto first =
        site.api("complaints", boost::json::serialize(filing("00112233445566778899aabbccddeeff")));
    REQUIRE(first.status == 201);
    const auto again =
        site.api("complaints", boost::json::serialize(filing("00112233445566778899aabbccddeeff")));
    REQUIRE(again.status == 201);
    CHECK(heard(again).at("secret") == heard(first).at("secret"));

    const auto other =
        site.api("complaints", boost::json::serialize(filing("ffeeddccbbaa99887766554433221100")));
    REQUIRE(other.status == 200);
    const auto told = heard(other);
    CHECK(told.at("reference") == heard(first).at("reference"));
    CHECK(told.at("already_filed") == true);
    CHECK_FALSE(told.at("detail").as_string().empty());
    CHECK_FALSE(told.contains("secret"));
    CHECK_FALSE(told.contains("secret_digits"));
    CHECK_FALSE(told.contains("status"));
    CHECK(site.database().number("SELECT count(*) FROM case_secret") == 1);
}

TEST_CASE("a program that files again after the secret was replaced is shown none that opens nothing",
          "[pages]")
{
    page_site site;
    const auto form = boost::json::serialize(filing("00112233445566778899aabbccddeeff"));
    const auto first = site.api("complaints", form);
    REQUIRE(first.status == 201);
    const auto of = parse_uuid(id).value();
    const secret_keeper keeper(site.services().settings().text(app::setting::pages_pepper_file),
                               "pages.pepper_file");
    site.services().pages().replace_secret(of, keeper.kept(secret_keeper::mint_another(), false));

    const auto again = site.api("complaints", form);
    CHECK(again.status == 200);
    const auto told = heard(again);
    CHECK(told.at("already_filed") == true);
    CHECK(told.at("reference") == heard(first).at("reference"));
    CHECK_FALSE(told.contains("secret"));
    CHECK(again.body.find(heard(first).at("secret").as_string().c_str()) == std::string::npos);
}

TEST_CASE("a program whose filing is refused hears why as a problem, in its language", "[pages]")
{
    page_site site;
    REQUIRE(
        site.api("complaints", boost::json::serialize(filing("00112233445566778899aabbccddeeff"))).status ==
        201);
    auto different = filing("00112233445566778899aabbccddeeff");
    different["narrative"] = "Something else.";
    for (const std::string language : {"en", "zh-CN"}) {
        site.language = language;
        const auto refused = site.api("complaints", boost::json::serialize(different));
        CHECK(refused.status == 409);
        CHECK(refused.content_type == "application/problem+json");
        const auto told = heard(refused);
        CHECK_FALSE(told.at("code").as_string().empty());
        const std::string words(told.at("detail").as_string());
        CHECK_FALSE(told.at("fix").as_string().empty());
        CAPTURE(words);
        CHECK((words.find("\xe3\x80\x82") != std::string::npos) == (language == "zh-CN"));
    }
}
