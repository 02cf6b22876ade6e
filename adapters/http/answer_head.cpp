#include "adapters/http/answer_head.hpp"

#include "adapters/http/gate.hpp"
#include "adapters/http/problem.hpp"

#include <algorithm>
#include <array>
#include <ctime>

namespace redress::http {
namespace {

// Our own to set: two that disagree would frame the answer in two ways.
constexpr auto framing =
    std::to_array<std::string_view>({"connection", "content-length", "date", "keep-alive", "server",
                                     "trailer", "transfer-encoding", "upgrade"});

struct preset {
    std::string_view name, value;
};
constexpr auto presets = std::to_array<preset>({
    {"cache-control", "no-store"},
    {"content-security-policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; "
     "form-action 'self'; frame-ancestors 'none'"},
    {"cross-origin-opener-policy", "same-origin"},
    {"cross-origin-resource-policy", "same-origin"},
    {"referrer-policy", "no-referrer"},
    {"x-content-type-options", "nosniff"},
});

std::string http_date(std::chrono::system_clock::time_point at)
{
    const auto seconds = std::chrono::system_clock::to_time_t(at);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    // Names by hand: strftime would speak the language of the process.
    constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto two = [](int n) { return std::string(n < 10 ? "0" : "") + std::to_string(n); };
    return std::string(days[parts.tm_wday]) + ", " + two(parts.tm_mday) + " " + months[parts.tm_mon] + " " +
           std::to_string(parts.tm_year + 1900) + " " + two(parts.tm_hour) + ":" + two(parts.tm_min) + ":" +
           two(parts.tm_sec) + " GMT";
}

}  // namespace

void set_header(std::string& head, std::string_view name, std::string_view value)
{
    if (name.empty() ||
        !std::ranges::all_of(name, [](char c) { return token_byte(static_cast<unsigned char>(c)); }))
        throw bad_field("a field's name is no token");
    const auto splits = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && byte != '\t') || byte == 0x7f;
    };
    if (std::ranges::any_of(value, splits))
        throw bad_field("the field " + std::string(name) + " holds a control byte");
    head.append(name).append(": ").append(value).append("\r\n");
}

bool has_body(unsigned status)
{
    return status >= 200 && status != 204 && status != 304;
}

std::string answer_head(const response& from, const head_context& in)
{
    std::string head = "HTTP/1.1 " + std::to_string(from.status) + " ";
    head.append(reason_of(from.status)).append("\r\n");
    head.reserve(768);
    set_header(head, "date", http_date(in.now));
    for (const auto& [name, value] : from.headers) {
        for (const auto ours : framing)
            if (same_name(name, ours)) throw bad_field("the field " + name + " is set by the server");
        set_header(head, name, value);
    }
    const auto said = [&](std::string_view name) {
        return std::ranges::any_of(from.headers, [&](const auto& one) { return same_name(one.first, name); });
    };
    for (const auto& one : presets)
        if (!said(one.name)) set_header(head, one.name, one.value);
    if (in.secure && !said("strict-transport-security"))
        set_header(head, "strict-transport-security", "max-age=31536000; includeSubDomains");
    if (!in.trace_id.empty() && !said("x-request-id")) set_header(head, "x-request-id", in.trace_id);
    if (!from.content_type.empty()) set_header(head, "content-type", from.content_type);
    if (in.body == body_by::chunks)
        set_header(head, "transfer-encoding", "chunked");
    else if (in.body == body_by::length && has_body(from.status))
        set_header(head, "content-length", std::to_string(from.body.size()));
    if (in.close) set_header(head, "connection", "close");
    head.append("\r\n");
    return head;
}

}  // namespace redress::http
