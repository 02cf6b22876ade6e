// The writer thread: the one owner of the engine and its connection. Live batches first, due deadlines
// in slices between them, and neither lost when PostgreSQL goes away: a batch that was taken stays in
// hand until it is answered.
#pragma once

#include "adapters/app/metrics.hpp"
#include "adapters/kafka/batch_queue.hpp"
#include "workflow/deadline_pace.hpp"
#include "workflow/engine.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>

namespace redress::app {

/// Wakes a thread that has nothing to do; a wake that comes early is remembered.
class wake {
public:
    void up();
    /// Returns at `up` or after `most`.
    void wait(std::chrono::milliseconds most);

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool up_ = false;
};

struct writer_parts {
    workflow::engine& engine;
    kafka::batch_queue& queue;
    health& state;
    metrics& counted;
    wake& woken;                      // by the queue
    std::function<void()> committed;  // after something was written: the relay has work
    int deadline_slice = 200;
};

class writer {
public:
    explicit writer(const writer_parts& parts) : parts_(parts), pace_(parts.deadline_slice) {}

    /// The thread's body: until `stop` is set and the queue is closed and empty.
    void run(const std::atomic<bool>& stop);

private:
    bool live();  // one step with live batches; false when there is none
    void deadlines(bool beside_live);
    void collect();  // what is in flight
    /// What was in flight is written; `answers` when that was a batch.
    void landed(const std::vector<workflow::answer>& answers);
    void forget_flight();
    void recover();  // what was taken and not written, one by one
    void trouble(const std::string& what);
    void count(const std::vector<workflow::answer>& answers);

    /// Of a batch, for the metrics once it is committed.
    struct measure {
        std::size_t records = 0;
        kafka::batch_queue::clock::time_point oldest_read{};
    };
    void observe(const measure& batch);

    writer_parts parts_;
    std::deque<workflow::batch> owed_;  // taken back after a failure, oldest first
    workflow::deadline_pace pace_;
    std::size_t in_engine_ = 0;    // batches handed in and not answered: one, two during `start`
    std::optional<measure> live_;  // what is in flight: a live batch,
    std::size_t slice_ = 0;        // or a slice of so many cases
    bool storm_ = false;           // more is due already
    std::chrono::steady_clock::time_point next_pass_{}, sent_at_{};
    std::chrono::milliseconds back_off_{0};
};

}  // namespace redress::app
