// What changes, told while it changes: a thread follows the ends of the logs, and only while somebody listens. A
// listener hears of the cases that are there for them, of each what happened and its version, nothing of its words.
//
// Each listener goes on where it stopped: the id of the stream says, sealed, how far each bucket was read.
#pragma once

#include "adapters/http/message.hpp"
#include "adapters/postgres/log_tail.hpp"
#include "states/actor.hpp"
#include "states/complaint.hpp"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace redress::app::rest {

class feed_listener;

/// Where a feed reads. Throws what a store throws.
class feed_source {
public:
    virtual ~feed_source() = default;
    [[nodiscard]] virtual postgres::log_tail::positions heads() = 0;
    /// At most `limit` entries of a bucket after `from` and up to `until`, in order.
    [[nodiscard]] virtual std::vector<postgres::tail_entry> between(std::int16_t bucket, std::int64_t from,
                                                                    std::int64_t until, int limit) = 0;
    /// Nothing when it is no case, or one that this release cannot read.
    [[nodiscard]] virtual std::optional<complaint> case_of(const chain_id& chain) = 0;
};
/// A database's own logs.
[[nodiscard]] std::unique_ptr<feed_source> logs_of(const std::string& database);

class change_feed {
public:
    struct settings {
        std::function<std::unique_ptr<feed_source>(const std::string& database)> open = logs_of;
        std::chrono::milliseconds look_every{100};
        std::chrono::milliseconds look_after_failure{1000};
        std::chrono::seconds heartbeat{20};
        /// Whether events from and to other systems wait, from any thread. Empty: there are no other systems.
        std::function<bool()> exchange_waits = {};
        std::chrono::seconds lasts{900};  // then the client comes again and is asked anew who it is
    };
    change_feed() : change_feed(settings{}) {}
    explicit change_feed(settings how) : how_(how) {}
    ~change_feed();
    change_feed(const change_feed&) = delete;
    change_feed& operator=(const change_feed&) = delete;

    /// A stream for whoever may read. `about`: one case, nothing: any. `from`: the last id that they have seen;
    /// empty: from now on. One that is none of ours starts from now, and says so by an event `reset`.
    [[nodiscard]] std::shared_ptr<http::body_stream> listen(const std::string& database,
                                                            const std::string& secret, actor who,
                                                            std::optional<case_id> about,
                                                            std::string_view from);

private:
    void run(const std::stop_token& stop);
    void look(class feed_reader& reader);
    void tell_all(const std::string& block);
    void tell_exchange();

    const settings how_;
    std::mutex guard_;
    std::condition_variable_any changed_;
    std::vector<std::shared_ptr<feed_listener>> listeners_;
    std::string database_;
    std::optional<std::jthread> thread_;  // last: it uses what stands above
};

/// Positions as the id of a stream, and back; sealed, since they count what is not there for everybody, too.
[[nodiscard]] std::string sealed_positions(const std::string& secret,
                                           const postgres::log_tail::positions& at);
[[nodiscard]] std::optional<postgres::log_tail::positions> opened_positions(const std::string& secret,
                                                                            std::string_view id);

}  // namespace redress::app::rest
