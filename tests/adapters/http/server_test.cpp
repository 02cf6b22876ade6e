// The server as a client meets it: raw bytes in, bytes out.
#include "tests/adapters/http/socket_client.hpp"

#include <catch2/catch_test_macros.hpp>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <stdexcept>
#include <thread>

using namespace redress::http;
using namespace redress::http::test;
using namespace std::chrono_literals;

namespace {

std::string told(const std::map<std::string, std::string, std::less<>>& values)
{
    std::string out;
    for (const auto& [name, value] : values) out += name + "=" + value + ";";
    return out;
}

// What was asked, said back.
void echo(const std::shared_ptr<const request>& asked, const reply& answer)
{
    answer(text("path " + told(asked->in_path) + "\nquery " + told(asked->query) + "\ncookies " +
                told(asked->cookies) + "\nlanguage " + asked->language + "\ntrace " + asked->trace_id +
                "\npeer " + asked->peer + "\nbody " + asked->body));
}

endpoint_table small_table()
{
    return {
        open_row(verb::get, "/", "start", [](const auto&, const reply& answer) { answer(text("hello")); }),
        open_row(verb::get, "/echo/{id}", "echo", echo),
        open_row(verb::post, "/echo/{id}", "echo_post", echo),
        open_row(verb::get, "/broken", "broken",
                 [](const auto&, const reply&) { throw std::runtime_error("a bug, with secret words"); }),
        open_row(verb::get, "/split", "split", [](const auto&, const reply& answer) {
            auto bad = text("x");
            bad.headers.emplace_back("x-name", "a\r\nset-cookie: b=1");
            answer(bad);
        })};
}

}  // namespace

TEST_CASE("a request comes to its row with everything decoded", "[server]")
{
    server edge(small_table(), on_loopback());
    socket_client client(edge.address());
    const auto answer =
        client.ask(get("/echo/a%20b?q=%E4%B8%AD&r=1",
                       "Cookie: s=1\r\nAccept-Language: zh-CN\r\nX-Forwarded-For: 1.2.3.4\r\n"
                       "Traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n"));
    CHECK(status_of(answer) == 200);
    const auto body = body_of(answer);
    CHECK(has(body, "path id=a b;"));
    CHECK(has(body, "query q=中;r=1;"));
    CHECK(has(body, "cookies s=1;"));
    CHECK(has(body, "language zh-CN"));
    CHECK(has(body, "trace 4bf92f3577b34da6a3ce929d0e0e4736"));
    CHECK(has(body, "peer 127.0.0.1\n"));
    CHECK(field_of(answer, "x-request-id") == "4bf92f3577b34da6a3ce929d0e0e4736");
    CHECK(has(body_of(client.ask(post("/echo/1", "two words"))), "body two words"));
    CHECK(edge.counts().taken == 1);
}

