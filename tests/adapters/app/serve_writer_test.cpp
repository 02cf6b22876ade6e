// The writer thread between the queue and the engine: what was taken is answered, whatever fails.
#include "adapters/app/serve_writer.hpp"

#include "tests/support/cases.hpp"
#include "tests/support/memory_case_store.hpp"

#include <catch2/catch_test_macros.hpp>

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
    for (std::uint64_t n = 1; n <= 3; ++n) {
        auto one = filled_with(*db, case_number(n), n == 3 ? note("n") : filing(), std::to_string(n));
        REQUIRE(queue.push(one, 0ms) == kafka::batch_queue::pushed::yes);
    }
    std::atomic<bool> stop{false};
    app::writer subject({.engine = writing,
                         .queue = queue,
                         .state = state,
                         .counted = counted,
                         .woken = woken,
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

}  // namespace
}  // namespace redress::tests
