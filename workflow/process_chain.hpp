// Entries of no case belong to the process that writes them: one chain per bucket it writes in.
// Private to workflow.
#pragma once

#include "states/complaint.hpp"
#include "states/ids.hpp"
#include "workflow/randomness.hpp"

#include <array>

namespace redress::workflow {

struct process_chain {
    chain_id id{};  // nil until the process first writes in the bucket
    std::int64_t cseq = 0;
    redress::digest head{};
};

class process_chains {
public:
    /// The chain of a bucket; its id is minted until it lies there (64 tries on average).
    [[nodiscard]] process_chain& of(std::int16_t bucket, randomness& random, instant at);
    /// Where it stood before a batch that was not written.
    void restore(std::int16_t bucket, const process_chain& before)
    {
        chains_[static_cast<std::size_t>(bucket)] = before;
    }
    /// Where the process writes what belongs to no partition: the bucket of its first chain.
    [[nodiscard]] std::int16_t home(randomness& random, instant at);

private:
    std::array<process_chain, bucket_count> chains_;
    std::int16_t home_ = -1;
};

}  // namespace redress::workflow
