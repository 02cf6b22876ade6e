#include "adapters/app/web/web_front.hpp"

#include "adapters/app/log.hpp"
#include "adapters/app/pages/page_endpoints.hpp"
#include "adapters/app/web/endpoints.hpp"
#include "adapters/app/web/public_side.hpp"
#include "adapters/files/text_book.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <sstream>
#include <stdexcept>

namespace redress::app {
namespace {

// What the process needs beside connections of clients: database, Kafka, files.
constexpr rlim_t files_of_our_own = 256;

std::vector<std::string> listed(const std::string& text)
{
    std::vector<std::string> out;
    std::istringstream in(text);
    for (std::string one; std::getline(in, one, ',');) {
        const auto first = one.find_first_not_of(' ');
        if (first != std::string::npos)
            out.push_back(one.substr(first, one.find_last_not_of(' ') - first + 1));
    }
    return out;
}

http::networks proxies_of(const config& settings)
{
    try {
        return http::networks(settings.text(setting::http_trusted_proxies));
    } catch (const std::invalid_argument& wrong) {
        throw config_error("http.trusted_proxies: " + std::string(wrong.what()));
    }
}

// As many files as connections may be open: else accepting fails long before the limit that was set.
void allow_files(std::int64_t connections)
{
    rlimit now{};
    const auto wanted = static_cast<rlim_t>(connections) + files_of_our_own;
    if (getrlimit(RLIMIT_NOFILE, &now) != 0 || now.rlim_cur >= wanted) return;
    now.rlim_cur = std::min(wanted, now.rlim_max);
    (void)setrlimit(RLIMIT_NOFILE, &now);
    if (now.rlim_cur < wanted)
        log(log_level::warn, "few_files",
            "http.connections_max needs more open files than this process may have",
            {{"may", std::to_string(now.rlim_cur)}, {"needs", std::to_string(wanted)}});
}

http::words_of words_of(services& parts)
{
    const auto& texts = parts.texts();  // read before any thread, and only looked at since
    return [&texts](std::string_view code, std::string_view language) {
        return texts.has("http", code, language) ? texts.text("http", code, language) : std::string();
    };
}

request_limits limits_of(const config& settings)
{
    return {.requests_per_minute = settings.integer(setting::http_requests_per_minute)};
}

http::server_settings settings_of(services& parts, web_desk& desk,
                                  const std::shared_ptr<const page_world>& pages, metrics& counted)
{
    const auto& settings = parts.settings();
    http::server_settings how;
    how.listen = settings.text(setting::http_listen);
    how.within.connections_max = static_cast<std::size_t>(settings.integer(setting::http_connections_max));
    how.within.connections_per_network =
        static_cast<std::size_t>(settings.integer(setting::http_connections_per_network));
    how.hosts = listed(settings.text(setting::http_hosts));
    how.proxies = proxies_of(settings);
    how.forwarded = settings.text(setting::http_forwarded_by) == "forwarded"
                        ? http::forwarded_by::forwarded
                        : http::forwarded_by::x_forwarded_for;
    how.tls_certificate = settings.text(setting::http_tls_certificate);
    how.tls_key = settings.text(setting::http_tls_key);
    how.authorise = who_asks(desk, limits_of(settings));
    how.words = words_of(parts);
    if (pages) {
        how.shown = [&desk, pages](const std::shared_ptr<const http::request>& asked, unsigned status) {
            return page_of_refusal(desk, pages, asked, status);
        };
        // Two of the largest uploads at least, whatever their size is set to.
        how.within.bodies_max = std::max(how.within.bodies_max, 2 * page_body_max(*pages));
    }
    how.observed = [&counted](const http::observation& one) {
        counted.http(one.operation, one.status, std::chrono::duration<double>(one.took).count());
    };
    how.trouble = [](std::string_view code, const std::string& detail, std::string_view trace_id) {
        log(log_level::warn, code, detail, {{"trace_id", std::string(trace_id)}});
    };
    allow_files(settings.integer(setting::http_connections_max));
    return how;
}

constexpr auto counts_kept = std::chrono::seconds(60);

}  // namespace

web_front::web_front(const shared_options& shared, services& parts, command_queue& engine, metrics& counted,
                     std::function<bool()> exchange_waits)
try : desk_(shared, engine,
            {.workers = static_cast<std::size_t>(parts.settings().integer(setting::http_workers)),
             .words = words_of(parts)}),
    pages_(public_side(parts)),
    server_(endpoints(desk_, limits_of(parts.settings()), pages_,
                      !parts.settings().text(setting::oidc_issuer).empty(), counts_kept,
                      std::move(exchange_waits)),
            settings_of(parts, desk_, pages_, counted)) {
} catch (const std::runtime_error& wrong) {
    throw config_error(wrong.what());
}

std::string web_front::address() const
{
    return (server_.secure() ? "https://" : "http://") + server_.address();
}

}  // namespace redress::app
