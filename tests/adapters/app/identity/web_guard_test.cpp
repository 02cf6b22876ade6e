// Who is let through to a handler: every permission for every role, by session and by token, and every way to come
// in without one.
#include "tests/adapters/app/identity/identity_world.hpp"
#include "workflow/permissions.hpp"

#include <catch2/catch_test_macros.hpp>

#include <map>
#include <string>
#include <vector>

using namespace redress;
using namespace redress::tests;
using http::needs;
using http::verb;
using workflow::permission;

namespace {

const std::map<role, std::string> person_of{
    {role::handler, "h.lin"},           {role::care_reviewer, "c.ito"},
    {role::care_lead, "l.novak"},       {role::appeal_reviewer, "a.moreau"},
    {role::quality_reviewer, "q.berg"}, {role::restricted_reviewer, "r.ahn"},
    {role::compliance, "p.haas"},       {role::data_protection, "d.gdpr"},
    {role::operator_, "o.ops"},         {role::auditor, "x.audit"}};

http::endpoint row_of(needs what, std::string_view permission, verb method = verb::get)
{
    return {.method = method, .path = "/t", .operation = "t", .needs = what, .permission = permission};
}

const char* const session = "/api/v1/session";

}  // namespace

TEST_CASE("each role comes through to what the matrix gives it and to nothing else, by session and by token",
          "[web_guard]")
{
    identity_world w;
    for (const auto& [as, person] : person_of) {
        w.add_user(person, good_password);
        auto b = w.signed_in(person, good_password);
        const auto token = w.token(person, {std::string(name_of(as))});
        for (std::size_t i = 0; i < workflow::permission_count; ++i) {
            const auto what = static_cast<permission>(i);
            const auto row = row_of(needs::signed_in, workflow::row_of(what).name);
            const bool yes = workflow::may(as, what);
            CAPTURE(name_of(as), row.permission);
            const int before = w.let_through;
            const auto got = w.ask_row(row, request_of(b, verb::get, "/t"));
            CHECK(got.status == (yes ? 200U : 403U));
            CHECK(got.code() == (yes ? "" : "not_permitted"));
            if (yes) CHECK(got.said("who") == person);
            // What hands out a way in takes a fresh proof, which a token never is.
            const bool hands_out = what == permission::manage_users || what == permission::manage_tokens;
            browser program{.peer = "203.0.113.9", .secure = true, .headers = {}};
            program.headers["authorization"] = "Bearer " + token;
            const auto by_token = w.ask_row(row, request_of(program, verb::get, "/t"));
            CHECK(by_token.status == (yes && !hands_out ? 200U : 403U));
            CHECK(w.let_through == before + (yes ? 1 : 0) + (yes && !hands_out ? 1 : 0));
        }
    }
}

TEST_CASE("who may not is told which roles may, as people call them", "[web_guard]")
{
    identity_world w;
    w.add_user("h.lin", good_password);
    auto b = w.signed_in("h.lin", good_password);
    const auto row = row_of(needs::signed_in, "users");
    const auto in_english = w.ask_row(row, request_of(b, verb::get, "/t"));
    CHECK(in_english.said("title") == "This is for other roles than yours.");
    CHECK(in_english.said("fix") == "Ask somebody in one of these roles: operator, auditor.");
    auto asked = request_of(b, verb::get, "/t");
    asked.language = "zh-CN";
    CHECK(w.ask_row(row, asked).said("fix") == "请联系具有以下角色之一的人：运维人员、审计人员。");
}

TEST_CASE("a row whose permission nobody knows lets nobody in", "[web_guard]")
{
    identity_world w;
    w.add_user("o.ops", good_password);
    auto b = w.signed_in("o.ops", good_password);
    for (const auto* name : {"", "case", "read_case ", "everything"})
        CHECK(w.ask_row(row_of(needs::signed_in, name), request_of(b, verb::get, "/t")).code() ==
              "not_permitted");
    CHECK(w.let_through == 0);
}

TEST_CASE("whoever shows nothing, or something that is no way in, is nobody", "[web_guard]")
{
    identity_world w;
    w.add_user("h.lin", good_password);
    const auto good = w.token("h.lin", {"handler"});
    auto swapped = good;
    std::swap(swapped[10], swapped[11]);
    if (swapped == good) swapped[10] = swapped[10] == 'a' ? 'b' : 'a';
    for (const std::string& header :
         {std::string(), std::string("Bearer"), std::string("Bearer "), "Bearer " + swapped, "Basic " + good,
          "Bearer  " + good, "Bearer " + good + " ", good, "Bearer " + good.substr(4),
          std::string("Bearer rdt_") + std::string(59, '0')}) {
        CAPTURE(header);
        browser b{.secure = true, .headers = {{"authorization", header}}};
        CHECK(w.ask_row(row_of(needs::signed_in, "read_case"), request_of(b, verb::get, "/t")).status == 401);
    }
    browser nobody{.secure = true};
    const auto got = w.ask_row(row_of(needs::signed_in, "read_case"), request_of(nobody, verb::get, "/t"));
    CHECK(got.code() == "not_signed_in");
    CHECK(got.headers.contains("www-authenticate"));
    for (const auto& cookie : {std::string(), std::string(52, '0'), std::string("' OR 1=1 --")}) {
        browser b{.secure = true};
        b.cookies["__Host-redress"] = cookie;
        CHECK(w.ask_row(row_of(needs::signed_in, "read_case"), request_of(b, verb::get, "/t")).status == 401);
    }
    CHECK(w.let_through == 0);
    CHECK(w.ask_row(row_of(needs::signed_in, "read_case"),
                    request_of({.secure = true, .headers = {{"authorization", "bearer " + good}}}, verb::get,
                               "/t"))
              .status == 200);
}

