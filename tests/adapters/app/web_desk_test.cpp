// Steps of a request on the workers of a desk: each has services, whichever worker runs it.
#include "adapters/app/web/web_desk.hpp"

#include "adapters/app/services.hpp"

#include <catch2/catch_test_macros.hpp>

#include <future>
#include <thread>

namespace redress::tests {
namespace {

using namespace std::chrono_literals;

TEST_CASE("the step after a decision has services though the step before it returns meanwhile", "[serve]")
{
    app::shared_options shared;
    shared.language = "en";
    app::command_queue commands;
    app::web_desk desk(shared, commands, {.workers = 2});
    std::promise<void> second_began, first_is_over;
    const auto first = desk.on_worker([&](app::web_call& call) {
        call.decide({}, [&](app::web_call& later, const std::vector<workflow::answer>&) {
            second_began.set_value();
            first_is_over.get_future().wait();
            later.answer({.status = 200, .content_type = "text/plain", .body = later.from().language()});
        });
        // As a slow worker: the engine has answered, and the other worker is at it.
        second_began.get_future().wait();
    });
    const auto other = desk.on_worker([&](app::web_call& call) {
        first_is_over.set_value();
        call.answer({.status = 200});
    });
    const auto asked = [] {
        auto made = std::make_shared<http::request>();
        made->language = "en";
        return made;
    };
    std::promise<http::response> heard;
    first(asked(), [&](http::response made) { heard.set_value(std::move(made)); });
    std::optional<app::command_queue::filled> taken;
    while (!(taken = commands.take(10))) std::this_thread::yield();
    app::command_queue::tell(*taken, {});
    // The worker of the first step is free when it takes this one.
    other(asked(), [](const http::response&) {});
    auto answer = heard.get_future();
    REQUIRE(answer.wait_for(20s) == std::future_status::ready);  // a bound, no pace
    CHECK(answer.get().body == "en");
}

}  // namespace
}  // namespace redress::tests