TEST_CASE("what is not there, not by this method, not under this name", "[server]")
{
    server edge(small_table(), on_loopback());
    socket_client client(edge.address());
    auto answer = client.ask(get("/nothing"));
    CHECK(status_of(answer) == 404);
    CHECK(field_of(answer, "content-type") == "application/problem+json");
    CHECK(has(body_of(answer), R"("code":"not_found")"));
    answer = client.ask("DELETE /echo/1 HTTP/1.1\r\nHost: localhost\r\n\r\n");
    CHECK(status_of(answer) == 405);
    CHECK(field_of(answer, "allow") == "GET, HEAD, POST");
    answer = client.ask("TRACE / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    CHECK(status_of(answer) == 405);
    CHECK(field_of(answer, "allow") == "GET, HEAD");
    CHECK(status_of(client.ask("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n")) == 421);
    CHECK(status_of(client.ask("GET / HTTP/1.1\r\nHost: LOCALHOST:80\r\n\r\n")) == 200);
    CHECK(status_of(client.ask("GET / HTTP/1.1\r\nHost: localhost:x\r\n\r\n")) == 421);
}

TEST_CASE("HEAD is GET without the body", "[server]")
{
    server edge(small_table(), on_loopback());
    socket_client client(edge.address());
    client.send("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    const auto answer = client.answer(true);
    CHECK(status_of(answer) == 200);
    CHECK(field_of(answer, "content-length") == "5");
    CHECK(body_of(answer).empty());
    CHECK(body_of(client.ask(get("/"))) == "hello");
}

TEST_CASE("what cannot be decoded is refused, and the connection ends", "[server]")
{
    server edge(small_table(), on_loopback());
    for (const auto* target :
         {"/echo/%zz", "/echo/%c0%af", "/echo/a%2fb", "/echo/..", "/echo/1?a=1&a=2", "/echo/1?a=%"}) {
        socket_client client(edge.address());
        client.send(get(target));
        const auto answer = client.rest();
        CHECK(status_of(answer) == 400);
        CHECK(field_of(answer, "connection") == "close");
    }
}

TEST_CASE("a body is as long as its row takes it", "[server]")
{
    server edge(small_table(), on_loopback());
    socket_client client(edge.address());
    CHECK(status_of(client.ask(post("/echo/1", std::string(1024, 'a')))) == 200);
    auto answer = client.ask(post("/echo/1", std::string(1025, 'a')));
    CHECK(status_of(answer) == 413);
    CHECK(has(body_of(answer), "at most 1024 bytes"));
    CHECK(client.rest().empty());
    socket_client other(edge.address());
    other.send("GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n\r\na");
    CHECK(status_of(other.rest()) == 413);
}

TEST_CASE("a client that asks first is told to go on, or not", "[server]")
{
    server edge(small_table(), on_loopback());
    socket_client client(edge.address());
    client.send(
        "POST /echo/1 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
    CHECK(client.answer() == "HTTP/1.1 100 Continue\r\n\r\n");
    CHECK(has(client.ask("abc"), "body abc"));
    client.send(
        "POST /echo/1 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3000\r\nExpect: 100-continue\r\n\r\n");
    CHECK(status_of(client.answer()) == 413);
}

TEST_CASE("a bug in a handler is an answer without its words, and the log has them", "[server]")
{
    std::mutex guard;
    std::vector<std::string> troubles;
    auto how = on_loopback();
    how.trouble = [&](std::string_view code, const std::string& detail, std::string_view) {
        const std::lock_guard hold(guard);
        troubles.push_back(std::string(code) + ": " + detail);
    };
    server edge(small_table(), std::move(how));
    socket_client client(edge.address());
    const auto answer = client.ask(get("/broken"));
    CHECK(status_of(answer) == 500);
    CHECK_FALSE(has(answer, "secret"));
    const auto split = client.ask(get("/split"));
    CHECK(status_of(split) == 500);
    CHECK_FALSE(has(split, "set-cookie"));
    const std::lock_guard hold(guard);
    CHECK(troubles == std::vector<std::string>{"handler_failed: a bug, with secret words",
                                               "bad_field: the field x-name holds a control byte"});
}

TEST_CASE("an endpoint that needs somebody is asked about before its body is read", "[server]")
{
    auto table = small_table();
    table.push_back({.method = verb::post,
                     .path = "/inside",
                     .operation = "inside",
                     .permission = "p",
                     .serve = [](const auto& asked, const reply& answer) { answer(text(asked->who->id)); }});
    CHECK_THROWS_AS(server(table, on_loopback()), std::invalid_argument);  // nobody could tell

    auto how = on_loopback();
    how.authorise = [](const endpoint& row, const std::shared_ptr<request>& asked, auto then) {
        CHECK(row.permission == "p");
        CHECK(asked->body.empty());
        if (asked->header("authorization") == "broken") throw std::runtime_error("the database is away");
        if (asked->header("authorization") == "forgotten") return then(std::nullopt);
        if (asked->header("authorization") != "good") return then(text("no", 401));
        std::thread([asked, then] {
            redress::workflow::principal who;
            who.id = "mei";
            asked->who = std::make_shared<redress::workflow::principal>(std::move(who));
            then(std::nullopt);
        }).detach();
    };
    server edge(std::move(table), std::move(how));
    const auto with = [&](const std::string& said) {
        socket_client client(edge.address());
        client.send("POST /inside HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + said +
                    "\r\nContent-Length: 2\r\n\r\nab");
        return client.answer();
    };
    CHECK(body_of(with("good")) == "mei");
    CHECK(status_of(with("bad")) == 401);
    CHECK(status_of(with("broken")) == 503);
    CHECK(status_of(with("forgotten")) == 503);
}
