#include "tests/adapters/kafka/broker_support.hpp"

#include "adapters/kafka/client_conf.hpp"
#include "adapters/kafka/producer.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <set>

using namespace redress;
using namespace redress::test;
using workflow::outgoing;

namespace {

constexpr std::size_t cases = 97;

/// `count` commands over the cases; ids tell case and order: "12:3".
void send(const kafka::kafka_settings& settings, std::size_t from, std::size_t count)
{
    std::vector<outgoing> messages;
    for (std::size_t i = from; i < from + count; ++i)
        messages.push_back(a_command(settings.topics.command, i % cases,
                                     std::to_string(i % cases) + ":" + std::to_string(i / cases)));
    kafka::producer to(settings);
    REQUIRE(to.publish(messages) == messages.size());
}

/// Each id once, and each case's in the order sent.
void once_and_in_order(const std::vector<std::string>& ids, std::size_t count)
{
    CHECK(ids.size() == count);
    CHECK(std::set(ids.begin(), ids.end()).size() == count);
    std::map<std::string, int> last;
    std::size_t out_of_order = 0;
    for (const auto& id : ids) {
        const auto colon = id.find(':');
        const int n = std::stoi(id.substr(colon + 1));
        auto [at, first] = last.emplace(id.substr(0, colon), -1);
        out_of_order += at->second + 1 != n ? 1 : 0;
        at->second = n;
    }
    CHECK(out_of_order == 0);
}

}  // namespace

TEST_CASE(
    "every command on the topic is read once, in the order of its case, and the position stands behind it",
    "[kafka]")
{
    const auto settings = fresh_topics("read");
    ledger book;
    send(settings, 0, 1000);
    {
        reading_engine engine(settings, book);
        REQUIRE(eventually([&] { return book.applied() == 1000; }));
        CHECK(engine.counts().foreign_partition == 0);  // murmur2: partition mod 64 is the bucket
        CHECK(engine.counts().partitions == 64);
        CHECK(engine.largest() <= 100);
        CHECK(engine.largest() > 1);
        send(settings, 1000, 300);
        REQUIRE(eventually([&] { return book.applied() == 1300; }));
        engine.stop();
        CHECK(engine.lost() == 0);
        CHECK(engine.troubles() == std::vector<std::string>{});
    }
    once_and_in_order(book.ids(), 1300);
    for (const auto& [partition, row] : book.rows()) {
        CHECK(row.released);  // handed back clean
        CHECK(row.next - row.first == row.records + row.skipped);
    }
    // The next engine begins exactly there.
    send(settings, 1300, 10);
    reading_engine next(settings, book);
    REQUIRE(eventually([&] { return book.applied() == 1310; }));
    next.stop();
    once_and_in_order(book.ids(), 1310);
    for (const auto& [partition, row] : book.rows()) CHECK(row.tries == 0);
}

TEST_CASE("two engines share the partitions, and a change of hands neither loses nor repeats", "[kafka]")
{
    const auto settings = fresh_topics("share");
    ledger book;
    reading_engine first(settings, book, 20);
    send(settings, 0, 2000);
    REQUIRE(eventually([&] { return book.applied() > 0; }));
    {
        reading_engine second(settings, book, 20);
        for (int i = 0; i < 10; ++i) send(settings, 2000 + static_cast<std::size_t>(i) * 200, 200);
        REQUIRE(
            eventually([&] { return first.counts().partitions == 32 && second.counts().partitions == 32; }));
        send(settings, 4000, 1000);
        REQUIRE(eventually([&] { return book.applied() >= 5000; }));
        CHECK(second.counts().records > 0);
        second.stop();
    }
    REQUIRE(eventually([&] { return first.counts().partitions == 64; }));
    send(settings, 5000, 500);
    REQUIRE(eventually([&] { return book.applied() >= 5500; }));
    first.stop();
    once_and_in_order(book.ids(), 5500);
    for (const auto& [partition, row] : book.rows()) CHECK(row.next - row.first == row.records + row.skipped);
}

TEST_CASE("an engine whose fence was raised by another drops its batch and reads again", "[kafka]")
{
    const auto settings = fresh_topics("fence");
    ledger book;
    reading_engine engine(settings, book);
    send(settings, 0, 200);
    REQUIRE(eventually([&] { return book.applied() == 200; }));
    // Somebody else takes every partition, as a second group on the same database would.
    for (int p = 0; p < 64; ++p) (void)book.take(settings.topics.command, p, 0);
    send(settings, 200, 200);
    REQUIRE(eventually([&] { return book.applied() == 400; }));
    engine.stop();
    CHECK(engine.lost() >= 1);
    CHECK(engine.counts().rereads >= 1);
    once_and_in_order(book.ids(), 400);
}

