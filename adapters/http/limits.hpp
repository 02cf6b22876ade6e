// Every limit and time-out of the edge, in one place. A time is armed once for its phase: what a client
// sends never moves it, so that a byte now and then buys nothing.
#pragma once

#include <chrono>
#include <cstddef>

namespace redress::http {

struct limits {
    // what a request may be
    std::size_t header_max = std::size_t{8} * 1024;  // bytes, from the first to the empty line
    std::size_t fields_max = 64;
    std::size_t target_max = std::size_t{2} * 1024;
    std::size_t requests_max = 100;  // on one connection

    // how long each phase may take
    std::chrono::milliseconds handshake{5'000};
    std::chrono::milliseconds header{5'000};       // from the connection or, on a kept one, the first byte
    std::chrono::milliseconds body{10'000};        // a window: in each, the least speed or the end
    std::chrono::milliseconds response{30'000};    // until a handler answers; then a window of sending
    std::chrono::milliseconds keep_alive{60'000};  // between two requests
    std::chrono::milliseconds linger{1'000};       // for the client to read a last answer
    std::chrono::milliseconds drain{10'000};
    std::size_t bytes_per_second_min = 1024;

    // how many, and what each may hold
    std::size_t connections_max = 1024;
    std::size_t connections_per_network = 32;  // of an IPv4 /24 or an IPv6 /64
    // What large bodies take together: beyond this more of one is answered 503. A body up to `body_free` is not
    // counted, so that uploads that fill it keep no form out; those are bounded by their number.
    std::size_t bodies_max = std::size_t{256} * 1024 * 1024;
    std::size_t body_free = std::size_t{256} * 1024;
    std::size_t piece_max = std::size_t{32} * 1024;    // handed to the socket at a time, or to a `body_sink`
    std::size_t send_buffer = std::size_t{64} * 1024;  // of the kernel, for one connection
};

}  // namespace redress::http
