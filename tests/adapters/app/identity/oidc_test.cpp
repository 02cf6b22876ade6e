// Signing in at an identity provider: a real one over HTTP, honest and not (tests/support/oidc_provider.py).
#include "adapters/app/identity/oidc/fetch.hpp"
#include "tests/adapters/app/identity/identity_world.hpp"

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <cstdio>
#include <stdexcept>
#include <string>

#include <sys/wait.h>
#include <unistd.h>

using namespace redress;
using namespace redress::tests;
using http::verb;
namespace oidc = redress::app::oidc;

namespace {

/// Lives as long as its standard input is open.
class provider_process {
public:
    provider_process()
    {
        std::array<int, 2> in{}, out{};
        if (::pipe(in.data()) != 0 || ::pipe(out.data()) != 0) throw std::runtime_error("no pipe");
        child_ = ::fork();
        if (child_ == 0) {
            ::dup2(in[0], STDIN_FILENO);
            ::dup2(out[1], STDOUT_FILENO);
            for (const int each : {in[0], in[1], out[0], out[1]}) ::close(each);
            ::execl("tests/support/oidc_provider.py", "oidc_provider.py", nullptr);
            ::_exit(127);
        }
        ::close(in[0]);
        ::close(out[1]);
        stdin_ = in[1];
        char c = 0;
        while (::read(out[0], &c, 1) == 1 && c != '\n') issuer_ += c;
        ::close(out[0]);
        if (!issuer_.starts_with("http://")) throw std::runtime_error("the provider did not start");
    }
    ~provider_process()
    {
        ::close(stdin_);
        ::waitpid(child_, nullptr, 0);
    }
    provider_process(const provider_process&) = delete;
    provider_process& operator=(const provider_process&) = delete;

    [[nodiscard]] const std::string& issuer() const { return issuer_; }
    [[nodiscard]] boost::json::object get(const std::string& url) const
    {
        std::string why;
        const auto got = oidc::fetch(url, 1 << 20, why);
        if (!got || got->status != 200) throw std::runtime_error(url + ": " + why);
        return boost::json::parse(got->body).as_object();
    }

private:
    pid_t child_ = -1;
    int stdin_ = -1;
    std::string issuer_;
};

struct world {
    provider_process provider;
    identity_world desk{provider.issuer()};

    world()
    {
        desk.add_user("h.lin", "");
        desk.link("h.lin", provider.issuer(), "248289761001");
    }

    static browser fresh() { return {.peer = "203.0.113.9", .secure = true}; }

    /// To the provider, with what it is asked to do wrong, and the address at which the browser comes back.
    std::string at_provider(browser& by, const std::string& more = {}, const std::string& start = {})
    {
        const auto went = desk.ask(by, verb::get, "/api/v1/oidc/start" + start);
        if (went.status != 303) throw std::runtime_error("not started: " + went.text);
        const auto back = provider.get(went.headers.at("location") + more);
        return "/api/v1/oidc/callback?code=" + std::string(back.at("code").as_string()) +
               "&state=" + std::string(back.at("state").as_string()) +
               "&iss=" + std::string(back.at("iss").as_string());
    }
};

std::string without(std::string text, const std::string& part)
{
    const auto at = text.find(part);
    const auto end = text.find('&', at + 1);
    return at == std::string::npos ? text
                                   : text.substr(0, at) + (end == std::string::npos ? "" : text.substr(end));
}

}  // namespace

TEST_CASE("whoever the provider vouches for is signed in, by each algorithm that is taken", "[oidc]")
{
    world w;
    const auto cases = w.provider.get(w.provider.issuer() + "/cases").at("good").as_array();
    CHECK(cases.size() >= 8);
    for (const auto& one : cases) {
        const std::string name(one.as_string());
        CAPTURE(name);
        auto b = world::fresh();
        const auto got = w.desk.ask(b, verb::get, w.at_provider(b, "&fault=" + name));
        REQUIRE(got.status == 303);
        CHECK(got.headers.at("location") == "/console/");
        CHECK(b.cookies.size() == 1);
        CHECK(w.desk.ask(b, verb::get, "/api/v1/session").said("person") == "h.lin");
    }
}

