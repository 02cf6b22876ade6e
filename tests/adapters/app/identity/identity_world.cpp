#include "tests/adapters/app/identity/identity_world.hpp"

#include "adapters/app/identity/identity_acts.hpp"
#include "adapters/app/identity/identity_endpoints.hpp"
#include "adapters/app/identity/oidc/endpoints.hpp"
#include "adapters/app/identity/oidc/provider.hpp"
#include "adapters/app/identity/web_guard.hpp"
#include "adapters/app/services.hpp"

#include <algorithm>
#include <fstream>
#include <future>
#include <stdexcept>

namespace redress::tests {
namespace {

using namespace app;

/// Somebody for every role, and two who have what a test needs.
constexpr std::string_view roster = R"(
[[person]]
id = "h.lin"
roles = ["handler"]
team = "intake"
[[person]]
id = "c.ito"
roles = ["care_reviewer"]
team = "care"
[[person]]
id = "l.novak"
roles = ["care_lead"]
team = "care"
[[person]]
id = "a.moreau"
roles = ["appeal_reviewer"]
[[person]]
id = "q.berg"
roles = ["quality_reviewer"]
[[person]]
id = "r.ahn"
roles = ["restricted_reviewer"]
[[person]]
id = "p.haas"
roles = ["compliance"]
[[person]]
id = "d.gdpr"
roles = ["data_protection"]
[[person]]
id = "o.ops"
roles = ["operator"]
[[person]]
id = "x.audit"
roles = ["auditor"]
[[person]]
id = "s.okafor"
roles = ["handler", "care_reviewer"]
[[source]]
name = "/wallet/app"
speaks_for = ["channel", "complainant", "handler"]
)";

std::vector<std::string> parts_of(std::string_view path)
{
    std::vector<std::string> parts;
    for (std::size_t at = 0; at < path.size();) {
        const auto end = std::min(path.find('/', at + 1), path.size());
        parts.emplace_back(path.substr(at + 1, end - at - 1));
        at = end;
    }
    return parts;
}

/// The names in the pattern with what stands there; nothing when the path is another's.
std::optional<std::map<std::string, std::string, std::less<>>> match(std::string_view pattern,
                                                                     const std::string& path)
{
    const auto wanted = parts_of(pattern);
    const auto given = parts_of(path);
    if (wanted.size() != given.size()) return std::nullopt;
    std::map<std::string, std::string, std::less<>> found;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (wanted[i].starts_with('{'))
            found[wanted[i].substr(1, wanted[i].size() - 2)] = given[i];
        else if (wanted[i] != given[i])
            return std::nullopt;
    }
    return found;
}

answered answered_with(const http::response& from)
{
    answered made{.status = from.status, .text = from.body};
    if (!from.body.empty()) made.body = boost::json::parse(from.body);
    for (const auto& [name, value] : from.headers) {
        if (name != "set-cookie") {
            made.headers[name] = value;
            continue;
        }
        const auto equals = value.find('=');
        made.set_cookies[value.substr(0, equals)] = value.substr(equals + 1);
    }
    return made;
}

template <class T>
T must(std::variant<T, refused> from)
{
    if (const auto* no = std::get_if<refused>(&from)) throw std::runtime_error(no->code);
    return std::get<T>(std::move(from));
}
void must(const std::optional<refused>& no)
{
    if (no) throw std::runtime_error(no->code);
}

}  // namespace

struct identity_world::parts {
    std::string roster_file;
    shared_options shared;
    command_queue engine;
    std::unique_ptr<services> own;
    std::unique_ptr<web_desk> desk;
    http::endpoint_table rows;
};

identity_world::identity_world(std::string oidc_issuer) : parts_(std::make_unique<parts>())
{
    auto& p = *parts_;
    p.roster_file = "/tmp/redress-identity-" + database_.value("SELECT current_database()") + ".toml";
    std::ofstream(p.roster_file) << roster;
    p.shared.settings = {"database.url=" + database_.url(), "roster.file=" + p.roster_file};
    p.shared.language = "en";
    p.shared.as = "o.ops";
    p.own = std::make_unique<services>(p.shared);
    p.desk = std::make_unique<web_desk>(p.shared, p.engine, web_desk::settings{});
    p.rows = session_endpoints(*p.desk);
    auto oidc = oidc::endpoints(*p.desk, [issuer = std::move(oidc_issuer)](const config&) {
        return issuer.empty()
                   ? std::nullopt
                   : std::optional(oidc::client{.issuer = issuer,
                                                .client_id = "redress-test",
                                                .secret = "a secret & a half",
                                                .redirect_uri = "https://desk.test/api/v1/oidc/callback"});
    });
    for (auto part : {user_endpoints(*p.desk), approval_endpoints(*p.desk), std::move(oidc)})
        p.rows.insert(p.rows.end(), part.begin(), part.end());
    p.rows = guarded(*p.desk, p.rows);
}

