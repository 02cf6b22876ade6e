// Who is at the other end: networks by which connections are counted, proxies that are believed, and the
// client that a believed proxy speaks of.
#pragma once

#include <boost/asio/ip/address.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace redress::http {

namespace ip = boost::asio::ip;

/// IPv4 in IPv6 is IPv4; a zone is left out.
[[nodiscard]] ip::address plain_address(const ip::address& from);

/// A list of addresses and of networks in CIDR form.
class networks {
public:
    networks() = default;
    /// Separated by commas. Throws std::invalid_argument naming the part that is none.
    explicit networks(std::string_view list);
    [[nodiscard]] bool contains(const ip::address& one) const;
    [[nodiscard]] bool empty() const { return list_.empty(); }

private:
    struct range {
        ip::address_v6::bytes_type first{};
        unsigned bits = 128;
    };
    std::vector<range> list_;
};

/// The one field of the client's way that our proxies write; the other is the client's own to forge.
enum class forwarded_by : std::uint8_t { x_forwarded_for, forwarded };

struct way {
    std::string_view forwarded, x_forwarded_for,
        x_forwarded_proto;  // fields as they came; repeated: joined by commas
};

struct client {
    std::string address;  // without port
    bool secure = false;
};

/// From the right, hops that are ours are passed; the first that is not is the client, whoever stands to its
/// left. What cannot be read ends the way: then it is the hop that wrote it. A peer that is no proxy of ours
/// is the client itself, whatever it says.
[[nodiscard]] client client_of(const ip::address& peer, bool tls, const way& told, const networks& proxies,
                               forwarded_by by);

}  // namespace redress::http