TEST_CASE("not one bad token is taken", "[oidc]")
{
    world w;
    const auto cases = w.provider.get(w.provider.issuer() + "/cases").at("bad").as_array();
    CHECK(cases.size() >= 60);
    for (const auto& one : cases) {
        const std::string name(one.as_string());
        CAPTURE(name);
        auto b = world::fresh();
        const auto got = w.desk.ask(b, verb::get, w.at_provider(b, "&fault=" + name));
        CHECK(got.status == 401);
        CHECK(got.code() == "oidc_refused");
        CHECK(b.cookies.empty());
    }
    CHECK(w.desk.database().number("SELECT count(*) FROM login_session") == 0);
    // Tokens with unknown keys did not have the keys asked for each time.
    CHECK(w.provider.get(w.provider.issuer() + "/cases").at("keys_asked").as_int64() <= 2);
}

TEST_CASE("what comes back belongs to the browser that went, and works once", "[oidc]")
{
    world w;
    auto b = world::fresh();
    const auto back = w.at_provider(b);
    auto other = world::fresh();
    CHECK(w.desk.ask(other, verb::get, back).code() == "oidc_refused");  // no cookie: the flow stays theirs
    REQUIRE(w.desk.ask(b, verb::get, back).status == 303);
    auto again = world::fresh();
    again.cookies = b.cookies;
    CHECK(w.desk.ask(again, verb::get, back).code() == "oidc_refused");
    // Of what no log-in of ours stands behind nothing is kept: a stranger could ask for it all day.
    CHECK(w.desk.database().number("SELECT count(*) FROM identity_record WHERE what = 'sign_in_refused'") ==
          0);

    // Another browser's own flow does not fit the first one's state, and is used up by the attempt.
    auto mine = world::fresh();
    auto theirs = world::fresh();
    const auto my_way = w.at_provider(mine);
    (void)w.at_provider(theirs);
    CHECK(w.desk.ask(theirs, verb::get, my_way).code() == "oidc_refused");
    CHECK(w.desk.ask(mine, verb::get, my_way).code() == "oidc_refused");
}

TEST_CASE("a way back that lacks something, or comes from elsewhere, leads nowhere", "[oidc]")
{
    world w;
    const auto tried = [&](auto&& change) {
        auto b = world::fresh();
        auto back = w.at_provider(b);
        change(back, b);
        const auto got = w.desk.ask(b, verb::get, back);
        CHECK(got.status == 401);
        CHECK(w.desk.ask(b, verb::get, "/api/v1/session").status == 401);
    };
    tried([](std::string& back, browser&) { back = without(back, "&state="); });
    tried([](std::string& back, browser&) { back = without(back, "&iss="); });
    tried([](std::string& back, browser&) { back += "x"; });  // another issuer
    tried([](std::string& back, browser&) { back += "&error=access_denied"; });
    tried([](std::string& back, browser&) { back.replace(back.find("code=") + 5, 3, "zzz"); });
    tried([](std::string&, browser& b) { b.cookies["__Host-redress-oidc"] = std::string(52, 'a'); });
    tried([](std::string&, browser& b) { b.cookies.clear(); });
    tried([&](std::string&, browser&) {
        w.desk.database().sql("UPDATE oidc_flow SET started_at = now() - interval '11 minutes'");
    });
    // The verifier of another flow is not the one that was promised.
    tried([&](std::string&, browser&) { w.desk.database().sql("UPDATE oidc_flow SET verifier = 'other'"); });
    tried([&](std::string&, browser&) { w.desk.database().sql("UPDATE oidc_flow SET nonce = 'other'"); });
}

TEST_CASE("whom the provider knows and we do not is told so; a disabled account stays out", "[oidc]")
{
    world w;
    auto b = world::fresh();
    CHECK(w.desk.ask(b, verb::get, w.at_provider(b, "&sub=somebody-else")).code() == "oidc_nobody");
    b = world::fresh();
    // An address is nobody's name, whatever the subject looks like.
    CHECK(w.desk.ask(b, verb::get, w.at_provider(b, "&sub=h.lin")).code() == "oidc_nobody");
    w.desk.disable("h.lin");
    b = world::fresh();
    CHECK(w.desk.ask(b, verb::get, w.at_provider(b)).code() == "oidc_nobody");
    CHECK(w.desk.database().number("SELECT count(*) FROM login_session") == 0);
}

