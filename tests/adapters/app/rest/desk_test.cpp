// Lists, searches, bulk, feeds, drafts and views over REST.
#include "tests/adapters/app/rest/desk_at_work.hpp"

#include "adapters/postgres/case_queries.hpp"
#include "adapters/postgres/word_index.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <future>
#include <map>
#include <set>

using namespace redress;
using namespace redress::tests;
using namespace std::chrono_literals;
using http::verb;

namespace {

const std::string all_complaints = "/api/v1/complaints";

std::set<std::string> cases_in(const told& page)
{
    std::set<std::string> ids;
    for (const auto& one : page.body.at("items").as_array())
        ids.insert(std::string(one.as_object().at("case").as_string()));
    return ids;
}

}  // namespace

TEST_CASE("cases are found by what was said in them, in Chinese from one character on", "[rest]")
{
    desk_at_work desk;
    const auto transfer = desk.file("转账失败，钱没有到账。");
    const auto fee = desk.file("Fees were charged twice, José says. Naïve?");
    const auto both = desk.file("转账 fee charged");
    postgres::word_index words(desk.database().url());
    while (words.behind() > 0) words.catch_up(1s);
    const auto found = [&](const std::string& q) {
        const auto told = desk.get("/api/v1/search?q=" + q);
        REQUIRE(told.status == 200);
        return cases_in(told);
    };
    using ids = std::set<std::string>;
    CHECK(found("转账") == ids{transfer, both});
    CHECK(found("转账失败") == ids{transfer});
    CHECK(found("失转") == ids{});
    CHECK(found("账") == ids{transfer, both});
    CHECK(found("jose") == ids{fee});
    CHECK(found("NAIVE") == ids{fee});
    CHECK(found("charg") == ids{fee, both});
    CHECK(found("charg twice") == ids{});  // only the last word may be a beginning
    CHECK(found("转账 charged") == ids{both});
    const auto reference = desk.get(all_complaints + "/" + fee).at("/reference");
    CHECK(found(reference) == ids{fee});
    CHECK(desk.get("/api/v1/search?q=,").status == 400);

    // Whom a case is about does not find it, and nobody finds words that are gone.
    REQUIRE(desk.post(all_complaints + "/" + both + "/actions/triaged",
                      {{"severity", 2}, {"about_staff", boost::json::array{"h.osei"}}}, "h.lin", 1)
                .status == 200);
    CHECK(cases_in(desk.get("/api/v1/search?q=转账", "h.osei")) == ids{transfer});
}

TEST_CASE("the words of a case follow what is said in it later", "[rest]")
{
    desk_at_work desk;
    const auto id = desk.file("First words.");
    postgres::word_index words(desk.database().url());
    while (words.behind() > 0) words.catch_up(1s);
    CHECK(cases_in(desk.get("/api/v1/search?q=umbrella")).empty());
    REQUIRE(
        desk.post(all_complaints + "/" + id + "/actions/note_added", {{"text", "An umbrella."}}, "h.lin", 1)
            .status == 200);
    while (words.behind() > 0) words.catch_up(1s);
    CHECK(cases_in(desk.get("/api/v1/search?q=umbrella")) == std::set<std::string>{id});
}

