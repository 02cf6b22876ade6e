#include "adapters/kafka/broker_watch.hpp"

#include "adapters/kafka/client_conf.hpp"

#include <stdexcept>

namespace redress::kafka {

struct broker_watch::inside {
    // That the broker is away is what is asked for: librdkafka's own lines about it go nowhere.
    event_tap tap{{}};
    std::unique_ptr<RdKafka::Producer> client;  // last: it tells the tap while it ends
};

broker_watch::broker_watch(const kafka_settings& settings) : in_(std::make_unique<inside>())
{
    std::string error;
    auto conf = admin_conf(settings);
    if (conf->set("event_cb", &in_->tap, error) != RdKafka::Conf::CONF_OK)
        throw std::runtime_error("kafka: " + error);
    in_->client.reset(RdKafka::Producer::create(conf.get(), error));
    if (!in_->client) throw std::runtime_error("kafka: " + error);
}

broker_watch::~broker_watch() = default;

bool broker_watch::answers(std::chrono::milliseconds wait_max)
{
    in_->client->poll(0);
    RdKafka::Metadata* raw = nullptr;
    const auto code = in_->client->metadata(false, nullptr, &raw, static_cast<int>(wait_max.count()));
    const std::unique_ptr<RdKafka::Metadata> told(raw);
    return code == RdKafka::ERR_NO_ERROR;
}

}  // namespace redress::kafka
