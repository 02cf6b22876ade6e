// The edge alone, without engine or database: answers every path with how it read the request. For tests that
// compare framings with another server, and for measuring what the layer costs.
//
// usage: edge_echo [address:port]    prints `ready: address`; ends when its standard input does
#include "adapters/http/server.hpp"

#include <iostream>
#include <string>

using namespace redress::http;

namespace {

// METHOD target LF body: what a framing is about.
void echo(const std::shared_ptr<const request>& asked, const reply& then, std::string_view method)
{
    response made;
    made.content_type = "application/octet-stream";
    made.body = std::string(method) + " " + asked->path + "\n" + asked->body;
    then(std::move(made));
}

endpoint row(verb method, std::string_view name, std::string_view path, std::string_view operation)
{
    return {.method = method,
            .path = path,
            .operation = operation,
            .needs = needs::nobody,
            .serve = [name](const std::shared_ptr<const request>& asked, const reply& then) {
                echo(asked, then, name);
            }};
}

}  // namespace

int main(int argc, char** argv)
{
    server_settings how;
    if (argc > 1) how.listen = argv[1];
    how.hosts = {"localhost", "127.0.0.1"};
    // A request that never ends, and a connection without a next one, are told soon.
    how.within.header = how.within.body = std::chrono::milliseconds(1000);
    how.within.keep_alive = std::chrono::milliseconds(200);
    how.within.connections_per_network = how.within.connections_max;
    server edge({row(verb::get, "GET", "/echo", "get_echo"), row(verb::post, "POST", "/echo", "post_echo"),
                 row(verb::put, "PUT", "/echo", "put_echo"), row(verb::del, "DELETE", "/echo", "delete_echo"),
                 row(verb::get, "GET", "/", "get_start")},
                std::move(how));
    std::cout << "ready: " << edge.address() << std::endl;
    for (std::string line; std::getline(std::cin, line);) {
    }
    edge.drain();
}
