// What the Kafka side needs to know. Names of topics follow from one prefix.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace redress::kafka {

struct topic_names {
    std::string command = "redress.complaint.command.v1";
    std::string event = "redress.complaint.event.v1";
    std::string notify = "redress.notify.command.v1";
    std::string checkpoint = "redress.audit.checkpoint.v1";
    [[nodiscard]] std::string dead_letters() const { return command + ".dlq"; }

    [[nodiscard]] static topic_names with_prefix(const std::string& prefix)
    {
        return {prefix + ".complaint.command.v1", prefix + ".complaint.event.v1",
                prefix + ".notify.command.v1", prefix + ".audit.checkpoint.v1"};
    }
};

struct kafka_settings {
    std::string brokers;  // host:port,host:port
    std::string group = "redress-engine";
    std::string client = "redress";
    std::string instance;  // group.instance.id: a restart takes its partitions back at once; empty = none
    topic_names topics;
    std::chrono::milliseconds session_max{10'000};  // how long the group waits for a member that is silent
    std::chrono::milliseconds delivery_wait_max{30'000};
    std::chrono::milliseconds drain_wait_max{10'000};  // at a rebalance, for the batches that are in hand
    std::map<std::string, std::string> more;  // librdkafka's own names: security.protocol, sasl.* ...
};

/// Something that people should know: code for logs and metrics, detail for them. From any thread.
using trouble = std::function<void(std::string_view code, const std::string& detail)>;

}  // namespace redress::kafka
