// The writer thread: the one owner of the engine and its connection. Live batches first, of records and of
// commands in turn, due deadlines in slices between them. Records are not lost when PostgreSQL goes away: a
// batch of them stays in hand until it is answered. Whoever gave a command waits for its answer, and is told
// at once that there is none.
#pragma once

#include "adapters/app/metrics.hpp"
#include "adapters/app/web/command_queue.hpp"
#include "adapters/kafka/batch_queue.hpp"
#include "workflow/deadline_pace.hpp"
#include "workflow/engine.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <utility>

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
    command_queue& commands;
    health& state;
    metrics& counted;
    wake& woken;                      // by either queue
    std::function<void()> renew;      // before anything is decided: what the engine must know by then
    std::function<void()> committed;  // after something was written: the relay has work
    int deadline_slice = 200;
    std::size_t commands_max = 500;  // in one batch
};

class writer {
public:
    explicit writer(const writer_parts& parts) : parts_(parts), pace_(parts.deadline_slice) {}

    /// The thread's body: until `stop` is set and both queues are closed and empty.
    void run(const std::atomic<bool>& stop);

private:
    bool live();   // one step with live batches; false when there is none
    bool noted();  // writes an entry of no case that somebody gave; false when there is none
    void deadlines(bool beside_live);
    void collect();  // what is in flight
    /// What was in flight is written; `answers` when that was a batch.
    void landed(std::vector<workflow::answer> answers);
    /// After a failure: what was not written is owed again, and nothing is in flight.
    void take_back(const std::exception_ptr& why);
    void recover();  // what was taken and not written, one by one
    void trouble(const std::exception& failure, const std::exception_ptr& why);
    void count(const std::vector<workflow::answer>& answers);

    /// Whose a batch is that was handed in.
    struct taken {
        std::size_t records = 0;
        kafka::batch_queue::clock::time_point oldest_read{};
        std::optional<command_queue::filled> calls;  // of commands, without the batch itself; else of records
    };
    [[nodiscard]] std::optional<std::pair<workflow::batch, taken>> next_live();
    void answered(taken& batch, std::vector<workflow::answer> answers);
    void failed(taken& batch, const std::exception_ptr& why);
    [[nodiscard]] bool waiting() const { return parts_.queue.waiting() || parts_.commands.waiting(); }

    writer_parts parts_;
    std::deque<std::pair<workflow::batch, taken>> owed_;  // taken back after a failure, oldest first
    workflow::deadline_pace pace_;
    std::deque<taken> in_engine_;  // handed in and not answered: one, two during `start`
    bool live_ = false;            // a batch is in flight
    std::size_t slice_ = 0;        // or a slice of so many cases
    bool records_next_ = true;     // of two queues that wait, each has its turn
    bool storm_ = false;           // more is due already
    std::chrono::steady_clock::time_point next_pass_{}, sent_at_{};
    std::chrono::milliseconds back_off_{0};
};

}  // namespace redress::app
