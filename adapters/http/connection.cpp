#include "adapters/http/connection.hpp"

#include "adapters/http/request_reading.hpp"

#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <atomic>
#include <exception>
#include <utility>

namespace redress::http {
namespace asio = boost::asio;
using boost::system::error_code;

namespace {
constexpr std::size_t header_step = 2048;  // asked of the socket at a time
}  // namespace

connection::connection(std::shared_ptr<switchboard> at, switchboard::place mine, asio::any_io_executor strand,
                       std::unique_ptr<http::wire> over, ip::address peer)
    : at_(std::move(at)),
      place_(std::move(mine)),
      strand_(std::move(strand)),
      wire_(std::move(over)),
      peer_(std::move(peer)),
      timer_(strand_)
{
}

connection::~connection()
{
    if (phase_ != phase::over) at_->leave(place_);
}

void connection::on_strand(std::function<void()> what)
{
    asio::post(strand_, [self = shared_from_this(), what = std::move(what)] { what(); });
}

void connection::start()
{
    at_->seated(place_, shared_from_this());
    on_strand([this] {
        arm(at_->how.within.handshake);
        wire_->shake_hands([self = shared_from_this()](error_code failed) {
            if (self->phase_ != phase::greeting) return;
            if (failed) return self->finish();
            self->rest();
        });
    });
}

void connection::yield_place()
{
    on_strand([this] {
        if (phase_ == phase::resting) finish();
    });
}

void connection::draining()
{
    on_strand([this] {
        if (stream_) stream_->draining();
    });
}

void connection::end()
{
    on_strand([this] { finish(); });
}

void connection::take(std::uint64_t turn, response with)
{
    asio::dispatch(strand_, [self = shared_from_this(), turn, with = std::move(with)]() mutable {
        self->answered(turn, std::move(with));
    });
}

void connection::arm(std::chrono::milliseconds most)
{
    window_ = 0;
    timer_.expires_after(most);
    timer_.async_wait([self = shared_from_this(), armed = ++armed_](error_code cancelled) {
        if (!cancelled && armed == self->armed_) self->late();
    });
}

void connection::late()
{
    const auto& within = at_->how.within;
    const auto enough = [&](std::chrono::milliseconds window) {
        return window_ * 1000 >= within.bytes_per_second_min * static_cast<std::size_t>(window.count());
    };
    // Whoever keeps up the least speed gets another window.
    if (phase_ == phase::body && enough(within.body)) return arm(within.body);
    if (phase_ == phase::sending && enough(within.response)) return arm(within.response);
    const bool sink_first = phase_ == phase::handing && !sink_late_;
    if (phase_ != phase::resting && phase_ != phase::leaving && !sink_first) at_->count_late();
    // Whoever takes the body holds the client up, and not the other way; it has the time of a handler.
    if (sink_first) {
        sink_late_ = true;
        return arm(within.response);
    }
    switch (phase_) {
        case phase::header:
        case phase::body:
            return refuse({408, "request_too_slow", "The request did not arrive in time; send it again."},
                          true);
        case phase::asking:
        case phase::handing:
        case phase::serving:
            at_->trouble("handler_too_slow", row_ ? std::string(row_->operation) : std::string(),
                         asked_->trace_id);
            return refuse({503, "no_answer_in_time",
                           "The answer took too long; look whether it was done before trying again."},
                          true);
        default:
            return finish();
    }
}

// One read at a time, in whatever phase it ends.
void connection::read(asio::mutable_buffer into, phase during, std::function<void(std::size_t)> then)
{
    reading_ = true;
    wire_->read_some(
        into, [self = shared_from_this(), during, then = std::move(then)](error_code failed, std::size_t n) {
            self->reading_ = false;
            if (self->phase_ == phase::leaving && during != phase::leaving) return self->drop_unread();
            if (self->phase_ != during) return;
            if (failed) return self->finish();
            then(n);
        });
}

// --- a request ------------------------------------------------------------------------------------

void connection::rest()
{
    const auto& within = at_->how.within;
    phase_ = phase::resting;
    ++turn_;
    in_ = {};
    out_ = {};
    asked_.reset();
    room_.reset();
    row_ = nullptr;
    body_size_ = 0;
    head_only_ = close_after_ = wants_continue_ = early_ = chunked_ = sink_late_ = unread_ = false;
    handed_ = 0;
    goes_with_ = {};
    arm(requests_ == 0 ? within.header : within.keep_alive);
    at_->rests(place_);
    read(asio::buffer(first_), phase::resting, [this](std::size_t n) {
        at_->works(place_);
        began_ = clock::now();
        phase_ = phase::header;
        // On a new connection the time runs since it was made.
        if (requests_ > 0) arm(at_->how.within.header);
        ++requests_;
        in_.assign(first_.data(), n);
        read_header(0);
    });
}

void connection::read_header(std::size_t looked_at)
{
    const auto scanned = find_header_end(in_, looked_at, at_->how.within);
    if (scanned.refused) {
        const auto& why = *scanned.refused;
        return refuse({why.status, why.code, why.detail}, true);
    }
    if (scanned.end) return header_done(*scanned.end);
    const auto had = in_.size();
    in_.resize(std::min(had + header_step, at_->how.within.header_max));
    read(asio::buffer(in_.data() + had, in_.size() - had), phase::header, [this, had](std::size_t n) {
        in_.resize(had + n);
        read_header(had);
    });
}

void connection::header_done(std::size_t end)
{
    const auto block = std::string_view(in_).substr(0, end);
    const auto passed = pass_gate(block, at_->how.within);
    if (const auto* why = std::get_if<gate_refusal>(&passed))
        return refuse({why->status, why->code, why->detail}, true);
    const auto& framing = std::get<gate_pass>(passed);
    body_size_ = framing.content_length;
    wants_continue_ = framing.wants_continue;
    chunked_ = framing.modern;
    close_after_ = !framing.keep_alive || requests_ >= at_->how.within.requests_max || at_->draining();
    const auto wrong = understand(block, framing);
    in_.erase(0, end);
    if (in_.size() > body_size_) early_ = true;
    // Of a request that is refused a body is not read, and what would follow it neither.
    const bool unread = body_size_ > 0;
    if (wrong) return refuse(*wrong, unread || wrong->status == 400);
    if (at_->draining())
        return refuse({503, "stopping", "The server is about to stop; try again in a moment."}, true);
    phase_ = phase::asking;
    arm(at_->how.within.response);
    ask_who();
}

std::optional<problem> connection::understand(std::string_view block, const gate_pass& framing)
{
    asked_ = std::make_shared<request>();
    const request_context in{at_->how, peer_, wire_->secure()};
    auto read = read_request(block, framing, in, *asked_);
    head_only_ = read.head_only;
    if (read.wrong) return read.wrong;
    auto found = at_->routes.find(read.method, read.segments);
    if (!found.row && found.allow.empty()) return problem{404, "not_found", "Nothing is at this path."};
    if (!found.row) {
        return problem{
            405, "method_not_allowed", "This path takes " + found.allow + ".", {{"allow", found.allow}}};
    }
    row_ = found.row;
    asked_->in_path = std::move(found.in_path);
    const auto most = asked_->method == verb::get ? 0
                      : row_->body_max_of         ? row_->body_max_of(*asked_)
                                                  : row_->body_max;
    if (body_size_ > most)
        return problem{413, "body_too_large",
                       most == 0 ? "This request has no body."
                                 : "The body has at most " + std::to_string(most) + " bytes."};
    return std::nullopt;
}

void connection::ask_who()
{
    if (row_->needs == needs::nobody) return go_on();
    auto given = std::make_shared<std::atomic<bool>>(false);
    try {
        at_->how.authorise(
            *row_, asked_, [self = shared_from_this(), turn = turn_, given](std::optional<response> refused) {
                if (given->exchange(true) || self->at_->closed()) return;
                asio::dispatch(self->strand_, [self, turn, refused = std::move(refused)]() mutable {
                    self->admitted(turn, std::move(refused));
                });
            });
    } catch (const std::exception& failed) {
        // Whoever cannot be asked about is not let in.
        at_->trouble("authorise_failed", failed.what(), asked_->trace_id);
        admitted(turn_, answer_of({503, "cannot_authorise",
                                   "It cannot be told now who asks; try again in a moment."},
                                  asked_->trace_id, asked_->language, at_->how.words));
    }
}

void connection::admitted(std::uint64_t turn, std::optional<response> refused)
{
    if (turn != turn_ || phase_ != phase::asking) return;
    if (refused) {
        if (body_size_ > in_.size()) close_after_ = true;
        return answered(turn, std::move(*refused));
    }
    if (!asked_->who) {
        // A hook that lets somebody pass without saying whom is broken, and no way in.
        at_->trouble("authorise_failed", "nobody was named", asked_->trace_id);
        return refuse({503, "cannot_authorise", "It cannot be told now who asks; try again in a moment."},
                      true);
    }
    go_on();
}

void connection::go_on()
{
    if (!row_->body_in_pieces) return read_body();
    unread_ = true;
    serve();
}

struct connection::body_room {
    std::shared_ptr<std::atomic<std::size_t>> of;
    std::size_t bytes = 0;

