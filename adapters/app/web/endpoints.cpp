#include "adapters/app/web/endpoints.hpp"

#include "adapters/app/identity/identity_endpoints.hpp"
#include "adapters/app/pages/page_endpoints.hpp"
#include "adapters/app/rest/endpoints.hpp"
#include "adapters/app/web/console.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace redress::app {
namespace {

// Needs no services: answered where it is read, also to whoever is not signed in yet.
http::handler version(bool oidc)
{
    boost::json::array ways{"password"};
    if (oidc) ways.emplace_back("oidc");
    return [body = boost::json::serialize(boost::json::object{
                {"version", REDRESS_VERSION}, {"api", "v1"}, {"sign_in", std::move(ways)}})](
               const std::shared_ptr<const http::request>&, const http::reply& answer) {
        http::response made;
        made.content_type = "application/json";
        made.body = body;
        answer(std::move(made));
    };
}

}  // namespace

http::endpoint_table endpoints(web_desk& desk, request_limits limits,
                               const std::shared_ptr<const page_world>& pages, bool oidc,
                               std::chrono::seconds counts_kept, std::function<bool()> exchange_waits)
{
    auto table = rest_endpoints(desk, counts_kept, std::move(exchange_waits));
    for (auto& row : identity_endpoints(desk)) table.push_back(std::move(row));
    table = limited(desk, limits, std::move(table));
    for (auto& row : console_endpoints()) table.push_back(std::move(row));
    if (pages)
        for (auto& row : page_endpoints(desk, pages)) table.push_back(std::move(row));
    table.push_back({.method = http::verb::get,
                     .path = "/api/v1/version",
                     .operation = "get_version",
                     .needs = http::needs::nobody,
                     .serve = version(oidc)});
    return table;
}

http::authorise_hook who_asks(web_desk& desk, request_limits limits)
{
    return counted(desk, limits, authorise_on(desk));
}

}  // namespace redress::app
