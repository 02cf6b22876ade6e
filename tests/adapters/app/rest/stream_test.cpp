// What changes is told while it changes, to whom it may be told, and goes on where it stopped.
#include "tests/adapters/app/rest/desk_at_work.hpp"

#include "adapters/app/rest/change_feed.hpp"

#include <catch2/catch_test_macros.hpp>

#include <atomic>
#include <future>

using namespace redress;
using namespace redress::tests;
using http::verb;

namespace {

/// A client of a stream: reads pieces until a text has come.
class reading {
public:
    explicit reading(std::shared_ptr<http::body_stream> of) : of_(std::move(of)) {}
    ~reading() { of_->gone(); }

    std::string until(const std::string& text)
    {
        while (all.find(text) == std::string::npos) {
            std::promise<std::optional<std::string>> piece;
            of_->next([&](std::optional<std::string> one) { piece.set_value(std::move(one)); });
            const auto got = piece.get_future().get();
            if (!got) break;
            all += *got;
        }
        return all;
    }
    [[nodiscard]] std::string last_id() const
    {
        const auto at = all.rfind("id: ");
        return all.substr(at + 4, all.find('\n', at) - at - 4);
    }
    std::string all;

private:
    std::shared_ptr<http::body_stream> of_;
};

}  // namespace

TEST_CASE("a stream tells what happens, and goes on behind the last id", "[rest]")
{
    desk_at_work desk;
    std::string id, before;
    {
        const auto opened = desk.get("/api/v1/stream");
        REQUIRE(opened.whole.stream);
        CHECK(opened.whole.content_type == "text/event-stream");
        reading stream(opened.whole.stream);
        stream.until("id: ");  // it is there before anything happens
        id = desk.file("Some secret words.");
        const auto all = stream.until("\"case\":\"" + id + "\"");
        CHECK(all.find("\"event\":\"complaint_filed\"") != std::string::npos);
        CHECK(all.find("secret") == std::string::npos);
        before = stream.last_id();
    }
    REQUIRE(
        desk.post("/api/v1/complaints/" + id + "/actions/triaged", {{"severity", 3}}, "h.lin", 1).status ==
        200);
    const auto again = desk.ask(verb::get, "/api/v1/stream", {.headers = {{"last-event-id", before}}});
    reading stream(again.whole.stream);
    const auto all = stream.until("\"event\":\"triaged\"");
    CHECK(all.find("\"version\":2") != std::string::npos);
    CHECK(all.find("event: reset") == std::string::npos);

    const auto strange = desk.ask(verb::get, "/api/v1/stream", {.headers = {{"last-event-id", "nonsense"}}});
    reading anew(strange.whole.stream);
    CHECK(anew.until("id: ").find("event: reset") != std::string::npos);
}

TEST_CASE("a stream says nothing of a case that is not there for whoever listens", "[rest]")
{
    desk_at_work desk;
    const auto hidden = desk.file();
    REQUIRE(desk.post("/api/v1/complaints/" + hidden + "/actions/triaged",
                      {{"severity", 2}, {"about_staff", boost::json::array{"h.osei"}}}, "h.lin", 1)
                .status == 200);
    reading stream(desk.get("/api/v1/stream", "h.osei").whole.stream);
    stream.until("id: ");
    REQUIRE(desk.post("/api/v1/complaints/" + hidden + "/actions/note_added", {{"text", "x"}}, "h.lin", 2)
                .status == 200);
    const auto other = desk.file();
    const auto all = stream.until(other);
    CHECK(all.find(hidden) == std::string::npos);
    CHECK(desk.get("/api/v1/stream?case=" + hidden, "h.osei").status == 404);
}

TEST_CASE("whoever listens hears when nothing can be looked at, and when it goes on", "[rest]")
{
    desk_at_work desk;
    reading stream(desk.get("/api/v1/stream").whole.stream);
    stream.until("id: ");
    const auto reachable = [&](const std::string& yes) {
        (void)desk.database().sql("UPDATE pg_database SET datallowconn = " + yes +
                                  " WHERE datname = current_database()");
    };
    reachable("false");
    (void)desk.database().sql(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid "
        "<> "
        "pg_backend_pid()");
    CHECK(stream.until("event: paused").find("event: paused") != std::string::npos);
    CHECK(stream.all.find("event: resumed") == std::string::npos);
    reachable("true");
    CHECK(stream.until("event: resumed").find("event: resumed") != std::string::npos);
}

