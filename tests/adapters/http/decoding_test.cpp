#include "adapters/http/decoding.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress::http;
using namespace std::string_literals;

TEST_CASE("percent-encoding is read in one way or refused", "[decoding]")
{
    const auto decoded = [](const std::string& text) { return decode_path("/" + text); };
    using segments = std::vector<std::string>;
    CHECK(decoded("a%20b+c") == segments{"a b+c"});
    CHECK(decode_query("x=a%20b+c").values.at("x") == "a b c");
    CHECK(decoded("%E4%B8%AD%e6%96%87") == segments{"中文"});
    CHECK(decoded("%2525") == segments{"%25"});
    for (const auto* broken : {"%", "%2", "%2x", "%zz", "a%", "%u0041", "%00", "%0a", "%0D", "%7f", "%1b",
                               "%80", "%c0%af", "%ed%a0%80", "%f5%80%80%80", "%e4%b8", "%c3"}) {
        CAPTURE(broken);
        CHECK_FALSE(decoded(broken));
    }
}

TEST_CASE("a query's key is given once and has a name", "[decoding]")
{
    const auto read = decode_query("a=1&b=x%20y&c&d=&%E4%B8%AD=%E6%96%87&e=1=2");
    CHECK(read.wrong.empty());
    CHECK(read.values == pairs{{"a", "1"}, {"b", "x y"}, {"c", ""}, {"d", ""}, {"e", "1=2"}, {"中", "文"}});
    CHECK(decode_query("a=1&a=1").wrong.find("`a` is given twice") != std::string::npos);
    CHECK(decode_query("a=1&%61=2").wrong.find("`a` is given twice") != std::string::npos);
    CHECK_FALSE(decode_query("=1").wrong.empty());
    CHECK_FALSE(decode_query("a=%").wrong.empty());
    CHECK_FALSE(decode_query("a=x%0Ay").wrong.empty());
    CHECK(decode_query("a=x%0D%0Ay", true).values.at("a") == "x\r\ny");
    CHECK(decode_query("").values.empty());
    CHECK(decode_query("&&").values.empty());
}

TEST_CASE("a path has no hidden slash and climbs nowhere", "[decoding]")
{
    CHECK(decode_path("/a/b%20c/") == std::vector<std::string>{"a", "b c", ""});
    CHECK(decode_path("/") == std::vector<std::string>{""});
    for (const auto* path :
         {"", "a", "/../a", "/a/..", "/%2e%2E/a", "/a/./b", "/%2e", "/a%2fb", "/a%5Cb", "/a%00", "/%c0%ae"})
        CHECK_FALSE(decode_path(path));
}

TEST_CASE("cookies: the first of a name, quotes off, rubbish left out", "[decoding]")
{
    CHECK(decode_cookies("a=1; b=\"2\"; a=3; rubbish; =4; c=x=y") ==
          pairs{{"a", "1"}, {"b", "2"}, {"c", "x=y"}});
    CHECK(decode_cookies(";;; ;").empty());
}

TEST_CASE("the language is the one that is liked better", "[decoding]")
{
    CHECK(language_of("") == "en");
    CHECK(language_of("zh-CN,zh;q=0.9,en;q=0.8") == "zh-CN");
    CHECK(language_of("en-GB,en;q=0.9,zh;q=0.8") == "en");
    CHECK(language_of("de,zh-TW;q=0.5") == "zh-CN");
    CHECK(language_of("de, *;q=0.1") == "en");
    CHECK(language_of("zh;q=0, en;q=0") == "en");
    CHECK(language_of("zh;q=0") == "en");
    CHECK(language_of("ZH-hans") == "zh-CN");
    CHECK(language_of("zh;q=nonsense,en;q=0.1") == "en");
}

TEST_CASE("a traceparent that is one gives its trace", "[decoding]")
{
    const auto good = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"s;
    CHECK(trace_of(good) == "4bf92f3577b34da6a3ce929d0e0e4736");
    CHECK(trace_of("cc" + good.substr(2) + "-more") == "4bf92f3577b34da6a3ce929d0e0e4736");
    for (const auto& bad :
         {""s, good.substr(1), good + "-x", "ff" + good.substr(2),
          "00-" + std::string(32, '0') + good.substr(35), good.substr(0, 36) + std::string(16, '0') + "-01",
          "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01"s, good.substr(0, 54) + "\r"})
        CHECK_FALSE(trace_of(bad));
}
