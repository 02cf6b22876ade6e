#include "adapters/http/gate.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace redress::http {
namespace {

constexpr std::size_t length_digits_max = 10;

gate_refusal turned_away(std::string_view code, std::string detail, unsigned status = 400)
{
    return {status, code, std::move(detail)};
}

bool control(unsigned char c)
{
    return c < 0x20 || c == 0x7f;
}

// RFC 3986 without the fragment; what browsers send raw beyond that is percent-encoded by them.
bool target_byte(unsigned char c)
{
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) return true;
    return std::string_view("-._~!$&'()*+,;=:@/?%").find(static_cast<char>(c)) != std::string_view::npos;
}

// Fields of which a second one is either a mistake or an attempt: whoever reads the first and whoever
// reads the last would disagree.
constexpr auto at_most_once = std::to_array<std::string_view>({"content-length",
                                                               "content-type",
                                                               "authorization",
                                                               "expect",
                                                               "idempotency-key",
                                                               "if-modified-since",
                                                               "if-unmodified-since",
                                                               "if-range",
                                                               "last-event-id",
                                                               "max-forwards",
                                                               "origin",
                                                               "range",
                                                               "referer",
                                                               "traceparent",
                                                               "user-agent",
                                                               "x-csrf-token",
                                                               "x-forwarded-host",
                                                               "x-forwarded-proto",
                                                               "sec-fetch-site",
                                                               "sec-fetch-mode",
                                                               "sec-fetch-dest"});

std::optional<gate_refusal> request_line(std::string_view line, const limits& within, gate_pass& out)
{
    const auto first = line.find(' ');
    const auto last = line.rfind(' ');
    if (first == std::string_view::npos || first == last || first == 0)
        return turned_away("request_line",
                           "The first line is `METHOD target HTTP/1.1` with one space between.");
    out.method = line.substr(0, first);
    out.target = line.substr(first + 1, last - first - 1);
    const auto version = line.substr(last + 1);
    if (!std::ranges::all_of(out.method, [](char c) { return token_byte(static_cast<unsigned char>(c)); }))
        return turned_away("request_line", "The method is made of letters.");
    if (out.target.size() > within.target_max)
        return turned_away("target_too_long",
                           "The target has at most " + std::to_string(within.target_max) +
                               " bytes; send long values in the body.",
                           414);
    if (out.target.empty() || out.target.front() != '/')
        return turned_away("target_form",
                           "The target begins with `/`; the host stands in the field Host alone.");
    if (!std::ranges::all_of(out.target, [](char c) { return target_byte(static_cast<unsigned char>(c)); }))
        return turned_away("target_byte", "The target holds a byte that must be percent-encoded.");
    if (!version.starts_with("HTTP/"))
        return turned_away("request_line", "The first line ends in `HTTP/1.1`.");
    if (version != "HTTP/1.1" && version != "HTTP/1.0")
        return turned_away("http_version", "HTTP/1.1 and HTTP/1.0 are spoken here.", 505);
    out.modern = out.keep_alive = version == "HTTP/1.1";
    return std::nullopt;
}

// A name or an address, perhaps with a port: what may stand in a list of hosts and nothing else.
bool host_form(std::string_view host)
{
    if (host.empty() || host.size() > 255) return false;
    return std::ranges::all_of(host, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view("-._:[]").find(c) != std::string_view::npos;
    });
}

std::optional<gate_refusal> length(std::string_view value, gate_pass& out)
{
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    if (value.empty() || value.size() > length_digits_max || !std::ranges::all_of(value, digit))
        return turned_away("content_length", "Content-Length is one number of at most 10 digits.");
    out.content_length = 0;
    for (const char c : value)
        out.content_length = out.content_length * 10 + static_cast<std::size_t>(c - '0');
    return std::nullopt;
}

std::optional<gate_refusal> connection(std::string_view value, gate_pass& out, bool& says_close)
{
    while (!value.empty()) {
        const auto comma = value.find(',');
        const auto option = trimmed(value.substr(0, comma));
        value = comma == std::string_view::npos ? std::string_view{} : value.substr(comma + 1);
        if (same_name(option, "close")) says_close = true;
        // A field named here is dropped by proxies on the way: those that decide must not be.
        for (const auto needed :
             {"host", "content-length", "authorization", "cookie", "origin", "x-forwarded-for",
              "x-forwarded-proto", "forwarded", "if-match", "idempotency-key"})
            if (same_name(option, needed))
                return turned_away("connection", "Connection names a field that must reach us.");
    }
    if (says_close) out.keep_alive = false;
    return std::nullopt;
}

}  // namespace

bool token_byte(unsigned char c)
{
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) return true;
    return c != 0 && std::string_view("!#$%&'*+-.^_`|~").find(static_cast<char>(c)) != std::string_view::npos;
}

