// The complainant's pages over a real database and engine: from the first page to the answer, and what nobody gets.
#include "tests/adapters/app/pages/page_site.hpp"

#include "adapters/app/pages/filing.hpp"
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

namespace {

complaint case_of(page_site& site, const filed& what)
{
    const auto reference = workflow::parse_reference(what.reference);
    REQUIRE(reference);
    const auto found =
        site.services().queries().get_by_reference(*reference, workflow::bucket_of_reference(*reference));
    REQUIRE(found);
    return *found;
}

std::string words_of(page_site& site, const complaint& of, std::string_view slot)
{
    for (const auto& one : site.services().queries().texts(of.id))
        if (one.slot == slot) return one.bytes;
    return {};
}

bool holds(const std::string& page, std::string_view words)
{
    return page.find(words) != std::string::npos;
}

std::string header(const http::response& of, std::string_view name)
{
    for (const auto& [key, value] : of.headers)
        if (key == name) return value;
    return {};
}

form_values with(const std::string& page, form_values typed)
{
    auto all = page_site::hidden_in(page);
    for (auto& one : typed) all.push_back(std::move(one));
    return all;
}

/// Pages are looked at, not only counted: REDRESS_PAGES_OUT names a folder for them.
void keep(const std::string& name, const std::string& page)
{
    const char* folder = std::getenv("REDRESS_PAGES_OUT");
    if (folder == nullptr) return;
    auto local = page;
    for (auto at = local.find("/pages.css?"); at != std::string::npos; at = local.find("/pages.css?", at + 1))
        local.replace(at, 1, "");
    std::ofstream(std::string(folder) + "/" + name + ".html") << local;
}

}  // namespace

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

TEST_CASE("whatever is wrong with reference or secret, the answer is the same", "[pages]")
{
    page_site site;
    const auto done = file_a_complaint(site);
    const auto asked = [&](const std::string& reference, const std::string& secret) {
        const auto answer =
            site.post("/en/status", {{"reference", reference}, {"secret", secret}, {"go", "look"}});
        CHECK(answer.status == 422);
        CHECK(header(answer, "set-cookie").empty());
        // What was typed comes back; all else is the same.
        auto page = answer.body;
        const auto typed = "name=\"reference\" type=\"text\" value=\"" + reference + "\"";
        const auto at = page.find(typed);
        REQUIRE(at != std::string::npos);
        return page.replace(at, typed.size(), "R");
    };
    const auto unknown = workflow::shown_reference(workflow::mint_reference(7, 42));
    const auto wrong = asked(done.reference, "AAAAA-AAAAA");
    CHECK(asked(unknown, done.secret) == wrong);
    CHECK(asked("ZSQD1-S1K8G", done.secret) == wrong);  // its check symbol is wrong
    CHECK(asked("x", "y") == wrong);
    keep("en_look_up_error", wrong);

    SECTION("letters and digits open it, however they are typed")
    {
        const auto symbols = app::typed_symbols(done.secret);
        REQUIRE(symbols);
        const auto reference = app::typed_symbols(done.reference);
        REQUIRE(reference);
        for (const auto& [r, s] : {std::pair(app::in_digits(*reference), app::in_digits(*symbols)),
                                   std::pair(" " + done.reference + " ", app::in_digits(*symbols))}) {
            const auto answer = site.post("/en/status", {{"reference", r}, {"secret", s}, {"go", "look"}});
            CHECK(answer.status == 303);
            CHECK(holds(header(answer, "set-cookie"), "__Host-redress-case="));
            CHECK(holds(header(answer, "set-cookie"), "; Secure; HttpOnly; SameSite=Strict"));
        }
    }
    SECTION("a program hears the same, too")
    {
        const auto hears = [&](const std::string& reference, const std::string& secret) {
            const auto answer =
                site.api("status", R"({"reference":")" + reference + R"(","secret":")" + secret + "\"}");
            CHECK(answer.status == 404);
            return answer.body;
        };
        CHECK(hears(unknown, done.secret) == hears(done.reference, "AAAAA-AAAAA"));
        const auto right = site.api(
            "status", R"({"reference":")" + done.reference + R"(","secret":")" + done.secret + "\"}");
        CHECK(right.status == 200);
        const auto status = boost::json::parse(right.body).as_object();
        CHECK(status.at("stage") == "received");
        CHECK(status.at("next").as_object().at("clock") == "initial_response");
    }
}

