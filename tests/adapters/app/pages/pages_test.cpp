// The complainant's pages over a real database and engine: from the first page to the answer, and what nobody gets.
#include "tests/adapters/app/pages/page_site.hpp"

#include "adapters/files/file_error.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "adapters/postgres/page_store.hpp"
#include "workflow/reference.hpp"

#include <boost/json.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cstdlib>
#include <fstream>

using namespace redress;
using namespace redress::tests;

TEST_CASE("every page that needs no case is there in both languages, and closed to other sites", "[pages]")
{
    page_site site;
    keep("pages.css", {});
    if (const char* folder = std::getenv("REDRESS_PAGES_OUT"))
        std::ofstream(std::string(folder) + "/pages.css") << site.world().css;
    for (const std::string language : {"en", "zh-CN"})
        for (const std::string path :
             {"", "/emergency", "/file", "/help/account_theft", "/call-back", "/contact", "/is-it-you",
              "/how", "/how/form", "/figures", "/accessibility", "/privacy", "/status", "/lost-secret"}) {
            CAPTURE(language, path);
            const auto page = site.get("/" + language + path);
            CHECK(page.status == 200);
            CHECK(holds(page.body, "<html lang=\"" + language + "\">"));
            CHECK(holds(page.body, "</html>"));
            CHECK(holds(header(page, "content-security-policy"), "default-src 'none'"));
            CHECK(header(page, "referrer-policy") == "no-referrer");
            CHECK(header(page, "set-cookie").empty());
            CHECK_FALSE(holds(page.body, "<script"));
            // The phone stands on every page, and the way to the other language.
            CHECK(holds(page.body, "tel:+864005550100"));
            CHECK(holds(page.body, language == "en" ? "/zh-CN" : "/en"));
            CHECK(page.body.size() + site.world().css.size() < 60 * 1024);
            auto name = path.empty() ? std::string("start") : path.substr(1);
            for (auto& c : name)
                if (c == '/') c = '_';
            keep(language + "_" + name, page.body);
        }
    CHECK(site.get("/en/help/nothing").status == 404);
    CHECK(site.get("/").status == 303);
}

TEST_CASE("a mistyped address is told as a page, in its language", "[pages]")
{
    page_site site;
    for (const std::string path : {"/en/fil", "/en/helping/me", "/en/case/record/of/it"}) {
        const auto page = site.get(path);
        CHECK(page.status == 404);
        CHECK(holds(page.body, "There is no such page"));
    }
    CHECK(holds(site.get("/zh-CN/fil").body, "没有这个页面"));
}

TEST_CASE("a page without its language, or in another, leads to the page in the language of whoever asks",
          "[pages]")
{
    page_site site;
    const auto leads = [&](const std::string& path, const std::string& to) {
        CAPTURE(path);
        const auto told = site.get(path);
        CHECK(told.status == 303);
        CHECK(header(told, "location") == to);
        CHECK(header(told, "vary") == "accept-language");
    };
    site.language = "en";
    leads("/status", "/en/status");
    leads("/en/", "/en");
    leads("/zh-CN/", "/zh-CN");
    leads("/en/status/", "/en/status");
    leads("/file/", "/en/file");
    leads("/case/record", "/en/case/record");
    leads("/zh", "/zh-CN");
    leads("/zh/status", "/zh-CN/status");
    leads("/fr", "/en");
    leads("/fr/how/form", "/en/how/form");
    leads("/EN/contact", "/en/contact");
    site.language = "zh-CN";
    leads("/status", "/zh-CN/status");
    leads("/fr", "/zh-CN");
    leads("/en-GB/file", "/en/file");
    const auto nothing = site.get("/fil");
    CHECK(nothing.status == 404);
    CHECK(holds(nothing.body, "没有这个页面"));
    // A program hears a problem, and nothing is sent on with what was typed into it.
    for (const std::string path : {"/api", "/api/v1/stauts", "/console/a/b/c"})
        CHECK(site.get(path).body.empty());
    CHECK(site.post("/status", {{"reference", "x"}}).status == 404);
}

