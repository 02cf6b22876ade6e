// Answers that a test gives when it likes, whole or piece by piece.
#pragma once

#include "tests/adapters/http/socket_client.hpp"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

namespace redress::http::test {

using namespace std::chrono_literals;

/// Replies that a test gives when it likes.
class kept_replies {
public:
    [[nodiscard]] handler keeps()
    {
        return [this](const auto&, reply then) {
            const std::lock_guard hold(guard_);
            kept_.push_back(std::move(then));
            came_.notify_all();
        };
    }
    reply next()
    {
        std::unique_lock hold(guard_);
        if (!came_.wait_for(hold, 15s, [this] { return !kept_.empty(); }))
            throw std::runtime_error("no request came");
        auto out = std::move(kept_.front());
        kept_.pop_front();
        return out;
    }

private:
    std::mutex guard_;
    std::condition_variable came_;
    std::deque<reply> kept_;
};

/// A stream whose pieces a test hands out, and that knows when its reader went.
class hand_stream final : public body_stream {
public:
    void next(std::function<void(std::optional<std::string>)> ready) override
    {
        {
            const std::lock_guard hold(guard_);
            ++asked_;
            if (!draining_) {
                ready_ = std::move(ready);
                changed_.notify_all();
                return;
            }
        }
        ready(std::nullopt);
    }
    void gone() override { set(gone_); }
    // Never waits: the connection that tells it is the one that asks for pieces.
    void draining() override
    {
        std::function<void(std::optional<std::string>)> then;
        {
            const std::lock_guard hold(guard_);
            draining_ = true;
            then = std::exchange(ready_, nullptr);
        }
        if (then) then(std::nullopt);
    }
    void give(std::optional<std::string> piece)
    {
        std::function<void(std::optional<std::string>)> then;
        {
            std::unique_lock hold(guard_);
            changed_.wait_for(hold, 15s, [this] { return static_cast<bool>(ready_); });
            then = std::exchange(ready_, nullptr);
        }
        if (then) then(std::move(piece));
    }
    bool wait_gone() { return wait(gone_); }
    int asked()
    {
        const std::lock_guard hold(guard_);
        return asked_;
    }

private:
    void set(bool& what)
    {
        const std::lock_guard hold(guard_);
        what = true;
        changed_.notify_all();
    }
    bool wait(bool& what)
    {
        std::unique_lock hold(guard_);
        return changed_.wait_for(hold, 15s, [&] { return what; });
    }
    std::mutex guard_;
    std::condition_variable changed_;
    std::function<void(std::optional<std::string>)> ready_;
    bool gone_ = false, draining_ = false;
    int asked_ = 0;
};

inline void hello(const std::shared_ptr<const request>&, const reply& answer)
{
    answer(text("hello"));
}

inline endpoint_table hello_table()
{
    return {open_row(verb::get, "/", "start", hello),
            open_row(verb::post, "/", "put", hello, std::size_t{64} * 1024)};
}

/// Until a count is as wanted; the time bounds a hang and decides nothing.
template <class F>
bool becomes(const server& edge, F&& wanted)
{
    const auto end = std::chrono::steady_clock::now() + 15s;
    while (!wanted(edge.counts())) {
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::yield();
    }
    return true;
}

}  // namespace redress::http::test
