#include "adapters/app/web/endpoints.hpp"

#include "adapters/app/identity/identity_endpoints.hpp"
#include "adapters/app/pages/page_endpoints.hpp"
#include "adapters/app/rest/endpoints.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace redress::app {
namespace {

// Needs no services: answered where it is read.
void version(const std::shared_ptr<const http::request>&, const http::reply& answer)
{
    http::response made;
    made.content_type = "application/json";
    made.body = boost::json::serialize(boost::json::object{{"version", REDRESS_VERSION}, {"api", "v1"}});
    answer(std::move(made));
}

}  // namespace

http::endpoint_table endpoints(web_desk& desk, request_limits limits,
                               const std::shared_ptr<const page_world>& pages,
                               std::chrono::seconds counts_kept)
{
    auto table = rest_endpoints(desk, counts_kept);
    for (auto& row : identity_endpoints(desk)) table.push_back(std::move(row));
    table = limited(desk, limits, std::move(table));
    if (pages)
        for (auto& row : page_endpoints(desk, pages)) table.push_back(std::move(row));
    table.push_back({.method = http::verb::get,
                     .path = "/api/v1/version",
                     .operation = "get_version",
                     .needs = http::needs::nobody,
                     .serve = version});
    return table;
}

http::authorise_hook who_asks(web_desk& desk)
{
    return authorise_on(desk);
}

}  // namespace redress::app
