// Incidents, improvement actions, referrals and documents over REST.
#include "tests/adapters/app/rest/desk_at_work.hpp"

#include <catch2/catch_test_macros.hpp>

#include <set>

using namespace redress;
using namespace redress::tests;
using http::verb;

namespace {

const boost::json::object slow{{"words_en", "Transfers are slow."},
                               {"words_zh", "转账延迟。"},
                               {"from", "2026-11-23T09:00:00Z"},
                               {"posted_by", "o.ops"}};

boost::json::object measure(const std::string& owner = "h.lin")
{
    return {{"measure", "Retry the gateway."},
            {"cause", "gateway_timeout"},
            {"owner", owner},
            {"due", "2099-12-01T00:00:00Z"}};
}

}  // namespace

TEST_CASE("an incident is opened, changed and ended, and its history says by whom", "[rest]")
{
    desk_at_work desk;
    const asking once{
        .as = "o.ops", .headers = {{"idempotency-key", "incident-1"}}, .body = boost::json::serialize(slow)};
    const auto dry = desk.ask(verb::post, "/api/v1/incidents?dry_run=true",
                              {.as = "o.ops", .body = boost::json::serialize(slow)});
    REQUIRE(dry.status == 200);
    CHECK(dry.at("/state") == "open");
    CHECK(dry.at("/effects/moves/0/to") == "open");
    CHECK(desk.get("/api/v1/incidents").body.at("items").as_array().empty());

    const auto opened = desk.ask(verb::post, "/api/v1/incidents", once);
    REQUIRE(opened.status == 201);
    const auto target = opened.header("location");
    CHECK(opened.header("etag") == "\"v1\"");
    CHECK(target == "/api/v1/incidents/" + opened.at("/incident"));
    CHECK(desk.ask(verb::post, "/api/v1/incidents", once).text == opened.text);
    CHECK(desk.get("/api/v1/incidents").body.at("items").as_array().size() == 1);

    const auto act = target + "/actions/";
    const boost::json::object until{{"until", "2026-11-23T18:00:00Z"}};
    CHECK(desk.post(act + "incident_changed", until, "o.ops").status == 428);
    CHECK(desk.post(act + "incident_changed", until, "h.lin", 1).status == 403);
    CHECK(desk.post(act + "incident_changed", {{"untill", "x"}}, "o.ops", 1).status == 400);
    CHECK(desk.post(act + "triaged", {}, "o.ops", 1).at("/code") == "event_unknown");
    CHECK(
        desk.ask(verb::post, act + "incident_changed?dry_run=true",
                 {.as = "o.ops", .headers = {{"if-match", "\"v7\""}}, .body = boost::json::serialize(until)})
            .status == 412);
    CHECK(desk.post(act + "incident_changed", until, "o.ops", 1).status == 200);
    const auto stale = desk.post(act + "incident_ended", {}, "o.ops", 1);
    CHECK(stale.status == 412);
    CHECK(stale.header("etag") == "\"v2\"");
    CHECK(desk.post(act + "incident_ended", {}, "o.ops", 2).status == 200);
    const auto over = desk.post(act + "incident_changed", until, "o.ops", 3);
    CHECK(over.status == 409);
    CHECK(over.at("/blockers/0/code") == "not_possible_now");

    CHECK(desk.get("/api/v1/incidents").body.at("items").as_array().empty());
    const auto ended = desk.get("/api/v1/incidents?incident_state=ended");
    REQUIRE(ended.body.at("items").as_array().size() == 1);
    CHECK(ended.at("/items/0/words_zh") == "转账延迟。");
    const auto read = desk.get(target);
    CHECK(read.header("etag") == "\"v3\"");
    CHECK(read.at("/state") == "ended");
    const auto told = desk.get(target + "/timeline");
    REQUIRE(told.status == 200);
    CHECK(told.at("/items/0/ev") == "incident_opened");
    CHECK(told.at("/items/0/words/who").find("o.ops") != std::string::npos);
    CHECK(desk.get("/api/v1/incidents/nonsense").status == 404);
    CHECK(desk.get("/api/v1/improvements/" + opened.at("/incident")).status == 404);
}

TEST_CASE("a case that is linked to an incident is counted for it", "[rest]")
{
    desk_at_work desk;
    const auto opened = desk.post("/api/v1/incidents", slow, "o.ops");
    REQUIRE(opened.status == 201);
    const auto id = desk.file();
    REQUIRE(desk.post("/api/v1/complaints/" + id + "/actions/linked",
                      {{"cause", "incident"}, {"to", opened.at("/incident")}}, "h.lin", 1)
                .status == 200);
    CHECK(desk.get(opened.header("location")).at("/linked_cases") == "1");
}