bool same_name(std::string_view a, std::string_view b)
{
    const auto low = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; };
    return std::ranges::equal(a, b, [&](char x, char y) { return low(x) == low(y); });
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

header_scan find_header_end(std::string_view bytes, std::size_t from, const limits& within)
{
    const auto until = std::min(bytes.size(), within.header_max);
    for (auto at = from; at < until; ++at) {
        const auto c = static_cast<unsigned char>(bytes[at]);
        if (c == '\n') {
            if (at == 0 || bytes[at - 1] != '\r')
                return {{}, turned_away("line_end", "Lines of the header end in CR LF, both of them.")};
            if (at >= 3 && bytes[at - 2] == '\n') return {at + 1, {}};
        } else if (at > 0 && bytes[at - 1] == '\r') {
            return {{}, turned_away("line_end", "CR stands before LF and nowhere else.")};
        } else if (control(c) && c != '\r' && c != '\t') {
            return {
                {},
                turned_away("control_byte", "The header holds a control byte; is this HTTP, and not TLS?")};
        }
    }
    if (bytes.size() < within.header_max) return {};
    // A first line without an end is too long a target; else it is the fields.
    if (bytes.substr(0, until).find('\n') == std::string_view::npos)
        return {{},
                turned_away("target_too_long",
                            "The target has at most " + std::to_string(within.target_max) + " bytes.", 414)};
    return {{},
            turned_away("header_too_large",
                        "The header has at most " + std::to_string(within.header_max) +
                            " bytes; are cookies too many?",
                        431)};
}

std::variant<gate_pass, gate_refusal> pass_gate(std::string_view block, const limits& within)
{
    gate_pass out;
    if (block.size() > within.header_max || !block.ends_with("\r\n\r\n"))
        return turned_away("header_too_large", "The header is too large or has no end.", 431);
    const auto scanned = find_header_end(block, 0, within);
    if (scanned.refused) return *scanned.refused;
    if (scanned.end != block.size()) return turned_away("line_end", "An empty line ends the header.");

    auto rest = block.substr(0, block.size() - 2);
    const auto next_line = [&rest] {
        const auto end = rest.find("\r\n");
        const auto line = rest.substr(0, end);
        rest.remove_prefix(end + 2);
        return line;
    };
    if (auto refused = request_line(next_line(), within, out)) return *refused;

    bool host = false, asked_to_close = false;
    std::array<bool, at_most_once.size()> seen{};
    while (!rest.empty()) {
        const auto line = next_line();
        if (++out.fields > within.fields_max)
            return turned_away("too_many_fields",
                               "The header has at most " + std::to_string(within.fields_max) + " fields.",
                               431);
        if (line.front() == ' ' || line.front() == '\t')
            return turned_away("folded_line", "A field is one line: it is not continued on the next.");
        const auto colon = line.find(':');
        if (colon == std::string_view::npos || colon == 0)
            return turned_away("field_form", "A field is `name: value`.");
        const auto name = line.substr(0, colon);
        if (!std::ranges::all_of(name, [](char c) { return token_byte(static_cast<unsigned char>(c)); }))
            return turned_away(
                "field_name",
                "A field's name holds letters, digits and hyphens, and its colon follows at once.");
        const auto value = trimmed(line.substr(colon + 1));
        if (std::ranges::any_of(value,
                                [](char c) { return control(static_cast<unsigned char>(c)) && c != '\t'; }))
            return turned_away("control_byte", "A field's value holds a control byte.");

        for (std::size_t i = 0; i < at_most_once.size(); ++i)
            if (same_name(name, at_most_once[i]) && std::exchange(seen[i], true))
                return turned_away("field_twice", std::string(at_most_once[i]) + " is given once.");
        if (same_name(name, "transfer-encoding"))
            return turned_away("transfer_encoding",
                               "Transfer-Encoding is not taken; send the body with Content-Length.");
        // Where others take a tab for part of the value, these would mean something else to them.
        const bool decides = same_name(name, "host") || same_name(name, "content-length");
        if (decides && line.find('\t') != std::string_view::npos)
            return turned_away("control_byte", "There is no tab in Host and Content-Length.");
        if (same_name(name, "host")) {
            if (std::exchange(host, true)) return turned_away("host_twice", "Host is given once.");
            if (!host_form(value))
                return turned_away("host_form", "Host is a name or an address, perhaps with a port.");
            out.host = value;
        } else if (same_name(name, "content-length")) {
            if (auto refused = length(value, out)) return *refused;
        } else if (same_name(name, "connection")) {
            if (auto refused = connection(value, out, asked_to_close)) return *refused;
        } else if (same_name(name, "expect")) {
            if (!same_name(value, "100-continue"))
                return turned_away("expectation", "Of Expect, 100-continue alone is known.", 417);
            out.wants_continue = true;
        }
    }
    if (!host) return turned_away("host_missing", "Host is missing.");
    return out;
}

}  // namespace redress::http
