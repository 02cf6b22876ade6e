#include "adapters/app/identity/identity_endpoints.hpp"

#include "adapters/app/identity/web_guard.hpp"

#include <iterator>
#include <utility>

namespace redress::app {

http::endpoint_table identity_endpoints(web_desk& desk)
{
    http::endpoint_table all;
    for (auto part :
         {session_endpoints(desk), user_endpoints(desk), approval_endpoints(desk), oidc_endpoints(desk)})
        all.insert(all.end(), std::make_move_iterator(part.begin()), std::make_move_iterator(part.end()));
    return all;
}

std::function<void(const http::endpoint& row, const std::shared_ptr<http::request>& asked,
                   std::function<void(std::optional<http::response>)> then)>
authorise_on(web_desk& desk)
{
    return [&desk](const http::endpoint& row, const std::shared_ptr<http::request>& asked,
                   const std::function<void(std::optional<http::response>)>& then) {
        // What goes wrong on the way is answered by the desk, and an answer refuses.
        const auto judge = desk.on_worker(
            [&row, asked, then](web_call& call) { then(authorise(call.from(), row, *asked)); });
        judge(asked, [then](http::response no) { then(std::move(no)); });
    };
}

}  // namespace redress::app
