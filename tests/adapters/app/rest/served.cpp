// The REST desk behind the real HTTP server, for tests that speak HTTP: a database of its own, and whoever the header
// `x-test-as` names is believed. Prints its database, its cases and its address, and serves until its input ends.
#include "tests/adapters/app/rest/desk_at_work.hpp"

#include "adapters/http/problem.hpp"
#include "adapters/http/server.hpp"

#include <iostream>

using namespace redress;

int main()
{
    tests::desk_at_work desk({.requests_per_minute = 1'000'000});
    std::cout << "database: " << desk.database().url() << std::endl;
    for (int n = 0; n < 3; ++n) std::cout << "case: " << desk.file() << std::endl;
    http::server_settings how;
    how.hosts = {"127.0.0.1"};
    how.authorise = [&](const http::endpoint&, const std::shared_ptr<http::request>& asked,
                        const std::function<void(std::optional<http::response>)>& then) {
        asked->who = desk.known(std::string(asked->header("x-test-as")));
        then(asked->who ? std::nullopt
                        : std::optional(http::answer_of({401, "not_signed_in", "Sign in first."},
                                                        asked->trace_id, asked->language)));
    };
    const http::server server(desk.table(), how);
    std::cout << "ready: " << server.address() << std::endl;
    for (std::string line; std::getline(std::cin, line);) {
    }
    return 0;
}
