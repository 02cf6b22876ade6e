// Who a client is, and thirty ways to forge it.
#include "adapters/http/peers.hpp"

#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace redress::http;

namespace {

ip::address at(const std::string& text)
{
    return ip::make_address(text);
}

const networks ours("10.0.0.0/8, 192.0.2.7,2001:db8:ffff::/48");

std::string by_list(const std::string& field, const std::string& peer = "10.0.0.1")
{
    return client_of(at(peer), false, {.x_forwarded_for = field}, ours, forwarded_by::x_forwarded_for)
        .address;
}

std::string by_forwarded(const std::string& field, const std::string& peer = "10.0.0.1")
{
    return client_of(at(peer), false, {.forwarded = field}, ours, forwarded_by::forwarded).address;
}

}  // namespace

TEST_CASE("networks hold an address whatever it is wrapped in", "[peers]")
{
    CHECK(ours.contains(at("10.255.0.1")));
    CHECK(ours.contains(at("::ffff:10.0.0.1")));
    CHECK(ours.contains(at("192.0.2.7")));
    CHECK_FALSE(ours.contains(at("192.0.2.8")));
    CHECK_FALSE(ours.contains(at("11.0.0.1")));
    CHECK(ours.contains(at("2001:db8:ffff:1::1")));
    CHECK_FALSE(ours.contains(at("2001:db8:fffe::1")));
    CHECK_FALSE(networks("").contains(at("127.0.0.1")));
    CHECK(networks("0.0.0.0/0").contains(at("1.2.3.4")));
    CHECK_FALSE(networks("0.0.0.0/0").contains(at("2001:db8::1")));
    for (const auto* bad :
         {"10.0.0.0/33", "10.0.0.0/", "10.0.0/8", "proxy", "::1/129", "10.0.0.0/-1", "10.0.0.0/8x"})
        CHECK_THROWS_AS(networks(bad), std::invalid_argument);
}

TEST_CASE("a peer that is no proxy of ours is the client, whatever it says", "[peers]")
{
    for (const auto* said : {"203.0.113.9", "10.0.0.1", "127.0.0.1", "203.0.113.9, 10.0.0.1"}) {
        CHECK(by_list(said, "198.51.100.5") == "198.51.100.5");
        CHECK(by_forwarded("for=" + std::string(said), "198.51.100.5") == "198.51.100.5");
    }
    const auto one =
        client_of(at("198.51.100.5"), false, {.forwarded = "proto=https", .x_forwarded_proto = "https"}, ours,
                  forwarded_by::forwarded);
    CHECK_FALSE(one.secure);
}

TEST_CASE("behind our proxies the rightmost hop that is not ours counts", "[peers]")
{
    CHECK(by_list("203.0.113.9") == "203.0.113.9");
    CHECK(by_list("1.1.1.1, 203.0.113.9") == "203.0.113.9");
    CHECK(by_list("127.0.0.1, 203.0.113.9, 10.0.0.2") == "203.0.113.9");
    CHECK(by_list("10.9.9.9, 203.0.113.9, 192.0.2.7, 10.0.0.2") == "203.0.113.9");
    CHECK(by_list("10.0.0.3, 10.0.0.2") == "10.0.0.3");
    CHECK(by_list("203.0.113.9:4711") == "203.0.113.9");
    CHECK(by_list("[2001:db8::9]:4711") == "2001:db8::9");
    CHECK(by_list("2001:db8::9") == "2001:db8::9");
    CHECK(by_list("::ffff:203.0.113.9") == "203.0.113.9");
    CHECK(by_list("") == "10.0.0.1");
}

TEST_CASE("what cannot be read ends the way at the hop that wrote it", "[peers]")
{
    for (const auto* forged : {"unknown",
                               "_hidden",
                               "localhost",
                               "203.0.113.9 ",
                               "203.0.113",
                               "203.0.113.9.1",
                               "0x7f000001",
                               "2130706433",
                               "203.0.113.9:port",
                               "203.0.113.9:123456",
                               "[203.0.113.9]",
                               "[2001:db8::9",
                               "2001:db8::9]",
                               "fe80::1%eth0",
                               "::1%lo",
                               "\"203.0.113.9\"",
                               "203.0.113.9;203.0.113.8",
                               "203.0.113.9/24",
                               "203.0.113.9\\",
                               "127.0.0.1@203.0.113.9",
                               "-1",
                               "010.0.0.1x",
                               "[::1]x",
                               "[]",
                               ":",
                               ":80"}) {
        const std::string text(forged);
        const auto seen = by_list("1.1.1.1, " + text);
        CHECK((seen == "10.0.0.1" || text == "203.0.113.9 "));
        CHECK(seen != "1.1.1.1");
        CHECK(by_list("1.1.1.1, " + text + ", 10.0.0.2") != "1.1.1.1");
    }
    CHECK(by_list("1.1.1.1, , 10.0.0.2") == "10.0.0.2");
    CHECK(by_list("1.1.1.1, \"203.0.113.9, 10.0.0.2") == "10.0.0.1");
}

TEST_CASE("Forwarded: the same, by its own grammar", "[peers]")
{
    CHECK(by_forwarded("for=203.0.113.9") == "203.0.113.9");
    CHECK(by_forwarded("For=\"[2001:db8::9]:4711\";proto=https;by=10.0.0.1") == "2001:db8::9");
    CHECK(by_forwarded("for=1.1.1.1, for=203.0.113.9, for=10.0.0.2") == "203.0.113.9");
    CHECK(by_forwarded("for=\"1.1.1.1, for=203.0.113.9\"") == "10.0.0.1");
    CHECK(by_forwarded("for=1.1.1.1;for=203.0.113.9") == "10.0.0.1");
    CHECK(by_forwarded("for=unknown") == "10.0.0.1");
    CHECK(by_forwarded("for") == "10.0.0.1");
    CHECK(by_forwarded("by=1.1.1.1") == "10.0.0.1");
    CHECK(by_forwarded("for=\"203.0.113.9") == "10.0.0.1");
}

TEST_CASE("only the field that our proxies write is read", "[peers]")
{
    const way both{.forwarded = "for=1.1.1.1;proto=https",
                   .x_forwarded_for = "203.0.113.9",
                   .x_forwarded_proto = "http"};
    const auto one = client_of(at("10.0.0.1"), false, both, ours, forwarded_by::x_forwarded_for);
    CHECK(one.address == "203.0.113.9");
    CHECK_FALSE(one.secure);
    const auto other = client_of(at("10.0.0.1"), false, both, ours, forwarded_by::forwarded);
    CHECK(other.address == "1.1.1.1");
    CHECK(other.secure);
}

TEST_CASE("secure is what the nearest hop says of its own connection", "[peers]")
{
    const auto secure = [](const way& told, forwarded_by by) {
        return client_of(at("10.0.0.1"), false, told, ours, by).secure;
    };
    CHECK(secure({.x_forwarded_proto = "https"}, forwarded_by::x_forwarded_for));
    CHECK_FALSE(secure({.x_forwarded_proto = "https, http"}, forwarded_by::x_forwarded_for));
    CHECK(secure({.x_forwarded_proto = "http, https"}, forwarded_by::x_forwarded_for));
    CHECK_FALSE(secure({.forwarded = "for=1.1.1.1;proto=https, for=203.0.113.9;proto=http"},
                       forwarded_by::forwarded));
    CHECK(client_of(at("198.51.100.5"), true, {}, ours, forwarded_by::forwarded).secure);
}
