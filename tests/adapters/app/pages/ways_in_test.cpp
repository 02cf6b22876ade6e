// The way in to a case: reference and secret, the visit that they open, who may still look, and a lost secret.
#include "tests/adapters/app/pages/page_site.hpp"

#include "adapters/app/pages/filing.hpp"
#include "adapters/app/this_clock.hpp"
#include "adapters/files/roster_file.hpp"
#include "adapters/postgres/page_store.hpp"
#include "workflow/randomness.hpp"
#include "workflow/reference.hpp"

#include <boost/json.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace redress;
using namespace redress::tests;

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

TEST_CASE("a phrase typed as reference or secret is not said back, and whoever typed it is warned", "[pages]")
{
    const std::string phrase = "legal winner thank year wave sausage worth useful legal winner thank yellow";
    page_site site({.clean = [&](std::string_view text, std::optional<field>) {
        return text == phrase ? app::cleaned_words{"⟦seed_phrase⟧", {"seed_phrase"}}
                              : app::cleaned_words{std::string(text), {}};
    }});
    const auto done = file_a_complaint(site);
    for (const std::string box : {"reference", "secret"}) {
        const auto page =
            site.post("/en/status", {{"reference", box == "reference" ? phrase : done.reference},
                                     {"secret", box == "secret" ? phrase : done.secret},
                                     {"go", "look"}})
                .body;
        INFO(box);
        CHECK(page.find("sausage") == std::string::npos);
        CHECK(page.find("a recovery phrase") != std::string::npos);
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
        site.services().pages().replace_secret(of.id, other);
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
        const auto ended = site.post("/en/case/end", page_site::hidden_in(status));
        CHECK(site.get(header(ended, "location")).status == 200);
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

TEST_CASE("whoever acted for somebody sees nothing more once they do not", "[pages]")
{
    page_site site;
    const auto done = file_a_complaint(
        site, "en",
        {{"for_whom", "other"}, {"other_name", "Grandmother Li"}, {"authority", "I am her guardian."}});
    const auto of = case_of(site, done);
    look_up(site, done);
    REQUIRE(site.get("/en/case").status == 200);
    const auto form = with(site.get("/en/case/reply").body, {{"text", "Still me"}, {"go", "send"}});
    const auto tell = [&](event what) {
        const auto answers = site.decide(
            {app::page_command(of.id, std::move(what),
                               {.id = "page:" + to_string(of.id), .role = role::complainant, .unnamed = true},
                               "people-" + to_string(of.id))});
        REQUIRE(answers.at(0).what == workflow::disposition::applied);
    };
    SECTION("because their authority ended")
    {
        tell({.type = event_type::authority_ended});
    }
    SECTION("because somebody else has it now")
    {
        event other{.type = event_type::representative_authorised};
        other.set(field::representative, std::string("ombudsperson-7"))
            .set(field::representative_scope, std::vector<std::string>{"file", "receive"});
        tell(std::move(other));
    }
    // What was open, what is sent from it, the secret itself, and programs: nothing shows the case.
    CHECK(site.get("/en/case").status == 303);
    CHECK(site.get("/en/case/record").status == 303);
    CHECK(site.post("/en/case/reply", form).status == 401);
    CHECK(site.post("/en/status", {{"reference", done.reference}, {"secret", done.secret}, {"go", "look"}})
              .status == 422);
    const auto proof = R"({"reference":")" + done.reference + R"(","secret":")" + done.secret + "\"}";
    CHECK(site.api("status", proof).status == 404);
    CHECK(site.api("record", proof).status == 404);
    CHECK(case_of(site, done).facts.message_count == of.facts.message_count);
}

TEST_CASE("no other site looks a case up in somebody's browser", "[pages]")
{
    page_site site;
    const auto done = file_a_complaint(site);
    const form_values right{{"reference", done.reference}, {"secret", done.secret}, {"go", "look"}};
    for (const auto* from : {"cross-site", "same-site"}) {
        site.headers = {{"sec-fetch-site", from}};
        const auto answer = site.post("/en/status", right);
        CHECK(answer.status == 403);
        CHECK(header(answer, "set-cookie").empty());
        CHECK(holds(answer.body, done.reference));
    }
    for (const auto* from : {"same-origin", "none"}) {
        site.headers = {{"sec-fetch-site", from}};
        CHECK(site.post("/en/status", right).status == 303);
    }
}

TEST_CASE("only who has shown that a case is theirs may send much", "[pages]")
{
    page_site site;
    const auto done = file_a_complaint(site);
    const auto much = std::string(300 * 1024, ' ');
    const std::string parts = "multipart/form-data; boundary=XX";
    const std::string form = "application/x-www-form-urlencoded";
    const auto status = [&](const std::string& path, const std::string& type, const std::string& body) {
        return site.send(http::verb::post, path, type, body).status;
    };
    CHECK(status("/en/case/files", parts, much) == 413);
    site.cookies["__Host-redress-case"] = "7." + std::string(96, 'a');
    CHECK(status("/en/case/files", parts, much) == 413);
    site.cookies.clear();
    look_up(site, done);
    CHECK(status("/en/case/files", parts, much) == 400);  // read, and no form
    CHECK(status("/en/case/files", form, much) == 413);
    CHECK(status("/en/case/reply", parts, much) == 413);
    site.cookies.clear();
    for (const std::string act : {"documents", "messages"}) {
        CHECK(status("/api/v1/public/" + act, "application/json", much) == 413);
        CHECK(status("/api/v1/public/" + act, parts, much) == 413);
    }
    // A program shows first whose case it is, and sends files with what it got for that.
    const auto visit =
        site.api("visits", R"({"reference":")" + done.reference + R"(","secret":")" + done.secret + "\"}");
    REQUIRE(visit.status == 201);
    site.headers = {
        {"redress-visit", std::string(boost::json::parse(visit.body).as_object().at("visit").as_string())}};
    CHECK(status("/api/v1/public/messages", parts, much) == 413);
    CHECK(status("/api/v1/public/documents", "application/json", much) == 413);
    const auto file =
        "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.gif\"\r\n\r\nGIF89a" + much +
        "\r\n--XX--\r\n";
    CHECK(status("/api/v1/public/documents", parts, file) == 200);
    CHECK(case_of(site, done).facts.documents == 1);
    CHECK(site.api("visits", "{}").status == 404);  // a visit begets no other
    site.headers = {{"redress-visit", "7." + std::string(96, 'a')}};
    CHECK(status("/api/v1/public/documents", parts, file) == 413);
}

