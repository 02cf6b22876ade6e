#include "adapters/kafka/record_pool.hpp"

#include <algorithm>

namespace redress::kafka {

void record_pool::open(std::int32_t partition, std::int64_t epoch, std::int64_t next_offset,
                       std::int32_t tries)
{
    open_[partition] = waiting{.epoch = epoch,
                               .next = next_offset,
                               .read = next_offset,
                               .alone_at = tries >= tries_alone_from ? next_offset : -1};
}

void record_pool::close_all()
{
    open_.clear();
    size_ = bytes_ = 0;
}

void record_pool::add(workflow::raw_record&& record)
{
    const auto at = open_.find(record.partition);
    if (at == open_.end() || record.offset < at->second.read) return;
    auto& to = at->second;
    to.read = record.offset + 1;
    if (to.records.empty()) to.since = arrivals_;
    ++arrivals_;
    ++size_;
    bytes_ += record.size();
    to.records.push_back(std::move(record));
}

void record_pool::end(std::int32_t partition, std::int64_t offset)
{
    if (const auto at = open_.find(partition); at != open_.end() && offset > at->second.read) {
        at->second.read = offset;
        at->second.ended = offset;
    }
}

workflow::offset_advance record_pool::advance(std::int32_t partition, waiting& from, std::int64_t count,
                                              std::int64_t last)
{
    // With the last record taken, the gap up to the partition's end goes along.
    auto next = last + 1;
    if (from.records.empty() && from.ended) next = std::max(next, *from.ended);
    if (from.records.empty()) from.ended.reset();
    const auto expected = from.next;
    from.next = next;
    return {.bucket = static_cast<std::int16_t>(partition % bucket_count),
            .topic = topic_,
            .partition = partition,
            .epoch = from.epoch,
            .expected = expected,
            .next = next,
            .skipped = next - expected - count};
}

cut_batch record_pool::cut(std::size_t records_max)
{
    std::vector<std::map<std::int32_t, waiting>::iterator> full;
    cut_batch out;
    for (auto at = open_.begin(); at != open_.end(); ++at) {
        if (!at->second.records.empty())
            full.push_back(at);
        else if (at->second.ended)
            out.offsets.push_back(advance(at->first, at->second, 0, at->second.next - 1));
    }
    std::ranges::sort(full, {}, [](const auto& at) { return at->second.since; });

    for (const auto& at : full) {
        auto& from = at->second;
        const bool alone = from.next <= from.alone_at;
        if (alone && !out.records.empty()) continue;
        std::int64_t taken = 0, last = -1;
        while (!from.records.empty() && out.records.size() < (alone ? 1 : records_max)) {
            auto& first = from.records.front();
            last = first.offset;
            --size_;
            bytes_ -= first.size();
            out.records.push_back(std::move(first));
            from.records.pop_front();
            ++taken;
        }
        if (taken > 0) out.offsets.push_back(advance(at->first, from, taken, last));
        // What is left has waited since about then; the next batch begins with the others.
        from.since = arrivals_;
        if (alone || out.records.size() >= records_max) break;
    }
    std::ranges::sort(out.offsets, {}, [](const auto& o) { return std::pair(o.bucket, o.partition); });
    return out;
}

}  // namespace redress::kafka
