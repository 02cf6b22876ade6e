#include "adapters/kafka/consumer.hpp"

#include "adapters/kafka/client_conf.hpp"
#include "adapters/kafka/error_map.hpp"
#include "adapters/kafka/message.hpp"

#include <librdkafka/rdkafka.h>

#include <exception>

namespace redress::kafka {
namespace {

using steady = std::chrono::steady_clock;
constexpr int watermark_wait_ms = 5000;
constexpr std::chrono::milliseconds retry_pause{500};

}  // namespace

struct consumer::inside final : RdKafka::RebalanceCb {
    kafka_settings settings;
    workflow::offset_store& positions;
    record_pool& pool;
    std::function<bool()> drained;
    trouble told;
    event_tap tap;
    consumer_counts counts;
    std::map<std::int32_t, std::optional<workflow::partition_position>>
        held;                // without a position: still to be taken
    bool to_assign = false;  // librdkafka waits for assign()
    steady::time_point retry_at{};
    std::unique_ptr<RdKafka::KafkaConsumer> client;

    inside(kafka_settings s, workflow::offset_store& p, record_pool& into, std::function<bool()> d, trouble t)
        : settings(std::move(s)), positions(p), pool(into), drained(std::move(d)), told(t), tap(std::move(t))
    {
    }

    void tell(std::string_view code, const std::string& detail) const
    {
        if (told) told(code, detail);
    }

    // Called from C inside poll(): nothing may escape, so what fails is remembered and tried again there.
    void rebalance_cb(RdKafka::KafkaConsumer* from, RdKafka::ErrorCode what,
                      std::vector<RdKafka::TopicPartition*>& which) override
    {
        try {
            if (what == RdKafka::ERR__ASSIGN_PARTITIONS) {
                ++counts.assignments;
                for (const auto* p : which) held.emplace(p->partition(), std::nullopt);
                to_assign = true;
                retry_at = steady::now();
                take_positions();
            } else {
                ++counts.revocations;
                give_back(from->assignment_lost());
                from->unassign();
            }
        } catch (const std::exception& e) {
            tell("kafka_rebalance_failed", e.what());
            if (what != RdKafka::ERR__ASSIGN_PARTITIONS) from->unassign();
        }
    }

    /// Drain first: what the writer finishes now need not be done again by the next holder.
    void give_back(bool lost)
    {
        const bool clean = drained() && !lost;
        to_assign = false;
        pool.close_all();
        for (const auto& [partition, position] : held) {
            if (!position) continue;
            if (!clean) {
                ++counts.unclean;
                continue;
            }
            try {
                positions.release(settings.topics.command, partition, position->epoch);
            } catch (const std::exception& e) {
                // Not released is only unclean: the next holder adds a try.
                ++counts.unclean;
                tell("kafka_release_failed", e.what());
            }
        }
        held.clear();
    }

    void take_positions()
    {
        if (!to_assign || steady::now() < retry_at) return;
        const auto& topic = settings.topics.command;
        try {
            for (auto& [partition, position] : held) {
                if (position) continue;
                std::int64_t low = 0, high = 0;
                const auto code =
                    client->query_watermark_offsets(topic, partition, &low, &high, watermark_wait_ms);
                if (code != RdKafka::ERR_NO_ERROR)
                    throw std::runtime_error("kafka: low watermark: " + RdKafka::err2str(code));
                position = positions.take(topic, partition, low);
            }
        } catch (const std::exception& e) {
            // Those that were taken stay taken: taking them twice would count as an unclean end.
            retry_at = steady::now() + retry_pause;
            tell("kafka_positions_unknown", e.what());
            return;
        }
        partition_list list;
        pool.close_all();
        for (const auto& [partition, position] : held) {
            pool.open(partition, position->epoch, position->next_offset, position->tries);
            list.add(topic, partition, position->next_offset);
        }
        if (const auto code = client->assign(list.get()); code != RdKafka::ERR_NO_ERROR)
            throw client_failed(failure::broken, "kafka: assign: " + RdKafka::err2str(code));
        to_assign = false;
    }