    explicit body_room(std::shared_ptr<std::atomic<std::size_t>> all) : of(std::move(all)) {}
    body_room(const body_room&) = delete;
    body_room& operator=(const body_room&) = delete;
    ~body_room() { of->fetch_sub(bytes); }
};

bool connection::take_room(std::size_t bytes)
{
    const auto& within = at_->how.within;
    if (bytes <= within.body_free) return true;
    if (!room_) room_ = std::make_shared<body_room>(at_->bodies);
    const auto more = bytes - std::min(bytes, room_->bytes);
    auto taken = at_->bodies->load();
    do
        if (more > within.bodies_max - std::min(within.bodies_max, taken)) return false;
    while (!at_->bodies->compare_exchange_weak(taken, taken + more));
    room_->bytes += more;
    return true;
}

void connection::read_body()
{
    if (in_.size() >= body_size_) {
        in_.resize(body_size_);
        asked_->body = std::move(in_);
        in_ = {};
        // Whoever still has the request has its body, also when this connection is gone.
        if (room_)
            asked_ = std::shared_ptr<request>(asked_.get(), [keep = asked_, room = room_](request*) {});
        return serve();
    }
    if (phase_ != phase::body) {
        phase_ = phase::body;
        arm(at_->how.within.body);
        if (std::exchange(wants_continue_, false) && in_.empty()) {
            static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
            return wire_->write(asio::buffer(go_on),
                                [self = shared_from_this()](error_code failed, std::size_t) {
                                    if (self->phase_ != phase::body) return;
                                    if (failed) return self->finish();
                                    self->read_body();
                                });
        }
    }
    // Memory is taken as bytes come, never because a client promised them.
    const auto had = in_.size();
    const auto next = std::min(body_size_, std::max(had * 2, had + 8 * header_step));
    if (!take_room(next))
        return refuse({503, "busy", "Too many large bodies are on their way; send it again in a moment."},
                      true);
    in_.resize(next);
    read(asio::buffer(in_.data() + had, in_.size() - had), phase::body, [this, had](std::size_t n) {
        in_.resize(had + n);
        window_ += n;
        read_body();
    });
}

reply connection::answer_here()
{
    auto given = std::make_shared<std::atomic<bool>>(false);
    return [self = shared_from_this(), turn = turn_, given](response with) {
        if (given->exchange(true) || self->at_->closed()) return;
        self->at_->deliver(self, turn, std::move(with));
    };
}

void connection::serve()
{
    phase_ = phase::serving;
    arm(at_->how.within.response);
    try {
        row_->serve(asked_, answer_here());
    } catch (const std::exception& failed) {
        at_->trouble("handler_failed", failed.what(), asked_->trace_id);
        if (phase_ == phase::serving)
            refuse({500, "failure", "Something broke here; the trace id finds it in the log."}, false);
    }
}

// --- a body that goes on piece by piece -------------------------------------------------------------

void connection::begin_handing(std::shared_ptr<body_sink> to)
{
    ++turn_;  // whoever gave the sink has nothing else to say
    sink_ = std::move(to);
    unread_ = false;
    in_.resize(std::min(in_.size(), body_size_));
    phase_ = phase::body;
    arm(at_->how.within.body);
    if (!std::exchange(wants_continue_, false) || !in_.empty()) return hand_over();
    static constexpr std::string_view go_ahead = "HTTP/1.1 100 Continue\r\n\r\n";
    wire_->write(asio::buffer(go_ahead), [self = shared_from_this()](error_code failed, std::size_t) {
        if (self->phase_ != phase::body) return;
        if (failed) return self->finish();
        self->hand_over();
    });
}

void connection::hand_over()
{
    if (in_.empty() && handed_ < body_size_) return read_piece();
    phase_ = phase::handing;
    if (in_.empty()) {
        phase_ = phase::serving;
        arm(at_->how.within.response);
        try {
            // Let go of first: one that has all of it is cut off by nothing.
            return std::exchange(sink_, nullptr)->whole(answer_here());
        } catch (const std::exception& failed) {
            at_->trouble("handler_failed", failed.what(), asked_->trace_id);
            return refuse({500, "failure", "Something broke here; the trace id finds it in the log."}, true);
        }
    }
    handed_ += in_.size();
    auto given = std::make_shared<std::atomic<bool>>(false);
    const auto then = [self = shared_from_this(), turn = turn_, given](std::shared_ptr<response> refused) {
        if (given->exchange(true) || self->at_->closed()) return;
        asio::post(self->strand_,
                   [self, turn, refused = std::move(refused)] { self->handed(turn, refused); });
    };
    try {
        sink_->take(std::exchange(in_, {}), then);
    } catch (const std::exception& failed) {
        at_->trouble("handler_failed", failed.what(), asked_->trace_id);
        refuse({500, "failure", "Something broke here; the trace id finds it in the log."}, true);
    }
}

void connection::handed(std::uint64_t turn, const std::shared_ptr<response>& refused)
{
    if (turn != turn_ || phase_ != phase::handing) return;
    if (refused) {
        sink_.reset();
        close_after_ = true;
        phase_ = phase::serving;
        return answered(turn, std::move(*refused));
    }
    phase_ = phase::body;
    if (std::exchange(sink_late_, false)) arm(at_->how.within.body);
    hand_over();
}

void connection::read_piece()
{
    in_.resize(std::min(body_size_ - handed_, at_->how.within.piece_max));
    read(asio::buffer(in_), phase::body, [this](std::size_t n) {
        in_.resize(n);
        window_ += n;
        hand_over();
    });
}

void connection::cut_body()
{
    if (const auto sink = std::exchange(sink_, nullptr)) sink->cut();
}

}  // namespace redress::http
