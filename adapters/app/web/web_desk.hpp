// Where requests are worked on: a few threads, each with services (and so connections) of its own, a bounded
// queue before them, and the way to the engine and back. A full queue answers 503 with Retry-After.
#pragma once

#include "adapters/app/web/answer_keeper.hpp"
#include "adapters/app/web/command_queue.hpp"
#include "adapters/app/web/web_call.hpp"
#include "adapters/http/problem.hpp"

#include <condition_variable>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace redress::app {

class web_desk {
public:
    struct settings {
        std::size_t workers = 4;
        std::size_t waiting_max = 1024;
        http::words_of words = {};  // from any thread
    };
    /// `shared`: configuration of the process; whom each request speaks as is set request by request.
    web_desk(const shared_options& shared, command_queue& engine, settings how);
    ~web_desk();  // what waits is answered 503
    web_desk(const web_desk&) = delete;
    web_desk& operator=(const web_desk&) = delete;

    /// A handler of the endpoint table that runs `first` on a worker.
    [[nodiscard]] http::handler on_worker(web_call::step first, web_call::trouble told = {});

    /// What works beside the desk ends with it: handlers may use it as long as they may use the desk.
    template <class T>
    T& keep(std::unique_ptr<T> beside)
    {
        auto& kept = *beside;
        beside_.push_back(std::shared_ptr<void>(std::move(beside)));
        return kept;
    }
    /// Of the process, for whoever works beside the desk.
    [[nodiscard]] const shared_options& shared() const { return shared_; }
    /// A problem of ours in the words of the reader's language.
    [[nodiscard]] http::response refusal(unsigned status, std::string_view code,
                                         const http::request& asked) const;
    /// The answer to what a handler failed with, which is logged.
    [[nodiscard]] http::response failure(const std::exception_ptr& why, const http::request& asked) const;

private:
    friend class web_call;
    struct work {
        std::shared_ptr<web_call> call;
        web_call::step step;
    };
    [[nodiscard]] bool post(work next);  // false: full
    void post_always(work next);         // the engine's answers: their number is bounded already
    struct worker;
    void run(worker& own, const std::stop_token& stop);

    const shared_options& shared_;
    command_queue& engine_;
    const settings how_;
    std::mutex guard_;
    std::condition_variable_any changed_;
    std::deque<work> waiting_;
    answer_keeper keeper_;
    std::vector<std::unique_ptr<worker>> own_;   // of each worker
    std::vector<std::jthread> workers_;          // they use what stands above,
    std::vector<std::shared_ptr<void>> beside_;  // and so do these
};

}  // namespace redress::app
