#include "adapters/app/web/console.hpp"

#include "adapters/http/static_files.hpp"

#include <memory>

namespace redress::app {

std::span<const http::asset> console_assets();  // by embed_assets.cmake

namespace {

using http::needs;
using http::verb;

// Nothing of the page comes from elsewhere, nothing stands in it inline, and no text becomes a script or a document.
constexpr std::string_view policy_of_page =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
    "trusted-types 'none'";

http::response page_of(const http::static_files& files, const http::request& asked)
{
    auto made = files.answer(asked, "index.html");
    made.headers.emplace_back("content-security-policy", policy_of_page);
    return made;
}

http::response to_the_page()
{
    http::response made;
    made.status = 308;
    made.headers.emplace_back("location", "/console/");
    return made;
}

}  // namespace

http::endpoint_table console_endpoints()
{
    const auto files = std::make_shared<http::static_files>("/console/assets/", console_assets());
    const http::handler page = [files](const std::shared_ptr<const http::request>& asked,
                                       const http::reply& answer) { answer(page_of(*files, *asked)); };
    const auto row = [](std::string_view path, std::string_view operation, http::handler serve) {
        return http::endpoint{.method = verb::get,
                              .path = path,
                              .operation = operation,
                              .needs = needs::nobody,
                              .body_max = 0,
                              .serve = std::move(serve)};
    };
    return {
        row("/console", "console",
            [](const std::shared_ptr<const http::request>&, const http::reply& answer) {
                answer(to_the_page());
            }),
        row("/console/", "console_page", page),
        row("/console/{page}", "console_page_of", page),
        row("/console/{page}/{name}", "console_page_named", page),
        row("/console/assets/{file}", "console_asset",
            [files](const std::shared_ptr<const http::request>& asked, const http::reply& answer) {
                answer(files->answer(*asked, asked->in_path.at("file")));
            }),
    };
}

}  // namespace redress::app
