#include "tests/adapters/kafka/broker_support.hpp"

#include "adapters/kafka/producer.hpp"
#include "adapters/kafka/topic_reader.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace redress;
using namespace redress::test;
using namespace std::chrono_literals;

namespace {

void send(const kafka::kafka_settings& settings, std::uint64_t first, std::uint64_t last)
{
    std::vector<workflow::outgoing> messages;
    for (auto n = first; n <= last; ++n)
        messages.push_back(a_command(settings.topics.notify, n, "id-" + std::to_string(n)));
    kafka::producer to(settings);
    REQUIRE(to.publish(messages) == messages.size());
}

std::string id_of(const workflow::raw_record& record)
{
    for (const auto& [name, value] : record.headers)
        if (name == "ce_id") return value;
    return {};
}

/// The ids of everything up to the end, sorted.
std::vector<std::string> all_ids(kafka::topic_reader& from)
{
    std::vector<std::string> ids;
    REQUIRE(eventually([&] {
        for (const auto& record : from.poll(100, 500ms)) ids.push_back(id_of(record));
        return from.at_end();
    }));
    std::sort(ids.begin(), ids.end());
    return ids;
}

}  // namespace

TEST_CASE("a topic is read from its beginning to its end, and goes on from what was committed",
          "[kafka][reader]")
{
    const auto settings = fresh_topics("reader");
    send(settings, 1, 5);
    const std::vector<std::string> first{"id-1", "id-2", "id-3", "id-4", "id-5"};
    {
        kafka::topic_reader one(settings, settings.topics.notify);
        CHECK(all_ids(one) == first);
    }
    {
        // Nothing was committed: read again.
        kafka::topic_reader two(settings, settings.topics.notify);
        CHECK(all_ids(two) == first);
        two.commit();
        send(settings, 6, 7);
        std::vector<std::string> more;
        REQUIRE(eventually([&] {
            for (const auto& record : two.poll(100, 500ms)) more.push_back(id_of(record));
            return more.size() == 2;
        }));
    }
    kafka::topic_reader three(settings, settings.topics.notify);
    CHECK(all_ids(three) == std::vector<std::string>{"id-6", "id-7"});
}

TEST_CASE("a record comes with key, headers and payload", "[kafka][reader]")
{
    const auto settings = fresh_topics("reader_record");
    send(settings, 9, 9);
    kafka::topic_reader from(settings, settings.topics.notify);
    std::vector<workflow::raw_record> got;
    REQUIRE(eventually([&] {
        for (auto& record : from.poll(1, 500ms)) got.push_back(std::move(record));
        return !got.empty();
    }));
    CHECK(got[0].key == to_string(case_number(9)));
    CHECK(got[0].topic == settings.topics.notify);
    CHECK(got[0].payload == a_command(settings.topics.notify, 9, "id-9").payload);
}

TEST_CASE("a topic that is not there is named with what to do", "[kafka][reader]")
{
    const auto settings = fresh_names("reader_missing");
    std::string said;
    try {
        kafka::topic_reader from(settings, settings.topics.notify);
    } catch (const std::runtime_error& e) {
        said = e.what();
    }
    CHECK(said.find(settings.topics.notify) != std::string::npos);
    CHECK(said.find("redress topics apply") != std::string::npos);
}
