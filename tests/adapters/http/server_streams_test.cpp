// Answers that take long: streams, readers that take nothing, and a server that ends meanwhile.
#include "tests/adapters/http/hand_answers.hpp"

#include <catch2/catch_test_macros.hpp>

#include <future>
#include <memory>
#include <vector>

using namespace redress::http;
using namespace redress::http::test;

TEST_CASE("a stream is asked for its next piece when the last one is gone", "[limits]")
{
    const auto stream = std::make_shared<hand_stream>();
    server edge({open_row(verb::get, "/stream", "stream",
                          [&](const auto&, const reply& then) {
                              then({.status = 200, .content_type = "text/event-stream", .stream = stream});
                          })},
                on_loopback());
    socket_client client(edge.address());
    client.send(get("/stream"));
    stream->give("one");
    stream->give("");
    stream->give(std::string(20, 'x'));
    stream->give(std::nullopt);
    const auto all = client.rest();
    CHECK(field_of(all, "transfer-encoding") == "chunked");
    CHECK(body_of(all) == "3\r\none\r\n14\r\n" + std::string(20, 'x') + "\r\n0\r\n\r\n");
    CHECK(stream->asked() == 4);
}

TEST_CASE("HTTP/1.0 gets a stream without chunks", "[limits]")
{
    const auto stream = std::make_shared<hand_stream>();
    server edge({open_row(verb::get, "/stream", "stream",
                          [&](const auto&, const reply& then) {
                              then({.status = 200, .content_type = "text/plain", .stream = stream});
                          })},
                on_loopback());
    socket_client client(edge.address());
    client.send("GET /stream HTTP/1.0\r\nHost: localhost\r\n\r\n");
    stream->give("one");
    stream->give("two");
    stream->give(std::nullopt);
    const auto all = client.rest();
    CHECK(field_of(all, "transfer-encoding").empty());
    CHECK(body_of(all) == "onetwo");
}

TEST_CASE("a stream hears that its reader went away", "[limits]")
{
    const auto stream = std::make_shared<hand_stream>();
    server edge({open_row(verb::get, "/stream", "stream",
                          [&](const auto&, const reply& then) {
                              then({.status = 200, .content_type = "text/event-stream", .stream = stream});
                          })},
                on_loopback());
    socket_client client(edge.address());
    client.send(get("/stream"));
    stream->give("one");
    client.vanish();
    CHECK(stream->wait_gone());
    REQUIRE(becomes(edge, [](const server_counts& now) { return now.open == 0; }));
}

TEST_CASE("a reader that takes nothing holds one piece and no more, and is given up", "[limits]")
{
    const auto stream = std::make_shared<hand_stream>();
    auto how = on_loopback();
    how.within.response = 300ms;
    server edge({open_row(verb::get, "/stream", "stream",
                          [&](const auto&, const reply& then) {
                              then({.status = 200, .content_type = "text/plain", .stream = stream});
                          })},
                std::move(how));
    socket_client client(edge.address());
    client.shrink_receive_buffer();
    client.send(get("/stream"));
    std::jthread feeding([&](const std::stop_token& stop) {
        const std::string piece(std::size_t{64} * 1024, 'x');
        while (!stop.stop_requested()) stream->give(piece);
    });
    CHECK(stream->wait_gone());
    feeding.request_stop();
    // What the kernel took, both ends, and the piece under way: nothing was asked for beyond.
    CHECK(stream->asked() < 100);
    stream->next([](const auto&) {});  // lets the feeder end
}

TEST_CASE("a large answer that nobody reads is given up, too", "[limits]")
{
    auto how = on_loopback();
    how.within.response = 100ms;
    server edge({open_row(verb::get, "/large", "large",
                          [](const auto&, const reply& then) {
                              then(text(std::string(std::size_t{16} << 20U, 'x')));
                          })},
                std::move(how));
    socket_client client(edge.address());
    client.shrink_receive_buffer();
    client.send(get("/large"));
    REQUIRE(becomes(edge, [](const server_counts& now) { return now.too_late == 1 && now.open == 0; }));
    CHECK(client.rest().size() < std::size_t{16} << 20U);
}