TEST_CASE("queues have what is due first on top, and go on behind a cursor", "[rest]")
{
    desk_at_work desk;
    std::set<std::string> filed;
    for (int n = 0; n < 5; ++n) filed.insert(desk.file());
    std::set<std::string> seen;
    std::string last, target = "/api/v1/queues/all?limit=2";
    for (;;) {
        const auto page = desk.get(target);
        REQUIRE(page.status == 200);
        for (const auto& one : page.body.at("items").as_array()) {
            const std::string due(one.as_object().at("next_due").as_string());
            CHECK(last <= due);
            last = due;
        }
        seen.merge(cases_in(page));
        if (page.body.at("next_cursor").is_null()) break;
        target = "/api/v1/queues/all?limit=2&cursor=" + page.at("/next_cursor");
    }
    CHECK(seen == filed);
    CHECK(cases_in(desk.get("/api/v1/queues/unowned")).size() == 5);
    CHECK(cases_in(desk.get("/api/v1/queues/mine")).empty());
    REQUIRE(desk.post(all_complaints + "/" + *filed.begin() + "/assignment", {}, "h.lin", 1).status == 200);
    CHECK(cases_in(desk.get("/api/v1/queues/mine")) == std::set<std::string>{*filed.begin()});
    CHECK(desk.get("/api/v1/queues/nonsense").status == 404);

    // Filters leave out, and a queue counts what is in it.
    REQUIRE(
        desk.post(all_complaints + "/" + *filed.begin() + "/actions/triaged", {{"severity", 3}}, "h.lin", 2)
            .status == 200);
    CHECK(cases_in(desk.get("/api/v1/queues/all?severity=3")) == std::set<std::string>{*filed.begin()});
    CHECK(cases_in(desk.get("/api/v1/queues/all?state=received")).size() == 5);
    CHECK(cases_in(desk.get("/api/v1/queues/all?state=decided")).empty());
    CHECK(cases_in(desk.get("/api/v1/queues/mine?owner=h.osei")).size() == 1);
    CHECK(desk.get("/api/v1/queues/all?state=closed").status == 400);
    const auto counts = [&](const std::string& as) {
        std::map<std::string, std::int64_t> all;
        const auto told = desk.get("/api/v1/queues?count=true", as);
        for (const auto& one : told.body.at("items").as_array()) {
            CHECK_FALSE(one.at("more").as_bool());
            all.emplace(one.at("queue").as_string(), one.at("count").as_int64());
        }
        return all;
    };
    CHECK(counts("h.lin") == std::map<std::string, std::int64_t>{
                                 {"mine", 1}, {"team", 5}, {"unowned", 4}, {"waiting", 0}, {"all", 5}});
    CHECK_FALSE(desk.get("/api/v1/queues").body.at("items").at(0).as_object().contains("count"));
    // Whom a case is about is not told of it by a count.
    REQUIRE(desk.post(all_complaints + "/" + *filed.begin() + "/actions/triaged",
                      {{"severity", 3}, {"about_staff", boost::json::array{"h.osei"}}}, "h.lin", 3)
                .status == 200);
    CHECK(counts("h.osei").at("all") == 4);
    CHECK(desk.get("/api/v1/escalations").body.at("items").as_array().empty());
    CHECK(desk.get("/api/v1/appeals").status == 200);
    CHECK(desk.get("/api/v1/redress").status == 200);
}

TEST_CASE("one act on many cases is looked at first and answered case by case", "[rest]")
{
    desk_at_work desk;
    const auto one = desk.file(), two = desk.file();
    const boost::json::object body{
        {"cases", boost::json::array{boost::json::object{{"case", one}, {"version", 1}},
                                     boost::json::object{{"case", two}, {"version", 7}},
                                     boost::json::object{{"case", "nonsense"}, {"version", 1}}}},
        {"fields", boost::json::object{{"severity", 3}}}};
    const auto dry =
        desk.ask(verb::post, "/api/v1/bulk/triaged?dry_run=true", {.body = boost::json::serialize(body)});
    REQUIRE(dry.status == 200);
    CHECK(dry.at("/accepted") == "1");
    CHECK(desk.get(all_complaints + "/" + one).at("/version") == "1");

    const asking how{.headers = {{"idempotency-key", "bulk-1"}}, .body = boost::json::serialize(body)};
    const auto done = desk.ask(verb::post, "/api/v1/bulk/triaged", how);
    REQUIRE(done.status == 200);
    CHECK(done.at("/results/0/status") == "200");
    CHECK(done.at("/results/1/status") == "412");
    CHECK(done.at("/results/2/status") == "404");
    CHECK(desk.get(all_complaints + "/" + one).at("/version") == "2");
    CHECK(desk.ask(verb::post, "/api/v1/bulk/triaged", how).text == done.text);
    CHECK(desk.get(all_complaints + "/" + one).at("/version") == "2");

    for (const std::string event : {"decision_sent", "declared_inadmissible", "marked_duplicate", "withdrawn",
                                    "resolution_accepted", "appeal_decided"})
        CHECK(desk.post("/api/v1/bulk/" + event, body).at("/code") == "unfit_for_bulk");
    CHECK(desk.post("/api/v1/bulk/triaged", {{"cases", boost::json::array()}}).status == 422);
}

