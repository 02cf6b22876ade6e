// Signing in, staying in, getting out: over the endpoints, with a real database.
#include "tests/adapters/app/identity/identity_world.hpp"

#include <catch2/catch_test_macros.hpp>

#include <utility>
#include <vector>

using namespace redress;
using namespace redress::tests;
using http::verb;

namespace {

constexpr const char* session = "/api/v1/session";

std::string login(const std::string& name, const std::string& password)
{
    return R"({"login":")" + name + R"(","password":")" + password + "\"}";
}

}  // namespace

TEST_CASE("who signs in gets a cookie that no script and no other site can use", "[sign_in]")
{
    identity_world w;
    w.add_user("h.lin", good_password);
    browser b;
    const auto got = w.ask(b, verb::post, session, login("h.lin", good_password));
    REQUIRE(got.status == 201);
    CHECK(got.said("person") == "h.lin");
    CHECK(got.said("csrf_token").size() == 52);
    CHECK(got.headers.at("cache-control") == "no-store");
    const auto& cookie = got.set_cookies.at("redress");
    for (const auto* part : {"; Path=/", "; HttpOnly", "; SameSite=Lax"})
        CHECK(cookie.find(part) != cookie.npos);
    CHECK(got.text.find(b.cookies.at("redress")) == std::string::npos);
    CHECK(w.ask(b, verb::get, session).said("person") == "h.lin");

    browser far{.peer = "203.0.113.9", .secure = true};
    const auto secured = w.ask(far, verb::post, session, login("H.LIN", good_password));
    REQUIRE(secured.status == 201);
    CHECK(secured.set_cookies.at("__Host-redress").find("; Secure") != std::string::npos);
    // Of the database nobody signs in.
    CHECK(w.database().number("SELECT count(*) FROM login_session WHERE encode(sha256, 'escape') LIKE '%" +
                              b.cookies.at("redress") + "%'") == 0);
}

TEST_CASE("a wrong name, a wrong password, a disabled account and no password at all are answered alike",
          "[sign_in]")
{
    identity_world w;
    w.add_user("h.lin", good_password);
    w.add_user("c.ito", good_password);
    w.add_user("l.novak", "");
    w.disable("c.ito");
    std::string first;
    for (const auto& [name, password] :
         std::vector<std::pair<std::string, std::string>>{{"nobody", good_password},
                                                          {"h.lin", "another password"},
                                                          {"c.ito", good_password},
                                                          {"l.novak", good_password},
                                                          {"h.lin'; DROP TABLE account; --", "x"}}) {
        CAPTURE(name);
        browser b;
        const auto got = w.ask(b, verb::post, session, login(name, password));
        CHECK(got.status == 401);
        CHECK(got.code() == "sign_in_wrong");
        CHECK(b.cookies.empty());
        if (first.empty()) first = got.text;
        CHECK(got.text == first);
    }
}

TEST_CASE(
    "who guesses waits, even when the next guess is right; the wait is the same for a name that nobody has",
    "[sign_in]")
{
    identity_world w;
    w.add_user("h.lin", good_password);
    for (const std::string name : {"h.lin", "nobody"}) {
        CAPTURE(name);
        browser b;
        for (int i = 0; i < 5; ++i)
            CHECK(w.ask(b, verb::post, session, login(name, "guess " + std::to_string(i))).status == 401);
        const auto got = w.ask(b, verb::post, session, login(name, good_password));
        CHECK(got.status == 429);
        CHECK(got.code() == "wait");
        CHECK(std::stoi(got.headers.at("retry-after")) >= 1);
    }
    w.database().sql("UPDATE login_attempt SET last_at = now() - interval '3 seconds'");
    browser b;
    CHECK(w.ask(b, verb::post, session, login("h.lin", good_password)).status == 201);
}

TEST_CASE("one network cannot try many names, and another one still can", "[sign_in]")
{
    identity_world w;
    browser b{.peer = "198.51.100.7", .secure = true};
    int refused = 0;
    for (int i = 0; i < 40; ++i) {
        b.peer = "198.51.100." + std::to_string(i + 1);
        if (w.ask(b, verb::post, session, login("name" + std::to_string(i), "x")).status == 429) ++refused;
    }
    CHECK(refused == 10);
    browser other{.peer = "198.51.101.7", .secure = true};
    CHECK(w.ask(other, verb::post, session, login("name", "x")).status == 401);
}

TEST_CASE("a session that a stranger put into the browser is not the one that signing in gives", "[sign_in]")
{
    identity_world w;
    w.add_user("h.lin", good_password);
    browser b;
    b.cookies["redress"] = std::string(52, 'a');
    REQUIRE(w.ask(b, verb::post, session, login("h.lin", good_password)).status == 201);
    CHECK(b.cookies.at("redress") != std::string(52, 'a'));
    // Signing in again ends what this browser had.
    const auto before = b;
    REQUIRE(w.ask(b, verb::post, session, login("h.lin", good_password)).status == 201);
    auto old = before;
    CHECK(w.ask(old, verb::get, session).status == 401);
    CHECK(w.ask(b, verb::get, session).status == 200);
}

