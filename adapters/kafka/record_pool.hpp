// Records that were read and not yet handed on, by partition. Batches are cut bucket by bucket, the
// partition that has waited longest first: under load a batch then lies in few buckets.
//
// Also keeps each partition's books: the position that the next batch starts at, and what Kafka
// keeps for itself between the records (control records of transactions), which counts as skipped.
#pragma once

#include "workflow/command.hpp"
#include "workflow/intake.hpp"

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace redress::kafka {

/// Tries at one offset from which on its record goes alone, so that a poisonous one harms no other.
inline constexpr std::int32_t tries_alone_from = 3;

struct cut_batch {
    std::vector<workflow::raw_record> records;
    std::vector<workflow::offset_advance> offsets;
    [[nodiscard]] bool empty() const { return offsets.empty(); }
};

class record_pool {
public:
    explicit record_pool(std::string topic) : topic_(std::move(topic)) {}

    void open(std::int32_t partition, std::int64_t epoch, std::int64_t next_offset, std::int32_t tries);
    void close_all();

    /// A record of a partition that is not open, or from before its position, is dropped: it was read
    /// before a rebalance.
    void add(workflow::raw_record&& record);
    /// The partition has nothing below this offset that was not handed out.
    void end(std::int32_t partition, std::int64_t offset);

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] std::size_t bytes() const { return bytes_; }
    /// At most `records_max`; empty when nothing waits. A batch without records moves a position over a gap.
    [[nodiscard]] cut_batch cut(std::size_t records_max);

private:
    struct waiting {
        std::int64_t epoch = 0;
        std::int64_t next = 0;       // first offset of the next batch
        std::int64_t read = 0;       // first offset that may still come
        std::int64_t alone_at = -1;  // this offset's record goes alone
        std::optional<std::int64_t> ended;
        std::deque<workflow::raw_record> records;
        std::uint64_t since = 0;  // arrival of the first of them
    };
    workflow::offset_advance advance(std::int32_t partition, waiting& from, std::int64_t count,
                                     std::int64_t last);

    std::string topic_;
    std::map<std::int32_t, waiting> open_;
    std::uint64_t arrivals_ = 0;
    std::size_t size_ = 0;
    std::size_t bytes_ = 0;
};

}  // namespace redress::kafka
