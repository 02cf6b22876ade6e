// Entries in bulk, for whoever takes them out of the house: by their place in the tree, or case by case. Pages by key,
// each in a transaction of its own, binary, in memory that does not grow with the log. What else there is to read of
// the tree, tiles and notes and seals, tree_reader reads.
//
// Role: redress_reader. Throws store_unavailable, and log_broken that names the first index whose entry is gone: whoever
// checks an export without it would find it out, so none is made. Of one thread at a time.
#pragma once

#include "states/ids.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace redress::postgres {

struct placed_entry {
    std::uint64_t index = 0;  // in the tree
    chain_id chain{};
    std::int64_t cseq = 0;
    std::string body;  // as it was hashed
};

class entry_pages {
public:
    explicit entry_pages(const std::string& url);
    ~entry_pages();
    entry_pages(const entry_pages&) = delete;
    entry_pages& operator=(const entry_pages&) = delete;

    /// All of first .. until - 1, in their order.
    [[nodiscard]] std::vector<placed_entry> between(std::uint64_t first, std::uint64_t until);
    /// Entries of these cases of one bucket that the tree of that size holds, case by case.
    [[nodiscard]] std::vector<placed_entry> of(std::int16_t bucket, std::span<const case_id> cases,
                                               std::uint64_t size);
    /// Cases of a bucket after this one.
    [[nodiscard]] std::vector<case_id> cases_after(std::int16_t bucket, const case_id& after, int limit);

private:
    struct inside;
    std::unique_ptr<inside> in_;
};

}  // namespace redress::postgres
