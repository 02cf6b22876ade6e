// One connection: reads a request, has it served, sends the answer, and again. Runs on its own strand; answers
// may come from any thread.
//
// One time is armed for each phase and decides alone. Bytes that a client sends before it has its answer are
// never read as a next request: the connection ends with that answer.
#pragma once

#include "adapters/http/gate.hpp"
#include "adapters/http/switchboard.hpp"
#include "adapters/http/wire.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>

#include <array>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace redress::http {

class connection : public std::enable_shared_from_this<connection> {
public:
    connection(std::shared_ptr<switchboard> at, switchboard::place mine, boost::asio::any_io_executor strand,
               std::unique_ptr<http::wire> over, ip::address peer);
    ~connection();
    connection(const connection&) = delete;
    connection& operator=(const connection&) = delete;

    // --- from any thread ---
    void start();
    void yield_place();                            // closes it if it rests
    void draining();                               // tells a stream that is being sent
    void end();                                    // closes it whatever it does
    void take(std::uint64_t turn, response with);  // the answer to the request of that turn

private:
    enum class phase : std::uint8_t {
        greeting,
        resting,
        header,
        asking,
        body,
        handing,  // a piece of a body, to whoever takes it
        serving,
        sending,
        streaming,
        leaving,
        over
    };
    using clock = std::chrono::steady_clock;

    void on_strand(std::function<void()> what);
    void arm(std::chrono::milliseconds most);
    void late();

    // a request
    void rest();
    void read_header(std::size_t looked_at);
    void header_done(std::size_t end);
    [[nodiscard]] std::optional<problem> understand(std::string_view block, const gate_pass& framing);
    void ask_who();
    void admitted(std::uint64_t turn, std::optional<response> refused);
    void go_on();  // who asks is known
    void read_body();
    [[nodiscard]] bool take_room(std::size_t bytes);  // for so much of a body; false: others have it all
    void serve();
    [[nodiscard]] reply answer_here();

    // a body that goes on piece by piece
    void begin_handing(std::shared_ptr<body_sink> to);
    void hand_over();
    void handed(std::uint64_t turn, const std::shared_ptr<response>& refused);
    void read_piece();
    void cut_body();

    // its answer
    void refuse(const problem& what, bool close);
    void answered(std::uint64_t turn, response with);
    void send(std::size_t from, std::function<void()> then);  // the rest of out_, piece by piece
    void pull();
    void pulled(std::uint64_t turn, std::optional<std::string> piece);
    void watch();
    void read(boost::asio::mutable_buffer into, phase during, std::function<void(std::size_t)> then);
    void sent();
    void leave_politely();
    void drop_unread();
    void finish();

    const std::shared_ptr<switchboard> at_;
    switchboard::place place_;
    const boost::asio::any_io_executor strand_;
    const std::unique_ptr<http::wire> wire_;
    const ip::address peer_;
    boost::asio::steady_timer timer_;

    phase phase_ = phase::greeting;
    std::uint64_t armed_ = 0;  // a time that ran out while it was armed anew is an old one
    std::uint64_t turn_ = 0;   // which request; an answer to an earlier one has nobody to go to
    std::size_t requests_ = 0;
    std::size_t window_ = 0;         // bytes that moved since the time was armed
    std::array<char, 256> first_{};  // all that a connection holds while it rests
    std::string in_;                 // what came and is not used up
    std::string out_;
    std::shared_ptr<request> asked_;
    struct body_room;
    std::shared_ptr<body_room> room_;  // what the body takes of the room for large ones
    const endpoint* row_ = nullptr;
    std::size_t body_size_ = 0;
    bool head_only_ = false, close_after_ = false, wants_continue_ = false;
    bool early_ = false;    // bytes came behind the request, before its answer
    bool chunked_ = false;  // as HTTP/1.0 is not
    bool reading_ = false;
    std::shared_ptr<body_stream> stream_;
    std::shared_ptr<body_sink> sink_;
    std::size_t handed_ = 0;                 // bytes of the body that the sink has
    bool sink_late_ = false;                 // a time ran out while it had a piece
    bool unread_ = false;                    // asked before the body was read
    decltype(response::headers) goes_with_;  // with the answer that the sink gives
    unsigned status_ = 0;
    clock::time_point began_{};
};

}  // namespace redress::http
