#include "tests/adapters/kafka/broker_support.hpp"

#include "adapters/kafka/client_conf.hpp"
#include "adapters/kafka/topics.hpp"

#include <catch2/catch_test_macros.hpp>

#include <librdkafka/rdkafka.h>

#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <random>

namespace redress::test {

own_topics::own_topics(const std::string& name, state wanted)
{
    const char* address = std::getenv("REDRESS_KAFKA_BROKERS");
    if (!address) FAIL("REDRESS_KAFKA_BROKERS is not set: eval \"$(ops/stack env)\"");
    static const auto run = std::to_string(std::random_device{}());
    brokers = address;
    group = "engine-" + name + run;
    topics = kafka::topic_names::with_prefix("test-" + name + run);
    session_max = std::chrono::milliseconds(6000);
    // The broker may still be giving the topics' partitions their leaders when this returns: so it is in life.
    if (wanted == made) (void)kafka::topic_admin(*this).apply(1);
}

own_topics::~own_topics()
{
    // A few thousand partitions of past runs would slow the broker down for everybody.
    std::string error;
    auto conf = kafka::admin_conf(*this);
    const std::unique_ptr<RdKafka::Producer> admin(RdKafka::Producer::create(conf.get(), error));
    if (!admin) return;
    std::vector<rd_kafka_DeleteTopic_t*> gone;
    for (const auto& plan : kafka::planned_topics(topics))
        gone.push_back(rd_kafka_DeleteTopic_new(plan.name.c_str()));
    auto* queue = rd_kafka_queue_new(admin->c_ptr());
    rd_kafka_DeleteTopics(admin->c_ptr(), gone.data(), gone.size(), nullptr, queue);
    if (auto* answer = rd_kafka_queue_poll(queue, 10'000)) rd_kafka_event_destroy(answer);
    rd_kafka_queue_destroy(queue);
    rd_kafka_DeleteTopic_destroy_array(gone.data(), gone.size());
}

own_topics fresh_names(const std::string& name)
{
    return {name, own_topics::named};
}

own_topics fresh_topics(const std::string& name)
{
    return {name, own_topics::made};
}

case_id case_number(std::uint64_t n)
{
    case_id id{};
    for (std::size_t i = 0; i < 8; ++i) id.bytes[15 - i] = static_cast<std::uint8_t>(n >> (8 * i));
    id.bytes[6] = 0x70;
    id.bytes[8] = 0x80;
    return id;
}

workflow::outgoing a_command(const std::string& topic, std::uint64_t case_n, const std::string& id)
{
    json::command_to_send send{.topic = topic, .id = case_number(case_n), .source = "/test", .event_id = id};
    send.what.type = event_type::withdrawn;
    send.what.set(field::reason, std::string("because"));
    return json::encode(send);
}

std::vector<workflow::raw_record> all_of(const kafka::kafka_settings& settings, const std::string& topic)
{
    std::string error;
    auto conf = kafka::consumer_conf(settings);
    REQUIRE(conf->set("group.id", settings.group + "-look", error) == RdKafka::Conf::CONF_OK);
    const std::unique_ptr<RdKafka::KafkaConsumer> client(RdKafka::KafkaConsumer::create(conf.get(), error));
    REQUIRE(client);
    std::vector<RdKafka::TopicPartition*> places;
    for (int p = 0; p < 64; ++p)
        places.push_back(RdKafka::TopicPartition::create(topic, p, RdKafka::Topic::OFFSET_BEGINNING));
    REQUIRE(client->assign(places) == RdKafka::ERR_NO_ERROR);
    RdKafka::TopicPartition::destroy(places);
    std::vector<workflow::raw_record> out;
    for (int ends = 0; ends < 64;) {
        const std::unique_ptr<RdKafka::Message> m(client->consume(20'000));
        if (m->err() == RdKafka::ERR__PARTITION_EOF) {
            ++ends;
            continue;
        }
        REQUIRE(m->err() == RdKafka::ERR_NO_ERROR);
        workflow::raw_record r{
            .topic = topic, .partition = m->partition(), .offset = m->offset(), .key = *m->key()};
        r.payload.assign(static_cast<const char*>(m->payload()), m->len());
        for (const auto& h : m->headers()->get_all()) r.headers.emplace_back(h.key(), h.value_string());
        out.push_back(std::move(r));
    }
    client->close();
    return out;
}

workflow::partition_position ledger::take(std::string_view, std::int32_t partition, std::int64_t low)
{
    const std::lock_guard lock(guard_);
    if (taking) taking();
    const bool fresh = !rows_.contains(partition);
    auto& r = rows_[partition];
    if (fresh) r.first = r.next = low;
    if (!r.released) ++r.tries;
    r.released = false;
    return {.epoch = ++r.epoch, .next_offset = r.next, .tries = r.tries, .fresh = fresh};
}

void ledger::release(std::string_view, std::int32_t partition, std::int64_t epoch)
{
    const std::lock_guard lock(guard_);
    if (rows_[partition].epoch == epoch) rows_[partition].released = true;
}

std::int32_t ledger::add_try(std::string_view, std::int32_t partition, std::int64_t)
{
    const std::lock_guard lock(guard_);
    return ++rows_[partition].tries;
}

bool ledger::apply(const workflow::batch& work)
{
    const std::lock_guard lock(guard_);
    std::int64_t records = 0;
    for (const auto& o : work.offsets) {
        const auto& r = rows_[o.partition];
        if (r.epoch != o.epoch || r.next != o.expected) return false;
        records += o.next - o.expected - o.skipped;
    }
    if (records != static_cast<std::int64_t>(work.records.size()))
        throw std::logic_error("offsets and records do not add up");
    for (const auto& o : work.offsets) {
        auto& r = rows_[o.partition];
        r.next = o.next;
        r.skipped += o.skipped;
        r.records += o.next - o.expected - o.skipped;
        r.tries = 0;
    }
    for (const auto& record : work.records) {
        if (const auto* c = std::get_if<workflow::command>(&record))
            ids_.push_back(c->from.id);
        else
            letters_.push_back(std::get<workflow::dead_letter>(record));
    }
    return true;
}

std::map<std::int32_t, ledger::row> ledger::rows() const
{
    const std::lock_guard lock(guard_);
    return rows_;
}

std::vector<std::string> ledger::ids() const
{
    const std::lock_guard lock(guard_);
    return ids_;
}

std::vector<workflow::dead_letter> ledger::letters() const
{
    const std::lock_guard lock(guard_);
    return letters_;
}

std::size_t ledger::applied() const
{
    const std::lock_guard lock(guard_);
    return ids_.size() + letters_.size();
}

reading_engine::reading_engine(const kafka::kafka_settings& settings, ledger& to, std::size_t batch_max)
    : loop_(settings, to, rules_, queue_, {.batch_max = batch_max},
            [this](std::string_view code, const std::string& detail) {
                const std::lock_guard lock(guard_);
                troubles_.push_back(std::string(code) + ": " + detail);
            }),
      to_(to),
      reader_([this](const std::stop_token& stop) { loop_.run(stop); }),
      writer_([this] {
          while (!queue_.closed()) {
              const auto got = queue_.take(std::chrono::milliseconds(50));
              if (!got) continue;
              largest_ = std::max(largest_.load(), got->work.records.size());
              if (to_.apply(got->work)) {
                  queue_.done();
              } else {
                  ++lost_;
                  queue_.lost_fence();
              }
          }
      })
{
}

void reading_engine::stop()
{
    reader_.request_stop();
    if (reader_.joinable()) reader_.join();
    queue_.close();
    if (writer_.joinable()) writer_.join();
}

std::vector<std::string> reading_engine::troubles() const
{
    const std::lock_guard lock(guard_);
    return troubles_;
}

bool eventually(const std::function<bool()>& so)
{
    std::mutex guard;
    std::condition_variable never;
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (!so()) {
        if (std::chrono::steady_clock::now() > until) return false;
        std::unique_lock lock(guard);
        never.wait_for(lock, std::chrono::milliseconds(5));
    }
    return true;
}

}  // namespace redress::test