TEST_CASE("a browser goes back to a form that is not sent, and to nothing that is a case's", "[pages]")
{
    page_site site;
    CHECK(header(site.get("/en/file"), "cache-control") == "private, no-cache");
    CHECK(header(site.get("/en/emergency"), "cache-control") == "private, no-cache");
    const auto done = file_a_complaint(site);
    look_up(site, done);
    for (const std::string path : {"/en/case", "/en/case/record", "/en/case/reply", "/en/status"})
        CHECK(header(site.get(path), "cache-control") == "no-store");
    const auto filed =
        site.post("/en/file", with(site.get("/en/file").body, {{"category", "other"}, {"go", "next"}}));
    CHECK(header(filed, "cache-control") == "private, no-cache");
    CHECK_FALSE(holds(filed.body, done.secret));
}

TEST_CASE("an act that is not possible now has no form, and says why", "[pages]")
{
    page_site site;
    look_up(site, file_a_complaint(site));
    const auto page = site.get("/en/case/appeal");
    CHECK(page.status == 409);
    CHECK_FALSE(holds(page.body, "<form id=\"form\""));
    CHECK_FALSE(holds(page.body, "until -"));
    CHECK(holds(page.body, "You can appeal once we have decided"));
    CHECK(holds(page.body, "/en/case\">To my case"));
}

TEST_CASE("what is told of happened already", "[pages]")
{
    page_site site;
    const auto first = site.get("/en/file").body;
    const auto second =
        site.post("/en/file", with(first, {{"category", "transfer_delayed"}, {"go", "next"}})).body;
    const auto answer =
        site.post("/en/file", with(second, {{"happened_date", "2099-01-01"}, {"go", "next"}}));
    CHECK(answer.status == 422);
    CHECK(holds(answer.body, "This day is still to come."));
}

TEST_CASE("a complaint is filed in four steps, found again and read, in both languages", "[pages]")
{
    page_site site;
    for (const std::string language : {"en", "zh-CN"}) {
        CAPTURE(language);
        site.cookies.clear();
        const auto done = file_a_complaint(site, language);
        keep(language + "_filed", done.page);
        const auto of = case_of(site, done);
        CHECK(of.facts.language == language);
        CHECK(of.facts.category == "transfer_delayed");
        CHECK(of.facts.currency == "USDT");
        CHECK(of.facts.country == "CN");
        CHECK(of.facts.support_needs == std::vector<std::string>{"more_time"});
        CHECK(words_of(site, of, "narrative") == "My transfer did not arrive.");
        CHECK(holds(done.page, "<svg class=\"qr\""));
        // The database has the secret in no form that a copy of it would give away.
        const auto kept = site.services().pages().secret(of.id);
        REQUIRE(kept);
        CHECK_FALSE(holds(kept->proof, done.secret.substr(0, 5)));

        look_up(site, done, language);
        const auto status = site.get("/" + language + "/case");
        CHECK(status.status == 200);
        CHECK(holds(status.body, done.reference));
        CHECK(holds(status.body, "My transfer did not arrive."));
        keep(language + "_status", status.body);
        const auto record = site.get("/" + language + "/case/record");
        CHECK(holds(record.body, "Li Na"));
        keep(language + "_record", record.body);
    }
}

TEST_CASE("a form without what it needs comes back with what was typed and says what is missing", "[pages]")
{
    page_site site;
    auto page = site.get("/en/file").body;
    auto answer =
        site.post("/en/file", with(page, {{"category", ""}, {"account", "<b>138</b>"}, {"go", "next"}}));
    CHECK(answer.status == 422);
    CHECK(holds(answer.body, "Error: What is it about?"));
    CHECK(holds(answer.body, "<a href=\"#f-category\">Choose what it is about.</a>"));
    CHECK(holds(answer.body, "&lt;b&gt;138&lt;/b&gt;"));
    CHECK_FALSE(holds(answer.body, "<b>138"));
    keep("en_file_error", answer.body);
    // The other language asks the same again and finds no fault before anybody went on.
    answer = site.post("/zh-CN/file", with(answer.body, {{"account", "138"}, {"go", "stay"}}));
    CHECK(answer.status == 200);
    CHECK(holds(answer.body, "value=\"138\""));
    CHECK(holds(answer.body, "lang=\"zh-CN\""));
}

