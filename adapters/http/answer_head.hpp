// The head of an answer as bytes. The one place where fields are written: a name or value that could split
// the answer is refused, and what every answer must carry is added here, so that no handler can forget it.
#pragma once

#include "adapters/http/message.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <string>
#include <string_view>

namespace redress::http {

/// A field with a control byte in it, or one that frames the answer and is not a handler's to set.
class bad_field : public std::exception {
public:
    explicit bad_field(std::string what) : what_(std::move(what)) {}
    [[nodiscard]] const char* what() const noexcept override { return what_.c_str(); }

private:
    std::string what_;
};

/// Appends `name: value` and CR LF. Throws bad_field.
void set_header(std::string& head, std::string_view name, std::string_view value);

enum class body_by : std::uint8_t { length, chunks, end };  // how its end is told

struct head_context {
    std::string_view trace_id;
    bool secure = false;
    bool close = false;
    body_by body = body_by::length;
    std::chrono::system_clock::time_point now;
};

/// With its empty line. What `from` says itself wins over the same field of ours. Throws bad_field.
[[nodiscard]] std::string answer_head(const response& from, const head_context& in);

/// May an answer of this status have a body, and so a length?
[[nodiscard]] bool has_body(unsigned status);

}  // namespace redress::http