TEST_CASE("a look at many cases says of each what the act would, and of a case named twice once", "[rest]")
{
    desk_at_work desk;
    const auto one = desk.file(), two = desk.file();
    const auto reference = desk.get(all_complaints + "/" + one).at("/reference");
    const auto row = [](const std::string& named, int version) {
        return boost::json::object{{"case", named}, {"version", version}};
    };
    const boost::json::object body{{"cases", boost::json::array{row(one, 1), row(two, 7), row(reference, 1)}},
                                   {"fields", boost::json::object{{"severity", 3}}}};
    const auto dry =
        desk.ask(verb::post, "/api/v1/bulk/triaged?dry_run=true", {.body = boost::json::serialize(body)});
    REQUIRE(dry.status == 200);
    CHECK(dry.at("/accepted") == "1");
    CHECK(dry.at("/refused") == "1");
    REQUIRE(dry.body.at("results").as_array().size() == 2);
    CHECK(dry.at("/results/0/foreseen/result") == "would_be_accepted");
    // Whoever read another version hears so, as from the act itself, and not that it would be done.
    CHECK(dry.at("/results/1/status") == "412");
    CHECK(dry.at("/results/1/problem/code") == "version_conflict");
    CHECK(dry.at("/results/1/problem/actual_version") == "1");
    CHECK(dry.at("/results/1/foreseen").empty());
    const auto done = desk.post("/api/v1/bulk/triaged", body);
    REQUIRE(done.body.at("results").as_array().size() == 2);
    CHECK(done.at("/accepted") == "1");
    CHECK(done.at("/results/0/status") == "200");
    CHECK(done.at("/results/1/problem/detail") == dry.at("/results/1/problem/detail"));
    // What would be refused is told as the refusal itself.
    const boost::json::object refused{{"cases", boost::json::array{row(two, 1)}},
                                      {"fields", boost::json::object{{"owner", "nobody.here"}}}};
    const auto foreseen =
        desk.ask(verb::post, "/api/v1/bulk/assigned?dry_run=true", {.body = boost::json::serialize(refused)});
    const auto real = desk.post("/api/v1/bulk/assigned", refused);
    CHECK(foreseen.at("/results/0/status") == "409");
    CHECK(foreseen.at("/results/0/problem/code") == "illegal_transition");
    CHECK(foreseen.at("/results/0/problem/detail") == real.at("/results/0/problem/detail"));
}

TEST_CASE("a draft is its writer's alone, and the slower of two windows is told", "[rest]")
{
    desk_at_work desk;
    const auto id = desk.file();
    const auto target = "/api/v1/drafts/" + id + "/note_added";
    const auto put = [&](const std::string& words, const std::string& tag = {}) {
        asking how{.body = boost::json::serialize(boost::json::object{{"words", words}})};
        if (!tag.empty()) how.headers.emplace("if-match", tag);
        return desk.ask(verb::put, target, how);
    };
    CHECK(desk.get(target).status == 404);
    CHECK(put("We have").header("etag") == "\"v1\"");
    CHECK(put("We have looked", "\"v1\"").header("etag") == "\"v2\"");
    const auto late = put("Something else", "\"v1\"");
    CHECK(late.status == 412);
    CHECK(late.at("/actual_version") == "2");
    CHECK(desk.get(target).at("/words") == "We have looked");
    CHECK(desk.get(target, "h.osei").status == 404);
    CHECK(desk.get("/api/v1/drafts").body.at("items").as_array().size() == 1);
    CHECK(desk.get("/api/v1/drafts", "h.osei").body.at("items").as_array().empty());
    CHECK(desk.ask(verb::del, target).status == 204);
    CHECK(desk.ask(verb::del, target).status == 204);
    CHECK(desk.get(target).status == 404);
    CHECK(desk.ask(verb::put, "/api/v1/drafts/none/filing", {.body = R"({"words":{"channel":"hotline"}})"})
              .status == 200);
}

