// librdkafka's admin interface exists in C only; each of its objects is freed by the type that holds it.
#include "adapters/kafka/topics.hpp"

#include "adapters/kafka/client_conf.hpp"

#include <librdkafka/rdkafka.h>

#include <algorithm>
#include <array>
#include <memory>
#include <set>
#include <stdexcept>

namespace redress::kafka {
namespace {

constexpr int answer_wait_ms = 15'000;
constexpr std::int32_t partitions_min = 64;

template <auto Free>
struct freed_by {
    template <class T>
    void operator()(T* p) const
    {
        Free(p);
    }
};
using queue_ptr = std::unique_ptr<rd_kafka_queue_t, freed_by<rd_kafka_queue_destroy>>;
using event_ptr = std::unique_ptr<rd_kafka_event_t, freed_by<rd_kafka_event_destroy>>;
using options_ptr = std::unique_ptr<rd_kafka_AdminOptions_t, freed_by<rd_kafka_AdminOptions_destroy>>;
using new_topic_ptr = std::unique_ptr<rd_kafka_NewTopic_t, freed_by<rd_kafka_NewTopic_destroy>>;
using resource_ptr = std::unique_ptr<rd_kafka_ConfigResource_t, freed_by<rd_kafka_ConfigResource_destroy>>;

std::unique_ptr<RdKafka::Producer> client_for(const kafka_settings& settings)
{
    std::string error;
    auto conf = admin_conf(settings);
    std::unique_ptr<RdKafka::Producer> client(RdKafka::Producer::create(conf.get(), error));
    if (!client) throw std::runtime_error("kafka: " + error);
    return client;
}

/// The answer to a request that was sent with `queue`, checked.
event_ptr answer_on(rd_kafka_queue_t* queue, const char* to_what)
{
    event_ptr event(rd_kafka_queue_poll(queue, answer_wait_ms + 5000));
    if (!event) throw std::runtime_error(std::string("kafka: no answer to ") + to_what);
    if (rd_kafka_event_error(event.get()) != RD_KAFKA_RESP_ERR_NO_ERROR)
        throw std::runtime_error(std::string("kafka: ") + to_what + ": " +
                                 rd_kafka_event_error_string(event.get()));
    return event;
}

options_ptr options_for(rd_kafka_t* client, rd_kafka_admin_op_t what)
{
    options_ptr options(rd_kafka_AdminOptions_new(client, what));
    std::array<char, 512> error{};
    rd_kafka_AdminOptions_set_request_timeout(options.get(), answer_wait_ms, error.data(), error.size());
    return options;
}

/// Partitions of each topic that exists.
std::map<std::string, std::int32_t> existing(RdKafka::Producer& client)
{
    RdKafka::Metadata* raw = nullptr;
    const auto code = client.metadata(true, nullptr, &raw, answer_wait_ms);
    const std::unique_ptr<RdKafka::Metadata> all(raw);
    if (code != RdKafka::ERR_NO_ERROR)
        throw std::runtime_error("kafka: list of topics: " + RdKafka::err2str(code));
    std::map<std::string, std::int32_t> out;
    for (const auto* topic : *all->topics())
        if (topic->err() == RdKafka::ERR_NO_ERROR)
            out[topic->topic()] = static_cast<std::int32_t>(topic->partitions()->size());
    return out;
}

/// The settings of some topics, by topic and name.
std::map<std::string, std::map<std::string, std::string>> configs_of(rd_kafka_t* client,
                                                                     const std::set<std::string>& topics)
{
    std::vector<resource_ptr> owned;
    std::vector<rd_kafka_ConfigResource_t*> asked;
    for (const auto& topic : topics) {
        owned.emplace_back(rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, topic.c_str()));
        asked.push_back(owned.back().get());
    }
    const queue_ptr queue(rd_kafka_queue_new(client));
    const auto options = options_for(client, RD_KAFKA_ADMIN_OP_DESCRIBECONFIGS);
    rd_kafka_DescribeConfigs(client, asked.data(), asked.size(), options.get(), queue.get());
    const auto answer = answer_on(queue.get(), "settings of topics");
    const auto* result = rd_kafka_event_DescribeConfigs_result(answer.get());

    std::map<std::string, std::map<std::string, std::string>> out;
    std::size_t resources = 0;
    const auto* const* list = rd_kafka_DescribeConfigs_result_resources(result, &resources);
    for (std::size_t i = 0; i < resources; ++i) {
        auto& of = out[rd_kafka_ConfigResource_name(list[i])];
        std::size_t entries = 0;
        const auto* const* configs = rd_kafka_ConfigResource_configs(list[i], &entries);
        for (std::size_t j = 0; j < entries; ++j)
            if (const char* value = rd_kafka_ConfigEntry_value(configs[j]))
                of[rd_kafka_ConfigEntry_name(configs[j])] = value;
    }
    return out;
}

}  // namespace

