// Positions of Kafka partitions: workflow/ports/offset_store.hpp on the table consumer_offset. The
// position itself is moved by the batch writer, in the transaction of what the records caused.
#pragma once

#include "workflow/ports/offset_store.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace redress::postgres {

class session;

class offset_store final : public workflow::offset_store {
public:
    explicit offset_store(std::string_view url);
    ~offset_store() override;

    workflow::partition_position take(std::string_view topic, std::int32_t partition,
                                      std::int64_t low_watermark) override;
    void release(std::string_view topic, std::int32_t partition, std::int64_t epoch) override;
    std::int32_t add_try(std::string_view topic, std::int32_t partition, std::int64_t epoch) override;

private:
    std::unique_ptr<session> to_;
};

}  // namespace redress::postgres
