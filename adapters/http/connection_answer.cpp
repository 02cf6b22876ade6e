// The second half of a connection: its answer, whole or as a stream, and the end.
#include "adapters/http/connection.hpp"

#include "adapters/http/answer_head.hpp"
#include "adapters/http/request_reading.hpp"

#include <boost/asio/post.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <utility>

namespace redress::http {
namespace asio = boost::asio;
using boost::system::error_code;
namespace {

constexpr std::size_t dropped_max = std::size_t{256} * 1024;  // of a body that nobody wants

std::string chunk_of(const std::string& piece)
{
    std::array<char, 17> size{};
    const auto end = std::to_chars(size.data(), size.data() + size.size(), piece.size(), 16).ptr;
    std::string out(size.data(), end);
    return out.append("\r\n").append(piece).append("\r\n");
}

}  // namespace

void connection::refuse(const problem& what, bool close)
{
    if (close) close_after_ = true;
    cut_body();
    if (!asked_) {
        asked_ = std::make_shared<request>();
        asked_->trace_id = fresh_trace();
    }
    phase_ = phase::serving;
    if (at_->how.shown) try {
            if (auto page = at_->how.shown(asked_, what.status)) {
                for (const auto& header : what.headers) page->headers.push_back(header);
                return answered(turn_, *std::move(page));
            }
        } catch (const std::exception& failed) {
            at_->trouble("page_failed", failed.what(), asked_->trace_id);
        }
    answered(turn_, answer_of(what, asked_->trace_id, asked_->language, at_->how.words));
}

void connection::answered(std::uint64_t turn, response with)
{
    if (turn != turn_ || (phase_ != phase::serving && phase_ != phase::asking)) {
        // Too late for anybody: a stream must still hear that nobody takes it.
        if (with.stream) with.stream->gone();
        if (with.into) with.into->cut();
        return;
    }
    if (with.into && unread_) {
        goes_with_ = std::move(with.headers);
        return begin_handing(std::move(with.into));
    }
    for (auto& header : goes_with_) with.headers.push_back(std::move(header));
    goes_with_ = {};
    if (unread_ && body_size_ > 0) close_after_ = true;
    // Asked before a byte of the answer is out: a client that only now has it may well send the next request.
    if (early_ || at_->draining() || wire_->more_came()) close_after_ = true;
    status_ = with.status;
    const bool streams = with.stream && !head_only_;
    if (streams) close_after_ = true;
    try {
        out_ = answer_head(with, {.trace_id = asked_->trace_id,
                                  .secure = asked_->secure,
                                  .close = close_after_,
                                  .body = !with.stream ? body_by::length
                                          : chunked_   ? body_by::chunks
                                                       : body_by::end,
                                  .now = std::chrono::system_clock::now()});
    } catch (const bad_field& wrong) {
        at_->trouble("bad_field", wrong.what(), asked_->trace_id);
        if (with.stream) with.stream->gone();
        return refuse({500, "failure", "Something broke here; the trace id finds it in the log."}, true);
    }
    ++turn_;
    if (with.stream && head_only_) with.stream->gone();
    if (!head_only_ && !streams && has_body(with.status)) out_ += with.body;
    phase_ = phase::sending;
    arm(at_->how.within.response);
    if (!streams) return send(0, [this] { sent(); });
    stream_ = std::move(with.stream);
    watch();
    send(0, [this] { pull(); });
}

void connection::send(std::size_t from, std::function<void()> then)
{
    if (from == out_.size()) return then();
    const auto size = std::min(out_.size() - from, at_->how.within.piece_max);
    wire_->write(
        asio::buffer(out_.data() + from, size),
        [self = shared_from_this(), from, then = std::move(then)](error_code failed, std::size_t n) mutable {
            if (self->phase_ != phase::sending) return;
            if (failed) return self->finish();
            self->window_ += n;
            self->send(from + n, std::move(then));
        });
}

void connection::pull()
{
    // A stream may be silent as long as it likes; each piece has its time once it is there.
    phase_ = phase::streaming;
    timer_.cancel();
    ++armed_;
    out_ = {};
    auto given = std::make_shared<std::atomic<bool>>(false);
    stream_->next([self = shared_from_this(), turn = turn_, given](std::optional<std::string> piece) {
        if (given->exchange(true) || self->at_->closed()) return;
        asio::post(self->strand_, [self, turn, piece = std::move(piece)]() mutable {
            self->pulled(turn, std::move(piece));
        });
    });
}

void connection::pulled(std::uint64_t turn, std::optional<std::string> piece)
{
    if (turn != turn_ || phase_ != phase::streaming) return;
    if (piece && piece->empty()) return pull();  // a chunk without bytes would end the body
    phase_ = phase::sending;
    arm(at_->how.within.response);
    if (!piece && stream_->broken()) {
        at_->trouble("body_broke_off", "what was sent could not be read to its end", asked_->trace_id);
        return finish();
    }
    if (!piece) {
        out_ = chunked_ ? "0\r\n\r\n" : "";
        stream_.reset();
        return send(0, [this] { sent(); });
    }
    out_ = chunked_ ? chunk_of(*piece) : std::move(*piece);
    send(0, [this] { pull(); });
}

void connection::watch()
{
    // Nothing may come from the client any more: whatever does, and its end, mean that it went away.
    reading_ = true;
    wire_->read_some(asio::buffer(first_), [self = shared_from_this()](error_code, std::size_t) {
        self->reading_ = false;
        if (self->stream_) return self->finish();
        if (self->phase_ == phase::leaving) self->drop_unread();
    });
}

void connection::sent()
{
    at_->observed({row_ ? row_->operation : "none", status_, clock::now() - began_});
    status_ = 0;
    if (close_after_) return leave_politely();
    rest();
}

// An answer that is followed by a reset may never be read: what the client still sends is taken and dropped
// for a moment.
void connection::leave_politely()
{
    phase_ = phase::leaving;
    body_size_ = 0;
    arm(at_->how.within.linger);
    wire_->end_sending([self = shared_from_this()] { self->drop_unread(); });
}

void connection::drop_unread()
{
    if (phase_ != phase::leaving || reading_) return;
    read(asio::buffer(first_), phase::leaving, [this](std::size_t n) {
        body_size_ += n;
        if (body_size_ > dropped_max) return finish();
        drop_unread();
    });
}

void connection::finish()
{
    if (phase_ == phase::over) return;
    phase_ = phase::over;
    ++turn_;
    ++armed_;
    timer_.cancel();
    wire_->close();
    // Now, not when the last one who could answer lets go.
    at_->leave(place_);
    // Sent in part or not at all: counted with the status that it would have had.
    if (status_ != 0) at_->observed({row_ ? row_->operation : "none", status_, clock::now() - began_});
    if (auto stream = std::exchange(stream_, nullptr)) stream->gone();
    cut_body();
}

}  // namespace redress::http
