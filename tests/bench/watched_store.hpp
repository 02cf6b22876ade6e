// A case store that counts what the engine hands to it: rows and bytes by table, which is what the
// probe must write to be a fair limit. It changes nothing and costs a few microseconds a batch.
#pragma once

#include "workflow/ports/case_store.hpp"

#include <cstdint>
#include <unordered_map>

namespace redress::bench {

struct written_rows {
    std::uint64_t batches = 0, entries = 0, filed = 0, changed = 0, texts = 0, agenda = 0, work_kept = 0,
                  work_filed = 0, work_gone = 0, counters = 0, heads = 0, body_bytes = 0, text_bytes = 0;
    std::uint64_t sampled = 0, facts_bytes = 0, compared = 0, facts_moved = 0;  // of sampled cases
};

class watched_store final : public workflow::case_store {
public:
    explicit watched_store(workflow::case_store& inner) : inner_(inner) {}

    /// Looks at the case rows of every n-th case as well; 0 never (it encodes them once more).
    unsigned sample_every = 0;
    written_rows rows;
    bool oldest_first = true;  // whether no agenda row went before an older one

    [[nodiscard]] workflow::snapshot read(std::span<const case_id> ids,
                                          std::span<const std::int16_t> more) override
    {
        return inner_.read(ids, more);
    }
    void prepare(workflow::batch_outcome& out) override { inner_.prepare(out); }
    void send(const workflow::batch_outcome& out, std::span<const case_id> behind) override
    {
        count(out);
        inner_.send(out, behind);
    }
    [[nodiscard]] received receive() override { return inner_.receive(); }
    [[nodiscard]] std::unique_ptr<workflow::locked_buckets> lock(
        std::span<const std::int16_t> buckets) override
    {
        return inner_.lock(buckets);
    }
    [[nodiscard]] agenda look_ahead(int limit, std::optional<instant> from) override
    {
        return inner_.look_ahead(limit, from);
    }
    [[nodiscard]] taken take_due(int limit) override { return inner_.take_due(limit); }
    [[nodiscard]] bool committed(const workflow::batch_outcome& out) override
    {
        return inner_.committed(out);
    }
    [[nodiscard]] std::vector<workflow::known_entry> seen(std::span<const workflow::entry_row> keys) override
    {
        return inner_.seen(keys);
    }
    [[nodiscard]] workflow::matters_read matters(std::span<const case_id> ids) override
    {
        return inner_.matters(ids);
    }
    [[nodiscard]] std::optional<workflow::limited_reasons> reasons_limited(const case_id& id) override
    {
        return inner_.reasons_limited(id);
    }
    [[nodiscard]] instant now() override { return inner_.now(); }

private:
    void count(const workflow::batch_outcome& out);
    void look_at(const workflow::case_write& row);

    workflow::case_store& inner_;
    std::unordered_map<case_id, std::string> last_facts_;
    instant last_done_{};
};

}  // namespace redress::bench