TEST_CASE("a key that somebody pastes is kept nowhere, and the answer says what was taken out", "[rest]")
{
    desk_at_work desk;
    const std::string key = "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ";
    const auto id = desk.file();
    const auto noted = desk.post(all_complaints + "/" + id + "/actions/note_added",
                                 {{"text", "private key " + key}}, "h.lin", 1);
    REQUIRE(noted.status == 200);
    CHECK(noted.at("/removed/0/kind") == "private_key");
    CHECK(noted.text.find(key) == std::string::npos);
    const auto draft = desk.ask(verb::put, "/api/v1/drafts/" + id + "/note_added",
                                {.body = boost::json::serialize(boost::json::object{
                                     {"words", boost::json::object{{"text", "private key " + key}}}})});
    REQUIRE(draft.status == 200);
    CHECK(draft.text.find(key) == std::string::npos);
    CHECK(desk.get(all_complaints + "/" + id + "/texts").text.find(key) == std::string::npos);
    CHECK(desk.database().number("SELECT count(*) FROM draft WHERE words LIKE '%" + key + "%'") == 0);
}

TEST_CASE("a view is its owner's to change and, once shared, everybody's to see", "[rest]")
{
    desk_at_work desk;
    const boost::json::object body{{"name", "Mine"}, {"filter", boost::json::object{{"owner", "h.lin"}}}};
    const auto made = desk.post("/api/v1/views", body);
    REQUIRE(made.status == 201);
    const auto target = made.header("location");
    CHECK(desk.post("/api/v1/views", body).at("/code") == "view_name_taken");
    CHECK(desk.get(target, "h.osei").status == 404);
    const auto put = [&](const std::string& as, const std::string& tag, bool shared) {
        auto changed = body;
        changed["shared"] = shared;
        asking how{.as = as, .body = boost::json::serialize(changed)};
        if (!tag.empty()) how.headers.emplace("if-match", tag);
        return desk.ask(verb::put, target, how);
    };
    CHECK(put("h.lin", "", true).status == 428);
    CHECK(put("h.lin", "\"v1\"", true).status == 200);
    CHECK(put("h.lin", "\"v1\"", false).status == 412);
    CHECK(desk.get(target, "h.osei").status == 200);
    CHECK(put("h.osei", "\"v2\"", false).status == 403);
    CHECK(desk.ask(verb::del, target, {.as = "h.osei"}).status == 403);
    CHECK(desk.ask(verb::del, target).status == 204);
    CHECK(desk.get(target).status == 404);
    CHECK(desk.post("/api/v1/views", {{"name", "x"}, {"filter", boost::json::object{{"state", "shut"}}}})
              .status == 422);
    // What somebody pasted into the wrong box is not kept, and not said back.
    const std::string key = "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ";
    const auto pasted =
        desk.post("/api/v1/views", {{"name", "x"}, {"filter", boost::json::object{{"owner", key}}}});
    CHECK(pasted.status == 422);
    CHECK(pasted.at("/errors/0/pointer") == "/filter/owner");
    CHECK(pasted.text.find(key) == std::string::npos);
}

