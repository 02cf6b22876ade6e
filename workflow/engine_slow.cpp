// The slow form: the heads are locked, then cases and keys are read in a second statement, so that
// what is decided is current and what was there before is known.
#include "workflow/engine_inside.hpp"

#include <algorithm>

namespace redress::workflow {
namespace {

/// The entries that the commands of a batch may have left before, asked key by key until it is sure.
void learn_history(key_book& keys, const decision& d, locked_buckets& locked)
{
    keys.clear(d.work->records.size());
    struct search {
        const command* asked;
        redress::digest source;
        std::int16_t bucket;
    };
    std::vector<search> open;
    for (std::size_t i = 0; i < d.work->records.size(); ++i)
        if (const auto* asked = std::get_if<command>(&d.work->records[i]))
            open.push_back({asked, source_digest(asked->from.source, asked->from.id), d.places[i].bucket});
    for (int eighth = 0; eighth < 4 && !open.empty(); ++eighth) {
        std::vector<entry_row> wanted;
        for (const search& one : open)
            wanted.push_back(
                {.bucket = one.bucket, .chain = one.asked->id, .key = key_of(one.source, eighth)});
        const auto order = [](const entry_row& a, const entry_row& b) {
            return std::tie(a.bucket, a.chain, a.key) < std::tie(b.bucket, b.chain, b.key);
        };
        const auto same = [](const entry_row& a, const entry_row& b) {
            return a.chain == b.chain && a.key == b.key;
        };
        std::sort(wanted.begin(), wanted.end(), order);
        wanted.erase(std::unique(wanted.begin(), wanted.end(), same), wanted.end());
        keys.learn(locked.seen(wanted));
        std::erase_if(open, [&](const search& one) {
            return !keys.goes_on(one.asked->id, one.asked->from, key_of(one.source, eighth));
        });
    }
}

}  // namespace

void engine::inside::slow(decision& d)
{
    constexpr int rounds = 5;
    for (int round = 0; round < rounds; ++round) {
        open(d);
        static_cast<void>(survey(d));
        const auto buckets = buckets_of(d);
        for (const std::int16_t bucket : buckets) cache.forget(bucket);
        std::vector<case_id> ids;
        for (const auto& one : d.work->records)
            if (const auto* asked = std::get_if<command>(&one)) ids.push_back(asked->id);
        std::sort(ids.begin(), ids.end());
        ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
        try {
            const auto locked = store.lock(buckets);
            snapshot read = locked->read(ids);
            know_time(read.at);
            last_at = std::max(last_at, read.at);
            static_cast<void>(cache.absorb(std::move(read)));
            static_cast<void>(survey(d));
            settle_absent();
            read_matters(d, *locked);
            learn_history(keys, d, *locked);
            if (!decide_all(d, last_at, locked.get()))
                throw std::logic_error("engine: the slow form could not decide");
            const write_status status = write_locked(d, *locked);
            if (status == write_status::written) {
                ++counts.slow;
                return;
            }
            if (status == write_status::lost_fence)
                throw lost_fence("a partition of the batch has another holder");
        } catch (...) {
            undo(d);
            throw;
        }
        undo(d);
    }
    throw write_rejected("a batch did not pass its guards although its buckets were locked");
}

write_status engine::inside::write_locked(decision& d, locked_buckets& locked)
{
    try {
        return locked.write(d.out);
    } catch (const outcome_unknown&) {
        ++counts.unknown_commits;
        return did_commit(d) ? write_status::written : write_status::stale;
    }
}

}  // namespace redress::workflow
