// The endpoints of identity behind their guards, on a database and a roster of a test's own, asked as a browser or
// a program would: without sockets, through the workers of a real desk.
#pragma once

#include "adapters/http/endpoint.hpp"
#include "tests/adapters/postgres/scratch_database.hpp"

#include <boost/json.hpp>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace redress::app {
class services;
}

namespace redress::tests {

struct answered {
    unsigned status = 0;
    boost::json::value body;  // null when there is none
    std::string text;         // as it came
    std::map<std::string, std::string> set_cookies;
    std::map<std::string, std::string> headers;

    [[nodiscard]] std::string code() const;  // of a problem; empty: none
    [[nodiscard]] std::string said(std::string_view member) const;
};

/// Keeps cookies as a browser does, and the CSRF token that a page of ours would have.
struct browser {
    std::map<std::string, std::string> cookies;
    std::string csrf;
    std::string peer = "127.0.0.1";
    bool secure = false;
    std::map<std::string, std::string> headers{{"host", "desk.test"}, {"sec-fetch-site", "same-origin"}};
};

class identity_world {
public:
    /// `oidc_issuer`: of a provider that runs; empty: none.
    explicit identity_world(std::string oidc_issuer = {});
    ~identity_world();
    identity_world(const identity_world&) = delete;
    identity_world& operator=(const identity_world&) = delete;

    scratch_database& database() { return database_; }

    answered ask(browser& by, http::verb method, const std::string& path, const std::string& body = {});
    /// As a program: nothing but the token.
    answered ask_with(const std::string& token, http::verb method, const std::string& path,
                      const std::string& body = {}, bool secure = true);
    /// A row of the test's own behind the guard: its handler answers 200 and counts.
    answered ask_row(const http::endpoint& row, http::request asked);
    int let_through = 0;

    void add_user(const std::string& person, const std::string& password);
    void disable(const std::string& person);
    void link(const std::string& person, const std::string& issuer, const std::string& subject);
    std::string token(const std::string& person, const std::vector<std::string>& scopes,
                      const std::string& source = {});
    browser signed_in(const std::string& person, const std::string& password);

    [[nodiscard]] const http::endpoint_table& rows() const;
    /// As an operator at the command line has them.
    [[nodiscard]] app::services& own();

private:
    scratch_database database_;
    struct parts;
    std::unique_ptr<parts> parts_;
};

/// What browser and row are made into; for `ask_row`.
[[nodiscard]] http::request request_of(const browser& by, http::verb method, const std::string& path,
                                       const std::string& body = {});

inline const std::string good_password = "five small boats at dawn";

}  // namespace redress::tests