identity_world::~identity_world()
{
    parts_->desk.reset();
    parts_->own.reset();
    std::remove(parts_->roster_file.c_str());
}

std::string answered::said(std::string_view member) const
{
    const auto* object = body.if_object();
    const auto* found = object != nullptr ? object->if_contains(member) : nullptr;
    return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string();
}

std::string answered::code() const
{
    return status >= 400 ? said("code") : std::string();
}

http::request request_of(const browser& by, http::verb method, const std::string& path,
                         const std::string& body)
{
    http::request asked;
    asked.method = method;
    const auto mark = path.find('?');
    asked.path = path.substr(0, mark);
    for (auto at = mark; at != std::string::npos;) {
        const auto end = path.find('&', at + 1);
        const auto pair = path.substr(at + 1, end == std::string::npos ? end : end - at - 1);
        asked.query[pair.substr(0, pair.find('='))] = pair.substr(pair.find('=') + 1);
        at = end;
    }
    for (const auto& [name, value] : by.headers) asked.headers[name] = value;
    for (const auto& [name, value] : by.cookies) asked.cookies[name] = value;
    if (!by.csrf.empty()) asked.headers["x-csrf-token"] = by.csrf;
    if (!body.empty()) asked.headers.try_emplace("content-type", "application/json");
    asked.body = body;
    asked.peer = by.peer;
    asked.secure = by.secure;
    asked.trace_id = std::string(32, '0');
    asked.language = "en";
    return asked;
}

namespace {

answered served(const http::handler& serve, http::request asked)
{
    // Shared: a handler that loses its reply would leave the promise to the future.
    const auto promise = std::make_shared<std::promise<http::response>>();
    auto future = promise->get_future();
    serve(std::make_shared<const http::request>(std::move(asked)),
          [promise](http::response with) { promise->set_value(std::move(with)); });
    return answered_with(future.get());
}

const http::endpoint& row_for(const http::endpoint_table& rows, http::request& asked)
{
    for (const auto& row : rows) {
        if (row.method != asked.method) continue;
        if (auto found = match(row.path, asked.path)) {
            asked.in_path = std::move(*found);
            return row;
        }
    }
    throw std::runtime_error("no row for " + asked.path);
}

}  // namespace

answered identity_world::ask(browser& by, http::verb method, const std::string& path, const std::string& body)
{
    auto asked = request_of(by, method, path, body);
    const auto& row = row_for(parts_->rows, asked);
    auto got = served(row.serve, std::move(asked));
    for (const auto& [name, value] : got.set_cookies) {
        const auto text = value.substr(0, value.find(';'));
        if (text.empty())
            by.cookies.erase(name);
        else
            by.cookies[name] = text;
    }
    if (const auto csrf = got.said("csrf_token"); !csrf.empty()) by.csrf = csrf;
    return got;
}

answered identity_world::ask_with(const std::string& token, http::verb method, const std::string& path,
                                  const std::string& body, bool secure)
{
    browser program{.peer = "203.0.113.9", .secure = secure, .headers = {{"host", "desk.test"}}};
    program.headers["authorization"] = "Bearer " + token;
    return ask(program, method, path, body);
}

answered identity_world::ask_row(const http::endpoint& row, http::request asked)
{
    const http::handler inner = [this](const std::shared_ptr<const http::request>& with, http::reply reply) {
        ++let_through;
        http::response made;
        made.content_type = "application/json";
        made.body = boost::json::serialize(boost::json::object{{"who", with->who ? with->who->id : ""}});
        reply(std::move(made));
    };
    return served(guarded(*parts_->desk, row, inner), std::move(asked));
}

void identity_world::add_user(const std::string& person, const std::string& password)
{
    new_user what{.person = person};
    if (!password.empty()) what.password = password;
    must(app::add_user(*parts_->own, "test", what));
}

void identity_world::disable(const std::string& person)
{
    must(app::set_active(*parts_->own, "test", person, false));
}

void identity_world::link(const std::string& person, const std::string& issuer, const std::string& subject)
{
    must(app::link_user(*parts_->own, "test", person, issuer, subject));
}

std::string identity_world::token(const std::string& person, const std::vector<std::string>& scopes,
                                  const std::string& source)
{
    return must(make_token(*parts_->own, "test",
                           {.name = "test", .person = person, .source = source, .scopes = scopes}))
        .secret;
}

browser identity_world::signed_in(const std::string& person, const std::string& password)
{
    browser made;
    const auto got = ask(made, http::verb::post, "/api/v1/session",
                         R"({"login":")" + person + R"(","password":")" + password + "\"}");
    if (got.status != 201) throw std::runtime_error("not signed in: " + got.text);
    return made;
}

services& identity_world::own()
{
    return *parts_->own;
}

const http::endpoint_table& identity_world::rows() const
{
    return parts_->rows;
}

}  // namespace redress::tests
