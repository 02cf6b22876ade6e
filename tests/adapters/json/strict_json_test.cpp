#include "adapters/json/strict_json.hpp"

#include <catch2/catch_test_macros.hpp>

#include <boost/json/serialize.hpp>

#include <string>

using namespace redress::json;

namespace {

std::string refused(std::string_view text)
{
    const auto read = parse_strict(text);
    const auto* error = std::get_if<json_error>(&read);
    return error ? error->what : "accepted";
}

std::string accepted(std::string_view text)
{
    const auto read = parse_strict(text);
    if (const auto* error = std::get_if<json_error>(&read)) return "refused: " + error->what;
    return boost::json::serialize(std::get<boost::json::value>(read));
}

}  // namespace

TEST_CASE("JSON as strangers should send it is read as it is", "[json]")
{
    CHECK(accepted(R"({"a":[1,-2,true,null,"提现未到账"],"b":{"a":{}}})") ==
          R"({"a":[1,-2,true,null,"提现未到账"],"b":{"a":{}}})");
    CHECK(accepted(" 9007199254740991 ") == "9007199254740991");
    CHECK(accepted(R"("\ud83d\ude00")") == "\"\xf0\x9f\x98\x80\"");
    CHECK(accepted(R"({"a":{"x":1},"b":{"x":1}})") == R"({"a":{"x":1},"b":{"x":1}})");
}

TEST_CASE("a name that stands twice in one object is refused, also in other spelling and deep inside",
          "[json]")
{
    CHECK(refused(R"({"a":1,"a":2})") == "a name stands twice in one object; keep one");
    CHECK(refused(R"({"a":1,"\u0061":2})") == "a name stands twice in one object; keep one");
    CHECK(refused(R"([{"b":{"c":1,"d":2,"c":3}}])") == "a name stands twice in one object; keep one");
}

TEST_CASE("numbers that another reader would keep differently are refused", "[json]")
{
    CHECK(refused("1.5").starts_with("a number that is not an integer"));
    CHECK(refused("1e3").starts_with("a number that is not an integer"));
    CHECK(refused("9007199254740992").starts_with("a number beyond 2^53"));
    CHECK(refused("18446744073709551615").starts_with("a number beyond 2^53"));
    CHECK(refused("NaN").starts_with("not JSON in UTF-8"));
}

TEST_CASE("text that is not clean UTF-8 is refused", "[json]")
{
    CHECK(refused("\"\xff\"").starts_with("not JSON in UTF-8"));
    CHECK(refused("\"\xed\xa0\x80\"").starts_with("not JSON in UTF-8"));
    CHECK(refused("\"\xc0\xaf\"").starts_with("not JSON in UTF-8"));
    CHECK(refused(R"("\ud800")") != "accepted");
    CHECK(refused(R"("a\u0000b")") == "a text holds U+0000; remove it");
    CHECK(refused(R"({"a\u0000":1})") == "a name holds U+0000; remove it");
    // An escape splits the text into parts, so that the zero stands in another than the last one.
    CHECK(refused(R"("a\u0000b\nc")") == "a text holds U+0000; remove it");
}

TEST_CASE("depth, width and ends are bounded", "[json]")
{
    const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
    CHECK(accepted(nested(depth_max)) == nested(depth_max));
    CHECK(refused(nested(depth_max + 1)) == "nested deeper than 32 levels; flatten it");
    CHECK(refused("{} {}") == "goes on behind its end; send one JSON text");
    CHECK(refused("{\"a\":") == "ends in the middle; send the whole JSON text");
    CHECK(refused("") == "ends in the middle; send the whole JSON text");
    std::string wide = "[0";
    for (int i = 0; i < 4096; ++i) wide += ",0";
    CHECK(refused(wide + "]").starts_with("an array or object of more than 4096"));
}

TEST_CASE("code points are counted, not bytes", "[json]")
{
    CHECK(code_points("a\xc3\xa4\xe4\xb8\xad\xf0\x9f\x98\x80") == 4);
}

TEST_CASE("files are written with one member a line", "[json]")
{
    const boost::json::value value{{"a", {1, 2}}, {"b", boost::json::object{}}, {"c", {{{"d", "é"}}}}};
    CHECK(pretty(value) ==
          "{\n  \"a\": [1,2],\n  \"b\": {},\n  \"c\": [\n    {\n      \"d\": \"é\"\n    }\n  ]\n}\n");
}
