// The fast form: decided on what is remembered, written in one flush with its guards, one write in
// flight. What goes wrong there is told apart here.
#include "workflow/bisect.hpp"
#include "workflow/engine_inside.hpp"

#include <algorithm>
#include <thread>

namespace redress::workflow {

std::unique_ptr<decision> engine::inside::fresh()
{
    auto d = spare ? std::move(spare) : std::make_unique<decision>();
    d->owned = {};
    d->work = &d->owned;
    d->due.clear();
    d->due_rows.clear();
    return d;
}

bool engine::inside::clock_is_old() const
{
    return !clock_known || settings.clock_trusted_for == duration::zero() ||
           std::chrono::steady_clock::now() - clock_read_at > settings.clock_trusted_for;
}

void engine::inside::know_time(instant read)
{
    // Taken after the answer has come, so that what is carried on is never ahead of the database.
    clock_read_at = std::chrono::steady_clock::now();
    clock_read = read;
    clock_known = true;
}

instant engine::inside::now()
{
    // Not while a write is in flight: the connection is busy, and what is carried on is a moment old.
    if (clock_is_old() && !in_flight) know_time(store.now());
    const auto carried = settings.clock_trusted_for == duration::zero()
                             ? clock_read
                             : clock_read + std::chrono::duration_cast<duration>(
                                                std::chrono::steady_clock::now() - clock_read_at);
    last_at = std::max(last_at, carried);
    return last_at;
}

bool engine::inside::fast(std::unique_ptr<decision>& d, std::span<const case_id> soon)
{
    open(*d);
    bool decided = false;
    try {
        if (prepare(*d)) {
            keys.clear(d->work->records.size());
            decided = decide_all(*d, now(), nullptr);
        }
        if (decided) send(d, soon);
    } catch (...) {
        undo(*d);
        throw;
    }
    if (!decided) undo(*d);
    return decided;
}

bool engine::inside::overlap(std::unique_ptr<decision>& d, std::span<const case_id> soon,
                             std::vector<answer>& before)
{
    if (!in_flight->behind.empty() || clock_is_old()) return false;
    open(*d);
    if (survey(*d)) return false;
    bool decided = false;
    bool as_thought = false;
    try {
        keys.clear(d->work->records.size());
        decided = decide_all(*d, now(), nullptr);
        if (decided) store.prepare(d->out);
        const auto stale = counts.stale;
        before = settle(d.get());
        as_thought = counts.stale == stale;
        if (decided && as_thought) {
            counts.cache_hits += d->places.size();
            send(d, soon);
            return true;
        }
    } catch (...) {
        undo(*d);
        throw;
    }
    if (as_thought) undo(*d);
    return false;
}

void engine::inside::send(std::unique_ptr<decision>& d, std::span<const case_id> soon)
{
    d->behind.clear();
    for (const case_id& id : soon)
        if (!cache.find(bucket_of(id), id)) d->behind.push_back(id);
    std::sort(d->behind.begin(), d->behind.end());
    d->behind.erase(std::unique(d->behind.begin(), d->behind.end()), d->behind.end());
    store.send(d->out, d->behind);
    in_flight = std::move(d);
}

std::vector<answer> engine::inside::settle(decision* ahead)
{
    // What was decided on top of this batch goes first: the chains of the process are put back step by step.
    const auto undo_both = [&](decision& sent) {
        if (ahead) undo(*ahead);
        undo(sent);
    };
    std::unique_ptr<decision> d = std::move(in_flight);
    const bool slice = !d->due.empty();
    bool written = false;
    try {
        written = landed(*d);
        if (!written) {
            undo_both(*d);
            if (!slice) slow(*d);
        }
    } catch (const std::exception& failed) {
        undo_both(*d);
        if (!slice && d->work == &d->owned) returned.insert(returned.begin(), std::move(d->owned));
        if (!slice || !counts_as_try(failed)) throw;
    }
    if (!written) ++counts.stale;
    if (!written && slice) {
        crowded = true;
        const auto cases = static_cast<int>(d->due.size());
        spare = std::move(d);
        static_cast<void>(due_under_lock(cases));
        return {};
    }
    auto answers = close(*d);
    spare = std::move(d);
    return answers;
}

bool engine::inside::landed(const decision& d)
{
    write_status status = write_status::stale;
    std::optional<snapshot> behind;
    try {
        auto [told, read] = store.receive();
        status = told;
        behind = std::move(read);
    } catch (const outcome_unknown&) {
        ++counts.unknown_commits;
        if (did_commit(d)) status = write_status::written;
    }
    if (status == write_status::lost_fence) throw lost_fence("a partition of the batch has another holder");
    if (status != write_status::written) return false;
    ++counts.fast;
    if (behind) {
        know_time(behind->at);
        static_cast<void>(cache.absorb(std::move(*behind)));
    }
    return true;
}

void engine::inside::settle_for_later(std::vector<answer> before)
{
    if (in_flight) {
        try {
            before = settle();
        } catch (...) {  // the first failure is the one to tell
        }
    }
    settled = std::move(before);
}

void engine::inside::settle_quietly()
{
    if (!in_flight) return;
    settled = settle();
}

std::vector<answer> engine::inside::close(decision& d)
{
    ++counts.batches;
    for (const answer& one : d.answers) {
        switch (one.what) {
            case disposition::applied:
                ++counts.applied;
                break;
            case disposition::refused:
                ++counts.refused;
                break;
            case disposition::duplicate:
                ++counts.duplicate;
                break;
            case disposition::dead_lettered:
                ++counts.dead_lettered;
                break;
        }
    }
    counts.applied += d.fired;
    counts.derived += d.derived;
    if (alarmed)
        for (const auto& [id, raised] : d.alarms) alarmed(id, raised);
    return std::move(d.answers);
}

std::vector<std::int16_t> engine::inside::buckets_of(const decision& d) const
{
    std::vector<std::int16_t> buckets;
    for (const auto& place : d.places) buckets.push_back(place.bucket);
    if (d.work) {
        for (const auto& offset : d.work->offsets) buckets.push_back(offset.bucket);
        for (const auto& one : d.work->records)
            if (const auto* asked = std::get_if<command>(&one); asked && !asked->from.topic.empty())
                buckets.push_back(static_cast<std::int16_t>(asked->from.partition % bucket_count));
    }
    for (const auto& head : d.out.heads) buckets.push_back(head.bucket);
    std::sort(buckets.begin(), buckets.end());
    buckets.erase(std::unique(buckets.begin(), buckets.end()), buckets.end());
    return buckets;
}

void engine::inside::undo(decision& d)
{
    forget_ahead();  // the rows of an undone slice stand again, and another engine may be at them
    for (auto before = d.chains_before.rbegin(); before != d.chains_before.rend(); ++before)
        chains.restore(before->first, before->second);
    d.chains_before.clear();
    for (const std::int16_t bucket : buckets_of(d)) cache.forget(bucket);
}

bool engine::inside::did_commit(const decision& d)
{
    using namespace std::chrono_literals;
    for (int look = 0;; ++look) {
        if (settings.wait)
            settings.wait(look);
        else if (look > 0)
            std::this_thread::sleep_for(
                std::min<std::chrono::milliseconds>(2s, 50ms * (1 << std::min(look, 6))));
        try {
            return store.committed(d.out);
        } catch (const store_unavailable&) {  // still out of reach: only a fresh look can tell
        } catch (const outcome_unknown&) {
        }
    }
}

}  // namespace redress::workflow
