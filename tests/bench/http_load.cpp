// A client that keeps many HTTP connections busy: each sends the next prepared request as soon as its answer
// is whole. Knows of HTTP no more than it needs to tell where an answer ends.
//
//   bench_http_load to=127.0.0.1:8080 requests=FILE connections=64 seconds=5
//
// FILE: requests as they go over the wire, each after its length in four bytes, little-endian. `cycle=1` begins
// anew when the file is used up, else the run ends there. Prints one JSON line: requests, per_second, p50_ms,
// p99_ms and how many answers had which status.
#include "tests/bench/options.hpp"

#include <boost/asio.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace asio = boost::asio;
using asio::ip::tcp;
using redress::bench::options;
using steady = std::chrono::steady_clock;

namespace {

struct load {
    std::vector<std::string> requests;
    bool cycle = false;
    std::size_t next = 0;
    steady::time_point until;
    std::vector<float> took_ms;
    std::map<int, std::size_t> statuses;
    std::size_t broken = 0;

    const std::string* take()
    {
        if (steady::now() >= until) return nullptr;
        if (next == requests.size()) {
            if (!cycle) return nullptr;
            next = 0;
        }
        return &requests[next++];
    }
};

std::vector<std::string> prepared(const std::string& path)
{
    std::ifstream in(path, std::ios::binary);
    const std::string all{std::istreambuf_iterator<char>(in), {}};
    std::vector<std::string> found;
    for (std::size_t at = 0; at + 4 <= all.size();) {
        std::uint32_t size = 0;
        std::memcpy(&size, all.data() + at, sizeof size);
        found.push_back(all.substr(at + 4, size));
        at += 4 + size;
    }
    return found;
}

/// Bytes of the whole answer once its head is there; 0 before. Throws when it says nothing of its length.
std::size_t answer_size(std::string_view got)
{
    const auto head = got.find("\r\n\r\n");
    if (head == std::string_view::npos) return 0;
    constexpr std::string_view name = "\r\ncontent-length:";
    const auto end = got.begin() + static_cast<std::ptrdiff_t>(head) + 2;
    const auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; };
    const auto found = std::search(got.begin(), end, name.begin(), name.end(), same);
    if (found == end) throw std::runtime_error("an answer without Content-Length");
    const char* from = &*found + name.size();
    while (*from == ' ') ++from;
    std::size_t length = 0;
    std::from_chars(from, got.data() + head, length);
    return head + 4 + length;
}

class connection : public std::enable_shared_from_this<connection> {
public:
    connection(asio::io_context& io, const tcp::endpoint& to, load& of) : socket_(io), to_(to), of_(of) {}

    void open()
    {
        socket_ = tcp::socket(socket_.get_executor());
        socket_.async_connect(to_, [self = shared_from_this()](boost::system::error_code failed) {
            if (failed) return self->again();
            self->socket_.set_option(tcp::no_delay(true));
            self->send();
        });
    }

private:
    void send()
    {
        const auto* request = of_.take();
        if (!request) return;
        got_.clear();
        began_ = steady::now();
        asio::async_write(socket_, asio::buffer(*request),
                          [self = shared_from_this()](boost::system::error_code failed, std::size_t) {
                              if (failed) return self->again();
                              self->read();
                          });
    }

    void read()
    {
        socket_.async_read_some(
            asio::buffer(piece_),
            [self = shared_from_this()](boost::system::error_code failed, std::size_t size) {
                if (failed) return self->again();
                self->got_.append(self->piece_.data(), size);
                const auto whole = answer_size(self->got_);
                if (whole == 0 || self->got_.size() < whole) return self->read();
                self->done();
            });
    }

    void done()
    {
        of_.took_ms.push_back(std::chrono::duration<float, std::milli>(steady::now() - began_).count());
        ++of_.statuses[std::atoi(got_.c_str() + std::strlen("HTTP/1.1 "))];
        const bool closes = got_.find("\r\nconnection: close\r\n") < got_.find("\r\n\r\n");
        if (closes) return open();
        send();
    }

    /// What the server closed is opened anew; a run against nobody ends at its time.
    void again()
    {
        ++of_.broken;
        if (steady::now() < of_.until) open();
    }

    tcp::socket socket_;
    const tcp::endpoint to_;
    load& of_;
    std::string got_;
    std::array<char, 16 * 1024> piece_{};
    steady::time_point began_;
};

}  // namespace

int main(int argc, char** argv)
{
    const options given(argc, argv,
                        {{"to", "127.0.0.1:8080"},
                         {"requests", ""},
                         {"connections", "64"},
                         {"seconds", "5"},
                         {"cycle", "0"}});
    load work;
    work.requests = prepared(given.text("requests"));
    work.cycle = given.integer("cycle") != 0;
    const auto to = given.text("to");
    const auto colon = to.rfind(':');
    const tcp::endpoint server(asio::ip::make_address(to.substr(0, colon)),
                               static_cast<std::uint16_t>(std::atoi(to.c_str() + colon + 1)));
    asio::io_context io(1);
    const auto began = steady::now();
    work.until = began + std::chrono::seconds(given.integer("seconds"));
    for (std::int64_t n = 0; n < given.integer("connections"); ++n)
        std::make_shared<connection>(io, server, work)->open();
    io.run();
    const std::chrono::duration<double> spent = steady::now() - began;
    std::ranges::sort(work.took_ms);
    const auto at = [&](double share) {
        return work.took_ms.empty() ? 0.0F
                                    : work.took_ms[static_cast<std::size_t>(
                                          share * static_cast<double>(work.took_ms.size() - 1))];
    };
    std::string statuses;
    for (const auto& [status, times] : work.statuses)
        statuses += fmt::format("{}\"{}\":{}", statuses.empty() ? "" : ",", status, times);
    fmt::print(
        "{{\"what\":\"http\",\"requests\":{},\"per_second\":{:.0f},\"p50_ms\":{:.3f},\"p99_ms\":{:.3f},"
        "\"broken\":{},\"statuses\":{{{}}}}}\n",
        work.took_ms.size(), static_cast<double>(work.took_ms.size()) / spent.count(), at(0.50), at(0.99),
        work.broken, statuses);
    return 0;
}
