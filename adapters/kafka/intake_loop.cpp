#include "adapters/kafka/intake_loop.hpp"

#include "adapters/json/cloud_event.hpp"
#include "adapters/kafka/error_map.hpp"

#include <condition_variable>

namespace redress::kafka {
namespace {

constexpr std::chrono::milliseconds idle_wait{100};
constexpr std::chrono::milliseconds restart_pause{1000};

/// Sleeps, unless a stop is asked for.
void pause(const std::stop_token& stop, std::chrono::milliseconds how_long)
{
    std::mutex guard;
    std::condition_variable_any stopped;
    // cppcheck-suppress localMutex ; it guards nothing: a wait asks for one
    std::unique_lock lock(guard);
    stopped.wait_for(lock, stop, how_long, [] { return false; });
}

}  // namespace

intake_loop::intake_loop(kafka_settings kafka, workflow::offset_store& positions,
                         const workflow::source_rules& rules, batch_queue& to,
                         const intake_loop_settings& settings, trouble told, now_function now)
    : kafka_(std::move(kafka)),
      positions_(positions),
      rules_(rules),
      to_(to),
      settings_(settings),
      told_(std::move(told)),
      now_(now ? std::move(now)
               : [] { return std::chrono::floor<duration>(std::chrono::system_clock::now()); }),
      pool_(kafka_.topics.command)
{
}

void intake_loop::run(const std::stop_token& stop)
{
    const auto drained = [this] {
        ready_.reset();
        return to_.drain(kafka_.drain_wait_max);
    };
    while (!stop.stop_requested()) {
        try {
            consumer from(kafka_, positions_, pool_, drained, told_);
            while (!stop.stop_requested()) step(from);
            from.close();
            counts_.partitions = 0;
        } catch (const client_failed& e) {
            if (told_) told_("kafka_consumer_renewed", e.what());
            ++counts_.restarts;
            // Positions are taken anew by the next client; batches in hand meet the fence if they are late.
            (void)drained();
            pool_.close_all();
            pause(stop, restart_pause);
        }
    }
}

void intake_loop::step(consumer& from)
{
    if (to_.lost()) {
        ready_.reset();
        from.reread();
        to_.reopen();
        ++counts_.rereads;
    }
    if (pool_.size() < settings_.pool_records_max && pool_.bytes() < settings_.pool_bytes_max) {
        const bool was_empty = pool_.size() == 0;
        const bool idle = was_empty && !ready_;
        const bool may_go = !ready_ && !was_empty && to_.hungry();
        const auto wait = idle ? idle_wait : may_go ? std::chrono::milliseconds(0) : settings_.wait_max;
        const auto came = from.poll(settings_.batch_max, wait);
        counts_.records += came;
        counts_.partitions = from.partitions();
        if (was_empty && came > 0) first_read_ = batch_queue::clock::now();
    }
    hand_over();
}

void intake_loop::hand_over()
{
    // An idle writer gets what there is; a busy one gets full batches.
    if (!ready_ && (to_.hungry() || pool_.size() >= settings_.batch_max))
        if (auto cut = pool_.cut(settings_.batch_max); !cut.empty()) ready_ = decode(std::move(cut));
    if (!ready_) return;
    const bool full = pool_.size() >= settings_.pool_records_max || pool_.bytes() >= settings_.pool_bytes_max;
    if (to_.push(*ready_, full ? idle_wait : std::chrono::milliseconds(0)) == batch_queue::pushed::yes) {
        ready_.reset();
        ++counts_.batches;
    }
}

batch_queue::filled intake_loop::decode(cut_batch&& cut)
{
    batch_queue::filled out{.work = {.kind = workflow::batch_kind::records}, .oldest_read = first_read_};
    out.work.offsets = std::move(cut.offsets);
    out.work.records.reserve(cut.records.size());
    const auto now = now_();
    for (auto& raw : cut.records) {
        const auto partition = raw.partition;
        out.work.records.push_back(json::read_record(std::move(raw), rules_, settings_.intake, now));
        const auto& record = out.work.records.back();
        if (std::holds_alternative<workflow::dead_letter>(record))
            ++counts_.dead_letters;
        else if (bucket_of(std::get<workflow::command>(record).id) != partition % bucket_count)
            ++counts_.foreign_partition;
    }
    return out;
}

}  // namespace redress::kafka
