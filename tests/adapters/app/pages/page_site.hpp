// The pages over a database of their own, asked as a browser asks: no server between, an engine behind.
#pragma once

#include "adapters/app/pages/page_endpoints.hpp"
#include "adapters/app/serve_writer.hpp"
#include "adapters/app/services.hpp"
#include "tests/adapters/postgres/scratch_database.hpp"

#include <filesystem>
#include <future>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace redress::tests {

using form_values = std::vector<std::pair<std::string, std::string>>;

class page_site {
public:
    explicit page_site(app::page_hooks hooks = {}, const std::vector<std::string>& settings = {});
    ~page_site();
    page_site(const page_site&) = delete;
    page_site& operator=(const page_site&) = delete;

    http::response get(const std::string& path);
    http::response post(const std::string& path, const form_values& values);
    http::response send(http::verb method, const std::string& path, const std::string& type,
                        const std::string& body);
    /// As a program does.
    http::response api(const std::string& name, const std::string& json);

    /// Many at the same time; the answers in the order of the bodies.
    std::vector<http::response> api_at_once(const std::string& name, const std::vector<std::string>& bodies);
    /// As somebody of the roster does, by REST.
    http::response staff(http::verb method, const std::string& path, const std::string& as,
                         const std::string& json = {});
    /// What a download holds.
    [[nodiscard]] static std::string bytes_of(const http::response& of);

    /// The hidden inputs of a page, as the browser would send them back.
    [[nodiscard]] static form_values hidden_in(const std::string& html);
    /// The text between two pieces of a page; empty when they are not there.
    [[nodiscard]] static std::string between(const std::string& html, const std::string& before,
                                             const std::string& after);

    scratch_database& database() { return database_; }
    app::services& services() { return *services_; }
    const app::page_world& world() const { return *world_; }
    const std::filesystem::path& folder() const { return folder_; }
    std::map<std::string, std::string, std::less<>> cookies;
    std::map<std::string, std::string, std::less<>> headers;  // that a browser adds to what it sends
    std::string peer = "192.0.2.7";
    std::string language = "en";
    std::shared_ptr<const workflow::principal> who;

    /// Has the engine decide as somebody else: staff, or a channel.
    std::vector<workflow::answer> decide(std::vector<workflow::command> commands);

private:
    /// Asks without waiting.
    std::future<http::response> begin(http::verb method, const std::string& path, const std::string& type,
                                      const std::string& body);
    void work(const std::stop_token& stop);

    scratch_database database_;
    std::filesystem::path folder_;
    app::shared_options shared_;
    std::unique_ptr<app::services> services_;
    app::wake woken_;
    app::command_queue commands_;
    std::jthread engine_;
    std::unique_ptr<app::web_desk> desk_;
    std::shared_ptr<const app::page_world> world_;
    http::endpoint_table table_;
};

struct filed {
    std::string reference, secret;
    std::string page;
};
/// Files a complaint in its four steps.
[[nodiscard]] filed file_a_complaint(page_site& site, const std::string& language = "en",
                                     form_values also = {});
/// Looks it up; the visit's cookie stands in the site.
void look_up(page_site& site, const filed& what, const std::string& language = "en");

/// The case that somebody filed, and its words of a slot.
[[nodiscard]] complaint case_of(page_site& site, const filed& what);
[[nodiscard]] std::string words_of(page_site& site, const complaint& of, std::string_view slot);
[[nodiscard]] bool holds(const std::string& page, std::string_view words);
[[nodiscard]] std::string header(const http::response& of, std::string_view name);
/// The form of a page as it would be sent, with what somebody typed.
[[nodiscard]] form_values with(const std::string& page, form_values typed);
/// Pages are looked at, not only counted: REDRESS_PAGES_OUT names a folder for them.
void keep(const std::string& name, const std::string& page);

}  // namespace redress::tests