TEST_CASE("a proof of identity at the provider is a fresh one, of the same person, in the same session",
          "[oidc]")
{
    world w;
    w.desk.add_user("c.ito", "");
    w.desk.link("c.ito", w.provider.issuer(), "other");
    auto b = world::fresh();
    REQUIRE(w.desk.ask(b, verb::get, w.at_provider(b)).status == 303);
    const auto before = b.cookies.at("__Host-redress");
    CHECK(w.desk.ask(b, verb::get, w.at_provider(b, "&authenticated_ago=3600", "?prove=again")).code() ==
          "oidc_refused");
    CHECK(w.desk.ask(b, verb::get, w.at_provider(b, "&sub=other", "?prove=again")).code() == "oidc_nobody");
    REQUIRE(w.desk.ask(b, verb::get, w.at_provider(b, "", "?prove=again")).status == 303);
    CHECK(b.cookies.at("__Host-redress") != before);
    CHECK(w.desk.database().number("SELECT count(*) FROM login_session WHERE stepped_up_at IS NOT NULL") ==
          1);
    browser nobody = world::fresh();
    CHECK(w.desk.ask(nobody, verb::get, "/api/v1/oidc/start?prove=again").status == 401);
}

TEST_CASE("a key set that is none, too large or says two things vouches for nobody", "[oidc]")
{
    for (const auto* set : {"huge", "many", "twice", "no_json", "no_keys"}) {
        CAPTURE(set);
        world w;
        (void)w.provider.get(w.provider.issuer() + "/set-keys?to=" + set);
        auto b = world::fresh();
        CHECK(w.desk.ask(b, verb::get, w.at_provider(b)).status >= 401);
        CHECK(b.cookies.empty());
        // What could not be had is asked for again, but not at once.
        (void)w.provider.get(w.provider.issuer() + "/set-keys?to=good");
        b = world::fresh();
        CHECK(w.desk.ask(b, verb::get, w.at_provider(b)).code() == "oidc_unavailable");
        CHECK(w.provider.get(w.provider.issuer() + "/cases").at("keys_asked").as_int64() == 1);
    }
}

TEST_CASE("without a provider nobody goes anywhere; one that is away is said to be", "[oidc]")
{
    identity_world none;
    auto b = world::fresh();
    CHECK(none.ask(b, verb::get, "/api/v1/oidc/start").code() == "oidc_off");
    identity_world away("http://127.0.0.1:1");
    CHECK(away.ask(b, verb::get, "/api/v1/oidc/start").code() == "oidc_unavailable");
    CHECK(b.cookies.empty());
}

TEST_CASE("nobody is linked to a provider that a secret must not go to", "[oidc]")
{
    identity_world desk;
    desk.add_user("h.lin", "");
    for (const auto* bad : {"http://127.0.0.1.evil.example", "http://127.0.0.1:80@evil.example", "https://",
                            "http://id.example"}) {
        CAPTURE(bad);
        CHECK_THROWS(desk.link("h.lin", bad, "42"));
    }
    CHECK_NOTHROW(desk.link("h.lin", "https://id.example", "42"));
}

TEST_CASE("secrets go over TLS, or to this machine", "[oidc]")
{
    for (const auto* good : {"https://id.example/x", "http://127.0.0.1:8080/x", "http://127.0.0.1"})
        CHECK(app::is_safe_address(good));
    for (const auto* bad :
         {"http://id.example", "http://127.0.0.1.evil.example/", "http://127.0.0.1@evil.example/",
          "file:///etc/passwd", "https://", "https:///x", "ftp://x", "", "https://a b", "https://a\nb",
          "https://a\\b", "gopher://127.0.0.1", "http://127.0.0.1:80@evil.example/",
          "http://127.0.0.1:@evil.example", "http://127.0.0.1:"})
        CHECK_FALSE(app::is_safe_address(bad));
}
