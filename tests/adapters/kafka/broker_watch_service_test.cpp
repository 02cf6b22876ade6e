#include "tests/adapters/kafka/broker_support.hpp"

#include "adapters/kafka/broker_watch.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using namespace std::chrono_literals;

TEST_CASE("the broker that is there answers, and one that is not there does not", "[kafka]")
{
    const auto here = test::fresh_names("watched");
    kafka::broker_watch watch(here);
    CHECK(watch.answers(10s));
    CHECK(watch.answers(10s));

    kafka::kafka_settings nowhere = here;
    nowhere.brokers = "127.0.0.1:1";
    kafka::broker_watch in_vain(nowhere);
    CHECK_FALSE(in_vain.answers(100ms));
}