TEST_CASE("a token beside a cookie is judged alone", "[web_guard]")
{
    identity_world w;
    w.add_user("h.lin", good_password);
    auto b = w.signed_in("h.lin", good_password);
    b.headers["authorization"] = "Bearer nonsense";
    CHECK(w.ask_row(row_of(needs::signed_in, "read_case"), request_of(b, verb::get, "/t")).status == 401);
    b.headers["authorization"] = "Bearer " + w.token("h.lin", {"handler"});
    CHECK(w.ask_row(row_of(needs::session, "read_case"), request_of(b, verb::get, "/t")).code() ==
          "session_only");
}

TEST_CASE("a token has the roles of its scopes, as long as its person has them", "[web_guard]")
{
    identity_world w;
    w.add_user("s.okafor", good_password);
    const auto handler = w.token("s.okafor", {"handler"});
    const auto reviewer = w.token("s.okafor", {"care_reviewer"});
    const auto reads = w.token("s.okafor", {"care_reviewer", "read_only"});
    const auto asked = [&](const std::string& token, std::string_view permission) {
        browser b{.secure = true, .headers = {{"authorization", "Bearer " + token}}};
        return w.ask_row(row_of(needs::signed_in, permission, verb::post), request_of(b, verb::post, "/t"));
    };
    CHECK(asked(handler, "act").status == 200);
    CHECK(asked(handler, "reports").code() == "not_permitted");  // the person's other role
    CHECK(asked(reviewer, "reports").status == 200);
    CHECK(asked(reads, "search").status == 200);
    CHECK(asked(reads, "reports").code() == "token_reads_only");  // by POST
    CHECK(asked(reads, "act").code() == "token_reads_only");

    CHECK_THROWS(w.token("s.okafor", {"operator"}));
    CHECK_THROWS(w.token("s.okafor", {"read_only"}));
    CHECK_THROWS(w.token("nobody", {"handler"}));
    CHECK_THROWS(w.token("", {"handler"}, "/wallet/app"));  // staff have tokens of their own
    const auto source = w.token("", {"channel"}, "/wallet/app");
    CHECK(asked(source, "file_complaint").said("who") == "/wallet/app");
    CHECK(asked(source, "read_case").code() == "not_permitted");

    w.database().sql("UPDATE api_token SET expires_at = now() WHERE person IS NULL");
    CHECK(asked(source, "file_complaint").code() == "token_expired");
    w.database().sql("UPDATE api_token SET revoked_at = now() WHERE scopes = '{handler}'");
    CHECK(asked(handler, "act").code() == "token_wrong");
    w.disable("s.okafor");
    CHECK(asked(reviewer, "reports").code() == "token_wrong");
}

TEST_CASE("no request that changes something comes from another site, on no route", "[web_guard]")
{
    identity_world w;
    w.add_user("o.ops", good_password);
    const auto good = w.signed_in("o.ops", good_password);
    const std::vector<std::map<std::string, std::string>> forged{
        {{"host", "desk.test"}, {"origin", "https://evil.example"}, {"sec-fetch-site", "cross-site"}},
        {{"host", "desk.test"}, {"origin", "null"}},
        {{"host", "desk.test"}, {"origin", "http://desk.test.evil.example"}},
        {{"host", "desk.test"}, {"origin", "https://desk.test"}},  // another scheme
        {{"host", "desk.test"}, {"sec-fetch-site", "same-site"}},
        {{"host", "desk.test"}, {"sec-fetch-site", "none"}},
        {{"host", "desk.test"}},
        {{"origin", "http://"}},
    };
    std::size_t tried = 0;
    for (const auto& one : w.rows()) {
        if (one.method == verb::get || one.needs == needs::nobody) continue;
        const auto row = row_of(one.needs, one.permission, one.method);
        for (const auto& headers : forged) {
            auto b = good;
            b.headers = headers;
            ++tried;
            CAPTURE(one.path, headers);
            CHECK(w.ask_row(row, request_of(b, one.method, "/t")).code() == "from_another_site");
        }
        for (const std::string& token : {std::string(), std::string(52, 'x'), good.csrf.substr(1)}) {
            auto b = good;
            b.csrf = token;
            ++tried;
            CHECK(w.ask_row(row, request_of(b, one.method, "/t")).code() == "csrf_token_wrong");
        }
    }
    CHECK(w.let_through == 0);
    CHECK(tried >= 100);
    auto b = good;
    b.headers = {{"host", "desk.test"}, {"origin", "http://desk.test"}};
    CHECK(w.ask_row(row_of(needs::session, "own_session", verb::post), request_of(b, verb::post, "/t"))
              .status == 200);
    // Signing in on a page of ours from another site is refused as well.
    browser fresh;
    fresh.headers["sec-fetch-site"] = "cross-site";
    CHECK(w.ask(fresh, verb::post, session, R"({"login":"o.ops","password":"x"})").code() ==
          "from_another_site");
}

