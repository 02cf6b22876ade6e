#include "adapters/http/peers.hpp"

#include "adapters/http/gate.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <stdexcept>

namespace redress::http {
namespace {

ip::address_v6::bytes_type wide(const ip::address& from)
{
    const auto one = plain_address(from);
    return one.is_v4() ? ip::make_address_v6(ip::v4_mapped, one.to_v4()).to_bytes() : one.to_v6().to_bytes();
}

std::optional<ip::address> address_in(std::string_view text)
{
    boost::system::error_code failed;
    const auto made = ip::make_address(std::string(text), failed);
    if (failed || text.find('%') != std::string_view::npos) return std::nullopt;
    return plain_address(made);
}

bool digits(std::string_view text)
{
    return !text.empty() && text.size() <= 5 &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// "192.0.2.1", "192.0.2.1:80", "2001:db8::1", "[2001:db8::1]", "[2001:db8::1]:80".
std::optional<ip::address> hop(std::string_view text)
{
    if (text.starts_with('[')) {
        const auto end = text.find(']');
        if (end == std::string_view::npos) return std::nullopt;
        const auto behind = text.substr(end + 1);
        if (!behind.empty() && (behind.front() != ':' || !digits(behind.substr(1)))) return std::nullopt;
        const auto made = address_in(text.substr(1, end - 1));
        return made && text.substr(1, end - 1).find(':') != std::string_view::npos ? made : std::nullopt;
    }
    const auto colon = text.find(':');
    if (colon != std::string_view::npos && text.find(':', colon + 1) == std::string_view::npos) {
        if (!digits(text.substr(colon + 1))) return std::nullopt;
        text = text.substr(0, colon);
    }
    return address_in(text);
}

// Parts between commas that stand outside of quotes; nothing for a quote without an end.
std::optional<std::vector<std::string_view>> list_of(std::string_view text, char separator)
{
    std::vector<std::string_view> out;
    bool quoted = false;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"') quoted = !quoted;
        if (text[i] == '\\') return std::nullopt;  // no address needs an escape
        if (text[i] == separator && !quoted) {
            out.push_back(trimmed(text.substr(begin, i - begin)));
            begin = i + 1;
        }
    }
    if (quoted) return std::nullopt;
    out.push_back(trimmed(text.substr(begin)));
    return out;
}

struct element {
    std::string_view by_for, proto;
};

std::string_view unquoted(std::string_view text)
{
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"') return text.substr(1, text.size() - 2);
    return text;
}

// Of one element of Forwarded; a parameter given twice is no element.
std::optional<element> element_of(std::string_view text)
{
    element out;
    const auto parts = list_of(text, ';');
    if (!parts) return std::nullopt;
    for (const auto part : *parts) {
        const auto equals = part.find('=');
        if (equals == std::string_view::npos) return std::nullopt;
        const auto value = unquoted(part.substr(equals + 1));
        auto* where = same_name(part.substr(0, equals), "for")     ? &out.by_for
                      : same_name(part.substr(0, equals), "proto") ? &out.proto
                                                                   : nullptr;
        if (where && !where->empty()) return std::nullopt;
        if (where) *where = value;
    }
    return out;
}

}  // namespace

ip::address plain_address(const ip::address& from)
{
    if (!from.is_v6()) return from;
    auto six = from.to_v6();
    if (six.is_v4_mapped()) return ip::make_address_v4(ip::v4_mapped, six);
    six.scope_id(0);
    return six;
}

networks::networks(std::string_view list)
{
    for (const auto part : list_of(list, ',').value_or(std::vector{list})) {
        if (part.empty()) continue;
        const auto wrong = std::invalid_argument("'" + std::string(part) +
                                                 "' is no address and no network such as 10.0.0.0/8");
        const auto slash = part.find('/');
        const auto address = address_in(part.substr(0, slash));
        if (!address) throw wrong;
        const unsigned most = address->is_v4() ? 32 : 128;
        unsigned bits = most;
        if (slash != std::string_view::npos) {
            const auto text = part.substr(slash + 1);
            const auto read = std::from_chars(text.data(), text.data() + text.size(), bits);
            if (!digits(text) || read.ec != std::errc{} || bits > most) throw wrong;
        }
        list_.push_back({wide(*address), address->is_v4() ? bits + 96 : bits});
    }
}

bool networks::contains(const ip::address& one) const
{
    const auto bytes = wide(one);
    return std::ranges::any_of(list_, [&](const range& in) {
        for (unsigned bit = 0; bit < in.bits; ++bit) {
            const unsigned mask = 0x80U >> (bit % 8);
            if ((bytes[bit / 8] & mask) != (in.first[bit / 8] & mask)) return false;
        }
        return true;
    });
}

client client_of(const ip::address& peer, bool tls, const way& told, const networks& proxies, forwarded_by by)
{
    auto at = plain_address(peer);
    client out{at.to_string(), tls};
    if (!proxies.contains(at)) return out;

    const auto field = by == forwarded_by::forwarded ? told.forwarded : told.x_forwarded_for;
    const auto parts = list_of(field, ',').value_or(std::vector<std::string_view>{});
    bool nearest = true;
    for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
        element one{*part, {}};
        if (by == forwarded_by::forwarded) {
            const auto read = element_of(*part);
            if (!read) break;
            one = *read;
            // What the hop before us says of its own connection; those further away speak of theirs.
            if (nearest) out.secure = tls || same_name(one.proto, "https");
        }
        nearest = false;
        const auto before = hop(one.by_for);
        if (!before) break;
        at = *before;
        if (!proxies.contains(at)) break;
    }
    if (by == forwarded_by::x_forwarded_for) {
        const auto protos = list_of(told.x_forwarded_proto, ',');
        out.secure = tls || (protos && same_name(protos->back(), "https"));
    }
    out.address = at.to_string();
    return out;
}

}  // namespace redress::http
