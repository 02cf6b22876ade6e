// The cases that the probe and the baseline move: read from the database when the engine has filled
// it, else made by SQL in the shape that the engine gives them.
#pragma once

#include "tests/bench/database.hpp"
#include "tests/bench/mix.hpp"

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace redress::bench {

struct known_case {
    std::int16_t bucket = 0;
    bool queued = false;  // has a row in work_item
    std::array<char, 16> id{};
    std::int64_t version = 0, cseq = 0;
    std::int64_t due = 0;  // of its queue row, as PostgreSQL sends instants

    [[nodiscard]] std::string_view id_bytes() const { return {id.data(), id.size()}; }
};

struct known_head {
    std::int64_t pos = 0, turn = 0, offset = 0;
};

inline constexpr int buckets_all = 64;
inline constexpr std::string_view probe_topic = "bench.probe";
inline constexpr std::int64_t probe_epoch = 7;

struct ground {
    std::vector<known_case> cases;  // sorted by (bucket, id) when read
    std::array<std::vector<int>, buckets_all> of_bucket;
    std::array<known_head, buckets_all> heads;
};

/// Tables of schemas/migrations without the roles, which write no row (working directory: the repository's root), agenda partitions for
/// the days ahead, `count` cases when there are none.
void prepare_tables(database& db, const mix& shape, std::int64_t count);
[[nodiscard]] ground read_ground(database& db);

}  // namespace redress::bench
