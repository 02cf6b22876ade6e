// Reading buckets by position, for the relay and every later reader. Positions are dense and in
// commit order, so a mark is all a reader needs to remember.
#pragma once

#include "states/ids.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace redress::workflow {

struct read_entry {
    std::int16_t bucket = 0;
    std::int64_t pos = 0;
    redress::chain_id chain{};
    std::string body;
};

struct lag {
    std::int16_t bucket = 0;
    std::int64_t mark = 0;
    std::int64_t head = 0;
};

class entry_reader {
public:
    virtual ~entry_reader() = default;
    /// One look at the 64 heads and this reader's marks.
    [[nodiscard]] virtual std::vector<lag> behind(std::string_view reader) = 0;
    [[nodiscard]] virtual std::vector<read_entry> after(std::int16_t bucket, std::int64_t pos, int limit) = 0;
    /// Takes or renews the lease on a bucket; nothing when another holder's still runs.
    [[nodiscard]] virtual std::optional<std::int64_t> lease(std::string_view reader, std::int16_t bucket,
                                                            std::string_view holder) = 0;
    /// Moves the mark, fenced by the lease's epoch; false when the lease went to another.
    [[nodiscard]] virtual bool mark(std::string_view reader, std::int16_t bucket, std::int64_t pos,
                                    std::int64_t epoch) = 0;
    virtual void release(std::string_view reader, std::string_view holder) = 0;
};

}  // namespace redress::workflow
