#include "workflow/canonical.hpp"

#include "workflow/dead_letters.hpp"
#include "workflow/entry.hpp"

#include <boost/json/parse.hpp>
#include <catch2/catch_test_macros.hpp>

#include <stdexcept>

namespace redress::workflow {
namespace {

std::string canonical(std::string_view text)
{
    std::string out;
    append_canonical(out, boost::json::parse(boost::json::string_view(text)));
    return out;
}

std::string hex(const redress::digest& d)
{
    std::string out;
    append_hex(out, d);
    return out;
}

TEST_CASE("members are sorted, spaces dropped, escapes as RFC 8785 says", "[canonical]")
{
    CHECK(canonical(R"( { "b" : [ 1 , true , null ] , "a" : {} , "aa":[] } )") ==
          R"({"a":{},"aa":[],"b":[1,true,null]})");
    CHECK(canonical(R"("\u20ac\u0024\u000f\nA'B\u0022\\\"\/\u007f")") ==
          "\"\xe2\x82\xac$\\u000f\\nA'B\\\"\\\\\\\"/\x7f\"");
    CHECK(canonical(R"("\b\t\n\f\r")") == R"("\b\t\n\f\r")");
}

TEST_CASE("names sort by UTF-16 code units", "[canonical]")
{
    // The example of RFC 8785 3.2.3, without its number-like values.
    CHECK(canonical(R"({"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7})") ==
          "{\"\\r\":2,\"1\":4,\"\xc2\x80\":6,\"\xc3\xb6\":7,\"\xe2\x82\xac\":1,\"\xf0\x9f\x98\x80\":5,"
          "\"\xef\xac\xb3\":3}");
}

TEST_CASE("numbers are whole and within 2^53 - 1", "[canonical]")
{
    CHECK(canonical("[0,-1,9007199254740991,1.0,1e2,-0.0]") == "[0,-1,9007199254740991,1,100,0]");
    CHECK_THROWS_AS(canonical("[1.5]"), std::invalid_argument);
    CHECK_THROWS_AS(canonical("[9007199254740992]"), std::invalid_argument);
    CHECK_THROWS_AS(canonical("[-9007199254740992]"), std::invalid_argument);
    CHECK_THROWS_AS(canonical("[18446744073709551615]"), std::invalid_argument);
    CHECK_THROWS_AS(canonical("[1e300]"), std::invalid_argument);
}

TEST_CASE("hashes are SHA-256 of what they say", "[canonical]")
{
    // Vectors: FIPS 180-4 examples; the others by sha256sum.
    CHECK(hex(sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(hex(sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(leaf_of("abc") == sha256(std::string("\0abc", 4)));
    CHECK(source_digest("/s", "1") == sha256(std::string("/s\0001", 4)));
    const auto d = sha256("abc");
    CHECK(static_cast<std::uint64_t>(key_of(d, 0)) == 0xba7816bf8f01cfeaU);
    CHECK(static_cast<std::uint64_t>(key_of(d, 3)) == 0xb410ff61f20015adU);
}

TEST_CASE("a command's digest does not depend on how its JSON was written", "[canonical]")
{
    const auto id = *parse_uuid("0190d7a8-0000-7000-8000-000000000001");
    const auto a = command_digest("t", id, boost::json::parse(R"({"x":1,"y":"z"})"));
    CHECK(a == command_digest("t", id, boost::json::parse(R"({ "y":"z", "x":1.0 })")));
    CHECK(a ==
          sha256(R"({"data":{"x":1,"y":"z"},"subject":"0190d7a8-0000-7000-8000-000000000001","type":"t"})"));
    CHECK(a != command_digest("u", id, boost::json::parse(R"({"x":1,"y":"z"})")));
}

TEST_CASE("text of unknown origin is made presentable", "[canonical]")
{
    CHECK(presentable("plain 文字", 100) == "plain 文字");
    CHECK(presentable(std::string_view("a\0b\x80\n", 5), 100) ==
          "a\xef\xbf\xbd"
          "b\xef\xbf\xbd\xef\xbf\xbd");
    CHECK(presentable("\xed\xa0\x80", 100) == "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
    CHECK(presentable("文字", 5) == "文");
    CHECK(presentable("\xf4\x90\x80\x80", 3) == "\xef\xbf\xbd");
}

}  // namespace
}  // namespace redress::workflow