TEST_CASE("a drain ends what runs, refuses what is new, and closes", "[limits]")
{
    kept_replies kept;
    const auto stream = std::make_shared<hand_stream>();
    auto table = hello_table();
    table.push_back(open_row(verb::get, "/slow", "slow", kept.keeps()));
    table.push_back(open_row(verb::get, "/stream", "stream", [&](const auto&, const reply& then) {
        then({.status = 200, .content_type = "text/event-stream", .stream = stream});
    }));
    server edge(std::move(table), on_loopback());
    socket_client running(edge.address()), idle(edge.address()), streaming(edge.address());
    running.send(get("/slow"));
    const auto then = kept.next();
    CHECK(status_of(idle.ask(get("/"))) == 200);
    streaming.send(get("/stream"));
    stream->give("one");
    auto drained = std::async(std::launch::async, [&] { edge.drain(); });
    // The stream ends by itself when it is told, and its reader sees a whole body.
    CHECK(body_of(streaming.rest()) == "3\r\none\r\n0\r\n\r\n");
    const auto refused = idle.ask(get("/"));
    CHECK(status_of(refused) == 503);
    CHECK(field_of(refused, "retry-after") == "2");
    CHECK(field_of(refused, "connection") == "close");
    CHECK_THROWS(socket_client(edge.address()));
    CHECK(drained.wait_for(0s) == std::future_status::timeout);
    then(text("finished"));
    const auto answer = running.rest();
    CHECK(has(answer, "finished"));
    CHECK(field_of(answer, "connection") == "close");
    drained.get();
    REQUIRE(becomes(edge, [](const server_counts& now) { return now.open == 0; }));
}

TEST_CASE("a drain does not wait for ever, and an answer after the end is nobody's", "[limits]")
{
    kept_replies kept;
    auto how = on_loopback();
    how.within.drain = 50ms;
    std::optional<server> edge;
    edge.emplace(endpoint_table{open_row(verb::get, "/slow", "slow", kept.keeps())}, std::move(how));
    socket_client client(edge->address());
    client.send(get("/slow"));
    const auto then = kept.next();
    edge->drain();
    edge->drain();
    CHECK(client.rest().empty());
    edge.reset();
    then(text("too late"));
}

TEST_CASE("a crowd that one thread answers at once is answered, each once", "[limits]")
{
    constexpr int people = 60;
    kept_replies kept;
    auto how = on_loopback();
    how.threads = 2;
    how.within.connections_per_network = people;
    server edge({open_row(verb::get, "/slow", "slow", kept.keeps())}, std::move(how));
    std::vector<std::unique_ptr<socket_client>> crowd;
    for (int n = 0; n < people; ++n) crowd.push_back(std::make_unique<socket_client>(edge.address()));
    for (int round = 0; round < 5; ++round) {
        std::vector<reply> asked;
        for (auto& one : crowd) {
            one->send(get("/slow"));
            asked.push_back(kept.next());
        }
        for (int n = 0; n < people; ++n) asked[static_cast<std::size_t>(n)](text(std::to_string(n)));
        for (int n = 0; n < people; ++n)
            CHECK(body_of(crowd[static_cast<std::size_t>(n)]->answer()) == std::to_string(n));
    }
}

TEST_CASE("answers that wait while the server ends are nobody's", "[limits]")
{
    kept_replies kept;
    auto how = on_loopback();
    how.within.drain = 1ms;
    std::optional<server> edge;
    edge.emplace(endpoint_table{open_row(verb::get, "/slow", "slow", kept.keeps())}, std::move(how));
    std::vector<std::unique_ptr<socket_client>> crowd;
    std::vector<reply> asked;
    for (int n = 0; n < 20; ++n) {
        crowd.push_back(std::make_unique<socket_client>(edge->address()));
        crowd.back()->send(get("/slow"));
        asked.push_back(kept.next());
    }
    std::jthread answering([&] {
        for (auto& one : asked) one(text("perhaps in time"));
    });
    edge.reset();
    for (auto& one : crowd) {
        const auto heard = one->rest();
        CHECK((heard.empty() || has(heard, "perhaps in time")));
    }
}

TEST_CASE("what was answered is counted by operation", "[limits]")
{
    std::mutex guard;
    std::vector<std::string> seen;
    auto how = on_loopback();
    how.observed = [&](const observation& one) {
        const std::lock_guard hold(guard);
        seen.push_back(std::string(one.operation) + " " + std::to_string(one.status));
        CHECK(one.took >= 0s);
    };
    {
        server edge(hello_table(), std::move(how));
        socket_client client(edge.address());
        (void)client.ask(get("/"));
        (void)client.ask(get("/nowhere"));
        client.send("nonsense\r\n\r\n");
        (void)client.rest();
    }
    CHECK(seen == std::vector<std::string>{"start 200", "none 404", "none 400"});
}
