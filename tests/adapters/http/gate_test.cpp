// Every line of the edge's table of framings that other servers read in two ways, and what a header may be.
#include "adapters/http/gate.hpp"

#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace redress::http;
using namespace std::string_literals;

namespace {

std::string code_of(const std::string& block, unsigned* status = nullptr)
{
    const limits within;
    const auto scanned = find_header_end(block, 0, within);
    if (scanned.refused) {
        if (status) *status = scanned.refused->status;
        return std::string(scanned.refused->code);
    }
    if (!scanned.end) return "unfinished";
    const auto passed = pass_gate(std::string_view(block).substr(0, *scanned.end), within);
    if (const auto* why = std::get_if<gate_refusal>(&passed)) {
        if (status) *status = why->status;
        CHECK(why->detail.ends_with("."));
        return std::string(why->code);
    }
    return "passed";
}

std::string with(const std::string& fields, const std::string& first = "POST /x HTTP/1.1")
{
    return first + "\r\nHost: localhost\r\n" + fields + "\r\n";
}

gate_pass passed(const std::string& block)
{
    const auto result = pass_gate(block, limits{});
    REQUIRE(std::holds_alternative<gate_pass>(result));
    return std::get<gate_pass>(result);
}

}  // namespace

TEST_CASE("any Transfer-Encoding is refused, whatever it says and whatever stands beside it", "[gate]")
{
    for (const auto* value : {"gzip", "chunked", "xchunked", "chunked, identity", "identity", "", " chunked",
                              "CHUNKED", "chunked;q=1", "gzip, chunked", "trailers", "\tchunked"}) {
        CHECK(code_of(with("Transfer-Encoding: "s + value + "\r\n")) == "transfer_encoding");
        CHECK(code_of(with("Content-Length: 5\r\nTransfer-Encoding: "s + value + "\r\n")) ==
              "transfer_encoding");
        CHECK(code_of(with("tRANSFER-eNCODING: "s + value + "\r\nContent-Length: 5\r\n")) ==
              "transfer_encoding");
        CHECK(code_of(with("Transfer-Encoding: "s + value + "\r\n", "POST /x HTTP/1.0")) ==
              "transfer_encoding");
    }
}

TEST_CASE("HTTP/1.0 has a body by Content-Length alone, and its connection ends", "[gate]")
{
    const auto one = passed(with("Content-Length: 5\r\n", "POST /x HTTP/1.0"));
    CHECK(one.content_length == 5);
    CHECK_FALSE(one.keep_alive);
    CHECK_FALSE(one.modern);
    CHECK_FALSE(passed(with("Connection: keep-alive\r\n", "GET /x HTTP/1.0")).keep_alive);
}