TEST_CASE("whoever listens hears at first whether events of other systems wait, and then of each change",
          "[rest]")
{
    std::atomic<bool> away{true};
    app::rest::change_feed feed({.open = [](const std::string&) -> std::unique_ptr<app::rest::feed_source> {
                                     throw workflow::store_unavailable(
                                         "that the store is away, too, changes nothing");
                                 },
                                 .look_every = std::chrono::milliseconds(1),
                                 .look_after_failure = std::chrono::milliseconds(1),
                                 .exchange_waits = [&] { return away.load(); }});
    const auto listen = [&] {
        return feed.listen("", std::string(32, 's'), {.id = "h.lin", .role = role::handler}, {}, "");
    };
    const std::string waits = "event: exchange\ndata: {\"waits\":true}\n\n";
    const std::string flows = "event: exchange\ndata: {\"waits\":false}\n\n";
    reading first(listen());
    first.until(waits);
    reading second(listen());
    second.until(waits);
    CHECK(first.all.find(flows) == std::string::npos);
    away = false;
    first.until(flows);
    second.until(flows);
    CHECK(first.all.find(waits) == first.all.rfind(waits));
    CHECK(second.all.find(waits) == second.all.rfind(waits));
}

TEST_CASE("positions of a stream are sealed and open for us alone", "[rest]")
{
    const std::string secret(32, 's');
    postgres::log_tail::positions at{};
    for (std::size_t n = 0; n < at.size(); ++n) at[n] = static_cast<std::int64_t>(n * n);
    const auto id = app::rest::sealed_positions(secret, at);
    CHECK(app::rest::opened_positions(secret, id) == at);
    CHECK_FALSE(app::rest::opened_positions(std::string(32, 't'), id));
    auto changed = id;
    changed[20] = changed[20] == 'A' ? 'B' : 'A';
    CHECK_FALSE(app::rest::opened_positions(secret, changed));
    CHECK_FALSE(app::rest::opened_positions(secret, ""));
}

namespace {

/// Three entries of two cases, in two buckets. Once it fails where it is told to.
class failing_once final : public app::rest::feed_source {
public:
    enum class at { heads, between, case_of };
    failing_once(at where, int calls_before) : where_(where), calls_before_(calls_before) {}

    postgres::log_tail::positions heads() override
    {
        fail(at::heads);
        postgres::log_tail::positions ends{};
        // The first look finds nothing yet, and the listener begins behind it.
        if (looks_++ > 0) ends[0] = 2, ends[1] = 1;
        return ends;
    }
    std::vector<postgres::tail_entry> between(std::int16_t bucket, std::int64_t from, std::int64_t until,
                                              int) override
    {
        fail(at::between);
        std::vector<postgres::tail_entry> found;
        for (auto pos = from + 1; pos <= until; ++pos)
            found.push_back({.bucket = bucket,
                             .pos = pos,
                             .chain = uuid_v8(digest{static_cast<std::uint8_t>(10 * bucket + pos)}),
                             .body = R"({"ev":"e)" + std::to_string(bucket) + "_" + std::to_string(pos) +
                                     R"(","rec":"2026-01-01T00:00:00Z"})"});
        return found;
    }
    std::optional<complaint> case_of(const chain_id& chain) override
    {
        fail(at::case_of);
        complaint one;
        one.id = chain;
        return one;
    }

private:
    void fail(at here)
    {
        if (here == where_ && !failed_ && looks_ > 0 && calls_before_-- == 0) {
            failed_ = true;
            throw workflow::store_unavailable("the store is away");
        }
    }
    const at where_;
    int calls_before_, looks_ = 0;
    bool failed_ = false;
};

}  // namespace

TEST_CASE("a store that fails half-way loses nothing of a stream and repeats nothing", "[rest]")
{
    using at = failing_once::at;
    for (const auto& [where, calls] : {std::pair{at::heads, 0},
                                       {at::between, 0},
                                       {at::between, 1},
                                       {at::case_of, 0},
                                       {at::case_of, 1},
                                       {at::case_of, 2}}) {
        CAPTURE(static_cast<int>(where), calls);
        app::rest::change_feed feed(
            {.open = [where, calls](const std::string&) -> std::unique_ptr<app::rest::feed_source> {
                 return std::make_unique<failing_once>(where, calls);
             },
             .look_every = std::chrono::milliseconds(1),
             .look_after_failure = std::chrono::milliseconds(1)});
        reading stream(feed.listen("", std::string(32, 's'), {.id = "h.lin", .role = role::handler}, {}, ""));
        stream.until("id: ");
        const auto all = stream.until("e1_1");
        for (const std::string event : {"e0_1", "e0_2", "e1_1"}) {
            CAPTURE(event);
            const auto first = all.find(event);
            REQUIRE(first != std::string::npos);
            CHECK(all.find(event, first + 1) == std::string::npos);
        }
    }
}
