// Reads the command topic. Partitions come from the consumer group, positions from PostgreSQL: each
// assignment takes them there (raising the epoch) and starts exactly there, each revocation drains
// and gives them back. Nothing is ever committed to Kafka.
//
// One thread: poll, reread and close must be called from it, and the callbacks run inside them.
#pragma once

#include "adapters/kafka/record_pool.hpp"
#include "adapters/kafka/settings.hpp"
#include "workflow/ports/offset_store.hpp"

#include <functional>
#include <memory>

namespace redress::kafka {

struct consumer_counts {
    std::uint64_t records = 0, assignments = 0, revocations = 0, unclean = 0, rereads = 0;
};

class consumer {
public:
    /// `drained`: called before partitions are given up; makes sure that nothing of theirs is still
    /// being written and says whether it could. Throws client_failed when the client cannot be made.
    consumer(kafka_settings settings, workflow::offset_store& positions, record_pool& pool,
             std::function<bool()> drained, trouble told = {});
    ~consumer();
    consumer(const consumer&) = delete;
    consumer& operator=(const consumer&) = delete;

    /// Moves at most `records_max` records into the pool; waits up to `wait` for the first. Returns
    /// how many came. Throws client_failed when a new consumer must be made. While PostgreSQL is away
    /// and positions cannot be taken, nothing comes and each poll tries again.
    std::size_t poll(std::size_t records_max, std::chrono::milliseconds wait);

    /// After a lost fence: forgets what was read and takes the positions of all partitions again.
    void reread();

    /// Leaves the group: drains, releases, goes. The destructor only drops the client.
    void close();

    [[nodiscard]] std::size_t partitions() const;
    [[nodiscard]] const consumer_counts& counts() const;

private:
    struct inside;
    std::unique_ptr<inside> in_;
};

}  // namespace redress::kafka
