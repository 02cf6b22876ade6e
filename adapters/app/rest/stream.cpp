// /stream: what changes, as server-sent events that go on where they stopped.
#include "adapters/app/rest/resources.hpp"

#include "adapters/app/rest/change_feed.hpp"
#include "adapters/app/rest/desk_secret.hpp"

namespace redress::app::rest {
void follow(web_call& call, change_feed& feed)
{
    const parameters query(call.asked(), {"case", "last_event_id"});
    auto who = who_asks(call);
    std::optional<case_id> about;
    if (const auto named = query.text("case"); !named.empty()) about = call.from().case_of(named).id;
    // A browser sends the header when it comes again by itself; a page that was loaded anew sends the parameter.
    auto last = std::string(call.asked().header("last-event-id"));
    if (last.empty()) last = query.text("last_event_id");
    http::response made;
    made.content_type = "text/event-stream";
    made.headers.emplace_back("cache-control", "no-store");
    made.headers.emplace_back("x-accel-buffering", "no");
    made.stream =
        feed.listen(call.from().database(), desk_secret(call.from(), "stream"), std::move(who), about, last);
    call.answer(std::move(made));
}

}  // namespace redress::app::rest