    /// What a message that is no record says. Throws client_failed when the client is broken.
    void heed(RdKafka::Message& message)
    {
        const auto f = failure_of(message.err());
        if (f == failure::end_of_partition) return pool.end(message.partition(), message.offset());
        std::string why;
        if (client->fatal_error(why) != RdKafka::ERR_NO_ERROR)
            throw client_failed(failure::broken, "kafka: " + why);
        const auto fix = fix_of(f, settings.topics.command);
        const std::string at =
            message.partition() >= 0 ? "partition " + std::to_string(message.partition()) + ": " : "";
        tell("kafka_" + std::string(name_of(f)), at + message.errstr() + (fix.empty() ? "" : ". " + fix));
        if (f == failure::broken) throw client_failed(f, "kafka: " + message.errstr());
    }
};

consumer::consumer(kafka_settings settings, workflow::offset_store& positions, record_pool& pool,
                   std::function<bool()> drained, trouble told)
    : in_(std::make_unique<inside>(std::move(settings), positions, pool, std::move(drained), std::move(told)))
{
    auto conf = consumer_conf(in_->settings);
    std::string error;
    if (conf->set("rebalance_cb", static_cast<RdKafka::RebalanceCb*>(in_.get()), error) !=
            RdKafka::Conf::CONF_OK ||
        conf->set("event_cb", &in_->tap, error) != RdKafka::Conf::CONF_OK)
        throw client_failed(failure::refused, "kafka: " + error);
    in_->client.reset(RdKafka::KafkaConsumer::create(conf.get(), error));
    if (!in_->client) throw client_failed(failure::refused, "kafka: " + error);
    const auto code = in_->client->subscribe({in_->settings.topics.command});
    if (code != RdKafka::ERR_NO_ERROR)
        throw client_failed(failure_of(code), "kafka: subscribe: " + RdKafka::err2str(code));
}

consumer::~consumer()
{
    // Without `close` the partitions are given up uncleanly; the drain would wait for a writer that may be gone.
    if (in_->client && !in_->client->closed()) {
        in_->drained = [] { return false; };
        in_->client->close();
    }
}

std::size_t consumer::poll(std::size_t records_max, std::chrono::milliseconds wait)
{
    auto& in = *in_;
    in.take_positions();
    std::size_t came = 0;
    auto left = static_cast<int>(wait.count());
    // An event that is no record ends the wait too, so the number of looks is bounded.
    for (std::size_t looks = 0; came < records_max && looks < records_max + 256; ++looks) {
        const std::unique_ptr<RdKafka::Message> message(in.client->consume(left));
        left = 0;
        if (!message || message->err() == RdKafka::ERR__TIMED_OUT) break;
        if (message->err() != RdKafka::ERR_NO_ERROR) {
            in.heed(*message);
            continue;
        }
        in.pool.add(record_of(*message, in.settings.topics.command));
        ++came;
    }
    in.counts.records += came;
    return came;
}

void consumer::reread()
{
    auto& in = *in_;
    ++in.counts.rereads;
    in.pool.close_all();
    // A fetch that waits at the broker would hold up each of the questions below for its whole wait.
    if (!in.held.empty()) in.client->unassign();
    for (auto& [partition, position] : in.held) {
        // Ours still: handed back clean, so that taking it again adds no try. Another's: the epoch says so.
        try {
            if (position) in.positions.release(in.settings.topics.command, partition, position->epoch);
        } catch (const std::exception& e) {
            in.tell("kafka_release_failed", e.what());
        }
        position.reset();
    }
    in.to_assign = !in.held.empty();
    in.retry_at = steady::now();
    in.take_positions();
}

void consumer::close()
{
    if (in_->client && !in_->client->closed()) in_->client->close();
}

std::size_t consumer::partitions() const
{
    return in_->held.size();
}

const consumer_counts& consumer::counts() const
{
    return in_->counts;
}

}  // namespace redress::kafka