std::vector<topic_plan> planned_topics(const topic_names& names)
{
    const std::string days_7 = std::to_string(7LL * 24 * 3600 * 1000),
                      days_30 = std::to_string(30LL * 24 * 3600 * 1000);
    const auto kept = [](const std::string& retention) {
        return std::map<std::string, std::string>{{"cleanup.policy", "delete"}, {"retention.ms", retention}};
    };
    return {{names.command, partitions_min, kept(days_7),
             "commands, keyed by case id; holds personal text, so kept for 7 days only"},
            {names.dead_letters(), partitions_min, kept(days_30),
             "notices of records that could not be commands"},
            {names.event, partitions_min, kept(days_30), "accepted events and refusals, keyed by case id"},
            {names.notify, partitions_min, kept(days_7), "messages that are to go out"},
            {names.checkpoint,
             partitions_min,
             {{"cleanup.policy", "compact"}},
             "signed checkpoints of the audit log"}};
}

applied_topics topic_admin::apply(int replication_factor) const
{
    const auto client = client_for(settings_);
    const auto there = existing(*client);
    applied_topics out;
    std::vector<new_topic_ptr> owned;
    std::vector<rd_kafka_NewTopic_t*> wanted;
    for (const auto& plan : planned_topics(settings_.topics)) {
        if (there.contains(plan.name)) {
            out.there.push_back(plan.name);
            continue;
        }
        std::array<char, 512> error{};
        owned.emplace_back(rd_kafka_NewTopic_new(plan.name.c_str(), plan.partitions, replication_factor,
                                                 error.data(), error.size()));
        if (!owned.back()) throw std::runtime_error("kafka: topic '" + plan.name + "': " + error.data());
        for (const auto& [name, value] : plan.config)
            rd_kafka_NewTopic_set_config(owned.back().get(), name.c_str(), value.c_str());
        wanted.push_back(owned.back().get());
        out.made.push_back(plan.name);
    }
    if (wanted.empty()) return out;

    auto* handle = client->c_ptr();
    const queue_ptr queue(rd_kafka_queue_new(handle));
    const auto options = options_for(handle, RD_KAFKA_ADMIN_OP_CREATETOPICS);
    std::array<char, 512> error{};
    rd_kafka_AdminOptions_set_operation_timeout(options.get(), answer_wait_ms, error.data(), error.size());
    rd_kafka_CreateTopics(handle, wanted.data(), wanted.size(), options.get(), queue.get());
    const auto answer = answer_on(queue.get(), "new topics");
    std::size_t count = 0;
    const auto* const* results =
        rd_kafka_CreateTopics_result_topics(rd_kafka_event_CreateTopics_result(answer.get()), &count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto code = rd_kafka_topic_result_error(results[i]);
        const std::string name = rd_kafka_topic_result_name(results[i]);
        if (code == RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS) {  // somebody was faster
            std::erase(out.made, name);
            out.there.push_back(name);
        } else if (code != RD_KAFKA_RESP_ERR_NO_ERROR) {
            const char* why = rd_kafka_topic_result_error_string(results[i]);
            throw std::runtime_error("kafka: topic '" + name + "': " + (why ? why : rd_kafka_err2str(code)));
        }
    }
    return out;
}

std::vector<topic_difference> topic_admin::check() const
{
    const auto client = client_for(settings_);
    const auto there = existing(*client);
    std::vector<topic_difference> out;
    std::set<std::string> present;  // the broker must not be asked twice for one topic
    const auto plans = planned_topics(settings_.topics);
    for (const auto& plan : plans) {
        const auto at = there.find(plan.name);
        if (at == there.end()) {
            out.push_back({plan.name, "missing", "redress topics apply", true});
            continue;
        }
        present.insert(plan.name);
        if (at->second % partitions_min != 0 || at->second == 0)
            out.push_back({plan.name,
                           "partitions: " + std::to_string(at->second) + ", needs a multiple of 64",
                           "stop the senders, let the engine read it to its end, then make the topic anew: "
                           "records of a case "
                           "must not change partition",
                           true});
    }
    if (present.empty()) return out;
    const auto configs = configs_of(client->c_ptr(), present);
    for (const auto& plan : plans) {
        const auto of = configs.find(plan.name);
        if (of == configs.end()) continue;
        for (const auto& [name, value] : plan.config) {
            const auto at = of->second.find(name);
            const std::string is = at == of->second.end() ? "unknown" : at->second;
            if (is != value)
                out.push_back({plan.name, name + ": " + is + ", planned " + value,
                               "kafka-configs.sh --alter --topic " + plan.name + " --add-config " + name +
                                   "=" + value + ", or keep it on purpose",
                               name == "cleanup.policy"});
        }
    }
    return out;
}

}  // namespace redress::kafka
