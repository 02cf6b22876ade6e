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
            const bool wrote = noted();
            const bool busy = live() || wrote;
            if (storm_ || clock::now() >= next_pass_) deadlines(busy);
            if (!busy && !storm_ && (!in_engine_.empty() || slice_ > 0)) collect();
            if (back_off_ > 0ms) {
                back_off_ = 0ms;
                parts_.state.good("database");
            }
            if (busy || storm_) continue;
            if (ending && parts_.queue.closed() && !waiting()) return;
            const auto left =
                std::chrono::duration_cast<std::chrono::milliseconds>(next_pass_ - clock::now());
            parts_.woken.wait(std::clamp<std::chrono::milliseconds>(left, 1ms, pass_every));
        } catch (const workflow::lost_fence& lost) {
            // Somebody else has a partition of ours: every record taken is dropped and read again.
            take_back(std::current_exception());
            std::erase_if(owed_, [](const auto& one) { return !one.second.calls; });
            parts_.queue.lost_fence();
            log(log_level::warn, "fence_lost", lost.what());
        } catch (const std::exception& failed) {
            trouble(failed, std::current_exception());
            if (ending && back_off_ >= back_off_max)
                return;  // what is in hand is read again by whoever comes next
        }
    }
}

std::optional<std::pair<workflow::batch, writer::taken>> writer::next_live()
{
    for (int turn = 0; turn < 2; ++turn) {
        records_next_ = !records_next_;
        if (!records_next_) {
            if (auto read = parts_.queue.take()) {
                taken whose{read->work.records.size(), read->oldest_read, std::nullopt};
                return std::pair{std::move(read->work), std::move(whose)};
            }
        } else if (auto given = parts_.commands.take(parts_.commands_max)) {
            auto work = std::move(given->work);
            taken whose{work.records.size(), clock::now(), std::move(given)};
            return std::pair{std::move(work), std::move(whose)};
        }
    }
    return std::nullopt;
}

bool writer::live()
{
    // Decided ahead, a batch would wait for the slice with what had arrived before it; so it waits first
    // and takes along what arrives meanwhile.
    if (slice_ > 0 && waiting()) collect();
    auto next = next_live();
    if (!next) return false;
    parts_.renew();
    in_engine_.push_back(std::move(next->second));
    landed(parts_.engine.start(std::move(next->first)));
    live_ = true;
    sent_at_ = clock::now();
    return true;
}

bool writer::noted()
{
    auto next = parts_.commands.take_note();
    if (!next) return false;
    auto& [what, then] = *next;
    try {
        // What is in flight is answered by nobody else once an entry was written behind it.
        if (!in_engine_.empty() || slice_ > 0) collect();
        parts_.engine.record(what.type, what.who, std::move(what.data));
    } catch (const workflow::write_rejected&) {
        then({}, std::current_exception());  // it does not fit, and nothing else was in it
        return true;
    } catch (...) {
        then({}, std::current_exception());
        throw;
    }
    then({}, nullptr);
    return true;
}

void writer::collect()
{
    landed(parts_.engine.finish());
}

void writer::landed(std::vector<workflow::answer> answers)
{
    const auto spent = clock::now() - sent_at_;
    if (const auto cases = std::exchange(slice_, 0); cases > 0) {
        pace_.took(cases, spent);
        parts_.counted.engine(parts_.engine.counts());
        parts_.committed();
    }
    // A batch may hold positions alone, and has no answers then.
    if (!std::exchange(live_, false) || in_engine_.empty()) return;
    if (in_engine_.front().records != answers.size()) return;  // of what failed nobody has any
    pace_.live_took(spent);
    auto whose = std::move(in_engine_.front());
    in_engine_.pop_front();
    answered(whose, std::move(answers));
}

void writer::answered(taken& batch, std::vector<workflow::answer> answers)
{
    if (!batch.calls) parts_.queue.done();
    const std::chrono::duration<double> spent = kafka::batch_queue::clock::now() - batch.oldest_read;
    parts_.counted.batch(spent.count(), batch.records);
    count(answers);
    if (batch.calls) command_queue::tell(*batch.calls, std::move(answers));
}

void writer::failed(taken& batch, const std::exception_ptr& why)
{
    if (batch.calls)
        command_queue::fail(*batch.calls, why);
    else
        parts_.queue.done();
}

void writer::take_back(const std::exception_ptr& why)
{
    auto back = parts_.engine.take_back();
    // What the engine had and does not give back was written.
    const auto written = in_engine_.size() - back.size();
    for (std::size_t n = 0; n < back.size(); ++n)
        owed_.emplace_back(std::move(back[n]), std::move(in_engine_[written + n]));
    in_engine_.resize(written);
    slice_ = 0;  // is found again by the next pass
    landed(parts_.engine.finish());
    for (auto& whose : in_engine_) failed(whose, why);
    in_engine_.clear();
}

void writer::deadlines(bool beside_live)
{
    parts_.renew();
    auto slice = parts_.engine.start_due(pace_.next(beside_live || waiting()));
    landed(std::move(slice.before));
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
        auto answers = workflow::apply_bisecting(parts_.engine, owed_.front().first);
        auto whose = std::move(owed_.front().second);
        owed_.pop_front();
        answered(whose, std::move(answers));
    }
}

void writer::trouble(const std::exception& failure, const std::exception_ptr& why)
{
    take_back(why);
    // Records wait for the store to come back; whoever gave a command is told, and may give it again.
    if (!workflow::counts_as_try(failure)) {
        const auto told = std::stable_partition(owed_.begin(), owed_.end(),
                                                [](const auto& one) { return !one.second.calls; });
        for (auto one = told; one != owed_.end(); ++one) failed(one->second, why);
        owed_.erase(told, owed_.end());
    }
    parts_.engine.forget();
    if (parts_.state.bad("database", failure.what())) log(log_level::error, "write_failed", failure.what());
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
