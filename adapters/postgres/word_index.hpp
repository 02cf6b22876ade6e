// Cases by the words that were said in them. Written behind the entries, bucket by bucket and by position, like the
// marks of likeness, so that the path of a write knows nothing of it. Role: redress_private, which reads the texts.
//
// Throws store_unavailable, write_rejected. Not thread-safe; several processes may catch up at once, each in other
// buckets.
#pragma once

#include "states/complaint.hpp"
#include "workflow/found_words.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace redress::postgres {

class session;
class bucket_marks;

struct found_case {
    case_id id{};
    instant filed{};
};

class word_index {
public:
    explicit word_index(std::string_view url);
    ~word_index();
    word_index(const word_index&) = delete;
    word_index& operator=(const word_index&) = delete;

    /// Takes apart what was said since the last time, and lets go of what was erased, for about so long at most. Says
    /// of how many cases. Of one that says more than 768 KiB of different words the first are found.
    std::size_t catch_up(std::chrono::milliseconds at_most);
    /// Entries that nobody has gone through yet.
    [[nodiscard]] std::int64_t behind();

    /// Cases in which all of the words were said, the newest first, after `after`.
    [[nodiscard]] std::vector<found_case> find(std::span<const workflow::word_asked> all, int limit,
                                               const std::optional<found_case>& after = {});

private:
    std::unique_ptr<session> to_;
    std::unique_ptr<bucket_marks> marks_;
};

}  // namespace redress::postgres
