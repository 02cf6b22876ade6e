// Between the thread that reads Kafka and the thread that writes: a short queue of batches, and the
// handshake by which partitions are given back only when nothing of theirs is still being written.
//
// A full queue stops the reading: nothing piles up here that the broker could keep.
#pragma once

#include "workflow/command.hpp"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>

namespace redress::kafka {

class batch_queue {
public:
    using clock = std::chrono::steady_clock;
    struct filled {
        workflow::batch work;
        clock::time_point oldest_read;  // when the first of its records was read
    };

    /// `woken` is called after each push, without the lock: for a writer that waits for several sources.
    explicit batch_queue(std::size_t batches_max = 2, std::function<void()> woken = {});

    // --- the reading thread ---
    enum class pushed : unsigned char { yes, full, lost };
    /// `lost`: the fence was lost; drop the batch and everything read, then `reopen`.
    [[nodiscard]] pushed push(filled& batch, std::chrono::milliseconds wait);
    /// The writer has nothing to take.
    [[nodiscard]] bool hungry() const;
    [[nodiscard]] bool lost() const;
    /// Takes back what the writer has not taken and waits until it has answered what it took; false when
    /// it did not in time: the partitions then count as given up uncleanly.
    [[nodiscard]] bool drain(std::chrono::milliseconds wait);
    void reopen();
    void close();

    // --- the writing thread ---
    /// The oldest batch, now in the writer's hand until `done` or `lost_fence`.
    [[nodiscard]] std::optional<filled> take(std::chrono::milliseconds wait = std::chrono::milliseconds(0));
    [[nodiscard]] bool waiting() const;
    [[nodiscard]] bool closed() const;
    /// That many batches, oldest first, are answered.
    void done(std::size_t batches = 1);
    /// Nothing that was taken or waits will be written: read all positions again.
    void lost_fence();

private:
    const std::size_t batches_max_;
    const std::function<void()> woken_;
    mutable std::mutex guard_;
    std::condition_variable changed_;
    std::deque<filled> waiting_;
    std::size_t in_hand_ = 0;
    bool lost_ = false;
    bool closed_ = false;
};

}  // namespace redress::kafka