TEST_CASE("counts, policies, feeds and the log itself are there for those who keep them", "[rest]")
{
    desk_at_work desk;
    const auto id = desk.file();
    const auto report = desk.get("/api/v1/reports/open");
    REQUIRE(report.status == 200);
    CHECK(report.at("/all/open") == "1");
    CHECK(report.at("/by_state/0/state") == "received");
    CHECK(report.at("/by_category/0/category") == "fees");
    const auto policies = desk.get("/api/v1/policies");
    REQUIRE(policies.status == 200);
    const auto policy = policies.at("/items/0/policy");
    CHECK(desk.get("/api/v1/policies/" + policy).body.at("clocks").is_array());
    CHECK(desk.get("/api/v1/policies/nonsense").status == 404);
    CHECK(desk.get("/api/v1/operations").at("/cases/received") == "1");
    CHECK(desk.get("/api/v1/deadlines").body.at("items").as_array().size() == 1);
    CHECK(desk.get("/api/v1/relay").status == 200);
    CHECK(desk.get("/api/v1/dead-letters").status == 403);
    CHECK(desk.get("/api/v1/dead-letters", "o.ops").body.at("items").as_array().empty());
    CHECK(desk.get("/api/v1/dead-letters/" + id, "o.ops").status == 404);
    CHECK(
        desk.post("/api/v1/dead-letters/" + id + "/discard", {{"reason", "test_traffic"}}, "o.ops").status ==
        404);
    CHECK(desk.post("/api/v1/dead-letters/" + id + "/discard", {{"reason", "Not A Code"}}, "o.ops").status ==
          422);
    CHECK(desk.get("/api/v1/audit/" + id).status == 403);
    const auto log = desk.get("/api/v1/audit/" + id, "p.haas");
    REQUIRE(log.status == 200);
    CHECK(boost::json::parse(log.at("/items/0/body")).at("ev").as_string() == "complaint_filed");
    CHECK(desk.get(all_complaints + "/" + id + "/messages").status == 200);
    CHECK(desk.get(all_complaints + "/" + id + "/messages/L9").status == 404);
    CHECK(desk.get(all_complaints + "/" + id + "/redress").status == 200);
}

TEST_CASE("a letter is shown in the words that were sent, and that it was read is recorded", "[rest]")
{
    desk_at_work desk;
    const auto id = desk.file();
    const auto sent = desk.post(all_complaints + "/" + id + "/actions/acknowledged",
                                {{"route", "status_page"},
                                 {"letter_language", "en"},
                                 {"letter_parts", boost::json::array{"contact", "received_date", "timeframe",
                                                                     "reference", "next_step"}},
                                 {"letter_body", "We have got what you wrote."}},
                                "h.lin", 1);
    REQUIRE(sent.status == 200);
    const auto list = desk.get(all_complaints + "/" + id + "/messages");
    REQUIRE(list.body.at("items").as_array().size() == 1);
    const auto letter = desk.get(all_complaints + "/" + id + "/messages/L1");
    REQUIRE(letter.status == 200);
    CHECK(letter.at("/text").find("We have got what you wrote.") != std::string::npos);
    CHECK(desk.get(all_complaints + "/" + id + "/timeline").text.find("access_given") != std::string::npos);
}

TEST_CASE("a caller who asks too often is told to wait, and nobody else is", "[rest]")
{
    desk_at_work desk({.requests_per_minute = 3});
    for (int left = 2; left >= 0; --left)
        CHECK(desk.get("/api/v1/queues")
                  .header("ratelimit")
                  .starts_with("\"default\";r=" + std::to_string(left) + ";t="));
    const auto refused = desk.get("/api/v1/queues");
    CHECK(refused.status == 429);
    CHECK(refused.at("/code") == "rate_limited");
    CHECK_FALSE(refused.header("retry-after").empty());
    CHECK(refused.header("ratelimit-policy") == "\"default\";q=3;w=60");
    CHECK(desk.get("/api/v1/queues", "h.osei").status == 200);
}

