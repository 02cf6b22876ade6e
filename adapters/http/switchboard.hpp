// What all connections of a server share: settings, the table, who is connected, and whether the server is
// about to end. Safe for all threads.
#pragma once

#include "adapters/http/router.hpp"
#include "adapters/http/server.hpp"

#include <boost/asio/io_context.hpp>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace redress::http {

class connection;

class switchboard {
public:
    switchboard(endpoint_table table, server_settings given);

    /// First: what waits in it uses the rest. Here, because a handler may answer when the server is gone.
    boost::asio::io_context context;

    const server_settings how;
    const router routes;

    /// A place among the connections; nothing when the network of `peer` has as many as it may.
    struct place {
        std::string network;  // empty: a trusted proxy, which brings many people
        std::list<std::weak_ptr<connection>>::iterator at;
        bool resting = false;
    };
    [[nodiscard]] std::optional<place> join(const ip::address& peer);
    void seated(place& mine, const std::shared_ptr<connection>& one);
    void leave(place& mine);

    /// Of one that waits for its next request, and may be closed to make room.
    void rests(place& mine);
    void works(place& mine);

    /// May one more come? If not, whoever has rested longest is asked to go, and `room` is called as soon as
    /// it is worth asking again.
    [[nodiscard]] bool has_room();
    std::function<void()> room;  // by any thread; set before the first connection

    [[nodiscard]] bool draining() const { return draining_.load(std::memory_order_relaxed); }
    /// Nobody is there any more to take an answer.
    void close();
    [[nodiscard]] bool closed() const { return closed_.load(); }
    void begin_drain() { draining_.store(true); }
    /// Waits until nobody works, at most so long.
    void wait_idle(std::chrono::milliseconds most);
    [[nodiscard]] std::vector<std::shared_ptr<connection>> everyone() const;

    /// Bytes of large bodies that are in memory, counted by the requests that hold them, which may outlive the server.
    const std::shared_ptr<std::atomic<std::size_t>> bodies = std::make_shared<std::atomic<std::size_t>>(0);

    /// An answer for `to`, from any thread. Those of other threads that wait are taken up together: a crowd that is
    /// answered at once wakes the server's threads once.
    void deliver(const std::shared_ptr<connection>& to, std::uint64_t turn, response with);

    void count_late() { too_late_.fetch_add(1, std::memory_order_relaxed); }
    [[nodiscard]] server_counts counts() const;
    void trouble(std::string_view code, const std::string& detail, std::string_view trace_id) const;
    void observed(const observation& what) const;

private:
    void ask_again();
    void take_up();
    struct delivery {
        std::shared_ptr<connection> to;
        std::uint64_t turn = 0;
        response with;
    };

    mutable std::mutex guard_;
    std::condition_variable changed_;
    std::list<std::weak_ptr<connection>> working_, resting_;  // resting: longest first
    std::unordered_map<std::string, std::size_t> by_network_;
    std::size_t open_ = 0;
    std::uint64_t taken_ = 0, turned_away_ = 0, made_room_ = 0;
    std::mutex delivering_;
    std::vector<delivery> delivered_;  // emptied by close(): it holds those who hold this
    std::atomic<std::uint64_t> too_late_{0};
    std::atomic<bool> draining_{false}, wanted_{false}, closed_{false};
};

}  // namespace redress::http
