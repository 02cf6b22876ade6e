#include "adapters/kafka/error_map.hpp"

#include <catch2/catch_test_macros.hpp>

#include <set>
#include <string>

using namespace redress::kafka;

TEST_CASE("each error of the broker becomes one of ours", "[error_map]")
{
    struct row {
        RdKafka::ErrorCode code;
        failure is;
    };
    for (const auto& [code, is] : {row{RdKafka::ERR_NO_ERROR, failure::none},
                                   {RdKafka::ERR__TIMED_OUT, failure::nothing_new},
                                   {RdKafka::ERR__PARTITION_EOF, failure::end_of_partition},
                                   {RdKafka::ERR__ALL_BROKERS_DOWN, failure::wait},
                                   {RdKafka::ERR__PURGE_INFLIGHT, failure::wait},
                                   {RdKafka::ERR__MAX_POLL_EXCEEDED, failure::wait},
                                   {RdKafka::ERR_NOT_ENOUGH_REPLICAS, failure::wait},
                                   {RdKafka::ERR_UNKNOWN_TOPIC_OR_PART, failure::topic_missing},
                                   {RdKafka::ERR__AUTO_OFFSET_RESET, failure::position_gone},
                                   {RdKafka::ERR_OFFSET_OUT_OF_RANGE, failure::position_gone},
                                   {RdKafka::ERR_MSG_SIZE_TOO_LARGE, failure::too_large},
                                   {RdKafka::ERR_TOPIC_AUTHORIZATION_FAILED, failure::not_allowed},
                                   {RdKafka::ERR__FATAL, failure::broken},
                                   {RdKafka::ERR_FENCED_INSTANCE_ID, failure::broken},
                                   {RdKafka::ERR_INVALID_RECORD, failure::refused}}) {
        INFO(RdKafka::err2str(code));
        CHECK(failure_of(code) == is);
    }
}

TEST_CASE("failures have names of their own, and those that a person must mend say how", "[error_map]")
{
    std::set<std::string> names;
    for (int i = 0; i <= static_cast<int>(failure::refused); ++i)
        names.emplace(name_of(static_cast<failure>(i)));
    CHECK(names.size() == 10);
    CHECK(fix_of(failure::topic_missing, "a.b") == "topic 'a.b' is not there: redress topics apply");
    for (const auto f : {failure::position_gone, failure::too_large, failure::not_allowed})
        CHECK(fix_of(f, "a.b").find("a.b") != std::string::npos);
    CHECK(fix_of(failure::wait, "a.b").empty());
}
