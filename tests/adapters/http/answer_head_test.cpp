#include "adapters/http/answer_head.hpp"

#include "tests/adapters/http/socket_client.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress::http;
using test::field_of;
using namespace std::string_literals;

TEST_CASE("no field of an answer can split it", "[answer_head]")
{
    std::string head;
    for (int byte = 0; byte < 0x20; ++byte)
        if (byte != '\t')
            CHECK_THROWS_AS(set_header(head, "x-one", "a" + std::string(1, static_cast<char>(byte))),
                            bad_field);
    CHECK_THROWS_AS(set_header(head, "x-one", "a\r\nset-cookie: b"), bad_field);
    CHECK_THROWS_AS(set_header(head, "x-one\r\nset-cookie", "b"), bad_field);
    CHECK_THROWS_AS(set_header(head, "x one", "b"), bad_field);
    CHECK_THROWS_AS(set_header(head, "", "b"), bad_field);
    CHECK_THROWS_AS(set_header(head, "x-one", "\x7f"), bad_field);
    CHECK(head.empty());
    set_header(head, "x-one", "a\tb");
    CHECK(head == "x-one: a\tb\r\n");
}

TEST_CASE("what frames an answer is not a handler's to set", "[answer_head]")
{
    for (const auto* name :
         {"Content-Length", "transfer-encoding", "Connection", "Date", "SERVER", "trailer"}) {
        response bad;
        bad.headers = {{name, "1"}};
        CHECK_THROWS_AS(answer_head(bad, {}), bad_field);
    }
}

TEST_CASE("every answer carries the fields that protect its reader", "[answer_head]")
{
    response plain;
    plain.content_type = "text/plain";
    plain.body = "hello";
    head_context in{.trace_id = "abc",
                    .now = std::chrono::system_clock::time_point(std::chrono::seconds(784111777))};
    auto head = answer_head(plain, in);
    CHECK(head.starts_with("HTTP/1.1 200 OK\r\n"));
    CHECK(field_of(head, "date") == "Sun, 06 Nov 1994 08:49:37 GMT");
    CHECK(field_of(head, "content-security-policy") ==
          "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; form-action 'self'; "
          "frame-ancestors 'none'");
    CHECK(field_of(head, "x-content-type-options") == "nosniff");
    CHECK(field_of(head, "referrer-policy") == "no-referrer");
    CHECK(field_of(head, "cache-control") == "no-store");
    CHECK(field_of(head, "x-request-id") == "abc");
    CHECK(field_of(head, "content-length") == "5");
    CHECK(field_of(head, "strict-transport-security").empty());
    CHECK(field_of(head, "server").empty());
    CHECK(field_of(head, "connection").empty());
    in.secure = in.close = true;
    plain.headers = {{"Cache-Control", "max-age=60"}, {"set-cookie", "a=1"}, {"set-cookie", "b=2"}};
    head = answer_head(plain, in);
    CHECK(field_of(head, "strict-transport-security") == "max-age=31536000; includeSubDomains");
    CHECK(field_of(head, "connection") == "close");
    CHECK(field_of(head, "Cache-Control") == "max-age=60");
    CHECK(field_of(head, "cache-control").empty());  // what the handler said, once
    CHECK(head.find("set-cookie: a=1\r\nset-cookie: b=2\r\n") != std::string::npos);
}

TEST_CASE("an answer without a body has no length", "[answer_head]")
{
    for (const unsigned status : {204U, 304U}) {
        response none;
        none.status = status;
        CHECK(field_of(answer_head(none, {}), "content-length").empty());
    }
    CHECK(field_of(answer_head(response{}, {}), "content-length") == "0");
    CHECK(field_of(answer_head(response{}, {.body = body_by::chunks}), "transfer-encoding") == "chunked");
    CHECK(field_of(answer_head(response{}, {.body = body_by::end}), "content-length").empty());
}
