// How far somebody who reads behind the engine has gone through the entries of each bucket, and going on from there.
// Private to the indexes that are made of what was said (likeness_index, word_index).
#pragma once

#include "adapters/postgres/session.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

namespace redress::postgres {

class bucket_marks {
public:
    /// `table`: of a bucket and a position, one row a bucket. `over` must outlive this.
    bucket_marks(session& over, std::string table) : over_(over), table_(std::move(table)) {}

    /// Entries that nobody has gone through yet.
    [[nodiscard]] std::int64_t behind();

    /// Goes through the entries of a bucket behind `after` and up to `until`, in the transaction that moves the mark.
    /// Says of how many cases it wrote something down.
    using slice =
        std::function<std::size_t(pqxx::work&, std::int16_t bucket, std::int64_t after, std::int64_t until)>;
    /// Slice after slice for about so long at most, what is furthest behind first; the sum of what they said. One
    /// that throws changes nothing and ends it. Two processes in one bucket wait for each other.
    std::size_t catch_up(std::chrono::milliseconds at_most, const slice& read);

private:
    session& over_;
    const std::string table_;
};

}  // namespace redress::postgres
