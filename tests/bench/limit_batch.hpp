// The rows of one batch, made up: counts and sizes are the engine's, nothing is decided, hashed or
// parsed. Memory moves on with every batch, so that versions, heads and positions chain.
#pragma once

#include "tests/bench/cases.hpp"
#include "tests/bench/column.hpp"

#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace redress::bench {

/// Columns by the statement that takes them; each enumerator is one array of the batch, `moved_rows`
/// alone is a scalar.
enum class part : std::uint8_t {
    head_bucket,
    head_expect,
    head_turn,
    head_pos,
    moved_bucket,
    moved_id,
    moved_expect,
    moved_state,
    moved_hold,
    moved_ladder,
    moved_severity,
    moved_rung,
    moved_version,
    moved_cseq,
    moved_due,
    moved_agenda,
    moved_owner,
    moved_team,
    moved_head,
    moved_facts,
    filed_bucket,
    filed_id,
    filed_reference,
    filed_state,
    filed_severity,
    filed_due,
    filed_head,
    filed_facts,
    entry_bucket,
    entry_chain,
    entry_key,
    entry_cseq,
    entry_pos,
    entry_body,
    entry_leaf,
    text_bucket,
    text_id,
    text_key,
    text_slot,
    text_bytes,
    text_digest,
    text_created,
    agenda_bucket,
    agenda_look,
    agenda_id,
    work_bucket,
    work_id,
    work_team,
    work_owner,
    work_state,
    work_due,
    gone_bucket,
    gone_id,
    count_bucket,
    count_state,
    count_delta,
    offset_bucket,
    offset_expect,
    offset_next,
    moved_rows,
    parts
};

class limit_batch {
public:
    limit_batch(ground& on, const mix& shape, std::uint64_t seed);

    /// Makes the next batch and moves memory on as if it were committed.
    void make();
    [[nodiscard]] const column& of(part p) const { return columns_[static_cast<std::size_t>(p)]; }
    [[nodiscard]] std::size_t rows(part first) const { return rows_[static_cast<std::size_t>(first)]; }
    [[nodiscard]] int entries() const { return shape_.batch; }

private:
    void choose();
    void write_cases();
    void write_entries();
    void write_rest();
    void take_over();
    void begin(part p, std::int32_t element, std::size_t rows);
    column& at(part p) { return columns_[static_cast<std::size_t>(p)]; }
    [[nodiscard]] std::string_view noise(int bytes);
    [[nodiscard]] std::string_view facts_of(const known_case& c);
    [[nodiscard]] std::size_t share(double rate, double& carry) const;

    ground& on_;
    mix shape_;
    std::mt19937_64 random_;
    std::string pool_, facts_;
    std::array<column, static_cast<std::size_t>(part::parts)> columns_;
    std::array<std::size_t, static_cast<std::size_t>(part::parts)> rows_{};
    std::vector<int> pick_;                 // indices of cases, sorted
    std::vector<std::uint64_t> picked_in_;  // by case: the last batch that picked it
    std::uint64_t batch_ = 0;
    std::vector<known_case> filed_;
    std::vector<int> leaving_;  // of this batch, out of the queue
    std::array<std::vector<int>, buckets_all> vacant_;
    struct written {
        std::int16_t bucket;
        std::string_view id;
        std::int64_t key;
    };
    std::vector<written> entries_;
    double carry_[6] = {};
};

}  // namespace redress::bench
