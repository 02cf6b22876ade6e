// How a complaint stands, asked for by reference and secret: whoever asks while others are being answered is
// answered together with whoever else asked by then, from the same few statements. Nothing is kept after that.
#pragma once

#include "adapters/app/pages/page_world.hpp"
#include "adapters/app/web/web_desk.hpp"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <stop_token>
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
    status_look_ups(const status_look_ups&) = delete;
    status_look_ups& operator=(const status_look_ups&) = delete;

    /// POST /api/v1/public/status; from any thread.
    void look_up(std::shared_ptr<const http::request> asked, http::reply reply);

private:
    struct caller {
        std::shared_ptr<const http::request> asked;
        http::reply reply;
    };
    void run(const std::stop_token& stop);
    /// Those that are answered have no `reply` any more.
    void answer(services& from, postgres::status_reader& stored, std::vector<caller>& callers);

    web_desk& desk_;
    const std::shared_ptr<const page_world> world_;
    std::mutex guard_;
    std::condition_variable_any changed_;
    std::vector<caller> waiting_;
    std::jthread thread_;  // last: it uses what stands above, and answers whoever waits before it ends
};

}  // namespace redress::app
