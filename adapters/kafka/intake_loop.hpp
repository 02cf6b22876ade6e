// The consumer thread: reads Kafka, turns records into commands or dead letters, cuts batches and
// hands them to the writer's queue. Runs until it is asked to stop, through broker and database
// outages and rebalances; what it has read and not handed over is read again by whoever comes next.
#pragma once

#include "adapters/kafka/batch_queue.hpp"
#include "adapters/kafka/consumer.hpp"
#include "workflow/intake.hpp"

#include <atomic>
#include <functional>
#include <stop_token>

namespace redress::kafka {

struct intake_loop_settings {
    std::size_t batch_max = 500;
    std::chrono::milliseconds wait_max{3};  // how long records wait for company while the writer is busy
    std::size_t pool_records_max = 2000;    // read ahead at most this much
    std::size_t pool_bytes_max = std::size_t{32} * 1024 * 1024;
    workflow::intake_settings intake;
};

/// For metrics; read from any thread.
struct intake_counts {
    std::atomic<std::uint64_t> records{0}, batches{0}, dead_letters{0}, foreign_partition{0}, rereads{0},
        restarts{0};
    std::atomic<std::uint64_t> partitions{0};  // held now
};

class intake_loop {
public:
    /// What reads the clock that receipts are checked against; the default is the system's.
    using now_function = std::function<instant()>;

    intake_loop(kafka_settings kafka, workflow::offset_store& positions, const workflow::source_rules& rules,
                batch_queue& to, const intake_loop_settings& settings = {}, trouble told = {},
                now_function now = {});

    /// The thread's body. Before it returns, the writer must still be answering: partitions are released
    /// when their batches are done.
    void run(const std::stop_token& stop);

    [[nodiscard]] const intake_counts& counts() const { return counts_; }

private:
    void step(consumer& from);
    void hand_over();
    [[nodiscard]] batch_queue::filled decode(cut_batch&& cut);

    kafka_settings kafka_;
    workflow::offset_store& positions_;
    const workflow::source_rules& rules_;
    batch_queue& to_;
    intake_loop_settings settings_;
    trouble told_;
    now_function now_;
    record_pool pool_;
    std::optional<batch_queue::filled> ready_;  // decoded, and the queue had no room yet
    batch_queue::clock::time_point first_read_{};
    intake_counts counts_;
};

}  // namespace redress::kafka
