#include "adapters/kafka/error_map.hpp"

namespace redress::kafka {

failure failure_of(RdKafka::ErrorCode code)
{
    switch (code) {
        case RdKafka::ERR_NO_ERROR:
            return failure::none;
        case RdKafka::ERR__TIMED_OUT:
            return failure::nothing_new;
        case RdKafka::ERR__PARTITION_EOF:
            return failure::end_of_partition;

        case RdKafka::ERR__TRANSPORT:
        case RdKafka::ERR__ALL_BROKERS_DOWN:
        case RdKafka::ERR__RESOLVE:
        case RdKafka::ERR__WAIT_COORD:
        case RdKafka::ERR__WAIT_CACHE:
        case RdKafka::ERR__MSG_TIMED_OUT:
        case RdKafka::ERR__PURGE_QUEUE:
        case RdKafka::ERR__PURGE_INFLIGHT:
        case RdKafka::
            ERR__MAX_POLL_EXCEEDED:  // the group took our partitions; it gives some back when we poll
        case RdKafka::ERR__QUEUE_FULL:
        case RdKafka::ERR_LEADER_NOT_AVAILABLE:
        case RdKafka::ERR_NOT_LEADER_FOR_PARTITION:
        case RdKafka::ERR_REQUEST_TIMED_OUT:
        case RdKafka::ERR_NETWORK_EXCEPTION:
        case RdKafka::ERR_BROKER_NOT_AVAILABLE:
        case RdKafka::ERR_COORDINATOR_LOAD_IN_PROGRESS:
        case RdKafka::ERR_COORDINATOR_NOT_AVAILABLE:
        case RdKafka::ERR_NOT_COORDINATOR:
        case RdKafka::ERR_NOT_ENOUGH_REPLICAS:
        case RdKafka::ERR_NOT_ENOUGH_REPLICAS_AFTER_APPEND:
        case RdKafka::ERR_REBALANCE_IN_PROGRESS:
        case RdKafka::ERR_UNKNOWN_MEMBER_ID:
        case RdKafka::ERR_ILLEGAL_GENERATION:
            return failure::wait;

        case RdKafka::ERR__UNKNOWN_TOPIC:
        case RdKafka::ERR__UNKNOWN_PARTITION:
        case RdKafka::ERR_UNKNOWN_TOPIC_OR_PART:
            return failure::topic_missing;

        case RdKafka::ERR__AUTO_OFFSET_RESET:
        case RdKafka::ERR_OFFSET_OUT_OF_RANGE:
        case RdKafka::ERR__LOG_TRUNCATION:
            return failure::position_gone;

        case RdKafka::ERR_MSG_SIZE_TOO_LARGE:
        case RdKafka::ERR_INVALID_MSG_SIZE:
            return failure::too_large;

        case RdKafka::ERR__AUTHENTICATION:
        case RdKafka::ERR_TOPIC_AUTHORIZATION_FAILED:
        case RdKafka::ERR_GROUP_AUTHORIZATION_FAILED:
        case RdKafka::ERR_CLUSTER_AUTHORIZATION_FAILED:
        case RdKafka::ERR_SASL_AUTHENTICATION_FAILED:
            return failure::not_allowed;

        case RdKafka::ERR__FATAL:
        case RdKafka::ERR__FENCED:
        case RdKafka::ERR__DESTROY:
        case RdKafka::ERR__STATE:
        case RdKafka::ERR__CRIT_SYS_RESOURCE:
        case RdKafka::ERR_FENCED_INSTANCE_ID:
        case RdKafka::ERR_OUT_OF_ORDER_SEQUENCE_NUMBER:
        case RdKafka::ERR_INVALID_PRODUCER_EPOCH:
        case RdKafka::ERR_UNKNOWN_PRODUCER_ID:
            return failure::broken;

        default:
            return failure::refused;
    }
}

std::string_view name_of(failure f)
{
    constexpr std::string_view names[] = {"none",          "nothing_new",   "end_of_partition", "wait",
                                          "topic_missing", "position_gone", "too_large",        "not_allowed",
                                          "broken",        "refused"};
    return names[static_cast<std::size_t>(f)];
}

std::string fix_of(failure f, const std::string& topic)
{
    switch (f) {
        case failure::topic_missing:
            return "topic '" + topic + "' is not there: redress topics apply";
        case failure::position_gone:
            return "the stored position in '" + topic +
                   "' is outside of what the broker keeps: records were lost or the topic was made anew; "
                   "compare "
                   "consumer_offset with the topic before anything else";
        case failure::too_large:
            return "raise max.message.bytes of '" + topic + "': redress topics check";
        case failure::not_allowed:
            return "the broker refuses our credentials or rights for '" + topic + "'";
        default:
            return {};
    }
}

}  // namespace redress::kafka
