// The REST desk over a database of a test's own: workers, a thread that decides, and the endpoint table, asked
// without a server in between. With REDRESS_ANSWERS each answer is written to that file, a JSON object a line, so
// that tests/end_to_end/rest_api compares it with the contract.
#pragma once

#include "adapters/app/services.hpp"
#include "adapters/app/web/endpoints.hpp"
#include "tests/adapters/postgres/scratch_database.hpp"

#include <boost/json.hpp>

#include <atomic>
#include <filesystem>
#include <memory>
#include <optional>
#include <semaphore>
#include <string>
#include <thread>

namespace redress::tests {

struct asking {
    std::string as = "h.lin";  // empty: nobody signed in
    std::map<std::string, std::string, std::less<>> headers = {};
    std::string body = {};
    std::string language = "en";
    std::vector<role> roles = {};  // of a token; empty: the roster's
    std::string peer = "127.0.0.1";
};

struct told {
    unsigned status = 0;
    boost::json::value body;
    std::string text;
    http::response whole;

    [[nodiscard]] std::string header(std::string_view name) const;
    [[nodiscard]] std::string at(
        std::string_view pointer) const;  // text of a member, by JSON Pointer; empty: none
};

class desk_at_work {
public:
    explicit desk_at_work(app::request_limits limits = {},
                          std::chrono::seconds counts_kept = std::chrono::seconds(60));
    ~desk_at_work();

    /// `target`: path and query. Throws when no row matches.
    told ask(http::verb method, const std::string& target, asking how = {});
    told get(const std::string& target, const std::string& as = "h.lin")
    {
        return ask(http::verb::get, target, {.as = as});
    }
    /// With a fresh key and, where `version` is given, If-Match.
    told post(const std::string& target, const boost::json::object& body, const std::string& as = "h.lin",
              std::optional<std::int64_t> version = {});
    /// Files a complaint; its id.
    std::string file(const std::string& narrative = "Charged twice.", const std::string& as = "h.lin");
    [[nodiscard]] scratch_database& database() { return database_; }
    [[nodiscard]] const http::endpoint_table& table() const { return table_; }
    /// Where documents are kept.
    [[nodiscard]] const std::filesystem::path& documents() const { return documents_; }
    [[nodiscard]] app::services& services() { return *own_; }
    [[nodiscard]] app::web_desk& web() { return *desk_; }
    /// Somebody of the roster, as a session would say; nobody of that id: null.
    [[nodiscard]] std::shared_ptr<const workflow::principal> known(const std::string& id,
                                                                   const std::vector<role>& roles = {});
    static std::string new_key();

private:
    void decide_until_stopped();
    static void write_down(const http::endpoint& row, const told& got);

    scratch_database database_;
    const std::filesystem::path documents_ =
        std::filesystem::temp_directory_path() / ("redress_documents_" + new_key());
    app::shared_options shared_;
    std::unique_ptr<app::services> own_, deciding_;
    std::counting_semaphore<> woken_{0};
    app::command_queue queue_{1000, [this] { woken_.release(); }};
    std::atomic<bool> stop_{false};
    std::jthread decider_;
    std::unique_ptr<app::web_desk> desk_;
    http::endpoint_table table_;
};

}  // namespace redress::tests
