#include "adapters/app/pages/public_answer.hpp"

#include <boost/json.hpp>

#include <utility>

namespace redress::app {

http::response public_answer(unsigned status, const boost::json::object& body)
{
    return public_text(status, boost::json::serialize(body));
}

http::response public_text(unsigned status, std::string json)
{
    http::response made;
    made.status = status;
    made.content_type = status < 400 ? "application/json" : "application/problem+json";
    made.body = std::move(json);
    return made;
}

namespace {

boost::json::object problem_body(const http::request& asked, unsigned status, std::string_view code,
                                 const std::string& detail)
{
    return {{"type", "about:blank"},
            {"status", status},
            {"code", code},
            {"detail", detail},
            {"trace_id", asked.trace_id}};
}

}  // namespace

http::response public_refusal(const http::request& asked, std::string_view code,
                              const workflow::told_refusal& told)
{
    constexpr unsigned conflict = 409;
    auto body = problem_body(asked, conflict, code, told.words);
    if (!told.what_to_do.empty()) body["fix"] = told.what_to_do;
    return public_answer(conflict, body);
}

http::response public_problem(const http::request& asked, unsigned status, std::string_view code,
                              const std::string& detail, const std::vector<form_error>& errors)
{
    auto body = problem_body(asked, status, code, detail);
    boost::json::array list;
    for (const auto& one : errors)
        list.emplace_back(boost::json::object{{"field", one.field}, {"detail", one.words}});
    if (!list.empty()) body["errors"] = std::move(list);
    return public_answer(status, body);
}

}  // namespace redress::app