TEST_CASE("who sends the same form twice has filed once and is shown the same secret", "[pages]")
{
    page_site site;
    const auto once = file_a_complaint(site);
    const auto of = case_of(site, once);
    // The number of the form is what the secret follows from: another one opens nothing.
    auto page = site.get("/en/emergency").body;
    const form_values typed{
        {"happened", "lost_phone"}, {"account", "138"}, {"phone", "+86 138 0000 0000"}, {"go", "send"}};
    const auto first = site.post("/en/emergency", with(page, typed));
    const auto second = site.post("/en/emergency", with(page, typed));
    CHECK(first.status == 200);
    CHECK(first.body == second.body);
    CHECK(site.database().number("SELECT count(*) FROM complaint") == 2);
    keep("en_alarm", first.body);

    SECTION("and a form that names somebody else's case changes nothing and shows no secret")
    {
        const form_values forged{{"case", to_string(of.id)}, {"number", std::string(32, 'a')}};
        auto all = forged;
        for (const auto& one : typed) all.push_back(one);
        const auto answer = site.post("/en/emergency", all);
        CHECK(answer.status == 422);
        CHECK_FALSE(holds(answer.body, once.reference));
        CHECK(case_of(site, once).version == of.version);
    }
}

TEST_CASE("what is changed in a form that was sent is not said to have arrived", "[pages]")
{
    page_site site;
    const auto form = site.get("/en/emergency").body;
    const form_values typed{
        {"happened", "lost_phone"}, {"account", "138"}, {"phone", "+86 138 0000 0000"}, {"go", "send"}};
    CHECK(site.post("/en/emergency", with(form, typed)).status == 200);
    auto changed = typed;
    changed[2].second = "+86 139 9999 9999";
    for (int n = 0; n < 3; ++n) {
        const auto again = site.post("/en/emergency", with(form, changed));
        CHECK(again.status == 409);
        CHECK(holds(again.body, "You sent this before"));
        CHECK(holds(again.body, "What you changed since is not in it."));
        CHECK_FALSE(holds(again.body, "We call the number"));
    }
    CHECK(site.post("/en/emergency", with(form, typed)).status == 200);
    CHECK(site.database().number("SELECT count(*) FROM complaint") == 1);
}

TEST_CASE("an emergency asks for the freeze at once and says truthfully how far it is", "[pages]")
{
    page_site site;
    auto page = site.get("/zh-CN/emergency").body;
    const auto answer = site.post("/zh-CN/emergency", with(page, {{"happened", "money_leaving"},
                                                                  {"account", "138-0000"},
                                                                  {"phone", "+86 138 0000 0000"},
                                                                  {"go", "send"}}));
    REQUIRE(answer.status == 200);
    keep("zh-CN_alarm", answer.body);
    filed done{.reference = page_site::between(answer.body, "<dd class=\"code\">", "</dd>"),
               .secret = {},
               .page = {}};
    const auto of = case_of(site, done);
    CHECK(of.facts.category == "unauthorised_transaction");
    CHECK(of.facts.containment == containment_state::requested);
    CHECK(holds(answer.body, "已请求冻结账户"));
}

TEST_CASE("secrets are out of the words before anything sees them, and whoever sent them is told at once",
          "[pages]")
{
    page_site site({.clean =
                        [](std::string_view text, std::optional<field>) {
                            app::cleaned_words out{std::string(text), {}};
                            if (const auto at = out.text.find("abandon abandon"); at != std::string::npos) {
                                out.text.replace(at, 15, "[seed_phrase]");
                                out.kinds = {"seed_phrase"};
                            }
                            return out;
                        },
                    .may_try = [](std::string_view, std::string_view) { return true; }});
    auto page = site.get("/en/file").body;
    page = site.post("/en/file", with(page, {{"category", "scam"}, {"go", "next"}})).body;
    const auto told =
        site.post("/en/file", with(page, {{"narrative", "My words: abandon abandon"}, {"go", "next"}}));
    CHECK(holds(told.body, "a recovery phrase"));
    CHECK(holds(told.body, "/en/emergency"));
    CHECK_FALSE(holds(told.body, "abandon"));
    keep("en_removed", told.body);

    const auto done = file_a_complaint(site);
    look_up(site, done);
    page = site.get("/en/case/reply").body;
    const auto sent =
        site.post("/en/case/reply", with(page, {{"text", "it is abandon abandon"}, {"go", "send"}}));
    CHECK(sent.status == 200);
    CHECK(holds(sent.body, "a recovery phrase"));
    CHECK(words_of(site, case_of(site, done), "text") == "it is [seed_phrase]");
}

