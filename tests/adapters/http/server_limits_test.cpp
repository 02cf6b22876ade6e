// What a client may cost: time, requests and connections. Times are short here so that they run out soon;
// nothing is decided by how long something took.
#include "tests/adapters/http/hand_answers.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress::http;
using namespace redress::http::test;

TEST_CASE("a header that drips is cut off by one deadline, whatever still comes", "[limits]")
{
    auto how = on_loopback();
    how.within.header = 100ms;
    server edge(hello_table(), std::move(how));
    socket_client client(edge.address());
    std::jthread dripping([&](const std::stop_token& stop) {
        client.send("GET / HTTP/1.1\r\nHost: localhost\r\n");
        while (!stop.stop_requested()) {
            client.send("X: a\r\n");
            std::this_thread::yield();
            if (edge.counts().too_late > 0) return;
        }
    });
    const auto answer = client.rest();
    CHECK((status_of(answer) == 408 || status_of(answer) == 431));
    // One that says nothing at all is closed without a word.
    socket_client silent(edge.address());
    CHECK(silent.rest().empty());
    // And one that began and stopped gets a 408.
    socket_client stopped(edge.address());
    stopped.send("GET / HT");
    CHECK(status_of(stopped.rest()) == 408);
}

TEST_CASE("a body slower than the least speed is cut off", "[limits]")
{
    auto how = on_loopback();
    how.within.body = 100ms;
    server edge(hello_table(), std::move(how));
    socket_client client(edge.address());
    client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50000\r\n\r\nabc");
    CHECK(status_of(client.rest()) == 408);
    CHECK(edge.counts().too_late == 1);
}

TEST_CASE("a kept connection is given up when nothing comes", "[limits]")
{
    auto how = on_loopback();
    how.within.keep_alive = 50ms;
    server edge(hello_table(), std::move(how));
    socket_client client(edge.address());
    CHECK(status_of(client.ask(get("/"))) == 200);
    CHECK(client.rest().empty());
}

TEST_CASE("a handler that does not answer in time is answered for, and its late answer goes nowhere",
          "[limits]")
{
    kept_replies kept;
    auto table = hello_table();
    table.push_back(open_row(verb::get, "/slow", "slow", kept.keeps()));
    auto how = on_loopback();
    how.within.response = 50ms;
    server edge(std::move(table), std::move(how));
    socket_client client(edge.address());
    client.send(get("/slow"));
    const auto late = kept.next();
    const auto answer = client.rest();
    CHECK(status_of(answer) == 503);
    CHECK(has(answer, "no_answer_in_time"));
    late(text("too late"));
    CHECK(client.rest().empty());
}

TEST_CASE("a handler answers once", "[limits]")
{
    auto table = hello_table();
    table.push_back(open_row(verb::get, "/twice", "twice", [](const auto&, const reply& answer) {
        answer(text("first"));
        answer(text("second"));
    }));
    server edge(std::move(table), on_loopback());
    socket_client client(edge.address());
    CHECK(body_of(client.ask(get("/twice"))) == "first");
    CHECK(body_of(client.ask(get("/"))) == "hello");
}

TEST_CASE("a hundred requests on a connection, then it ends", "[limits]")
{
    server edge(hello_table(), on_loopback());
    socket_client client(edge.address());
    for (int n = 1; n < 100; ++n) {
        const auto answer = client.ask(get("/"));
        REQUIRE(status_of(answer) == 200);
        REQUIRE(field_of(answer, "connection").empty());
    }
    const auto last = client.ask(get("/"));
    CHECK(status_of(last) == 200);
    CHECK(field_of(last, "connection") == "close");
    CHECK(client.rest().empty());
}

TEST_CASE("bytes before the answer are never a next request", "[limits]")
{
    server edge(hello_table(), on_loopback());
    {
        socket_client client(edge.address());
        client.send(get("/") + get("/"));
        const auto all = client.rest();
        CHECK(field_of(all, "connection") == "close");
        CHECK(all.find("HTTP/1.1", 1) == std::string::npos);  // one answer
    }
    {
        socket_client client(edge.address());
        client.send(post("/", "body") + get("/"));
        const auto all = client.rest();
        CHECK(status_of(all) == 200);
        CHECK(all.find("HTTP/1.1", 1) == std::string::npos);
    }
    {
        // Sent while the handler thinks: seen before the answer leaves.
        kept_replies kept;
        auto table = hello_table();
        table.push_back(open_row(verb::get, "/slow", "slow", kept.keeps()));
        server slow(std::move(table), on_loopback());
        socket_client client(slow.address());
        client.send(get("/slow"));
        const auto then = kept.next();
        client.send(get("/"));
        then(text("first"));
        const auto all = client.rest();
        CHECK(has(all, "first"));
        CHECK(all.find("HTTP/1.1", 1) == std::string::npos);
    }
}