TEST_CASE("Content-Length is given once, as digits, at most ten", "[gate]")
{
    CHECK(code_of(with("Content-Length: 5\r\nContent-Length: 5\r\n")) == "field_twice");
    CHECK(code_of(with("Content-Length: 5\r\ncontent-length: 6\r\n")) == "field_twice");
    for (const auto* value :
         {"5, 5", "+5", "-5", "5 5", "0x5", "5.0", "", "5;", "1e3", "12345678901", "\"5\"", "٥"})
        CHECK(code_of(with("Content-Length: "s + value + "\r\n")) == "content_length");
    for (const auto* tabbed : {"Content-Length:\t5\r\n", "Content-Length: 5\t\r\n"})
        CHECK(code_of(with(tabbed)) == "control_byte");
    CHECK(passed(with("Content-Length: 0\r\n")).content_length == 0);
    CHECK(passed(with("Content-Length: 0000000012\r\n")).content_length == 12);
    CHECK(passed(with("Content-Length: 9999999999\r\n")).content_length == 9'999'999'999);
    CHECK(passed(with("")).content_length == 0);
}

TEST_CASE("there is one Host, and it has the form of one", "[gate]")
{
    CHECK(code_of("GET / HTTP/1.1\r\n\r\n") == "host_missing");
    CHECK(code_of("GET / HTTP/1.0\r\n\r\n") == "host_missing");
    CHECK(code_of(with("Host: localhost\r\n")) == "host_twice");
    CHECK(code_of("GET / HTTP/1.1\r\nHost: a\r\nhOST: b\r\n\r\n") == "host_twice");
    for (const auto* value : {"", "a b", "a/b", "a@b", "a,b", "http://a", "a?b", "a#b", "ä"})
        CHECK(code_of("GET / HTTP/1.1\r\nHost: "s + value + "\r\n\r\n") == "host_form");
    CHECK(passed("GET / HTTP/1.1\r\nHost: [::1]:80 \r\n\r\n").host == "[::1]:80");
}

TEST_CASE("lines end in CR LF, and fields are never folded", "[gate]")
{
    CHECK(code_of(with("X-One: a\r\n b\r\n")) == "folded_line");
    CHECK(code_of(with("X-One: a\r\n\tb\r\n")) == "folded_line");
    CHECK(code_of(with(" X-One: a\r\n")) == "folded_line");
    CHECK(code_of("GET / HTTP/1.1\nHost: a\n\n") == "line_end");
    CHECK(code_of("GET / HTTP/1.1\r\nHost: a\n\r\n") == "line_end");
    CHECK(code_of("GET / HTTP/1.1\r\nHost: a\r\n\n") == "line_end");
    CHECK(code_of("GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n") == "line_end");
    CHECK(code_of("GET / HTTP/1.1\r\nHost: a\r\r\n\r\n") == "line_end");
    CHECK(code_of("\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n") == "request_line");
    CHECK(code_of("\nGET / HTTP/1.1\r\nHost: a\r\n\r\n") == "line_end");
    CHECK(code_of("\r\n\r\n") == "request_line");
}

TEST_CASE("control bytes are refused as soon as they are seen", "[gate]")
{
    for (int byte = 0; byte < 0x20; ++byte) {
        if (byte == '\t') continue;
        const std::string odd(1, static_cast<char>(byte));
        const auto code = code_of(with("X-One: a" + odd + "b\r\n"));
        CHECK(code == (byte == '\r' || byte == '\n' ? "line_end" : "control_byte"));
        CHECK(code_of("GE" + odd) != "passed");
    }
    CHECK(code_of(with("X-One: a\x7f"
                       "b\r\n")) == "control_byte");
    CHECK(code_of("\x16\x03\x01\x02\x00\x01"s) == "control_byte");  // TLS, to a port that speaks none
    CHECK(code_of(with("X-One: a\tb\r\n")) == "passed");
    CHECK(code_of(with("X-One: \xc3\xa4\r\n")) == "passed");
}

TEST_CASE("a field's name is a token with its colon at once behind it", "[gate]")
{
    for (const auto* line :
         {"X One: a", "X-One : a", "X-One\t: a", ": a", "X-One", "X(One): a", "X/One: a", "\xc3\xa4: a",
          "Content-Length : 5", "\"X\": a", "X,Y: a", "X;Y: a", "X=Y: a", "X{Y}: a", "X@Y: a"})
        CHECK(code_of(with(line + "\r\n"s)) != "passed");
    CHECK(code_of(with("Transfer-Encoding : chunked\r\n")) == "field_name");
    CHECK(code_of(with("X-Empty:\r\n")) == "passed");
}

TEST_CASE("the first line is method, target and version with one space between", "[gate]")
{
    const auto first = [](const std::string& line) { return code_of(line + "\r\nHost: a\r\n\r\n"); };
    for (const auto* line : {"GET /", "GET", "GET  / HTTP/1.1", "GET /  HTTP/1.1", " GET / HTTP/1.1",
                             "GET / HTTP/1.1 ", "GET / http/1.1", "GET /\tHTTP/1.1", "G@T / HTTP/1.1",
                             "GET / HTTP/ 1.1", "/ HTTP/1.1", "GET /a b HTTP/1.1"})
        CHECK(first(line) != "passed");
    for (const auto* version : {"HTTP/2.0", "HTTP/0.9", "HTTP/1.2", "HTTP/1.10", "HTTP/1", "HTTP/01.1"})
        CHECK(first("GET / "s + version) == "http_version");
    for (const auto* target :
         {"http://a/", "*", "a", "//\\a", "/a#b", "/a\"b", "/a<b", "/\xc3\xa4", "/{a}", "/a|b", "/a^b"})
        CHECK(first("GET "s + target + " HTTP/1.1").starts_with("target_"));
    CHECK(first("GET /a%20b?c=d&e=(f)!~*' HTTP/1.1") == "passed");
    CHECK(first("BREW /pot HTTP/1.1") == "passed");  // no endpoint has it
}

TEST_CASE("sizes: header 8 kB, 64 fields, target 2 kB", "[gate]")
{
    unsigned status = 0;
    CHECK(code_of("GET /" + std::string(2047, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n") == "passed");
    CHECK(code_of("GET /" + std::string(2048, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n", &status) ==
          "target_too_long");
    CHECK(status == 414);
    CHECK(code_of("GET /" + std::string(9000, 'a'), &status) == "target_too_long");
    CHECK(status == 414);
    CHECK(code_of(with("X-One: " + std::string(8200, 'a') + "\r\n"), &status) == "header_too_large");
    CHECK(status == 431);
    std::string fields;
    for (int n = 0; n < 63; ++n) fields += "X-" + std::to_string(n) + ": a\r\n";
    CHECK(code_of(with(fields)) == "passed");
    CHECK(code_of(with(fields + "X-Last: a\r\n"), &status) == "too_many_fields");
    CHECK(status == 431);
    const auto whole = with("");
    CHECK(code_of(with("X-One: " + std::string(8192 - whole.size() - 9, 'a') + "\r\n")) == "passed");
    CHECK(code_of(with("X-One: " + std::string(8192 - whole.size() - 8, 'a') + "\r\n")) ==
          "header_too_large");
}

TEST_CASE("fields that decide are given once and are not taken away on the path", "[gate]")
{
    for (const auto* name : {"Authorization", "Content-Type", "Idempotency-Key", "Origin", "Traceparent",
                             "X-CSRF-Token", "Sec-Fetch-Site", "X-Forwarded-Proto"})
        CHECK(code_of(with(name + ": a\r\n"s + name + ": a\r\n")) == "field_twice");
    CHECK(code_of(with("Accept: a\r\nAccept: b\r\nCookie: a=1\r\nCookie: b=2\r\n")) == "passed");
    CHECK(code_of(with("Connection: close, Content-Length\r\n")) == "connection");
    CHECK(code_of(with("Connection: authorization\r\n")) == "connection");
    CHECK_FALSE(passed(with("Connection: foo , CLOSE\r\n")).keep_alive);
    CHECK_FALSE(passed(with("Connection: close\r\nConnection: keep-alive\r\n")).keep_alive);
    CHECK(passed(with("Connection: keep-alive\r\n")).keep_alive);
    unsigned status = 0;
    CHECK(code_of(with("Expect: a cake\r\n"), &status) == "expectation");
    CHECK(status == 417);
    CHECK(passed(with("Expect: 100-Continue\r\n")).wants_continue);
}

TEST_CASE("cut anywhere, a header is unfinished and never taken for another", "[gate]")
{
    const auto whole = with("Content-Length: 12\r\nX-One: a\r\n");
    for (std::size_t n = 0; n < whole.size(); ++n) CHECK(code_of(whole.substr(0, n)) == "unfinished");
    // Scanned piece by piece the end is found where it is found at once.
    const limits within;
    for (std::size_t cut = 0; cut <= whole.size(); ++cut) {
        const auto first = find_header_end(std::string_view(whole).substr(0, cut), 0, within);
        if (first.end) {
            CHECK(cut == whole.size());
            continue;
        }
        CHECK(find_header_end(whole + "GET", cut, within).end == whole.size());
    }
}
