// librdkafka's configuration: one baseline for each kind of client, then what the operator adds.
#pragma once

#include "adapters/kafka/settings.hpp"

#include <librdkafka/rdkafkacpp.h>

#include <memory>

namespace redress::kafka {

/// Errors throw std::invalid_argument that names the property.
[[nodiscard]] std::unique_ptr<RdKafka::Conf> consumer_conf(const kafka_settings& settings);
[[nodiscard]] std::unique_ptr<RdKafka::Conf> producer_conf(const kafka_settings& settings);
[[nodiscard]] std::unique_ptr<RdKafka::Conf> admin_conf(const kafka_settings& settings);

/// Hands librdkafka's errors on; its log lines above `warning` too. Must outlive the client.
class event_tap : public RdKafka::EventCb {
public:
    explicit event_tap(trouble told) : told_(std::move(told)) {}
    void event_cb(RdKafka::Event& event) override;

private:
    trouble told_;
};

}  // namespace redress::kafka
