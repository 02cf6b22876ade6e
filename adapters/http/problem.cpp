#include "adapters/http/problem.hpp"

#include <boost/beast/http/status.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace redress::http {

response answer_of(const problem& what, std::string_view trace_id, std::string_view language,
                   const words_of& words)
{
    auto detail = words ? words(what.code, language) : std::string();
    if (detail.empty()) detail = what.detail;
    response made;
    made.status = what.status;
    made.headers = what.headers;
    made.content_type = "application/problem+json";
    if (what.status == 503 || what.status == 429) made.headers.emplace_back("retry-after", "2");
    made.body = boost::json::serialize(boost::json::object{{"type", "about:blank"},
                                                           {"title", std::string(reason_of(what.status))},
                                                           {"status", what.status},
                                                           {"code", std::string(what.code)},
                                                           {"detail", detail},
                                                           {"trace_id", std::string(trace_id)}});
    return made;
}

std::string_view reason_of(unsigned status)
{
    const auto text = boost::beast::http::obsolete_reason(static_cast<boost::beast::http::status>(status));
    return {text.data(), text.size()};
}

}  // namespace redress::http
