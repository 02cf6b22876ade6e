// /stream: what changes, as server-sent events that go on where they stopped.
#include "adapters/app/rest/resources.hpp"

#include "adapters/app/rest/change_feed.hpp"
#include "adapters/postgres/desk_store.hpp"
#include "workflow/entry.hpp"

#include <openssl/rand.h>

#include <array>

namespace redress::app::rest {
namespace {

std::string stream_secret(services& from)
{
    std::array<unsigned char, 32> fresh{};
    if (RAND_bytes(fresh.data(), fresh.size()) != 1) throw std::runtime_error("no random bytes for a secret");
    return from.desk().secret("stream", {reinterpret_cast<const char*>(fresh.data()), fresh.size()});
}

}  // namespace

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
        feed.listen(call.from().database(), stream_secret(call.from()), std::move(who), about, last);
    call.answer(std::move(made));
}

}  // namespace redress::app::rest