TEST_CASE("whoever is nobody yet is counted by their network, at a log-in as anywhere", "[rest]")
{
    desk_at_work desk({.requests_per_minute = 3});
    const auto log_in = [&](const std::string& peer) {
        return desk.ask(
            http::verb::post, "/api/v1/session",
            {.as = "", .body = R"({"login":"h.lin","password":"five small boats"})", .peer = peer});
    };
    for (int n = 0; n < 3; ++n)
        CHECK_FALSE(log_in("203.0.113." + std::to_string(n)).header("ratelimit").empty());
    const auto refused = log_in("203.0.113.77");
    CHECK(refused.status == 429);
    CHECK(refused.at("/code") == "rate_limited");
    for (const auto* path : {"/api/v1/oidc/start", "/api/v1/oidc/callback"})
        CHECK(desk.ask(http::verb::get, path, {.as = "", .peer = "203.0.113.78"}).status == 429);
    CHECK(log_in("198.51.100.1").status != 429);
    CHECK(desk.get("/api/v1/queues").status == 200);
}

TEST_CASE("what is shown and opens nothing is counted by network, and beyond the limit answered 429",
          "[rest]")
{
    desk_at_work desk;
    constexpr std::int64_t limit = 3;
    const auto hook = app::who_asks(desk.web(), {.requests_per_minute = limit});
    const http::endpoint row{.path = "/api/v1/complaints", .operation = "t", .permission = "read_case"};
    const auto tried = [&](const std::string& peer) {
        auto asked = std::make_shared<http::request>();
        asked->headers = {{"authorization", "Bearer rdt_" + std::string(59, 'x')}};
        asked->peer = peer;
        asked->secure = true;
        asked->language = "en";
        std::promise<std::optional<http::response>> said;
        hook(row, asked, [&](std::optional<http::response> no) { said.set_value(std::move(no)); });
        return said.get_future().get().value();
    };
    for (int n = 0; n < limit; ++n) CHECK(tried("203.0.113." + std::to_string(n)).status == 401);
    const auto beyond = tried("203.0.113.77");
    CHECK(beyond.status == 429);
    CHECK(std::ranges::any_of(beyond.headers, [](const auto& one) { return one.first == "retry-after"; }));
    CHECK(beyond.body.find("rate_limited") != std::string::npos);
    CHECK(tried("198.51.100.1").status == 401);
}

