#include "tests/adapters/kafka/broker_support.hpp"

#include "adapters/kafka/topics.hpp"

#include <catch2/catch_test_macros.hpp>

#include <librdkafka/rdkafka.h>

using namespace redress;
using namespace redress::test;

TEST_CASE("topics are made once, with 64 partitions and their settings", "[kafka][topics]")
{
    const auto settings = fresh_names("topics");
    const kafka::topic_admin admin(settings);
    const auto before = admin.check();
    CHECK(before.size() == 5);
    for (const auto& d : before) {
        CHECK(d.what == "missing");
        CHECK(d.mend == "redress topics apply");
        CHECK(d.grave);
    }
    CHECK(admin.apply(1).made.size() == 5);
    REQUIRE(eventually([&] { return admin.check().empty(); }));
    const auto again = admin.apply(1);
    CHECK(again.made.empty());
    CHECK(again.there.size() == 5);
}

TEST_CASE("a topic that is not as planned is named with what to do", "[kafka][topics]")
{
    auto settings = fresh_topics("differs");
    const kafka::topic_admin admin(settings);
    REQUIRE(eventually([&] { return admin.check().empty(); }));
    // The checkpoint topic's place is taken by one that is not compacted.
    settings.topics.checkpoint = settings.topics.event;
    const auto found = kafka::topic_admin(settings).check();
    REQUIRE(found.size() == 1);
    CHECK(found[0].topic == settings.topics.event);
    CHECK(found[0].what == "cleanup.policy: delete, planned compact");
    CHECK(found[0].mend.find("kafka-configs.sh") != std::string::npos);
    CHECK(found[0].grave);
}

TEST_CASE("more copies than brokers are refused with the broker's reason", "[kafka][topics]")
{
    const auto settings = fresh_names("copies");
    std::string said;
    try {
        (void)kafka::topic_admin(settings).apply(7);
    } catch (const std::runtime_error& e) {
        said = e.what();
    }
    CHECK(said.find(settings.topics.command.substr(0, 10)) != std::string::npos);
    CHECK(said.find("eplication") != std::string::npos);
}
