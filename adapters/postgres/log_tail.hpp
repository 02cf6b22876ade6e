// What is written to the logs while somebody watches: where each bucket ends, and what came after a position.
// Short reads, nothing is locked. Role: redress_reader.
//
// Throws store_unavailable. Not thread-safe.
#pragma once

#include "states/ids.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace redress::postgres {

class session;

struct tail_entry {
    std::int16_t bucket = 0;
    std::int64_t pos = 0;
    chain_id chain{};
    std::string body;  // canonical JSON, as hashed
};

class log_tail {
public:
    explicit log_tail(std::string_view url);
    ~log_tail();
    log_tail(const log_tail&) = delete;
    log_tail& operator=(const log_tail&) = delete;

    using positions = std::array<std::int64_t, bucket_count>;
    [[nodiscard]] positions heads();
    /// At most `limit` entries of a bucket after `from` and up to `until`, in order.
    [[nodiscard]] std::vector<tail_entry> between(std::int16_t bucket, std::int64_t from, std::int64_t until,
                                                  int limit);

private:
    std::unique_ptr<session> to_;
};

}  // namespace redress::postgres
