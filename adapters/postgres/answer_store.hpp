// Answers of the API under the keys of their requests, many at once: whoever sends a request again is answered as the
// first time. One by one, and to read them: desk_store.hpp. Role: redress_desk.
//
// Throws store_unavailable, write_rejected. Not thread-safe.
#pragma once

#include "adapters/postgres/desk_store.hpp"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace redress::postgres {

struct answer_of_key {
    std::string principal;
    std::string key;
    kept_answer answer;
};

class answer_store {
public:
    explicit answer_store(std::string_view url);
    ~answer_store();
    answer_store(const answer_store&) = delete;
    answer_store& operator=(const answer_store&) = delete;

    /// Keeps each for a day; of several under one key the first. False: another stands there. Not waited for on
    /// disk: an answer that a crash takes is given again from the case's entries.
    [[nodiscard]] std::vector<bool> keep(std::span<const answer_of_key> answers);

private:
    struct inside;
    std::unique_ptr<inside> in_;
};

}  // namespace redress::postgres
