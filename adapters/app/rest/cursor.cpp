#include "adapters/app/rest/cursor.hpp"

#include "adapters/app/base64url.hpp"
#include "adapters/app/identity/secrets.hpp"
#include "adapters/app/percent_encoding.hpp"
#include "adapters/app/rest/desk_secret.hpp"
#include "adapters/postgres/case_queries.hpp"

#include <boost/json.hpp>

namespace redress::app::rest {
namespace {

constexpr std::size_t tag_bytes = 16;

cursor_signer signer_of(services& from)
{
    return cursor_signer(desk_secret(from, "cursor"));
}

}  // namespace

std::string cursor_signer::signed_text(const http::request& asked, std::string_view place) const
{
    std::string all = asked.path;
    for (const auto& [name, value] : asked.query)
        if (name != "cursor" && name != "limit") all += '\0' + name + '=' + value;
    all += '\0' + std::string(asked.who ? asked.who->id : std::string()) + '\0';
    all += place;
    return hmac_of(secret_, all).substr(0, tag_bytes);
}

std::string cursor_signer::made(const http::request& asked, std::string_view place) const
{
    return base64url(signed_text(asked, place) + std::string(place));
}

std::string cursor_signer::place(const http::request& asked) const
{
    const auto found = asked.query.find("cursor");
    if (found == asked.query.end()) return {};
    const auto bytes = from_base64url(found->second);
    if (!bytes || bytes->size() <= tag_bytes) throw problem(400, "cursor_unknown");
    auto said = bytes->substr(tag_bytes);
    const auto tag = signed_text(asked, said);
    if (!same_secret(tag, std::string_view(*bytes).substr(0, tag_bytes)))
        throw problem(400, "cursor_unknown");
    return said;
}

std::string place_asked(web_call& call)
{
    return signer_of(call.from()).place(call.asked());
}

http::response page_response(web_call& call, boost::json::array items, const std::string& next,
                             boost::json::object beside)
{
    boost::json::object page{{"items", std::move(items)},
                             {"next_cursor", nullptr},
                             {"as_of", to_string(call.from().queries().now())}};
    for (const auto& [name, value] : beside) page[name] = value;
    std::string cursor;
    if (!next.empty()) {
        cursor = signer_of(call.from()).made(call.asked(), next);
        page["next_cursor"] = cursor;
    }
    auto made = json_response(200, page);
    if (!cursor.empty()) {
        std::string link = call.asked().path + "?";
        for (const auto& [name, value] : call.asked().query)
            if (name != "cursor") link += percent_encoded(name) + "=" + percent_encoded(value) + "&";
        made.headers.emplace_back("link", "<" + link + "cursor=" + cursor + ">; rel=\"next\"");
    }
    return made;
}

}  // namespace redress::app::rest
