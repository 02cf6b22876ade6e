#include "adapters/app/serve_writer.hpp"

#include "adapters/app/log.hpp"
#include "workflow/bisect.hpp"

#include <algorithm>
#include <utility>

namespace redress::app {
namespace {

using clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr auto pass_every = 1s;
constexpr auto back_off_first = 50ms;
constexpr auto back_off_max = 2000ms;

}  // namespace

void wake::up()
{
    {
        const std::lock_guard hold(mutex_);
        up_ = true;
    }
    changed_.notify_one();
}

void wake::wait(std::chrono::milliseconds most)
{
    std::unique_lock hold(mutex_);
    changed_.wait_for(hold, most, [this] { return up_; });
    up_ = false;
}

void writer::run(const std::atomic<bool>& stop)
{
    for (;;) {
        const bool ending = stop.load();
        try {
            if (!owed_.empty()) recover();
            const bool busy = live();
            if (storm_ || clock::now() >= next_pass_) deadlines(busy);
            if (!busy && !storm_ && (live_ || slice_ > 0)) collect();
            if (back_off_ > 0ms) {
                back_off_ = 0ms;
                parts_.state.good("database");
            }
            if (busy || storm_) continue;
            if (ending && parts_.queue.closed() && !parts_.queue.waiting()) return;
            const auto left =
                std::chrono::duration_cast<std::chrono::milliseconds>(next_pass_ - clock::now());
            parts_.woken.wait(std::clamp<std::chrono::milliseconds>(left, 1ms, pass_every));
        } catch (const workflow::lost_fence& lost) {
            // Somebody else has a partition of ours: everything taken is dropped and read again.
            (void)parts_.engine.take_back();
            owed_.clear();
            forget_flight();
            parts_.queue.lost_fence();
            log(log_level::warn, "fence_lost", lost.what());
        } catch (const std::exception& failed) {
            trouble(failed.what());
            if (ending && back_off_ >= back_off_max)
                return;  // what is in hand is read again by whoever comes next
        }
    }
}

bool writer::live()
{
    // Decided ahead, a batch would wait for the slice with what had arrived before it; so it waits first
    // and takes along what arrives meanwhile.
    if (slice_ > 0 && parts_.queue.waiting()) collect();
    auto taken = parts_.queue.take();
    if (!taken) return false;
    const measure sent{taken->work.records.size(), taken->oldest_read};
    ++in_engine_;
    landed(parts_.engine.start(std::move(taken->work)));
    live_ = sent;
    sent_at_ = clock::now();
    return true;
}

void writer::collect()
{
    landed(parts_.engine.finish());
}

void writer::landed(const std::vector<workflow::answer>& answers)
{
    const auto spent = clock::now() - sent_at_;
    if (const auto cases = std::exchange(slice_, 0); cases > 0) {
        pace_.took(cases, spent);
        parts_.counted.engine(parts_.engine.counts());
        parts_.committed();
    }
    if (const auto batch = std::exchange(live_, std::nullopt)) {
        pace_.live_took(spent);
        --in_engine_;
        parts_.queue.done();
        observe(*batch);
        count(answers);
    }
}

void writer::forget_flight()
{
    in_engine_ = slice_ = 0;
    live_.reset();
}

void writer::observe(const measure& batch)
{
    const std::chrono::duration<double> taken = kafka::batch_queue::clock::now() - batch.oldest_read;
    parts_.counted.batch(taken.count(), batch.records);
}

void writer::deadlines(bool beside_live)
{
    const auto slice = parts_.engine.start_due(pace_.next(beside_live || parts_.queue.waiting()));
    landed(slice.before);
    sent_at_ = clock::now();
    slice_ = slice.in_flight ? slice.looked_at : 0;
    next_pass_ = sent_at_ + pass_every;
    storm_ = slice.more;
    if (slice.looked_at == 0) return;
    parts_.counted.deadline_slice(slice.looked_at);
    if (!slice.in_flight) parts_.committed();
}

void writer::recover()
{
    while (!owed_.empty()) {
        const auto answers = workflow::apply_bisecting(parts_.engine, owed_.front());
        owed_.pop_front();
        parts_.queue.done();
        count(answers);
    }
}

void writer::trouble(const std::string& what)
{
    // What the engine had and does not give back was written.
    auto back = parts_.engine.take_back();
    parts_.queue.done(in_engine_ - back.size());
    forget_flight();
    count(parts_.engine.finish());
    for (auto& batch : back) owed_.push_back(std::move(batch));
    parts_.engine.forget();
    if (parts_.state.bad("database", what)) log(log_level::error, "write_failed", what);
    back_off_ = std::clamp<std::chrono::milliseconds>(back_off_ * 2, back_off_first, back_off_max);
    parts_.woken.wait(back_off_);
}

void writer::count(const std::vector<workflow::answer>& answers)
{
    if (answers.empty()) return;
    parts_.counted.engine(parts_.engine.counts());
    parts_.committed();
}

}  // namespace redress::app
