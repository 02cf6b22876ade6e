// Keeps answers under the keys of their requests before they are given: those that are ready while others are being
// kept go into one statement together.
#pragma once

#include "adapters/app/shared_options.hpp"
#include "adapters/postgres/answer_store.hpp"

#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace redress::app {

class answer_keeper {
public:
    /// Whether this answer is kept now, or another stands under the key; or why nobody knows. Called by the
    /// keeper's thread.
    using told = std::function<void(bool kept, const std::exception_ptr& why)>;

    explicit answer_keeper(const shared_options& shared);
    answer_keeper(const answer_keeper&) = delete;
    answer_keeper& operator=(const answer_keeper&) = delete;

    /// From any thread. Their number is bounded by that of requests under way.
    void keep(postgres::answer_of_key what, told then);

private:
    void run(const std::stop_token& stop);

    const shared_options& shared_;
    std::mutex guard_;
    std::condition_variable_any changed_;
    std::vector<postgres::answer_of_key> waiting_;
    std::vector<told> whose_;
    std::jthread thread_;  // last: it uses what stands above, and keeps what waits before it ends
};

}  // namespace redress::app
