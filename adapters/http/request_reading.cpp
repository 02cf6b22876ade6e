#include "adapters/http/request_reading.hpp"

#include "adapters/http/decoding.hpp"
#include "workflow/canonical.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>

#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace redress::http {
namespace {

namespace beast_http = boost::beast::http;

std::string lower(std::string_view text)
{
    std::string out(text);
    for (auto& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    return out;
}

std::optional<verb> verb_of(std::string_view method)
{
    if (method == "GET" || method == "HEAD") return verb::get;
    if (method == "POST") return verb::post;
    if (method == "PUT") return verb::put;
    if (method == "PATCH") return verb::patch;
    if (method == "DELETE") return verb::del;
    return std::nullopt;
}

// Repeated fields are one list (RFC 9110); the gate has refused those that are none.
bool read_fields(std::string_view block, const gate_pass& framing, const limits& within, pairs& out)
{
    beast_http::request_parser<beast_http::empty_body> parser;
    parser.header_limit(static_cast<std::uint32_t>(within.header_max + 1));
    parser.body_limit(boost::none);
    boost::system::error_code failed;
    parser.put(boost::asio::buffer(block.data(), block.size()), failed);
    if (failed || !parser.is_header_done()) return false;
    std::size_t fields = 0;
    for (const auto& one : parser.get()) {
        ++fields;
        const auto name = lower({one.name_string().data(), one.name_string().size()});
        const auto text = trimmed({one.value().data(), one.value().size()});
        const auto [at, fresh] = out.emplace(name, std::string(text));
        if (!fresh) at->second.append(name == "cookie" ? "; " : ", ").append(text);
    }
    const auto& read = parser.get();
    const auto target = read.target();
    return fields == framing.fields && std::string_view(target.data(), target.size()) == framing.target &&
           parser.content_length().value_or(0) == framing.content_length && !parser.chunked();
}

bool known_host(std::string_view host, const std::vector<std::string>& hosts)
{
    std::string_view name = host;
    if (name.starts_with('[')) {
        const auto end = name.find(']');
        if (end == std::string_view::npos) return false;
        name = name.substr(0, end + 1);
    } else {
        name = name.substr(0, name.find(':'));
    }
    const auto port = host.substr(name.size());
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    if (!port.empty() && (port.front() != ':' || port.size() < 2 || port.size() > 6 ||
                          !std::ranges::all_of(port.substr(1), digit)))
        return false;
    return std::ranges::any_of(hosts, [&](const std::string& one) { return same_name(one, name); });
}

}  // namespace

std::string fresh_trace()
{
    std::array<unsigned char, 16> bytes{};
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1)
        throw std::runtime_error("no random bytes");
    std::string out;
    workflow::append_hex(out, bytes);
    return out;
}

request_read read_request(std::string_view block, const gate_pass& framing, const request_context& in,
                          request& out)
{
    request_read read;
    out.trace_id = fresh_trace();
    read.head_only = framing.method == "HEAD";
    if (!read_fields(block, framing, in.how.within, out.headers)) {
        read.wrong = {400, "not_http", "The header cannot be read in one way."};
        return read;
    }
    if (auto told = trace_of(out.header("traceparent"))) out.trace_id = std::move(*told);
    out.language = language_of(out.header("accept-language"));
    const auto from =
        client_of(in.peer, in.tls,
                  {out.header("forwarded"), out.header("x-forwarded-for"), out.header("x-forwarded-proto")},
                  in.how.proxies, in.how.forwarded);
    out.peer = from.address;
    out.secure = from.secure;
    if (!known_host(framing.host, in.how.hosts)) {
        read.wrong = {421, "host_unknown",
                      "This name is not served here; `http.hosts` lists those that are."};
        return read;
    }

    const auto question = framing.target.find('?');
    out.path = std::string(framing.target.substr(0, question));
    auto segments = decode_path(out.path);
    if (!segments) {
        read.wrong = {400, "path_encoding",
                      "A part of the path is not percent-encoded UTF-8, is `.` or `..`, or hides a slash."};
        return read;
    }
    read.segments = std::move(*segments);
    if (question != std::string_view::npos) {
        auto query = decode_query(framing.target.substr(question + 1));
        if (!query.wrong.empty()) {
            read.wrong = {400, "query_encoding", "Query: " + query.wrong};
            return read;
        }
        out.query = std::move(query.values);
    }
    out.cookies = decode_cookies(out.header("cookie"));
    read.method = verb_of(framing.method);
    if (read.method) out.method = *read.method;
    return read;
}

}  // namespace redress::http
