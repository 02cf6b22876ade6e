// Positions of Kafka partitions: they live in PostgreSQL and nowhere else.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace redress::workflow {

struct partition_position {
    std::int64_t epoch = 0;  // ours from now on: older holders fail the fence
    std::int64_t next_offset = 0;
    std::int32_t tries = 0;  // unclean ends at this offset; from 3 on the batch size is 1
    bool fresh = false;      // no row stood before: begin at the low watermark
};

class offset_store {
public:
    virtual ~offset_store() = default;
    /// Takes the partition: raises the epoch, adds a try when the last holder did not release it.
    virtual partition_position take(std::string_view topic, std::int32_t partition,
                                    std::int64_t low_watermark) = 0;
    /// A clean hand-over: the next `take` adds no try.
    virtual void release(std::string_view topic, std::int32_t partition, std::int64_t epoch) = 0;
    /// One more failure of our own code at this offset; returns the tries so far.
    virtual std::int32_t add_try(std::string_view topic, std::int32_t partition, std::int64_t epoch) = 0;
};

}  // namespace redress::workflow
