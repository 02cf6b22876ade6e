#include "tests/bench/watched_store.hpp"

#include "adapters/postgres/case_codec.hpp"

#include <algorithm>

namespace redress::bench {

void watched_store::count(const workflow::batch_outcome& out)
{
    for (const auto& row : out.agenda_done) {
        const auto second = std::chrono::floor<std::chrono::seconds>(row.look_at);
        oldest_first = oldest_first && second >= last_done_;
        last_done_ = second;
    }
    ++rows.batches;
    rows.heads += out.heads.size();
    rows.entries += out.entries.size();
    rows.filed += out.created.size();
    rows.changed += out.changed.size();
    rows.texts += out.texts.size();
    rows.agenda += out.agenda.size();
    rows.counters += out.counters.size();
    for (const auto& one : out.work) ++(one.gone ? rows.work_gone : rows.work_kept);
    for (const auto& one : out.entries) rows.body_bytes += one.body.size();
    for (const auto& one : out.texts) rows.text_bytes += one.bytes.size();
    if (sample_every == 0) return;
    for (const auto& one : out.created) look_at(one);
    for (const auto& one : out.changed) look_at(one);
}

void watched_store::look_at(const workflow::case_write& row)
{
    if (row.now->id.bytes[15] % sample_every != 0) return;
    std::string bytes;
    postgres::encode_facts(bytes, row.now->facts);
    ++rows.sampled;
    rows.facts_bytes += bytes.size();
    auto& before = last_facts_[row.now->id];
    if (!before.empty()) {
        // An update's WAL record leaves out what old and new row share at their ends.
        std::size_t same = 0;
        const std::size_t most = std::min(before.size(), bytes.size());
        while (same < most && before[before.size() - 1 - same] == bytes[bytes.size() - 1 - same]) ++same;
        ++rows.compared;
        rows.facts_moved += bytes.size() - same;
    }
    before = std::move(bytes);
}

}  // namespace redress::bench
