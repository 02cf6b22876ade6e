#include "adapters/kafka/batch_queue.hpp"

#include <algorithm>

namespace redress::kafka {

batch_queue::batch_queue(std::size_t batches_max, std::function<void()> woken)
    : batches_max_(batches_max), woken_(std::move(woken))
{
}

batch_queue::pushed batch_queue::push(filled& batch, std::chrono::milliseconds wait)
{
    {
        std::unique_lock lock(guard_);
        changed_.wait_for(lock, wait, [&] { return lost_ || closed_ || waiting_.size() < batches_max_; });
        if (lost_) return pushed::lost;
        if (closed_ || waiting_.size() >= batches_max_) return pushed::full;
        waiting_.push_back(std::move(batch));
    }
    changed_.notify_all();
    if (woken_) woken_();
    return pushed::yes;
}

bool batch_queue::hungry() const
{
    const std::lock_guard lock(guard_);
    return waiting_.empty() && !lost_;
}

bool batch_queue::lost() const
{
    const std::lock_guard lock(guard_);
    return lost_;
}

bool batch_queue::drain(std::chrono::milliseconds wait)
{
    std::unique_lock lock(guard_);
    waiting_.clear();
    return changed_.wait_for(lock, wait, [&] { return in_hand_ == 0; });
}

void batch_queue::reopen()
{
    {
        const std::lock_guard lock(guard_);
        waiting_.clear();
        lost_ = false;
    }
    changed_.notify_all();
}

void batch_queue::close()
{
    {
        const std::lock_guard lock(guard_);
        closed_ = true;
        waiting_.clear();
    }
    changed_.notify_all();
}

std::optional<batch_queue::filled> batch_queue::take(std::chrono::milliseconds wait)
{
    std::optional<filled> out;
    {
        std::unique_lock lock(guard_);
        changed_.wait_for(lock, wait, [&] { return closed_ || !waiting_.empty(); });
        if (waiting_.empty() || lost_) return std::nullopt;
        out = std::move(waiting_.front());
        waiting_.pop_front();
        ++in_hand_;
    }
    changed_.notify_all();
    return out;
}

bool batch_queue::waiting() const
{
    const std::lock_guard lock(guard_);
    return !waiting_.empty();
}

bool batch_queue::closed() const
{
    const std::lock_guard lock(guard_);
    return closed_;
}

void batch_queue::done(std::size_t batches)
{
    {
        const std::lock_guard lock(guard_);
        in_hand_ -= std::min(batches, in_hand_);
    }
    changed_.notify_all();
}

void batch_queue::lost_fence()
{
    {
        const std::lock_guard lock(guard_);
        waiting_.clear();
        in_hand_ = 0;
        lost_ = true;
    }
    changed_.notify_all();
}

}  // namespace redress::kafka
