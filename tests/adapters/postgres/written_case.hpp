// Cases and batches for the store's tests, built without the engine: what is written here is only
// as true as the tables need it to be.
#pragma once

#include "workflow/ports/case_store.hpp"

#include <cstdint>
#include <deque>
#include <map>
#include <random>
#include <string>

namespace redress::tests {

/// A batch with what its rows point to. Starts from a snapshot's heads.
class batch_builder {
public:
    explicit batch_builder(std::uint64_t seed = 1) : random_(seed) {}

    /// A case whose id lies in `bucket`.
    [[nodiscard]] complaint a_case(std::int16_t bucket);
    [[nodiscard]] uuid an_id();

    /// Call first: what the heads are now.
    batch_builder& from(const workflow::snapshot& read);
    /// The case's next event: version, cseq and head move on, one entry is written. A case of
    /// version 0 is created.
    batch_builder& moves(complaint now);
    batch_builder& looks_at(const complaint& now, instant at);
    batch_builder& queues(const complaint& now, bool gone = false);
    batch_builder& says(const complaint& now, std::string slot, std::string bytes);
    batch_builder& counts(std::int16_t bucket, std::string state, std::int64_t delta);
    batch_builder& advances(const workflow::offset_advance& move, std::int64_t applied);
    batch_builder& buries(std::int16_t bucket, const workflow::dead_letter& letter);

    [[nodiscard]] const workflow::batch_outcome& done();
    /// The case as it stands after the batch.
    [[nodiscard]] const complaint& after(const case_id& id) const;

private:
    workflow::head_move& head(std::int16_t bucket);
    complaint& kept(const complaint& now);

    std::mt19937_64 random_;
    workflow::snapshot read_;
    workflow::batch_outcome out_;
    std::deque<complaint> cases_;
    std::deque<workflow::dead_letter> letters_;
    std::int64_t keys_ = 0;
};

}  // namespace redress::tests