TEST_CASE("who lost the secret is called, and tells two facts before there is a new one", "[pages]")
{
    page_site site;
    const auto done = file_a_complaint(site);
    const auto of = case_of(site, done);
    const auto proof = R"({"reference":")" + done.reference + R"(","secret":")";
    const auto path = to_string(of.id) + "/secret";
    const auto right = R"({"facts":{"amount":"120.5","account":"138 0000"}})";

    // Asked twice a day, it is one wish and one call; nobody hears whether there is such a case.
    for (int n = 0; n < 2; ++n)
        CHECK(site.post("/en/lost-secret", {{"reference", done.reference}, {"go", "send"}}).status == 200);
    const auto wanted = site.services().pages().secrets_wanted();
    REQUIRE(wanted.size() == 1);
    CHECK(wanted.front().of == of.id);
    look_up(site, done);
    const auto called = [&] { return case_of(site, done).facts.clocks; };
    // The call is decided behind the answer: whoever asks next comes after it.
    (void)site.decide({});
    CHECK(
        std::ranges::any_of(called(), [](const redress::clock& one) { return one.clock_id == "callback"; }));

    SECTION("facts that fit")
    {
        const auto version = case_of(site, done).version;
        const auto given = site.staff(http::verb::post, path, "c.ito", right);
        REQUIRE(given.status == 201);
        CHECK(header(given, "cache-control") == "no-store");
        const auto secret = std::string(boost::json::parse(given.body).as_object().at("secret").as_string());
        CHECK(secret != done.secret);
        // The old one and what it opened end at once; the new one opens.
        CHECK(site.get("/en/case").status == 303);
        CHECK(site.api("status", proof + done.secret + "\"}").status == 404);
        CHECK(site.api("status", proof + secret + "\"}").status == 200);
        CHECK(site.services().pages().secrets_wanted().empty());
        // The history says who gave it on which facts, and the secret stands nowhere.
        CHECK(case_of(site, done).version == version + 1);
        CHECK(site.database().number(
                  "SELECT count(*) FROM audit_entry WHERE convert_from(body, 'UTF8') LIKE "
                  "'%secret_reissued%' AND convert_from(body, 'UTF8') LIKE '%c.ito%' AND convert_from(body, "
                  "'UTF8') LIKE '%redress:rest%'") == 1);
        CHECK(site.database().number(
                  "SELECT count(*) FROM audit_entry WHERE convert_from(body, 'UTF8') LIKE '%" + secret +
                  "%'") == 0);
        CHECK(site.database().number(
                  "SELECT count(*) FROM private_text WHERE convert_from(bytes, 'UTF8') LIKE '%" + secret +
                  "%'") == 0);
        CHECK(site.database().number("SELECT count(*) FROM request_answer") == 0);
    }
    SECTION("nobody else, on nothing else")
    {
        const auto refused = [&](const std::string& as, const std::string& body, unsigned status) {
            INFO(as << " " << body);
            CHECK(site.staff(http::verb::post, path, as, body).status == status);
        };
        refused("h.lin", right, 403);
        refused("c.ito", R"({"facts":{"amount":"120.50"}})", 409);
        refused("c.ito", R"({"facts":{"amount":"120.50","account":"139-0000"}})", 409);
        refused("c.ito", R"({"facts":{"amount":"120.50","phone":"+86 138 0000 0000"}})", 409);
        refused("c.ito", R"({"facts":{"amount":"120.50","device":""}})", 409);
        refused("c.ito", R"({"facts":{"amount":"120.50","account":"138-0000"},"for":"representative"})", 409);
        refused("c.ito", R"({"facts":["amount"]})", 422);
        // Who tried is on record, and not what they said.
        CHECK(site.database().number("SELECT count(*) FROM audit_entry WHERE convert_from(body, 'UTF8') LIKE "
                                     "'%secret_not_given%' AND convert_from(body, 'UTF8') LIKE '%c.ito%'") ==
              5);
        CHECK(site.database().number(
                  "SELECT count(*) FROM audit_entry WHERE convert_from(body, 'UTF8') LIKE '%139-0000%'") ==
              0);
        CHECK(site.api("status", proof + done.secret + "\"}").status == 200);
    }
    SECTION("not to a contact that is unsafe, or that is new")
    {
        const auto tell = [&](event what) {
            const auto answers = site.decide({app::page_command(
                of.id, std::move(what), {.id = "page:" + to_string(of.id), .role = role::complainant},
                "contact-" + to_string(workflow::randomness(7).id_at(app::now_here())))});
            REQUIRE(answers.at(0).what == workflow::disposition::applied);
        };
        tell({.type = event_type::contact_unsafe_marked});
        const auto unsafe = site.staff(http::verb::post, path, "c.ito", right);
        CHECK(unsafe.status == 409);
        CHECK(holds(unsafe.body, "marked unsafe"));
        event shown{.type = event_type::identity_verified};
        shown.set(field::identity_method, std::string("passport"));
        const auto handler = site.services().roster().staff("h.lin", role::handler);
        REQUIRE(handler);
        REQUIRE(site.decide({app::page_command(of.id, std::move(shown), *handler, "shown")}).at(0).what ==
                workflow::disposition::applied);
        event other{.type = event_type::contact_changed};
        other.set(field::contact, std::string("new@example.com"))
            .set(field::contact_route, std::string("email"));
        tell(std::move(other));
        const auto fresh = site.staff(http::verb::post, path, "c.ito", right);
        CHECK(fresh.status == 409);
        CHECK(holds(fresh.body, "no secret may go there before"));
        CHECK(site.api("status", proof + done.secret + "\"}").status == 200);
    }
}