TEST_CASE("whoever stands in sees the cases of who is away, and hears their rungs, until they are back",
          "[rest][absences]")
{
    desk_at_work desk;
    const std::string all_absences = "/api/v1/absences";
    const auto now = desk.services().queries().now();
    const auto in = [&](std::chrono::hours from_now) { return to_string(now + from_now); };
    const auto says = [&](const boost::json::object& body, const std::string& as) {
        return desk.ask(verb::post, all_absences, {.as = as, .body = boost::json::serialize(body)});
    };
    const auto of_lin = desk.file(), of_osei = desk.file();
    REQUIRE(desk.post(all_complaints + "/" + of_lin + "/assignment", {}, "h.lin", 1).status == 200);
    REQUIRE(desk.post(all_complaints + "/" + of_osei + "/assignment", {}, "h.osei", 1).status == 200);
    REQUIRE(cases_in(desk.get("/api/v1/queues/mine", "h.osei")) == std::set<std::string>{of_osei});

    // What is wrong is named at its field, and for others not everybody may say it.
    const auto fault = [&](const boost::json::object& body, const std::string& as = "h.lin") {
        const auto got = says(body, as);
        return std::to_string(got.status) + " " + got.at("/errors/0/pointer") + " " +
               got.at("/errors/0/code");
    };
    CHECK(fault({{"until", in(-1h)}}) == "422 /until later_than_from");
    CHECK(fault({{"until", "tomorrow"}}) == "400 /until time");
    CHECK(fault({{"until", in(8h)}, {"delegate", "h.lin"}}) == "422 /delegate somebody_else");
    CHECK(fault({{"until", in(8h)}, {"delegate", "c.ito"}}) == "422 /delegate a_role_of_the_person");
    CHECK(says({{"person", "h.osei"}, {"until", in(8h)}}, "h.lin").at("/code") == "absence_of_another");
    CHECK(says({{"person", "h.osei"}, {"until", in(8h)}, {"nonsense", 1}}, "l.novak").status == 400);

    const auto said = says({{"until", in(8h)}, {"delegate", "h.osei"}}, "h.lin");
    REQUIRE(said.status == 201);
    CHECK(said.at("/person") == "h.lin");
    CHECK(said.at("/said_by") == "h.lin");
    CHECK(fault({{"from", in(2h)}, {"until", in(9h)}}) == "422 /from no_overlap");
    CHECK(fault({{"until", in(9h)}, {"delegate", "h.lin"}}, "h.osei") == "422 /delegate here_meanwhile");

    const auto mine = desk.get("/api/v1/queues/mine", "h.osei");
    CHECK(cases_in(mine) == std::set<std::string>{of_lin, of_osei});
    for (const auto& one : mine.body.at("items").as_array())
        CHECK(one.as_object().contains("stands_in_for") == (one.at("owner").as_string() == "h.lin"));
    CHECK(desk.get("/api/v1/queues?count=true", "h.osei").at("/items/0/count") == "2");
    // Whoever is away sees their own all the same, and nobody can give them more.
    CHECK(cases_in(desk.get("/api/v1/queues/mine", "h.lin")) == std::set<std::string>{of_lin});
    const auto given =
        desk.post(all_complaints + "/" + of_osei + "/assignment", {{"owner", "h.lin"}}, "h.osei", 2);
    CHECK(given.status == 409);
    CHECK(given.text.find("h.osei") != std::string::npos);
    bool told = false;
    const auto roster = desk.get("/api/v1/roster");
    for (const auto& one : roster.body.at("people").as_array())
        if (one.at("person").as_string() == "h.lin" && one.as_object().contains("absences"))
            told = one.at("absences").at(0).at("delegate").as_string() == "h.osei";
    CHECK(told);

    // A lead's rung is heard by whoever they named.
    const auto rung = [&](const std::string& event, const boost::json::object& what, const std::string& as) {
        const auto is = desk.get(all_complaints + "/" + of_osei).body.at("version").as_int64();
        return desk.post(all_complaints + "/" + of_osei + "/actions/" + event, what, as, is);
    };
    const boost::json::object asked{{"reason_code", "asked"}};
    REQUIRE(rung("escalated", asked, "h.osei").status == 200);
    for (int below_the_top = 1; below_the_top < 3; ++below_the_top) {
        REQUIRE(rung("rung_accepted", {}, "c.reyes").status == 200);
        REQUIRE(rung("escalated", asked, "c.reyes").status == 200);
    }
    CHECK(rung("rung_accepted", {}, "c.ito").status == 409);
    REQUIRE(says({{"until", in(8h)}, {"delegate", "c.ito"}}, "l.novak").status == 201);
    const auto taken = rung("rung_accepted", {}, "c.ito");
    INFO(taken.text);
    CHECK(taken.status == 200);

    const auto end = all_absences + "/" + said.at("/absence") + "/end";
    const auto ended = desk.ask(verb::post, end, {.as = "l.novak"});
    CHECK(ended.status == 200);
    CHECK(ended.at("/ended_by") == "l.novak");
    CHECK(desk.ask(verb::post, end, {.as = "h.lin"}).at("/code") == "absence_over");
    CHECK(cases_in(desk.get("/api/v1/queues/mine", "h.osei")) == std::set<std::string>{of_osei});
    CHECK(desk.get(all_absences, "o.ops").body.at("items").as_array().size() == 2);
    CHECK(desk.ask(verb::post, all_absences + "/nonsense/end", {.as = "h.lin"}).at("/code") == "no_absence");
}
