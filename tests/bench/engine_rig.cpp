#include "tests/bench/engine_rig.hpp"

#include <cstdio>

namespace redress::bench {

void rig::begin_partitions()
{
    watch_.run(fmt::format(
        "INSERT INTO consumer_offset (bucket, topic, partition, epoch, first_offset, next_offset) "
        "SELECT g, '{}', g, {}, 0, 0 FROM generate_series(0, {}) g ON CONFLICT DO NOTHING",
        probe_topic, probe_epoch, bucket_count - 1));
    for (const auto& row : watch_.rows(
             fmt::format("SELECT bucket, next_offset FROM consumer_offset WHERE topic = '{}'", probe_topic)))
        next_offset_[std::stoul(row[0])] = std::stoll(row[1]);
}

void rig::place(workflow::batch& work)
{
    std::array<std::int64_t, bucket_count> came{};
    for (auto& one : work.records) {
        auto& asked = std::get<workflow::command>(one);
        const auto bucket = static_cast<std::size_t>(bucket_of(asked.id));
        asked.from.topic = probe_topic;
        asked.from.partition = static_cast<std::int32_t>(bucket);
        asked.from.offset = next_offset_[bucket] + came[bucket]++;
    }
    for (std::size_t bucket = 0; bucket < came.size(); ++bucket) {
        if (came[bucket] == 0) continue;
        work.offsets.push_back({.bucket = static_cast<std::int16_t>(bucket),
                                .topic = std::string(probe_topic),
                                .partition = static_cast<std::int32_t>(bucket),
                                .epoch = probe_epoch,
                                .expected = next_offset_[bucket],
                                .next = next_offset_[bucket] + came[bucket]});
        next_offset_[bucket] += came[bucket];
    }
}

void rig::fill()
{
    constexpr std::size_t wave = 2000;
    tally told;
    const double began = now_s();
    for (std::int16_t bucket = 0; bucket < bucket_count; ++bucket) {
        auto all = story_.fill(bucket);
        for (std::size_t i = 0; i < all.size(); i += wave) {
            workflow::batch one;
            for (std::size_t j = i; j < std::min(all.size(), i + wave); ++j)
                one.records.push_back(std::move(all[j]));
            told.add(engine_.start(std::move(one)));
        }
    }
    told.add(engine_.finish());
    told.complain();
    fmt::print(R"({{"what":"fill","applied":{},"not_applied":{},"derived":{},"seconds":{:.1f}}})"
               "\n",
               told.applied, told.other, told.derived, now_s() - began);
    watch_.run("VACUUM ANALYZE");
}

void rig::run(std::vector<workflow::batch>& batches, tally& told)
{
    for (auto& one : batches) told.add(engine_.start(std::move(one)));
    told.add(engine_.finish());
}

std::vector<workflow::batch> rig::make(double events)
{
    std::vector<workflow::batch> batches;
    const bool spread = given_.count("buckets") >= bucket_count;
    for (double made = 0; made < events; made += batch_)
        batches.push_back(next_batch(batch_, spread ? std::int16_t{-1} : story_.any_bucket()));
    return batches;
}

void rig::warm()
{
    constexpr int rounds_max = 12;
    constexpr double images_max = 0.02;  // full-page images an event
    tally told;
    for (std::int16_t bucket = 0; bucket < bucket_count; ++bucket)
        told.add(engine_.start(next_batch(1, bucket), story_.alive(bucket)));
    told.add(engine_.finish());
    const double share = given_.real("events") / 4;
    for (int round = 0; round < rounds_max; ++round) {
        auto batches = make(share);
        const auto from = meter_.read({});
        run(batches, told);
        if ((meter_.read({}).fpi - from.fpi) / share < images_max) break;
    }
    told.complain();
}

void rig::rate()
{
    store_.sample_every = 8;
    warm();
    const written_rows sampled = store_.rows;
    store_.sample_every = 0;
    tally told;
    auto batches = make(given_.real("events"));
    const auto before = store_.rows;
    const auto counts_before = engine_.counts();
    const std::vector<int> backends{stored_.backend()};
    const auto from = meter_.read(backends);
    run(batches, told);
    const auto to = meter_.read(backends);
    const double transitions = static_cast<double>(told.applied + told.derived);
    const auto& counts = engine_.counts();
    fmt::print(
        R"({{"what":"engine","batch":{},"buckets":{},{},"transitions":{:.0f},"not_applied":{},"derived":{},"slow":{},"cache_misses":{}}})"
        "\n",
        batch_, given_.count("buckets"), per_unit(from, to, transitions), transitions, told.other,
        told.derived, counts.slow - counts_before.slow, counts.cache_misses - counts_before.cache_misses);
    told.complain();
    fmt::print(R"({{"what":"engine_wal")");
    for (const auto& [table, bytes] : wal_by_table(watch_, from.wal_bytes, to.wal_bytes))
        fmt::print(R"(,"{}":{:.0f})", table, bytes);
    fmt::print("}}\n");
    auto mixed = store_.rows;
    mixed.sampled = sampled.sampled, mixed.facts_bytes = sampled.facts_bytes,
    mixed.compared = sampled.compared, mixed.facts_moved = sampled.facts_moved;
    print_mix(before, mixed);
    std::fflush(stdout);
}

void rig::print_mix(const written_rows& a, const written_rows& z) const
{
    const auto n = static_cast<double>(z.entries - a.entries),
               batches = static_cast<double>(z.batches - a.batches);
    const auto per_entry = [n](std::uint64_t from, std::uint64_t to) {
        return static_cast<double>(to - from) / n;
    };
    const auto mean = [](std::uint64_t sum, std::uint64_t count) {
        return count ? static_cast<double>(sum) / static_cast<double>(count) : 0;
    };
    const double filed = per_entry(a.filed, z.filed);
    fmt::print(
        R"({{"what":"mix","batch":{:.0f},"buckets":{},"cases":{:.4f},"filings":{:.4f},"closings":{:.4f},"work":{:.4f},"texts":{:.4f},)"
        R"("agenda":{:.4f},"counters":{:.2f},"facts":{:.0f},"facts_moved":{:.0f},"body":{:.0f},"text":{:.0f},"offsets":1}})"
        "\n",
        n / batches, given_.count("buckets"), per_entry(a.changed, z.changed), filed,
        per_entry(a.work_gone, z.work_gone), per_entry(a.work_kept, z.work_kept) - filed,
        per_entry(a.texts, z.texts), per_entry(a.agenda, z.agenda),
        static_cast<double>(z.counters - a.counters) / batches, mean(z.facts_bytes, z.sampled),
        mean(z.facts_moved, z.compared), mean(z.body_bytes - a.body_bytes, z.entries - a.entries),
        mean(z.text_bytes - a.text_bytes, z.texts - a.texts));
}

}  // namespace redress::bench
