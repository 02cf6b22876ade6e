// A request that passed the gate, and the answer to it, as plain values: all that a handler sees of HTTP.
#pragma once

#include "workflow/principal.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace redress::http {

enum class verb : std::uint8_t { get, post, put, patch, del };  // HEAD arrives as GET; the body is left out

struct request {
    http::verb method = verb::get;
    std::string path;                                         // as it came, without the query
    std::map<std::string, std::string, std::less<>> in_path;  // values of the endpoint's {names}, decoded
    std::map<std::string, std::string, std::less<>> query;    // decoded; a key given twice was refused
    std::map<std::string, std::string, std::less<>> headers;  // names in lower case
    std::map<std::string, std::string, std::less<>> cookies;
    std::string body;
    std::string peer;      // address of the client without port; of a trusted proxy's client behind one
    bool secure = false;   // TLS up to us, or up to a trusted proxy
    std::string trace_id;  // 32 hexadecimal digits: the caller's `traceparent`, else ours
    std::string language;  // "zh-CN" or "en", from Accept-Language
    std::shared_ptr<const workflow::principal> who;  // null: nobody signed in

    [[nodiscard]] std::string_view header(std::string_view name) const
    {
        const auto found = headers.find(name);
        return found == headers.end() ? std::string_view{} : std::string_view{found->second};
    }
};

/// Body that is made while it is sent: a stream of events, or a file too large to hold.
class body_stream {
public:
    virtual ~body_stream() = default;
    /// Asks for the next piece: `ready(piece)` once, from any thread; an empty optional ends the body.
    /// Never asked again before it has answered.
    virtual void next(std::function<void(std::optional<std::string>)> ready) = 0;
    /// Whether the body ended before its end: the connection is then cut, so that nobody takes it for whole.
    [[nodiscard]] virtual bool broken() const { return false; }
    /// The client went away: whatever waits may be dropped.
    virtual void gone() = 0;
    /// The server is about to stop and waits for what is being sent: a stream without an end ends now.
    virtual void draining() {}
};

struct response;
/// Gives the answer; once, from any thread.
using reply = std::function<void(response)>;

/// Takes a body while it comes, so that nobody holds all of it. Never asked by two threads at once.
class body_sink {
public:
    virtual ~body_sink() = default;
    /// The next piece. `then` once, from any thread: nothing more is read before it, and an answer refuses what is
    /// left, after which nothing else is asked.
    virtual void take(std::string piece, std::function<void(std::shared_ptr<response> refused)> then) = 0;
    /// All of it came.
    virtual void whole(reply answer) = 0;
    /// The rest will not come: the client went away, was too slow, or the server ends. What was taken is the sink's.
    virtual void cut() noexcept = 0;
};

struct response {
    unsigned status = 200;
    std::string content_type;  // empty: no body
    std::vector<std::pair<std::string, std::string>>
        headers;  // control bytes in one are refused by the server
    std::string body;
    std::shared_ptr<body_stream> stream;  // instead of `body`: chunked, connection closed after it
    /// Of an endpoint that is asked before its body is read: no answer yet, but who takes the body and gives it. The
    /// headers here go with that answer.
    std::shared_ptr<body_sink> into = {};
};

using handler = std::function<void(const std::shared_ptr<const request>&, reply)>;

}  // namespace redress::http
