#include "adapters/kafka/client_conf.hpp"

#include "adapters/kafka/error_map.hpp"

#include <stdexcept>

namespace redress::kafka {
namespace {

void set(RdKafka::Conf& conf, const std::string& name, const std::string& value)
{
    std::string error;
    if (conf.set(name, value, error) != RdKafka::Conf::CONF_OK)
        throw std::invalid_argument("kafka: " + name + ": " + error);
}

std::unique_ptr<RdKafka::Conf> base(const kafka_settings& settings)
{
    std::unique_ptr<RdKafka::Conf> conf(RdKafka::Conf::create(RdKafka::Conf::CONF_GLOBAL));
    set(*conf, "bootstrap.servers", settings.brokers);
    set(*conf, "client.id", settings.client);
    set(*conf, "socket.keepalive.enable", "true");
    set(*conf, "enable.metrics.push", "false");  // nothing about us leaves unasked
    set(*conf, "reconnect.backoff.max.ms", "2000");
    set(*conf, "log.connection.close", "false");
    return conf;
}

void add(RdKafka::Conf& conf, const kafka_settings& settings)
{
    for (const auto& [name, value] : settings.more) set(conf, name, value);
}

}  // namespace

std::unique_ptr<RdKafka::Conf> consumer_conf(const kafka_settings& settings)
{
    auto conf = base(settings);
    set(*conf, "group.id", settings.group);
    if (!settings.instance.empty()) set(*conf, "group.instance.id", settings.instance);
    // Positions live in PostgreSQL: Kafka is told nothing and must not guess.
    set(*conf, "enable.auto.commit", "false");
    set(*conf, "enable.auto.offset.store", "false");
    set(*conf, "auto.offset.reset", "error");
    set(*conf, "partition.assignment.strategy", "range");  // eager: a rebalance takes everything, then gives
    set(*conf, "isolation.level", "read_committed");
    set(*conf, "enable.partition.eof", "true");  // tells of control records behind the last record
    set(*conf, "allow.auto.create.topics", "false");
    set(*conf, "session.timeout.ms", std::to_string(settings.session_max.count()));
    set(*conf, "heartbeat.interval.ms", std::to_string(settings.session_max.count() / 4));
    set(*conf, "max.poll.interval.ms", "300000");
    // What is fetched ahead is bounded: the rest waits at the broker.
    set(*conf, "queued.max.messages.kbytes", "16384");
    set(*conf, "fetch.message.max.bytes", "1048576");
    set(*conf, "fetch.max.bytes", "8388608");
    set(*conf, "receive.message.max.bytes", "16777216");
    // At the default of 500 ms a partition whose buffer was full would wait so long to go on.
    set(*conf, "fetch.queue.backoff.ms", "5");
    add(*conf, settings);
    return conf;
}

std::unique_ptr<RdKafka::Conf> producer_conf(const kafka_settings& settings)
{
    auto conf = base(settings);
    set(*conf, "enable.idempotence", "true");
    // What the broker refuses for good stops the client, so that nothing of its case overtakes it.
    set(*conf, "enable.gapless.guarantee", "true");
    set(*conf, "log_level", "3");  // librdkafka warns of that setting at each start; we tell errors alone
    set(*conf, "acks", "all");
    set(*conf, "max.in.flight", "5");
    // No message times out by itself: one that did would leave a gap behind which the next of its case
    // goes out. The publisher waits, then throws the whole client away.
    set(*conf, "message.timeout.ms", "0");
    // A topic that is unknown this long is missing: an error, not something to wait for.
    set(*conf, "topic.metadata.propagation.max.ms", "5000");
    set(*conf, "linger.ms", "1");  // a publish hands everything over at once
    set(*conf, "queue.buffering.max.messages", "100000");
    set(*conf, "allow.auto.create.topics", "false");
    set(*conf, "partitioner", "murmur2_random");  // partition mod 64 = bucket; the default is another hash
    add(*conf, settings);
    return conf;
}

std::unique_ptr<RdKafka::Conf> admin_conf(const kafka_settings& settings)
{
    auto conf = base(settings);
    add(*conf, settings);
    return conf;
}

void event_tap::event_cb(RdKafka::Event& event)
{
    // Called from C: nothing may escape.
    try {
        if (!told_) return;
        if (event.type() == RdKafka::Event::EVENT_ERROR) {
            const auto f = failure_of(event.err());
            told_(event.fatal() ? "kafka_client_broken" : "kafka_" + std::string(name_of(f)), event.str());
        } else if (event.type() == RdKafka::Event::EVENT_LOG &&
                   event.severity() < RdKafka::Event::EVENT_SEVERITY_WARNING) {
            told_("kafka_log", event.fac() + ": " + event.str());
        }
    } catch (...) {
    }
}

}  // namespace redress::kafka
