// /complaints/{id}/repin: what pinning the policies in force would change, before anybody approves it.
#include "adapters/app/repin_preview.hpp"
#include "adapters/app/rest/event_body.hpp"
#include "adapters/app/rest/house.hpp"
#include "adapters/app/rest/precondition.hpp"

#include <boost/json.hpp>

namespace redress::app::rest {

void preview_repin(web_call& call)
{
    const parameters none(call.asked(), {});
    static_cast<void>(who_asks(call));
    const auto found = case_of_path(call);
    event act{.type = event_type::policy_repinned};
    // The reason is words, so it comes in the body; with it, what a second person approves has a digest.
    if (auto body = call.asked().body.empty() ? boost::json::object() : body_of(call.asked()); !body.empty())
        act = event_of_body(call, event_type::policy_repinned, std::move(body));
    auto told = preview_of_repin(call.from(), found, act);
    boost::json::object out{{"case", to_string(found.id)},
                            {"version", found.version},
                            {"policies", std::move(told.policies)},
                            {"clocks_if_moved", std::move(told.clocks)}};
    if (!told.digest.empty()) out["digest"] = told.digest;
    auto made = json_response(200, out);
    made.headers.emplace_back("etag", etag_of(found.version));
    call.answer(std::move(made));
}

}  // namespace redress::app::rest