TEST_CASE("control records of transactions are counted as skipped, and aborted commands are not read",
          "[kafka]")
{
    const auto settings = fresh_topics("gaps");
    std::string error;
    auto conf = kafka::producer_conf(settings);
    REQUIRE(conf->set("transactional.id", settings.group + "-tx", error) == RdKafka::Conf::CONF_OK);
    const std::unique_ptr<RdKafka::Producer> sender(RdKafka::Producer::create(conf.get(), error));
    REQUIRE(sender);
    REQUIRE(sender->init_transactions(20'000) == nullptr);
    for (const bool keep : {true, false, true}) {
        REQUIRE(sender->begin_transaction() == nullptr);
        for (int i = 0; i < 5; ++i) {
            const auto m = a_command(settings.topics.command, 1,
                                     std::string(keep ? "kept-" : "dropped-") + std::to_string(i));
            std::unique_ptr<RdKafka::Headers> headers(RdKafka::Headers::create());
            for (const auto& [name, value] : m.headers) headers->add(name, value);
            REQUIRE(sender->produce(m.topic, RdKafka::Topic::PARTITION_UA, RdKafka::Producer::RK_MSG_COPY,
                                    const_cast<char*>(m.payload.data()), m.payload.size(), m.key.data(),
                                    m.key.size(), 0, headers.release(), nullptr) == RdKafka::ERR_NO_ERROR);
        }
        if (!keep) sender->flush(10'000);  // so that what is aborted does stand in the log
        REQUIRE((keep ? sender->commit_transaction(20'000) : sender->abort_transaction(20'000)) == nullptr);
    }
    ledger book;
    reading_engine engine(settings, book);
    const auto partition = bucket_of(case_number(1));
    // 10 commands, 5 aborted ones, 3 control records
    REQUIRE(eventually([&] { return book.rows()[partition].next == 18; }));
    engine.stop();
    const auto row = book.rows()[partition];
    CHECK(row.records == 10);
    CHECK(row.skipped == 8);
    CHECK(book.applied() == 10);
}

TEST_CASE("records that are no commands come as dead letters, and the others go on", "[kafka]")
{
    const auto settings = fresh_topics("dead");
    auto wrong = a_command(settings.topics.command, 2, "x");
    wrong.payload = "not json";
    auto strange = a_command(settings.topics.command, 2, "y");
    strange.key = "no uuid";
    kafka::producer to(settings);
    REQUIRE(to.publish(std::vector<outgoing>{a_command(settings.topics.command, 2, "a"), wrong, strange,
                                             a_command(settings.topics.command, 2, "b")}) == 4);
    ledger book;
    reading_engine engine(settings, book);
    REQUIRE(eventually([&] { return book.applied() == 4; }));
    engine.stop();
    CHECK(book.ids() == std::vector<std::string>{"a", "b"});
    std::set<std::string> reasons;
    for (const auto& letter : book.letters()) reasons.insert(letter.reason);
    CHECK(reasons == std::set<std::string>{"unreadable", "key_mismatch"});
    CHECK(engine.counts().dead_letters == 2);
}

TEST_CASE("while positions cannot be taken nothing is read, and then everything", "[kafka]")
{
    const auto settings = fresh_topics("away");
    ledger book;
    std::atomic<int> refusals{5};
    book.taking = [&] {
        if (refusals > 0) {
            --refusals;
            throw std::runtime_error("the database is away");
        }
    };
    send(settings, 0, 50);
    reading_engine engine(settings, book);
    REQUIRE(eventually([&] { return book.applied() == 50; }));
    engine.stop();
    CHECK(refusals == 0);
    const auto troubles = engine.troubles();
    CHECK(std::ranges::count(troubles, "kafka_positions_unknown: the database is away") == 5);
    for (const auto& [partition, row] : book.rows()) CHECK(row.epoch == 1);  // none was taken twice
}

TEST_CASE("a missing topic is named together with the command that makes it", "[kafka]")
{
    const auto settings = fresh_names("none");
    ledger book;
    reading_engine engine(settings, book);
    const auto named = [&] {
        const auto all = engine.troubles();
        return std::ranges::any_of(all, [&](const std::string& t) {
            return t.find("'" + settings.topics.command + "' is not there: redress topics apply") !=
                   std::string::npos;
        });
    };
    CHECK(eventually(named));
}
