// Bodies that are handed over piece by piece: who is asked first, how fast it goes, and what a break leaves.
#include "tests/adapters/http/hand_answers.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress::http;
using namespace redress::http::test;

namespace {

/// Takes pieces as a test lets it.
class hand_sink final : public body_sink {
public:
    explicit hand_sink(bool by_hand = false) : by_hand_(by_hand) {}
    void take(std::string piece, std::function<void(std::shared_ptr<response>)> then) override
    {
        {
            const std::lock_guard hold(guard_);
            taken_ += piece;
            largest_ = std::max(largest_, piece.size());
            ++pieces_;
            if (by_hand_) waits_ = std::move(then);
            changed_.notify_all();
        }
        if (!by_hand_) then(nullptr);
    }
    void whole(reply answer) override { answer(text("took " + std::to_string(taken().size()))); }
    void cut() noexcept override
    {
        const std::lock_guard hold(guard_);
        cut_ = true;
        changed_.notify_all();
    }
    std::string taken()
    {
        const std::lock_guard hold(guard_);
        return taken_;
    }
    std::size_t largest()
    {
        const std::lock_guard hold(guard_);
        return largest_;
    }
    bool wait_pieces(int n)
    {
        std::unique_lock hold(guard_);
        return changed_.wait_for(hold, 15s, [&] { return pieces_ >= n; });
    }
    int pieces()
    {
        const std::lock_guard hold(guard_);
        return pieces_;
    }
    bool wait_cut()
    {
        std::unique_lock hold(guard_);
        return changed_.wait_for(hold, 15s, [&] { return cut_; });
    }
    void let_go(std::shared_ptr<response> refused = nullptr)
    {
        std::function<void(std::shared_ptr<response>)> then;
        {
            std::unique_lock hold(guard_);
            changed_.wait_for(hold, 15s, [&] { return static_cast<bool>(waits_); });
            then = std::exchange(waits_, nullptr);
        }
        if (then) then(std::move(refused));
    }

private:
    const bool by_hand_;
    std::mutex guard_;
    std::condition_variable changed_;
    std::string taken_;
    std::size_t largest_ = 0;
    int pieces_ = 0;
    bool cut_ = false;
    std::function<void(std::shared_ptr<response>)> waits_;
};

endpoint_table into(const std::shared_ptr<hand_sink>& sink)
{
    auto table = hello_table();
    table.push_back(open_row(
        verb::patch, "/", "append",
        [sink](const auto& asked, const reply& then) {
            if (!asked->body.empty()) return then(text("it has a body", 500));
            if (asked->header("x-no") == "1") return then(text("no", 409));
            response go_on;
            go_on.headers.emplace_back("x-said-first", "yes");
            go_on.into = sink;
            then(std::move(go_on));
        },
        std::size_t{64} * 1024 * 1024));
    table.back().body_in_pieces = true;
    return table;
}

std::string head(std::size_t length, std::string_view fields = {})
{
    return "PATCH / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(length) + "\r\n" +
           std::string(fields) + "\r\n";
}

}  // namespace

TEST_CASE("a body goes on in pieces and takes no room of large ones", "[pieces]")
{
    const auto sink = std::make_shared<hand_sink>();
    auto how = on_loopback();
    how.within.bodies_max = 1024;
    how.within.body_free = 16;
    server edge(into(sink), std::move(how));
    socket_client client(edge.address());
    const std::string body(std::size_t{3} * 1024 * 1024, 'x');
    client.send(head(body.size()));
    client.send(body);
    const auto answer = client.answer();
    CHECK(status_of(answer) == 200);
    CHECK(body_of(answer) == "took " + std::to_string(body.size()));
    CHECK(field_of(answer, "x-said-first") == "yes");
    CHECK(sink->taken() == body);
    CHECK(sink->largest() <= std::size_t{32} * 1024);
    // The connection goes on.
    CHECK(body_of(client.ask(get("/"))) == "hello");
    const auto empty = client.ask(head(0));
    CHECK(body_of(empty) == "took " + std::to_string(body.size()));
}

TEST_CASE("whoever refuses does so before a byte of the body is read", "[pieces]")
{
    const auto sink = std::make_shared<hand_sink>();
    server edge(into(sink), on_loopback());
    socket_client client(edge.address());
    client.send(head(1000, "X-No: 1\r\nExpect: 100-continue\r\n"));
    const auto answer = client.rest();
    CHECK(status_of(answer) == 409);
    CHECK_FALSE(has(answer, "100 Continue"));
    CHECK(field_of(answer, "connection") == "close");
    CHECK(sink->pieces() == 0);
    socket_client asks(edge.address());
    asks.send(head(3, "Expect: 100-continue\r\n"));
    asks.send("abc");
    asks.end_sending();
    CHECK(has(asks.rest(), "took 3"));
}

TEST_CASE("nothing more is read before a piece is taken", "[pieces]")
{
    const auto sink = std::make_shared<hand_sink>(true);
    server edge(into(sink), on_loopback());
    socket_client client(edge.address());
    client.send(head(6));
    client.send("abc");
    REQUIRE(sink->wait_pieces(1));
    client.send("def");
    CHECK(sink->pieces() == 1);
    CHECK(sink->taken() == "abc");
    sink->let_go();
    REQUIRE(sink->wait_pieces(2));
    sink->let_go();
    CHECK(body_of(client.answer()) == "took 6");
}

TEST_CASE("a piece that cannot be taken ends the body with its answer", "[pieces]")
{
    const auto sink = std::make_shared<hand_sink>(true);
    server edge(into(sink), on_loopback());
    socket_client client(edge.address());
    client.send(head(6) + "abc");
    sink->let_go(std::make_shared<response>(text("full", 507)));
    const auto answer = client.rest();
    CHECK(status_of(answer) == 507);
    CHECK(field_of(answer, "connection") == "close");
}

TEST_CASE("a client that goes away in the middle leaves what it sent", "[pieces]")
{
    const auto sink = std::make_shared<hand_sink>();
    server edge(into(sink), on_loopback());
    {
        socket_client client(edge.address());
        client.send(head(100) + "abc");
        REQUIRE(sink->wait_pieces(1));
        client.vanish();
    }
    CHECK(sink->wait_cut());
    CHECK(sink->taken() == "abc");
    CHECK(becomes(edge, [](const server_counts& now) { return now.open == 0; }));
}

TEST_CASE("a body in pieces has its least speed, too", "[pieces]")
{
    const auto sink = std::make_shared<hand_sink>();
    auto how = on_loopback();
    how.within.body = 100ms;
    server edge(into(sink), std::move(how));
    socket_client client(edge.address());
    client.send(head(50000) + "abc");
    CHECK(status_of(client.rest()) == 408);
    CHECK(sink->wait_cut());
    CHECK(sink->taken() == "abc");
}

TEST_CASE("whoever takes the body too slowly is answered for", "[pieces]")
{
    const auto sink = std::make_shared<hand_sink>(true);
    auto how = on_loopback();
    how.within.body = how.within.response = 50ms;
    server edge(into(sink), std::move(how));
    socket_client client(edge.address());
    client.send(head(6) + "abc");
    CHECK(status_of(client.rest()) == 503);
    CHECK(sink->wait_cut());
    sink->let_go();
}