TEST_CASE("a renewed session has another secret, and a copy of the old one opens nothing", "[sign_in]")
{
    identity_world w;
    w.add_user("h.lin", good_password);
    auto b = w.signed_in("h.lin", good_password);
    auto stolen = b;
    REQUIRE(w.ask(b, verb::post, "/api/v1/session/renew").status == 200);
    CHECK(b.cookies.at("redress") != stolen.cookies.at("redress"));
    CHECK(b.csrf != stolen.csrf);
    CHECK(w.ask(b, verb::get, session).status == 200);
    CHECK(w.ask(stolen, verb::get, session).code() == "not_signed_in");
    CHECK(w.ask(stolen, verb::post, "/api/v1/session/renew").status == 401);
    CHECK(w.ask(b, verb::post, "/api/v1/session/renew", R"({"password":"wrong"})").code() == "sign_in_wrong");
}

TEST_CASE("whoever signs out is out, and a copy of the cookie, too", "[sign_in]")
{
    identity_world w;
    w.add_user("h.lin", good_password);
    auto b = w.signed_in("h.lin", good_password);
    auto copy = b;
    CHECK(w.ask(b, verb::del, session).status == 204);
    CHECK(b.cookies.empty());
    CHECK(w.ask(copy, verb::get, session).status == 401);
}

TEST_CASE("a session ends when nobody uses it, at its age, with the account and with the password",
          "[sign_in]")
{
    identity_world w;
    w.add_user("h.lin", good_password);
    auto b = w.signed_in("h.lin", good_password);
    w.database().sql("UPDATE login_session SET used_at = now() - interval '14 minutes 59 seconds'");
    CHECK(w.ask(b, verb::get, session).status == 200);
    w.database().sql("UPDATE login_session SET used_at = now() - interval '15 minutes'");
    CHECK(w.ask(b, verb::get, session).code() == "session_over");
    CHECK(w.ask(b, verb::get, session).code() == "not_signed_in");  // and is gone

    b = w.signed_in("h.lin", good_password);
    w.database().sql("UPDATE login_session SET opened_at = now() - interval '8 hours'");
    CHECK(w.ask(b, verb::get, session).code() == "session_over");
    // Renewing makes nobody younger.
    b = w.signed_in("h.lin", good_password);
    w.database().sql("UPDATE login_session SET opened_at = now() - interval '7 hours 59 minutes'");
    REQUIRE(w.ask(b, verb::post, "/api/v1/session/renew").status == 200);
    w.database().sql("UPDATE login_session SET opened_at = opened_at - interval '1 minute'");
    CHECK(w.ask(b, verb::get, session).code() == "session_over");

    b = w.signed_in("h.lin", good_password);
    w.disable("h.lin");
    CHECK(w.ask(b, verb::get, session).code() == "not_signed_in");
}

TEST_CASE("changing the password asks for the old one and ends every other session", "[sign_in]")
{
    identity_world w;
    w.add_user("h.lin", good_password);
    auto b = w.signed_in("h.lin", good_password);
    auto elsewhere = w.signed_in("h.lin", good_password);
    const std::string path = "/api/v1/session/password";
    const auto change = [&](const std::string& old, const std::string& fresh) {
        return w.ask(b, verb::post, path,
                     R"({"old_password":")" + old + R"(","new_password":")" + fresh + "\"}");
    };
    CHECK(change("wrong", "seven quiet hills beyond").code() == "sign_in_wrong");
    CHECK(change(good_password, "short").code() == "password_too_short");
    CHECK(change(good_password, "aaaaaaaaaaaaaaaa").code() == "password_too_simple");
    CHECK(change(good_password, "passwordpassword").code() == "password_too_simple");
    CHECK(change(good_password, "h.lin and more words").code() == "password_holds_login");
    CHECK(change(good_password, std::string(300, 'x') + "y").code() == "password_too_long");
    CHECK(w.ask(b, verb::get, session).status == 200);
    REQUIRE(change(good_password, "seven quiet hills beyond").status == 200);
    CHECK(w.ask(b, verb::get, session).status == 200);
    CHECK(w.ask(elsewhere, verb::get, session).status == 401);
    browser again;
    CHECK(w.ask(again, verb::post, session, login("h.lin", good_password)).status == 401);
    CHECK(w.ask(again, verb::post, session, login("h.lin", "seven quiet hills beyond")).status == 201);
}

TEST_CASE("a body that is not what was asked for is named member by member", "[sign_in]")
{
    identity_world w;
    browser b;
    const auto errors = [&](const std::string& body) {
        const auto got = w.ask(b, verb::post, session, body);
        CHECK(got.status == 400);
        std::string all;
        if (const auto* list = got.body.as_object().if_contains("errors"))
            for (const auto& one : list->as_array())
                all += std::string(one.at("pointer").as_string()) + ' ' +
                       std::string(one.at("code").as_string()) + ';';
        return all;
    };
    CHECK(errors(R"({"login":"x"})") == "/password required;");
    CHECK(errors(R"({"login":1,"password":"x"})") == "/login not_a_text;");
    CHECK(errors(R"({"login":"x","password":"y","role":"operator"})") == "/role unknown;");
    CHECK(errors(R"({"login":"x","login":"y","password":"z"})").empty());
    CHECK(errors("[]").empty());
    // What a form of another site could send without asking.
    for (const auto* type : {"application/x-www-form-urlencoded", "text/plain", "multipart/form-data"}) {
        b.headers["content-type"] = type;
        CHECK(w.ask(b, verb::post, session, login("h.lin", good_password)).code() == "not_json");
    }
}
