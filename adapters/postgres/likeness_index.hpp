// Which cases may be about the same matter, found by the marks that they share (workflow/likeness.hpp).
// Marks are made behind the entries, bucket by bucket and by position, so that the path of a write knows
// nothing of them. Role: redress_private, which reads the texts that marks are made of.
//
// Throws store_unavailable, write_rejected, unknown_state (case_codec.hpp). Not thread-safe; several
// processes may catch up at once, each in other buckets.
#pragma once

#include "states/complaint.hpp"
#include "workflow/likeness.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace redress::postgres {

class session;
class bucket_marks;

class likeness_index {
public:
    explicit likeness_index(std::string url);
    ~likeness_index();
    likeness_index(const likeness_index&) = delete;
    likeness_index& operator=(const likeness_index&) = delete;

    /// Makes marks of what was filed since the last time, and anew of what was redacted, for about so long at
    /// most. Says how many cases it marked; `behind` says what is left.
    std::size_t catch_up(std::chrono::milliseconds at_most);
    /// Entries that nobody has gone through yet.
    [[nodiscard]] std::int64_t behind();

    /// Cases other than `but` that share marks: those that share most first, then the newest.
    [[nodiscard]] std::vector<case_id> sharing(const case_id& but, std::span<const std::int64_t> marks,
                                               int limit);
    /// What cases say, as far as they are told alike by it; erased texts say nothing.
    [[nodiscard]] std::map<case_id, workflow::told> told(std::span<const case_id> ids);

private:
    std::unique_ptr<session> to_;
    std::unique_ptr<bucket_marks> marks_;
};

}  // namespace redress::postgres
