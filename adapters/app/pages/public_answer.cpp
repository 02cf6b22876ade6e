#include "adapters/app/pages/public_answer.hpp"

#include <boost/json.hpp>

namespace redress::app {

http::response public_answer(unsigned status, const boost::json::object& body)
{
    http::response made;
    made.status = status;
    made.content_type = status < 400 ? "application/json" : "application/problem+json";
    made.headers = {{"cache-control", "no-store"}, {"referrer-policy", "no-referrer"}};
    made.body = boost::json::serialize(body);
    return made;
}

http::response public_problem(const http::request& asked, unsigned status, std::string_view code,
                              const std::string& detail, const std::vector<form_error>& errors)
{
    boost::json::object body{{"type", "about:blank"},
                             {"status", status},
                             {"code", code},
                             {"detail", detail},
                             {"trace_id", asked.trace_id}};
    boost::json::array list;
    for (const auto& one : errors)
        list.emplace_back(boost::json::object{{"field", one.field}, {"detail", one.words}});
    if (!list.empty()) body["errors"] = std::move(list);
    return public_answer(status, body);
}

}  // namespace redress::app
