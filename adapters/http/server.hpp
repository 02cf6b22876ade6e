// Listens, and hands requests that passed the gate to the rows of the endpoint table. A few threads do all
// of it; a handler that takes longer than a glance goes elsewhere and answers from there.
//
// What a client may cost is bounded by `limits`: the number of connections in all and of one network, their
// memory, and the time of each phase.
#pragma once

#include "adapters/http/endpoint.hpp"
#include "adapters/http/limits.hpp"
#include "adapters/http/peers.hpp"
#include "adapters/http/problem.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace redress::http {

/// Says who asks (`request::who`) and whether they may: an answer refuses, nothing lets it pass. Asked after
/// routing and before the body is read, of every endpoint that needs somebody. `then` once, from any thread.
using authorise_hook = std::function<void(const endpoint& row, const std::shared_ptr<request>& asked,
                                          std::function<void(std::optional<response>)> then)>;

/// One answer that was sent, or given up on.
struct observation {
    std::string_view operation;  // of the endpoint; "none" when it came to no row
    unsigned status = 0;
    std::chrono::steady_clock::duration
        took{};  // from the first byte of the request to the last of the answer
};

struct server_settings {
    std::string listen = "127.0.0.1:0";  // port 0: any free one
    std::size_t threads = 2;
    limits within;
    std::vector<std::string> hosts;  // names that Host may hold, without port
    networks proxies;                // whose word on the client is taken
    forwarded_by forwarded = forwarded_by::x_forwarded_for;
    std::filesystem::path tls_certificate, tls_key;  // both or neither
    /// Needed as soon as one row needs somebody: a server without it refuses to start.
    authorise_hook authorise;
    words_of words;
    /// What the server itself refuses, as a page: nothing when it is answered as JSON. The path may be one at which
    /// nothing is, or empty when the request could not be read. By a thread that serves connections.
    std::function<std::optional<response>(const std::shared_ptr<const request>& asked, unsigned status)>
        shown;
    std::function<void(const observation&)> observed;
    std::function<void(std::string_view code, const std::string& detail, std::string_view trace_id)> trouble;
};

struct server_counts {
    std::size_t open = 0;           // connections
    std::size_t at_work = 0;        // of them: with a request that is not answered yet
    std::uint64_t taken = 0;        // since the start
    std::uint64_t turned_away = 0;  // because their network has as many as it may
    std::uint64_t made_room = 0;    // idle ones that were closed because it was full
    std::uint64_t too_late = 0;     // a phase ran out of time
};

class server {
public:
    /// Listens at once. Throws std::runtime_error that names the setting and what is wrong with it.
    server(endpoint_table table, server_settings how);
    ~server();  // at once, with what is under way
    server(const server&) = delete;
    server& operator=(const server&) = delete;

    [[nodiscard]] std::string address() const;  // "127.0.0.1:41234"
    [[nodiscard]] bool secure() const;
    [[nodiscard]] server_counts counts() const;

    /// Takes up a new certificate if the files changed; also done by itself every minute. Throws
    /// std::runtime_error, and goes on with the old one, when they cannot be used.
    bool reload_certificate();

    /// Stops listening, answers new requests 503, lets what runs end within `limits::drain`, closes. Waits for
    /// that; a second call returns at once.
    void drain();

private:
    struct inside;
    std::unique_ptr<inside> in_;
};

}  // namespace redress::http