TEST_CASE("what a complainant may do is one form each, counted once", "[pages]")
{
    page_site site;
    const auto done = file_a_complaint(site);
    look_up(site, done);
    for (const auto path :
         {"reply", "files", "escalate", "call-back", "unsafe", "easier", "rate", "outside", "withdraw"}) {
        CAPTURE(path);
        const auto shown = site.get("/en/case/" + std::string(path));
        CHECK(shown.status == 200);
        CHECK(holds(shown.body, "name=\"mark\""));
        keep("en_act_" + std::string(path), shown.body);
        CHECK(site.get("/zh-CN/case/" + std::string(path)).status == 200);
    }
    const auto act = [&](const std::string& path, form_values typed) {
        const auto page = site.get("/en/case/" + path).body;
        typed.emplace_back("go", "send");
        const auto all = with(page, typed);
        const auto answer = site.post("/en/case/" + path, all);
        INFO(answer.body);
        CHECK(answer.status == 303);
        CHECK(holds(header(answer, "location"), "done=" + path));
        CHECK(site.post("/en/case/" + path, all).status == 303);  // a second press of the button
    };
    act("reply", {{"text", "Any news?"}});
    act("call-back", {{"phone", "+86 138 0000 0001"}, {"call_when", "after six"}});
    act("escalate", {{"reason", "Too slow."}});
    act("easier", {{"easier", "large_print"}, {"easier", "interpreter"}});
    act("outside", {{"outside", "consumer_body"}});
    auto of = case_of(site, done);
    CHECK(of.facts.message_count == 1);
    CHECK(of.facts.rung == 1);
    CHECK(of.facts.referral == referral_state::with_body);
    CHECK(of.facts.referral_body == "consumer_body");
    CHECK(of.facts.support_needs == std::vector<std::string>{"large_print", "interpreter"});
    act("withdraw", {{"reason", "It arrived."}});
    of = case_of(site, done);
    CHECK(of.facts.closure_reason == closure_reason::withdrawn);
    const auto closed = site.get("/en/case?done=withdraw").body;
    CHECK(holds(closed, "Your complaint is withdrawn."));
    keep("en_closed", closed);
    // What is not possible any more says why, in words, and nothing happens.
    const auto opened_before = site.get("/en/case/reply").body;
    const auto late =
        site.post("/en/case/withdraw", with(opened_before, {{"reason", "Again"}, {"go", "send"}}));
    CHECK(late.status == 422);
    CHECK(holds(late.body, "class=\"summary\""));
    CHECK(case_of(site, done).version == of.version);
}

TEST_CASE("a case under a policy that came after our start is read", "[pages]")
{
    page_site site;
    const auto done = file_a_complaint(site);
    const auto of = case_of(site, done);
    // As another engine does that was started with newer files.
    auto newer = site.services().queries().policies();
    const auto pin = of.facts.policies.front();
    const auto known = std::ranges::find(newer, pin.sha256, &postgres::stored_policy::sha256);
    REQUIRE(known != newer.end());
    auto next = *known;
    next.toml += "\n# of a later day\n";
    next.sha256 = files::sha256_hex(next.toml);
    next.rev += 1;
    REQUIRE(site.services().queries().save_policy(next));
    auto later = of;
    later.facts.policies.front().sha256 = next.sha256;
    const auto rules = site.services().rules_of(later);
    REQUIRE(rules.size() == of.facts.policies.size());
    CHECK(rules.front()->sha256 == next.sha256);
}

TEST_CASE("a message is ours only when the list of what is ours has it", "[pages]")
{
    page_site site;
    const auto answer = [&](const std::string& thing) {
        const auto page = site.post("/en/is-it-you", {{"thing", thing}, {"go", "look"}}).body;
        if (holds(page, "This is ours")) return "ours";
        return holds(page, "This is not ours") ? "not ours" : "neither";
    };
    CHECK(answer("+86 400 555 0100") == std::string("ours"));
    CHECK(answer("0086-400-555-0100") == std::string("ours"));
    for (const std::string at_home : {"400 555 0100", "400-555-0100", "4005550100", "0400 555 0100"})
        CHECK(answer(at_home) == std::string("ours"));
    CHECK(answer("555 0100") == std::string("not ours"));
    CHECK(answer("1 400 555 0100") == std::string("not ours"));
    CHECK(answer("https://help.wallet.example/en/status?x") == std::string("ours"));
    CHECK(answer("complaints@wallet.example") == std::string("ours"));
    CHECK(answer("https://wallet.example.evil.test/") == std::string("not ours"));
    CHECK(answer("https://wallet.example@evil.test/") == std::string("not ours"));
    CHECK(answer("https://evil.test/wallet.example") == std::string("not ours"));
    CHECK(answer("mywallet.example") == std::string("not ours"));
    CHECK(answer("support@wallet.example") == std::string("not ours"));
    CHECK(answer("call +86 400 555 0100 or pay") == std::string("not ours"));
    keep("en_not_ours", site.post("/en/is-it-you", {{"thing", "https://evil.test"}, {"go", "look"}}).body);
}

