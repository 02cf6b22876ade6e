#include "adapters/kafka/topic_reader.hpp"

#include "adapters/kafka/client_conf.hpp"
#include "adapters/kafka/error_map.hpp"
#include "adapters/kafka/message.hpp"

#include <map>
#include <set>
#include <stdexcept>

namespace redress::kafka {
namespace {

constexpr int answer_wait_ms = 15'000;

void check(RdKafka::ErrorCode code, const std::string& topic, const std::string& what)
{
    if (code == RdKafka::ERR_NO_ERROR) return;
    const auto why = failure_of(code);
    throw client_failed(why, "kafka: topic '" + topic + "': " + what + ": " + RdKafka::err2str(code) + ". " +
                                 fix_of(why, topic));
}

}  // namespace

struct topic_reader::inside {
    std::string topic;
    std::unique_ptr<RdKafka::KafkaConsumer> client;
    std::size_t partitions = 0;
    std::set<std::int32_t> ended;
    std::map<std::int32_t, std::int64_t> next;  // polled since the last commit

    [[nodiscard]] std::int32_t count_partitions() const
    {
        std::string error;
        const std::unique_ptr<RdKafka::Topic> named(
            RdKafka::Topic::create(client.get(), topic, nullptr, error));
        if (!named) throw std::runtime_error("kafka: topic '" + topic + "': " + error);
        RdKafka::Metadata* raw = nullptr;
        check(client->metadata(false, named.get(), &raw, answer_wait_ms), topic, "its partitions");
        const std::unique_ptr<RdKafka::Metadata> all(raw);
        const auto& topics = *all->topics();
        if (topics.empty() || topics.front()->partitions()->empty())
            throw std::runtime_error("kafka: topic '" + topic + "' is not there: redress topics apply");
        return static_cast<std::int32_t>(topics.front()->partitions()->size());
    }
};

topic_reader::topic_reader(kafka_settings settings, std::string topic) : in_(std::make_unique<inside>())
{
    in_->topic = std::move(topic);
    settings.more["auto.offset.reset"] = "earliest";
    const auto conf = consumer_conf(settings);
    std::string error;
    in_->client.reset(RdKafka::KafkaConsumer::create(conf.get(), error));
    if (!in_->client) throw client_failed(failure::broken, "kafka: no consumer: " + error);
    // Taken by hand, not by the group's turns: there is one reader, and it begins at once.
    const auto count = in_->count_partitions();
    partition_list all;
    for (std::int32_t p = 0; p < count; ++p) all.add(in_->topic, p, RdKafka::Topic::OFFSET_INVALID);
    auto taken = all.get();
    check(in_->client->committed(taken, answer_wait_ms), in_->topic, "what was committed");
    for (auto* one : taken)
        if (one->offset() < 0) one->set_offset(RdKafka::Topic::OFFSET_BEGINNING);
    check(in_->client->assign(taken), in_->topic, "taking its partitions");
    in_->partitions = taken.size();
}

topic_reader::~topic_reader()
{
    if (in_->client) in_->client->close();
}

std::vector<workflow::raw_record> topic_reader::poll(std::size_t records_max, std::chrono::milliseconds wait)
{
    std::vector<workflow::raw_record> out;
    auto left = wait;
    while (out.size() < records_max) {
        const std::unique_ptr<RdKafka::Message> message(in_->client->consume(static_cast<int>(left.count())));
        const auto code = message->err();
        if (code == RdKafka::ERR_NO_ERROR) {
            in_->ended.erase(message->partition());
            in_->next[message->partition()] = message->offset() + 1;
            out.push_back(record_of(*message, in_->topic));
            left = std::chrono::milliseconds(0);
        } else if (code == RdKafka::ERR__PARTITION_EOF) {
            in_->ended.insert(message->partition());
            if (at_end()) break;
        } else if (const auto why = failure_of(code); why == failure::nothing_new || why == failure::wait) {
            break;
        } else {
            check(code, in_->topic, "reading");
        }
    }
    return out;
}

void topic_reader::commit()
{
    if (in_->next.empty()) return;
    partition_list done;
    for (const auto& [partition, offset] : in_->next) done.add(in_->topic, partition, offset);
    auto offsets = done.get();
    check(in_->client->commitSync(offsets), in_->topic, "committing");
    in_->next.clear();
}

bool topic_reader::at_end() const
{
    return in_->ended.size() == in_->partitions;
}

}  // namespace redress::kafka
