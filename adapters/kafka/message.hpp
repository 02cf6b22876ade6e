// Messages and partitions between librdkafka and us. Private to this folder.
#pragma once

#include "workflow/intake.hpp"

#include <librdkafka/rdkafkacpp.h>

#include <cstdint>
#include <string>
#include <vector>

namespace redress::kafka {

/// Partitions as librdkafka wants them, freed with the list.
class partition_list {
public:
    ~partition_list() { RdKafka::TopicPartition::destroy(list_); }
    partition_list() = default;
    partition_list(const partition_list&) = delete;
    partition_list& operator=(const partition_list&) = delete;
    void add(const std::string& topic, std::int32_t partition, std::int64_t offset)
    {
        list_.push_back(RdKafka::TopicPartition::create(topic, partition, offset));
    }
    [[nodiscard]] const std::vector<RdKafka::TopicPartition*>& get() const { return list_; }

private:
    std::vector<RdKafka::TopicPartition*> list_;
};

/// Copied, so that it outlives the message.
[[nodiscard]] workflow::raw_record record_of(RdKafka::Message& message, const std::string& topic);

}  // namespace redress::kafka