TEST_CASE("a network has as many connections as it may, and others go on", "[limits]")
{
    auto how = on_loopback();
    how.within.connections_per_network = 2;
    server edge(hello_table(), std::move(how));
    socket_client one(edge.address()), two(edge.address());
    CHECK(status_of(one.ask(get("/"))) == 200);
    CHECK(status_of(two.ask(get("/"))) == 200);
    socket_client three(edge.address());
    three.send(get("/"));
    CHECK(three.rest().empty());
    socket_client elsewhere(edge.address(), "127.0.1.1");
    CHECK(status_of(elsewhere.ask(get("/"))) == 200);
    CHECK(edge.counts().turned_away == 1);
    one.vanish();
    REQUIRE(becomes(edge, [](const server_counts& now) { return now.open == 2; }));
    socket_client again(edge.address());
    CHECK(status_of(again.ask(get("/"))) == 200);
}

TEST_CASE("a trusted proxy has no such limit, and its client is seen", "[limits]")
{
    auto how = on_loopback();
    how.within.connections_per_network = 1;
    how.proxies = networks("127.0.0.1");
    server edge({open_row(verb::get, "/", "start",
                          [](const auto& asked, const reply& then) { then(text(asked->peer)); })},
                std::move(how));
    socket_client one(edge.address()), two(edge.address());
    CHECK(body_of(one.ask(get("/", "X-Forwarded-For: 9.9.9.9, 203.0.113.7\r\n"))) == "203.0.113.7");
    CHECK(body_of(two.ask(get("/"))) == "127.0.0.1");
}

TEST_CASE("when every place is taken the one idle longest makes room", "[limits]")
{
    auto how = on_loopback();
    how.within.connections_max = 2;
    server edge(hello_table(), std::move(how));
    socket_client oldest(edge.address()), other(edge.address());
    const auto rests = [](const server_counts& now) { return now.at_work == 0; };
    CHECK(status_of(oldest.ask(get("/"))) == 200);
    REQUIRE(becomes(edge, rests));
    CHECK(status_of(other.ask(get("/"))) == 200);
    REQUIRE(becomes(edge, rests));
    socket_client fresh(edge.address());
    CHECK(status_of(fresh.ask(get("/"))) == 200);
    CHECK(oldest.rest().empty());
    CHECK(status_of(other.ask(get("/"))) == 200);
    CHECK(edge.counts().made_room == 1);
}

TEST_CASE("when every place is at work the next one waits until a place is free", "[limits]")
{
    kept_replies kept;
    auto how = on_loopback();
    how.within.connections_max = 1;
    server edge({open_row(verb::get, "/slow", "slow", kept.keeps())}, std::move(how));
    socket_client first(edge.address());
    first.send(get("/slow"));
    const auto then = kept.next();
    socket_client second(edge.address());
    second.send(get("/slow"));
    CHECK(edge.counts().taken == 1);
    then(text("done"));
    CHECK(body_of(first.answer()) == "done");
    kept.next()(text("also done"));
    CHECK(body_of(second.answer()) == "also done");
    CHECK(edge.counts().open == 1);
}

TEST_CASE("large bodies share one room, and what finds none of it is told to come again", "[limits]")
{
    kept_replies kept;
    auto table = hello_table();
    table.push_back(open_row(verb::post, "/files", "files", kept.keeps()));
    auto how = on_loopback();
    how.within.body_free = 256;
    how.within.bodies_max = 1000;
    server edge(std::move(table), std::move(how));
    socket_client first(edge.address());
    first.send(post("/files", std::string(600, 'a')));
    const auto answer_first = kept.next();

    socket_client second(edge.address());
    const auto refused = second.ask(post("/files", std::string(600, 'b')));
    CHECK(status_of(refused) == 503);
    CHECK(has(refused, "busy"));
    CHECK_FALSE(field_of(refused, "retry-after").empty());
    // Forms are not kept out by files.
    socket_client form(edge.address());
    form.send(post("/files", std::string(200, 'c')));
    kept.next()(text("small"));
    CHECK(body_of(form.answer()) == "small");

    answer_first(text("large"));
    CHECK(body_of(first.answer()) == "large");
    CHECK(body_of(first.ask(get("/"))) == "hello");  // what it held is given back by now
    socket_client third(edge.address());
    third.send(post("/files", std::string(600, 'd')));
    kept.next()(text("large again"));
    CHECK(body_of(third.answer()) == "large again");
}

TEST_CASE("what the server refuses itself is shown as the table's owner says, else as a problem", "[limits]")
{
    auto table = hello_table();
    table.push_back(
        open_row(verb::post, "/page", "page", [](const auto&, const reply& answer) { answer(text("")); }));
    auto how = on_loopback();
    how.shown = [](const auto& asked, unsigned status) -> std::optional<response> {
        if (!asked->path.starts_with("/page")) return std::nullopt;
        return text("a page of " + std::to_string(status), status);
    };
    server edge(std::move(table), std::move(how));
    socket_client page(edge.address());
    CHECK(body_of(page.ask(post("/page", std::string(2000, 'a')))) == "a page of 413");
    socket_client nowhere(edge.address());
    CHECK(body_of(nowhere.ask(get("/pagse"))).starts_with("{"));
    CHECK(body_of(nowhere.ask(get("/page/nothing"))) == "a page of 404");
    socket_client other(edge.address());
    CHECK(has(other.ask(post("/", std::string(200'000, 'a'))), "body_too_large"));
}
