#include "adapters/app/web/request_limit.hpp"

#include "adapters/app/rest/answering.hpp"
#include "adapters/http/limiter.hpp"
#include "workflow/identity/throttle.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <utility>

namespace redress::app {
namespace {

constexpr double seconds_in_a_minute = 60;

std::string caller_of(const http::request& asked)
{
    return asked.who ? "who:" + asked.who->id : "network:" + workflow::network_of(asked.peer);
}

struct callers_counted {
    http::limiter callers;
    const std::int64_t per_minute;

    explicit callers_counted(std::int64_t requests)
        : callers({.burst = static_cast<double>(requests),
                   .per_second = static_cast<double>(requests) / seconds_in_a_minute}),
          per_minute(requests)
    {
    }

    void say(const http::limiter::verdict& now, http::response& on) const
    {
        const auto all = static_cast<double>(per_minute);
        const auto left = static_cast<std::int64_t>(std::floor(std::max(0.0, now.left)));
        const auto full_in =
            static_cast<std::int64_t>(std::ceil((all - now.left) / all * seconds_in_a_minute));
        on.headers.emplace_back("ratelimit-policy", "\"default\";q=" + std::to_string(per_minute) + ";w=60");
        on.headers.emplace_back("ratelimit", "\"default\";r=" + std::to_string(now.allowed ? left : 0) +
                                                 ";t=" + std::to_string(full_in));
        if (!now.allowed) on.headers.emplace_back("retry-after", std::to_string(now.wait.count()));
    }
};

using shared_count = std::shared_ptr<callers_counted>;

http::handler refuse_beyond(web_desk& desk, const shared_count& limit)
{
    return desk.on_worker(rest::rest_step([limit](web_call&) -> void {
        throw rest::problem(429, "rate_limited", {{"limit", std::to_string(limit->per_minute)}});
    }));
}

}  // namespace

http::endpoint_table limited(web_desk& desk, request_limits within, http::endpoint_table rows)
{
    const auto limit = std::make_shared<callers_counted>(within.requests_per_minute);
    const auto refuse = refuse_beyond(desk, limit);
    for (auto& row : rows)
        row.serve = [limit, refuse, inner = std::move(row.serve)](
                        const std::shared_ptr<const http::request>& asked, http::reply reply) {
            const auto now = limit->callers.take(caller_of(*asked));
            auto said = [limit, now, reply = std::move(reply)](http::response made) {
                limit->say(now, made);
                reply(std::move(made));
            };
            (now.allowed ? inner : refuse)(asked, std::move(said));
        };
    return rows;
}

http::authorise_hook counted(web_desk& desk, request_limits within, http::authorise_hook inner)
{
    const auto limit = std::make_shared<callers_counted>(within.requests_per_minute);
    return [limit, refuse = refuse_beyond(desk, limit), inner = std::move(inner)](
               const http::endpoint& row, const std::shared_ptr<http::request>& asked,
               std::function<void(std::optional<http::response>)> then) {
        // What opens something is never held up by what others of the network tried.
        inner(row, asked, [limit, refuse, asked, then = std::move(then)](std::optional<http::response> no) {
            if (!no || no->status != 401) return then(std::move(no));
            const auto now = limit->callers.take(workflow::network_of(asked->peer));
            if (now.allowed) return then(std::move(no));
            refuse(asked, [limit, now, then](http::response made) {
                limit->say(now, made);
                then(std::move(made));
            });
        });
    };
}

}  // namespace redress::app
