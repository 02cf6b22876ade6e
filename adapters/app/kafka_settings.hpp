// The Kafka side's settings, from the configuration.
#pragma once

#include "adapters/app/config.hpp"
#include "adapters/kafka/settings.hpp"

namespace redress::app {

/// kafka.topic_prefix stands before every name as it is: "test." gives test.redress.complaint.command.v1.
[[nodiscard]] inline kafka::kafka_settings kafka_settings_of(const config& from, const std::string& client)
{
    kafka::kafka_settings made{.brokers = from.text(setting::kafka_brokers),
                               .group = from.text(setting::kafka_group),
                               .client = client};
    const auto& prefix = from.text(setting::kafka_topic_prefix);
    for (auto* name :
         {&made.topics.command, &made.topics.event, &made.topics.notify, &made.topics.checkpoint})
        name->insert(0, prefix);
    return made;
}

/// The same, for commands that make no sense without a broker. Throws config_error.
[[nodiscard]] inline kafka::kafka_settings needed_kafka_settings(const config& from,
                                                                 const std::string& client)
{
    if (from.text(setting::kafka_brokers).empty())
        throw config_error("kafka.brokers is not set: put it into redress.toml or REDRESS_KAFKA_BROKERS");
    return kafka_settings_of(from, client);
}

}  // namespace redress::app
