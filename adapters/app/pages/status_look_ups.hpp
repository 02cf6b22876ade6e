// How a complaint stands, asked for by reference and secret: whoever asks while others are being answered is
// answered together with whoever else asked by then, from one statement. Nothing is kept after that.
#pragma once

#include "adapters/app/pages/page_world.hpp"
#include "adapters/app/web/web_desk.hpp"

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace redress::postgres {
class status_reader;
}  // namespace redress::postgres

namespace redress::app {

class status_look_ups {
public:
    /// `desk` must outlive it.
    status_look_ups(web_desk& desk, std::shared_ptr<const page_world> world);
    ~status_look_ups();
    status_look_ups(const status_look_ups&) = delete;
    status_look_ups& operator=(const status_look_ups&) = delete;

    /// POST /api/v1/public/status; from any thread.
    void look_up(std::shared_ptr<const http::request> asked, http::reply reply);

private:
    struct caller {
        std::shared_ptr<const http::request> asked;
        http::reply reply;
    };
    /// What somebody typed, ready to be looked for: of what is no reference a decoy that no case has.
    struct typed {
        bool fit = false;  // both are of the right form, and the caller may try
        std::string reference = "0000000000";
        std::string secret = "0000000000";
    };
    /// Those who are answered from one statement. Whoever is answered has no `reply` any more.
    struct turn {
        std::vector<caller> callers;
        std::vector<typed> said;
    };
    void run(const std::stop_token& stop);
    /// Those who wait; `busy`: others are about to be answered, so nobody is waited for.
    [[nodiscard]] turn next(const std::stop_token& stop, bool busy);
    /// Whether their statement is on its way.
    [[nodiscard]] bool ask(turn& of);
    void answer(turn& of, const std::function<void()>& meanwhile);
    void fail(turn& of);  // inside a handler of what failed
    /// Nothing when the body is no object of texts. Counts the try.
    [[nodiscard]] std::optional<typed> typed_by(const http::request& asked) const;

    web_desk& desk_;
    const std::shared_ptr<const page_world> world_;
    std::mutex guard_;
    std::condition_variable_any changed_;
    std::vector<caller> waiting_;
    std::size_t awaited_ = 0;        // how many are worth a statement of their own
    std::size_t last_ = 0;           // how many the last turn took
    std::unique_ptr<services> own_;  // of the thread, as what follows
    std::unique_ptr<postgres::status_reader> stored_;
    std::jthread thread_;  // last: it uses what stands above, and answers whoever waits before it ends
};

}  // namespace redress::app