TEST_CASE("an improvement is done by its owner and checked by somebody else", "[rest]")
{
    desk_at_work desk;
    const auto about = desk.file(), hidden = desk.file();
    REQUIRE(desk.post("/api/v1/complaints/" + hidden + "/actions/triaged",
                      {{"severity", 2}, {"about_staff", boost::json::array{"h.osei"}}}, "h.lin", 1)
                .status == 200);
    auto what = measure("q.berg");
    what["cases"] = boost::json::array{desk.get("/api/v1/complaints/" + about).at("/reference"), hidden};
    const auto opened = desk.post("/api/v1/improvements", what);
    REQUIRE(opened.status == 201);
    const auto target = opened.header("location");
    CHECK(desk.get(target).body.at("cases").as_array() == boost::json::array{about, hidden});
    CHECK(desk.get(target, "h.osei").body.at("cases").as_array() == boost::json::array{about});
    CHECK(desk.get(target + "/timeline", "h.osei").text.find(hidden) == std::string::npos);
    CHECK(desk.post("/api/v1/improvements", what, "h.osei").at("/errors/0/code") == "no_such_case");

    const auto act = target + "/actions/";
    CHECK(desk.post(act + "action_done", {{"remark", "It is in production."}}, "q.berg", 1).status == 200);
    const auto own = desk.post(act + "action_checked", {}, "q.berg", 2);
    CHECK(own.status == 409);
    CHECK(own.at("/blockers/0/guard") == "checker_is_not_owner");
    CHECK_FALSE(own.body.at("blockers").at(0).at("could").as_array().empty());
    CHECK(
        desk.ask(verb::post, act + "action_checked?dry_run=true", {.as = "q.berg"}).at("/blockers/0/words") ==
        own.at("/blockers/0/words"));
    CHECK(desk.post(act + "action_checked", {}, "l.novak", 2).status == 200);
    CHECK(desk.get("/api/v1/improvements?improvement_state=checked").at("/items/0/action") ==
          opened.at("/action"));
}

TEST_CASE("improvements are listed page by page, what is due first on top", "[rest]")
{
    desk_at_work desk;
    for (const auto* due :
         {"2099-03-01T00:00:00Z", "2099-01-01T00:00:00Z", "2099-02-01T00:00:00Z", "2099-02-01T00:00:00Z"}) {
        auto what = measure();
        what["due"] = due;
        REQUIRE(desk.post("/api/v1/improvements", what).status == 201);
    }
    REQUIRE(desk.post("/api/v1/improvements", measure("h.osei")).status == 201);
    for (const std::string limit : {"1", "2", "4"}) {
        std::string last, list = "/api/v1/improvements?owner=h.lin&limit=" + limit, cursor;
        std::set<std::string> seen;
        for (;;) {
            const auto page = desk.get(list + (cursor.empty() ? "" : "&cursor=" + cursor));
            REQUIRE(page.status == 200);
            REQUIRE_FALSE(page.body.at("items").as_array().empty());
            for (const auto& one : page.body.at("items").as_array()) {
                const std::string due(one.as_object().at("due").as_string());
                CHECK(last <= due);
                last = due;
                CHECK(seen.insert(std::string(one.as_object().at("action").as_string())).second);
            }
            if (page.body.at("next_cursor").is_null()) break;
            cursor = page.at("/next_cursor");
        }
        CHECK(seen.size() == 4);
    }
}

TEST_CASE("cases with an outside body are listed for those who may see them", "[rest]")
{
    desk_at_work desk({}, std::chrono::seconds(0));
    std::vector<std::string> referred;
    for (int n = 0; n < 3; ++n) {
        referred.push_back(desk.file());
        CHECK(desk.get("/api/v1/referrals").body.at("items").as_array().size() ==
              static_cast<std::size_t>(n));
        const auto made = desk.post("/api/v1/complaints/" + referred.back() + "/actions/referral_made",
                                    {{"body", "ombudsman"}, {"bundle", std::string(64, 'a')}}, "p.haas", 1);
        INFO(made.text);
        REQUIRE(made.status == 200);
    }
    const auto first = desk.get("/api/v1/referrals?limit=2");
    REQUIRE(first.status == 200);
    CHECK(first.body.at("items").as_array().size() == 2);
    CHECK(first.at("/items/0/referral") == "with_body");
    CHECK(first.at("/items/0/body") == "ombudsman");
    const auto second = desk.get("/api/v1/referrals?limit=2&cursor=" + first.at("/next_cursor"));
    CHECK(second.body.at("items").as_array().size() == 1);
    CHECK(second.body.at("next_cursor").is_null());
    CHECK(desk.get("/api/v1/referrals?limit=3").body.at("next_cursor").is_null());

    REQUIRE(desk.post("/api/v1/complaints/" + referred[0] + "/actions/referral_ended",
                      {{"reason", "Settled."}}, "p.haas", 2)
                .status == 200);
    CHECK(desk.get("/api/v1/referrals?referral_state=done").at("/items/0/case") == referred[0]);
    CHECK(desk.get("/api/v1/referrals?referral_state=with_body").body.at("items").as_array().size() == 2);
    CHECK(desk.get("/api/v1/referrals?referral_state=nonsense").status == 400);

    REQUIRE(desk.post("/api/v1/complaints/" + referred[1] + "/actions/triaged",
                      {{"severity", 2}, {"about_staff", boost::json::array{"h.osei"}}}, "h.lin", 2)
                .status == 200);
    const auto theirs = desk.get("/api/v1/referrals", "h.osei");
    CHECK(theirs.body.at("items").as_array().size() == 2);
    CHECK(theirs.text.find(referred[1]) == std::string::npos);
}

TEST_CASE("the documents of a case are listed without what is in them", "[rest]")
{
    desk_at_work desk;
    const auto id = desk.file();
    REQUIRE(desk.post("/api/v1/complaints/" + id + "/actions/document_added",
                      {{"document", "D1"}, {"text", "A bill."}}, "h.lin", 1)
                .status == 200);
    const auto told = desk.get("/api/v1/complaints/" + id + "/documents");
    REQUIRE(told.status == 200);
    REQUIRE(told.body.at("items").as_array().size() == 1);
    CHECK(told.at("/items/0/document") == "D1");
    CHECK(told.at("/items/0/cseq") == "2");
    CHECK(told.text.find("bill") == std::string::npos);
}