TEST_CASE("no secret travels on an open line, save on this machine", "[web_guard]")
{
    identity_world w;
    w.add_user("h.lin", good_password);
    const auto token = w.token("h.lin", {"handler"});
    browser far{.peer = "203.0.113.9"};
    CHECK(w.ask(far, verb::post, session, R"({"login":"h.lin","password":"x"})").code() == "not_secure");
    CHECK(w.ask_with(token, verb::get, session, {}, false).code() == "not_secure");
    CHECK(w.ask_with(token, verb::get, session).status == 200);
    auto b = w.signed_in("h.lin", good_password);
    b.peer = "203.0.113.9";
    CHECK(w.ask(b, verb::get, session).code() == "not_secure");
    // A cookie without the prefix may come from a neighbour; over TLS it is not looked at.
    b.secure = true;
    CHECK(w.ask(b, verb::get, session).code() == "not_signed_in");
}

TEST_CASE("who hands out ways in has proved shortly before who they are", "[web_guard]")
{
    identity_world w;
    w.add_user("o.ops", good_password);
    auto b = w.signed_in("o.ops", good_password);
    const auto add = [&](const std::string& person) {
        return w.ask(b, verb::post, "/api/v1/users", R"({"person":")" + person + "\"}");
    };
    CHECK(add("h.lin").status == 201);
    w.database().sql("UPDATE login_session SET opened_at = now() - interval '11 minutes'");
    CHECK(add("c.ito").code() == "prove_again");
    REQUIRE(
        w.ask(b, verb::post, "/api/v1/session/renew", R"({"password":")" + good_password + "\"}").status ==
        200);
    CHECK(add("c.ito").status == 201);
    CHECK(add("c.ito").code() == "user_exists");
    CHECK(add("nobody").code() == "nobody_of_roster");
    CHECK(w.ask(b, verb::del, "/api/v1/users/o.ops").code() == "not_yourself");
    CHECK(w.ask(b, verb::del, "/api/v1/users/h.lin").said("account_state") == "disabled");
    CHECK(w.ask(b, verb::post, "/api/v1/users/h.lin/enable").said("account_state") == "active");

    const auto made = w.ask(b, verb::post, "/api/v1/tokens",
                            R"({"name":"nightly","person":"c.ito","scopes":["care_reviewer"],"days":7})");
    REQUIRE(made.status == 201);
    CHECK(w.ask_with(made.said("secret"), verb::get, session).said("person") == "c.ito");
    CHECK(w.ask(b, verb::get, "/api/v1/tokens").text.find(made.said("secret")) == std::string::npos);
    CHECK(w.database().number(
              "SELECT count(*) FROM identity_record WHERE what = 'token_made' AND who = 'o.ops'") == 1);
    CHECK(w.ask(b, verb::del, "/api/v1/tokens/" + made.said("token")).status == 204);
    CHECK(w.ask_with(made.said("secret"), verb::get, session).code() == "token_wrong");
    CHECK(w.ask(b, verb::del, "/api/v1/tokens/" + made.said("token")).code() == "no_token");
}

TEST_CASE("when nobody can be asked, nobody is let through", "[web_guard]")
{
    identity_world w;
    w.add_user("h.lin", good_password);
    auto b = w.signed_in("h.lin", good_password);
    const auto token = w.token("h.lin", {"handler"});
    for (const auto* table : {"login_session", "api_token", "account"}) {
        CAPTURE(table);
        w.database().sql(std::string("ALTER TABLE ") + table + " RENAME TO away");
        const auto by_session =
            w.ask_row(row_of(needs::signed_in, "read_case"), request_of(b, verb::get, "/t"));
        browser program{.secure = true, .headers = {{"authorization", "Bearer " + token}}};
        const auto by_token =
            w.ask_row(row_of(needs::signed_in, "read_case"), request_of(program, verb::get, "/t"));
        CHECK(std::max(by_session.status, by_token.status) >= 500);
        w.database().sql(std::string("ALTER TABLE away RENAME TO ") + table);
    }
    w.database().sql("REVOKE SELECT ON login_session FROM redress_identity");
    const int before = w.let_through;
    CHECK(w.ask_row(row_of(needs::signed_in, "read_case"), request_of(b, verb::get, "/t")).status >= 500);
    CHECK(w.let_through == before);
}