TEST_CASE("a call back is a case with a promise, and a lost secret answers everybody alike", "[pages]")
{
    page_site site;
    const auto page = site.get("/en/call-back").body;
    const auto answer =
        site.post("/en/call-back", with(page, {{"phone", "+86 138 0000 0000"}, {"go", "send"}}));
    REQUIRE(answer.status == 200);
    keep("en_call_back_done", answer.body);
    filed done{.reference = page_site::between(answer.body, "<dd class=\"code\">", "</dd>"),
               .secret = {},
               .page = {}};
    const auto of = case_of(site, done);
    CHECK(of.facts.kind == case_kind::query);
    CHECK(std::ranges::any_of(of.facts.clocks,
                              [](const redress::clock& one) { return one.clock_id == "callback"; }));

    const auto known = site.post("/en/lost-secret", {{"reference", done.reference}, {"go", "send"}});
    const auto unknown = site.post("/en/lost-secret", {{"reference", "ZSQD1-S1K8H"}, {"go", "send"}});
    CHECK(known.body == unknown.body);
}

TEST_CASE("when the records cannot be reached a page says so, with the number to call", "[pages]")
{
    page_site site;
    const auto done = file_a_complaint(site);
    look_up(site, done);
    (void)site.database().sql("ALTER TABLE page_visit RENAME TO away");
    for (const std::string language : {"en", "zh-CN"}) {
        const auto page = site.get("/" + language + "/case");
        CHECK((page.status == 503 || page.status == 500));
        CHECK(page.content_type == "text/html; charset=utf-8");
        CHECK(holds(page.body, "tel:+864005550100"));
        CHECK(holds(page.body, "<html lang=\"" + language + "\">"));
        keep(language + "_trouble", page.body);
    }
    (void)site.database().sql("ALTER TABLE away RENAME TO page_visit");
    CHECK(site.get("/en/case").status == 200);
}

TEST_CASE("programs file and act by the same rules", "[pages]")
{
    page_site site;
    const auto filed = site.api(
        "complaints", R"({"category":"fees","narrative":"A fee twice.","amount":"3","currency":"EUR"})");
    REQUIRE(filed.status == 201);
    const auto made = boost::json::parse(filed.body).as_object();
    const std::string proof = R"("reference":")" + std::string(made.at("reference").as_string()) +
                              R"(","secret":")" + std::string(made.at("secret").as_string()) + "\"";
    const auto told = site.api("messages", "{" + proof + R"(,"text":"Here I am."})");
    CHECK(told.status == 200);
    const auto record = site.api("record", "{" + proof + "}");
    CHECK(holds(record.body, "Here I am."));
    CHECK(holds(record.body, "A fee twice."));
    CHECK(site.api("appeal", "{" + proof + R"(,"grounds":"Wrong."})").status == 409);
    // What names no known problem is no message of theirs.
    const auto other = boost::json::parse(
        site.api("complaints", R"({"category":"fees","narrative":"Again.","incident":"not one of ours"})")
            .body);
    CHECK_FALSE(
        holds(site.api("record", boost::json::serialize(boost::json::object{
                                     {"reference", other.at("reference")}, {"secret", other.at("secret")}}))
                  .body,
              "not one of ours"));
    const auto wrong = site.api("complaints", R"({"category":"nothing","narrative":""})");
    CHECK(wrong.status == 422);
    CHECK(boost::json::parse(wrong.body).as_object().at("errors").as_array().size() == 2);
    CHECK(site.api("nonsense", "{" + proof + "}").status == 404);
    CHECK(site.api("messages", "[]").status == 400);
    CHECK(site.api("authenticity", R"({"thing":"wallet.example"})").body ==
          R"({"ours":true,"kind":"domain"})");
}