TEST_CASE("who tried too often is answered as who typed something wrong", "[pages]")
{
    bool admitted = true;
    std::string tried_from;
    page_site site({.clean =
                        [](std::string_view text, std::optional<field>) {
                            return app::cleaned_words{std::string(text), {}};
                        },
                    .may_try =
                        [&](std::string_view, std::string_view peer) {
                            tried_from = peer;
                            return admitted;
                        }});
    const auto done = file_a_complaint(site);
    const form_values right{{"reference", done.reference}, {"secret", done.secret}, {"go", "look"}};
    const auto wrong =
        site.post("/en/status", {{"reference", done.reference}, {"secret", "AAAAA-AAAAA"}, {"go", "look"}});
    admitted = false;
    const auto throttled = site.post("/en/status", right);
    CHECK(throttled.status == wrong.status);
    CHECK(throttled.body == wrong.body);
    CHECK(tried_from == "192.0.2.7");
    admitted = true;
    CHECK(site.post("/en/status", right).status == 303);
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
    const auto late = site.post(
        "/en/case/withdraw", with(site.get("/en/case/withdraw").body, {{"reason", "Again"}, {"go", "send"}}));
    CHECK(late.status == 422);
    CHECK(holds(late.body, "class=\"summary\""));
    CHECK(case_of(site, done).version == of.version);
}

TEST_CASE("an act without a visit, or sent by another site, asks for the secret and loses nothing", "[pages]")
{
    page_site site;
    const auto done = file_a_complaint(site);
    look_up(site, done);
    const auto page = site.get("/en/case/reply").body;
    const auto typed = with(page, {{"text", "Nothing is lost"}, {"go", "send"}});

    SECTION("a form without the visit's mark does nothing")
    {
        const auto answer = site.post("/en/case/reply", {{"text", "forged"}, {"go", "send"}});
        CHECK(answer.status == 401);
        CHECK(case_of(site, done).facts.message_count == 0);
    }
    SECTION("after the visit has ended, what was typed waits behind the secret")
    {
        (void)site.database().sql("UPDATE page_visit SET seen_at = now() - interval '31 minutes'");
        auto answer = site.post("/en/case/reply", typed);
        CHECK(answer.status == 401);
        answer = site.post(
            "/en/status",
            with(answer.body, {{"reference", done.reference}, {"secret", done.secret}, {"go", "look"}}));
        REQUIRE(answer.status == 200);
        answer = site.post("/en/case/reply", with(answer.body, {{"go", "stay"}}));
        CHECK(holds(answer.body, "Nothing is lost"));
        answer =
            site.post("/en/case/reply", with(answer.body, {{"text", "Nothing is lost"}, {"go", "send"}}));
        CHECK(answer.status == 303);
        CHECK(case_of(site, done).facts.message_count == 1);
    }
    SECTION("a new secret ends what the old one opened")
    {
        const auto of = case_of(site, done);
        const auto other = site.world().secrets.kept("AB3D7K9XQ2", false);
        site.services().pages().replace_secret(of.id, other.salt, other.proof);
        CHECK(site.get("/en/case").status == 303);
        CHECK(
            site.post("/en/status", {{"reference", done.reference}, {"secret", done.secret}, {"go", "look"}})
                .status == 422);
        CHECK(site.post("/en/status",
                        {{"reference", done.reference}, {"secret", "ab3d7 k9xq2"}, {"go", "look"}})
                  .status == 303);
    }
    SECTION("leaving ends it on this device")
    {
        const auto status = site.get("/en/case").body;
        (void)site.post("/en/case/end", page_site::hidden_in(status));
        CHECK(site.cookies.empty());
        CHECK(site.database().number("SELECT count(*) FROM page_visit") == 0);
    }
}

