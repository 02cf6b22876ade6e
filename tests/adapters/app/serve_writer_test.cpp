// The writer thread between the queue and the engine: what was taken is answered, whatever fails.
#include "adapters/app/serve_writer.hpp"

#include "tests/support/cases.hpp"
#include "tests/support/memory_case_store.hpp"

#include <catch2/catch_test_macros.hpp>

#include <future>
#include <thread>

namespace redress::tests {
namespace {

using namespace workflow;
using namespace std::chrono_literals;

kafka::batch_queue::filled filled_with(memory_database& db, const case_id& id, event what,
                                       const std::string& source)
{
    const std::int16_t p = bucket_of(id);
    const auto row = db.offsets.try_emplace({"commands", p}).first;
    const std::int64_t at = row->second.next;
    batch work{.kind = batch_kind::records};
    work.records.push_back(as_record(order(id, std::move(what), customer(), source), at));
    work.offsets.push_back({.bucket = p,
                            .topic = "commands",
                            .partition = p,
                            .epoch = row->second.epoch,
                            .expected = at,
                            .next = at + 1});
    return {.work = std::move(work), .oldest_read = kafka::batch_queue::clock::now()};
}

TEST_CASE("a batch that was written while the next one failed is answered, too", "[serve]")
{
    const auto db = std::make_shared<memory_database>();
    one_policy policies;
    const case_id bad = case_number(3);
    {
        memory_case_store earlier(db);
        engine filer(earlier, policies, {});
        static_cast<void>(filer.apply(batch_of({order(bad, filing(), customer(), "0")})));
    }
    memory_case_store store(db);
    store.breaks_on = {bad};
    engine writing(store, policies, {});
    app::health state;
    app::metrics counted;
    app::wake woken;
    kafka::batch_queue queue(8, [&] { woken.up(); });
    app::command_queue commands;
    for (std::uint64_t n = 1; n <= 3; ++n) {
        auto one = filled_with(*db, case_number(n), n == 3 ? note("n") : filing(), std::to_string(n));
        REQUIRE(queue.push(one, 0ms) == kafka::batch_queue::pushed::yes);
    }
    std::atomic<bool> stop{false};
    app::writer subject({.engine = writing,
                         .queue = queue,
                         .commands = commands,
                         .state = state,
                         .counted = counted,
                         .woken = woken,
                         .renew = [] {},
                         .committed = [] {}});
    std::thread thread([&] { subject.run(stop); });
    while (queue.waiting()) std::this_thread::yield();
    CHECK(queue.drain(5s));  // a bound: what is in hand is answered long before
    stop = true;
    queue.close();
    woken.up();
    thread.join();
    CHECK(db->find(case_number(1)) != nullptr);
    CHECK(db->find(case_number(2)) != nullptr);
    CHECK(db->dead.size() == 1);
}

/// A writer at work on commands, over a store in memory.
struct at_work {
    std::shared_ptr<memory_database> db = std::make_shared<memory_database>();
    one_policy policies;
    memory_case_store store{db};
    engine deciding{store, policies, {}};
    app::health state;
    app::metrics counted;
    app::wake woken;
    kafka::batch_queue queue{8, [this] { woken.up(); }};
    app::command_queue commands{100, [this] { woken.up(); }};
    std::atomic<bool> stop{false};
    app::writer subject{{.engine = deciding,
                         .queue = queue,
                         .commands = commands,
                         .state = state,
                         .counted = counted,
                         .woken = woken,
                         .renew = [] {},
                         .committed = [] {}}};
    std::thread thread;

    void start()
    {
        thread = std::thread([this] { subject.run(stop); });
    }
    ~at_work()
    {
        stop = true;
        queue.close();
        commands.close();
        woken.up();
        thread.join();
    }
    struct heard {
        std::vector<answer> answers;
        std::exception_ptr why;
    };
    std::future<heard> give(std::vector<command> what)
    {
        auto promise = std::make_shared<std::promise<heard>>();
        auto future = promise->get_future();
        const bool taken =
            commands.push(std::move(what), [promise](std::vector<answer> answers, std::exception_ptr why) {
                promise->set_value({std::move(answers), std::move(why)});
            });
        if (!taken) throw std::runtime_error("the queue is full");
        return future;
    }
};

TEST_CASE("each call hears of its own commands, though calls share a batch", "[serve]")
{
    at_work here;
    auto first = here.give({order(case_number(1), filing(), customer(), "1"),
                            order(case_number(1), note("n"), customer(), "2")});
    auto second = here.give({order(case_number(2), filing(), customer(), "3")});
    here.start();
    const auto of_first = first.get();
    const auto of_second = second.get();
    REQUIRE(of_first.answers.size() == 2);
    REQUIRE(of_second.answers.size() == 1);
    CHECK(of_first.answers[0].what == disposition::applied);
    CHECK(of_second.answers[0].what == disposition::applied);
    CHECK(of_first.answers[0].reference != of_second.answers[0].reference);
    CHECK(here.deciding.counts().batches == 1);
}

TEST_CASE("a command that our own code cannot write takes no other with it", "[serve]")
{
    at_work here;
    {
        memory_case_store earlier(here.db);
        engine filer(earlier, here.policies, {});
        static_cast<void>(filer.apply(batch_of({order(case_number(1), filing(), customer(), "0")})));
    }
    here.store.breaks_on = {case_number(1)};
    auto bad = here.give({order(case_number(1), note("n"), customer(), "1")});
    auto good = here.give({order(case_number(2), filing(), customer(), "2")});
    here.start();
    CHECK(good.get().answers.at(0).what == disposition::applied);
    CHECK(bad.get().answers.at(0).what == disposition::dead_lettered);
}

TEST_CASE("without a store a command is answered, not kept", "[serve]")
{
    at_work here;
    here.store.fail_write(fault::unavailable);
    auto given = here.give({order(case_number(1), filing(), customer(), "1")});
    here.start();
    CHECK(given.get().why != nullptr);
}

TEST_CASE("positions without a record have no answer, and nobody else's", "[serve]")
{
    at_work here;
    auto empty = filled_with(*here.db, case_number(9), filing(), "9");
    empty.work.records.clear();
    REQUIRE(here.queue.push(empty, 0ms) == kafka::batch_queue::pushed::yes);
    here.start();
    while (here.queue.waiting()) std::this_thread::yield();
    for (std::uint64_t n = 1; n <= 3; ++n) {
        auto given = here.give({order(case_number(n), filing(), customer(), std::to_string(n))});
        REQUIRE(given.wait_for(5s) == std::future_status::ready);  // a bound, no pace
        const auto heard = given.get();
        REQUIRE(heard.answers.size() == 1);
        CHECK(heard.answers[0].reference == here.db->find(case_number(n))->facts.reference);
    }
    CHECK(here.queue.drain(5s));
}

TEST_CASE("a full queue takes no call, and an empty one takes any", "[serve]")
{
    app::command_queue commands(2);
    const auto nothing = [](auto&&...) {};
    const auto three = std::vector<command>(3);
    CHECK(commands.push(three, nothing));
    CHECK_FALSE(commands.push(std::vector<command>(1), nothing));
    CHECK(commands.take(1)->work.records.size() == 3);
    CHECK(commands.push(std::vector<command>(1), nothing));
    commands.close();
    CHECK_FALSE(commands.push(std::vector<command>(1), nothing));
}

}  // namespace
}  // namespace redress::tests