TEST_CASE("whoever acts for somebody speaks as that, and decides nothing before the authority was looked at",
          "[pages]")
{
    page_site site;
    const auto done = file_a_complaint(
        site, "en",
        {{"for_whom", "other"}, {"other_name", "Grandmother Li"}, {"authority", "I am her guardian."}});
    const auto of = case_of(site, done);
    CHECK(of.facts.representative == "page:for:" + to_string(of.id));
    CHECK(of.facts.representative_scope == std::vector<std::string>{"file", "receive"});
    CHECK(words_of(site, of, "complainant_name") == "Grandmother Li");
    CHECK(words_of(site, of, "representative_name") == "Li Na");
    CHECK(words_of(site, of, "text") == "I am her guardian.");
    look_up(site, done);
    const auto answer = site.post(
        "/en/case/withdraw", with(site.get("/en/case/withdraw").body, {{"reason", "No."}, {"go", "send"}}));
    CHECK(answer.status == 422);
    CHECK(case_of(site, done).open());
}

TEST_CASE("files are taken by what they are, one document each, without the place of a photo", "[pages]")
{
    page_site site;
    const auto done = file_a_complaint(site);
    look_up(site, done);
    const auto page = site.get("/en/case/files").body;
    const auto upload = [&](const std::string& name, const std::string& bytes) {
        std::string body;
        for (const auto& [key, value] : with(page, {{"what_it_shows", "the error"}, {"go", "send"}}))
            body += "--XX\r\nContent-Disposition: form-data; name=\"" + key + "\"\r\n\r\n" + value + "\r\n";
        body += "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name +
                "\"\r\nContent-Type: image/png\r\n\r\n" + bytes + "\r\n--XX--\r\n";
        return site.send(http::verb::post, "/en/case/files", "multipart/form-data; boundary=XX", body);
    };
    using namespace std::string_literals;
    const auto where = "\xff\xe1\x00\x0c"s + "Exif\0\0GPS!"s;
    const auto photo = "\xff\xd8\xff\xe0\x00\x04"s + "JJ" + where + "\xff\xda\x00\x02"s + "picture\xff\xd9"s;
    CHECK(upload("photo.png", photo).status == 303);
    CHECK(upload("photo again.png", photo).status == 303);
    const auto of = case_of(site, done);
    CHECK(of.facts.documents == 1);
    const auto kept = site.services().pages().documents(of.id);
    REQUIRE(kept.size() == 1);
    CHECK(kept[0].type == "image/jpeg");
    CHECK(kept[0].state == "quarantined");
    CHECK(kept[0].size == static_cast<std::int64_t>(photo.size() - where.size()));

    CHECK(upload("page.html", "<script>alert(1)</script>").status == 422);
    CHECK(upload("empty.png", "").status == 422);
    CHECK(upload("large.png", photo + std::string(1024 * 1024, 'x')).status == 422);
    CHECK(site.services().pages().documents(of.id).size() == 1);
    keep("en_record_files", site.get("/en/case/record").body);
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
    CHECK(site.services().pages().secret_wanted(of.id));
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
    const auto wrong = site.api("complaints", R"({"category":"nothing","narrative":""})");
    CHECK(wrong.status == 422);
    CHECK(boost::json::parse(wrong.body).as_object().at("errors").as_array().size() == 2);
    CHECK(site.api("nonsense", "{" + proof + "}").status == 404);
    CHECK(site.api("messages", "[]").status == 400);
    CHECK(site.api("authenticity", R"({"thing":"wallet.example"})").body ==
          R"({"ours":true,"kind":"domain"})");
}
