// The numbers of a period and the cases behind them, the house as it is set up, pinning anew, and a compartment that
// nobody else learns of.
#include "tests/adapters/app/rest/desk_at_work.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using namespace redress::tests;
using http::verb;

namespace {

const std::string all_complaints = "/api/v1/complaints/";

std::int64_t number_of(const told& report, std::string_view measure)
{
    std::int64_t sum = 0;
    for (const auto& row : report.body.at("rows").as_array())
        if (row.at("measure").as_string() == measure) sum += row.at("cases").as_int64();
    return sum;
}

}  // namespace

TEST_CASE("a number of a period and the list behind it are of the same cases", "[rest]")
{
    desk_at_work desk({}, std::chrono::seconds(0));
    std::vector<std::string> ids;
    for (int n = 0; n < 3; ++n) ids.push_back(desk.file());
    const auto report = desk.get("/api/v1/reports/period", "l.novak");
    REQUIRE(report.status == 200);
    CHECK(number_of(report, "filed") == 3);
    CHECK(number_of(report, "category") == 3);
    CHECK(number_of(report, "closed") == 0);
    const auto list = desk.get("/api/v1/reports/period/cases?measure=filed&limit=2", "l.novak");
    REQUIRE(list.status == 200);
    CHECK(list.body.at("cases").as_int64() == 3);
    CHECK(list.body.at("items").as_array().size() == 2);
    const auto rest = desk.get(
        "/api/v1/reports/period/cases?measure=filed&limit=2&cursor=" + list.at("/next_cursor"), "l.novak");
    CHECK(rest.body.at("items").as_array().size() == 1);
    CHECK(rest.body.at("next_cursor").is_null());
    CHECK(desk.get("/api/v1/reports/period/cases?measure=filed&key=2001-01-01", "l.novak")
              .body.at("items")
              .as_array()
              .empty());
}

TEST_CASE("whom a case concerns has it neither in a number nor in the list behind it", "[rest]")
{
    desk_at_work desk({}, std::chrono::seconds(0));
    const auto id = desk.file();
    static_cast<void>(desk.file());
    REQUIRE(desk.post(all_complaints + id + "/actions/triaged",
                      {{"severity", 2}, {"about_staff", boost::json::array{"c.ito"}}}, "h.lin", 1)
                .status == 200);
    CHECK(number_of(desk.get("/api/v1/reports/period", "c.ito"), "filed") == 1);
    CHECK(number_of(desk.get("/api/v1/reports/period", "c.reyes"), "filed") == 2);
    CHECK(desk.get("/api/v1/reports/period/cases?measure=filed", "c.ito").body.at("cases").as_int64() == 1);
}

TEST_CASE("a period has an end after its beginning and is of a year at most", "[rest]")
{
    desk_at_work desk;
    for (const std::string query : {"from=2026-11-02T00:00:00Z&until=2026-11-01T00:00:00Z",
                                    "from=2024-01-01T00:00:00Z&until=2026-01-01T00:00:00Z", "from=yesterday"})
        CHECK(desk.get("/api/v1/reports/period?" + query, "l.novak").status == 400);
    CHECK(desk.get("/api/v1/reports/period/cases", "l.novak").status == 400);
    CHECK(desk.get("/api/v1/reports/period/cases?measure=happiness", "l.novak").status == 400);
}

TEST_CASE(
    "a report for supervisors is made of entries, for whoever may export, and that it was made is recorded",
    "[rest]")
{
    desk_at_work desk;
    const auto id = desk.file();
    const auto about = desk.file();
    REQUIRE(desk.post(all_complaints + about + "/actions/triaged",
                      {{"severity", 2}, {"about_staff", boost::json::array{"l.novak"}}}, "h.lin", 1)
                .status == 200);
    const std::string returns = "/api/v1/reports/returns", all_years = "?from=2020-01-01&until=2099-12-31";
    const auto list = desk.get(returns, "c.ito");
    REQUIRE(list.status == 200);
    CHECK(list.body.at("items").as_array().size() == 9);
    const auto made = desk.get(returns + "/asic_idr" + all_years, "l.novak");
    REQUIRE(made.status == 200);
    // Of the other they are not to know.
    REQUIRE(made.body.at("rows").as_array().size() == 1);
    CHECK(made.at("/rows/0/case") == id);
    CHECK(made.at("/rows/0/status") == "open");
    CHECK(made.body.at("unreadable").as_int64() == 0);
    CHECK(desk.database().number("SELECT count(*) FROM audit_entry WHERE convert_from(body, 'UTF8') LIKE "
                                 "'%\"report make\"%asic_idr%'") == 1);
    // As of a time before anything was filed there is nothing in it.
    const auto before = desk.get(returns + "/asic_idr" + all_years + "&as_of=2020-01-02", "l.novak");
    REQUIRE(before.status == 200);
    CHECK(before.body.at("rows").as_array().empty());
    // Nor when their history cannot be read; of another one it is said.
    const auto broken = [&](const std::string& of) {
        return desk.database().number(
            "WITH broken AS (UPDATE audit_entry SET body = convert_to('{}', 'UTF8') WHERE chain_id = '" + of +
            "' AND cseq = 1 RETURNING 1) SELECT count(*) FROM broken");
    };
    REQUIRE(broken(about) == 1);
    CHECK(desk.get(returns + "/asic_idr" + all_years, "l.novak").body.at("unreadable").as_int64() == 0);
    CHECK(desk.get(returns + "/asic_idr" + all_years, "c.reyes").status == 403);
    REQUIRE(broken(id) == 1);
    CHECK(desk.get(returns + "/asic_idr" + all_years, "l.novak").body.at("unreadable").as_int64() == 1);
    CHECK(desk.get(returns + "/asic_idr" + all_years, "h.lin").status == 403);
    CHECK(desk.get(returns + "/of-nobody" + all_years, "l.novak").status == 404);
    CHECK(desk.get(returns + "/asic_idr?from=yesterday&until=2026-01-01", "l.novak").status / 100 == 4);
    CHECK(desk.get(returns + "/asic_idr?from=2026-02-01&until=2026-01-01", "l.novak").status / 100 == 4);
    CHECK(desk.get(returns + "/asic_idr" + all_years + "&entity=nobody", "l.novak").status / 100 == 4);
}

TEST_CASE("the house is told as it is set up, to whom it concerns", "[rest]")
{
    desk_at_work desk;
    const auto roster = desk.get("/api/v1/roster");
    REQUIRE(roster.status == 200);
    CHECK(roster.body.at("people").as_array().size() > 5);
    CHECK(roster.text.find("os_user") == std::string::npos);
    const auto settings = desk.get("/api/v1/settings", "o.ops");
    REQUIRE(settings.status == 200);
    CHECK(settings.body.at("items").as_array().size() > 20);
    const auto calendars = desk.get("/api/v1/calendars");
    REQUIRE(calendars.status == 200);
    REQUIRE_FALSE(calendars.body.at("items").as_array().empty());
    const auto id = calendars.at("/items/0/calendar");
    const auto one = desk.get("/api/v1/calendars/" + id);
    REQUIRE(one.status == 200);
    CHECK(one.body.as_object().contains("hours"));
    CHECK(desk.get("/api/v1/calendars/" + id + "?year=1900").body.at("days").as_array().empty());
    CHECK(desk.get("/api/v1/calendars/of-nowhere").status == 404);
    const auto machines = desk.get("/api/v1/machines");
    REQUIRE(machines.status == 200);
    CHECK(machines.at("/machines/0/machine") == "lifecycle");
    const auto policy = desk.get("/api/v1/policies/wallet-default");
    REQUIRE(policy.status == 200);
    CHECK(policy.body.at("plain").as_array().size() > 5);
    CHECK(policy.body.at("retention_days").as_int64() == 1827);
}

TEST_CASE("whether everything answers is told with what to do", "[rest]")
{
    desk_at_work desk;
    const auto health = desk.get("/api/v1/health", "o.ops");
    REQUIRE(health.status == 200);
    bool database = false;
    for (const auto& one : health.body.at("items").as_array())
        database =
            database || (one.at("part").as_string() == "database" && one.at("level").as_string() == "ok");
    CHECK(database);
}

TEST_CASE(
    "what pinning anew would change is shown without a change, with the digest of the act once it has a "
    "reason",
    "[rest]")
{
    desk_at_work desk;
    const auto id = desk.file();
    const auto bare = desk.ask(verb::post, all_complaints + id + "/repin", {.as = "p.haas"});
    REQUIRE(bare.status == 200);
    CHECK_FALSE(bare.body.as_object().contains("digest"));
    CHECK(bare.body.at("policies").as_array().size() >= 2);
    const auto named = desk.ask(verb::post, all_complaints + id + "/repin",
                                {.as = "p.haas", .body = R"({"reason":"It was wrong."})"});
    REQUIRE(named.status == 200);
    CHECK(named.at("/digest").size() == 64);
    CHECK(desk.get(all_complaints + id).body.at("version").as_int64() == 1);
    CHECK(desk.ask(verb::post, all_complaints + id + "/repin", {.as = "p.haas", .body = R"({"severity":2})"})
              .status == 400);
}

TEST_CASE("a compartment is there for restricted reviewers alone, and nothing of it stands elsewhere",
          "[rest]")
{
    desk_at_work desk;
    const auto id = desk.file();
    const auto path = all_complaints + id + "/restricted";
    CHECK(desk.get(path, "r.ahn").status == 404);
    REQUIRE(desk.post(path + "/restricted_opened", {{"reason", "A matter of few."}}, "r.ahn").status < 300);
    asking again{.as = "r.ahn",
                 .headers = {{"idempotency-key", desk_at_work::new_key()}},
                 .body = R"({"text":"Seen."})"};
    const auto first = desk.ask(verb::post, path + "/restricted_note_added", again);
    REQUIRE(first.status == 200);
    CHECK(desk.ask(verb::post, path + "/restricted_note_added", again).status == 200);
    const auto shown = desk.get(path, "r.ahn");
    REQUIRE(shown.status == 200);
    CHECK(shown.body.at("notes").as_int64() == 1);
    CHECK(shown.text.find("A matter of few.") != std::string::npos);
    // The same for a case with one and for a case that is not there.
    for (const auto* person : {"h.lin", "p.haas", "l.novak", "o.ops"}) {
        CAPTURE(person);
        const auto with = desk.get(path, person);
        const auto without =
            desk.get(all_complaints + "0190a000-0000-8000-8000-000000000000/restricted", person);
        CHECK(with.status == 403);
        CHECK(without.status == 403);
        CHECK(with.at("/code") == without.at("/code"));
    }
    CHECK(desk.database().number(
              "SELECT count(*) FROM request_answer WHERE convert_from(body, 'UTF8') LIKE '%restricted%'") ==
          0);
    CHECK(desk.get(all_complaints + id).body.at("version").as_int64() == 1);
}

TEST_CASE("the house's operations ask for the permission that says so", "[rest]")
{
    desk_at_work desk;
    std::map<std::string, std::string> asked;
    for (const auto& row : desk.table()) asked[std::string(row.operation)] = row.permission;
    CHECK(asked["report_period"] == "reports");
    CHECK(asked["list_behind_number"] == "reports");
    CHECK(asked["list_settings"] == "operations");
    CHECK(asked["read_health"] == "operations");
    CHECK(asked["read_compartment"] == "restricted");
    CHECK(asked["act_in_compartment"] == "restricted");
    CHECK(asked["dry_run_policy"] == "try_policy");
}

TEST_CASE("a draft is replayed over what was, and a file that is none says where it is wrong", "[rest]")
{
    desk_at_work desk;
    static_cast<void>(desk.file());
    const auto toml = desk.get("/api/v1/policies/wallet-default").at("/toml");
    REQUIRE(toml.size() > 1000);
    auto draft = toml;
    const std::string limit = "limit = \"7cd";
    draft.replace(draft.find(limit), limit.size(), "limit = \"3cd");
    const auto tried = [&](const std::string& text, const std::string& since) {
        return desk.ask(
            verb::post, "/api/v1/policies/dry-run",
            {.as = "p.haas",
             .body = boost::json::serialize(boost::json::object{{"toml", text}, {"since", since}})});
    };
    const auto moved = tried(draft, "2020-01-01T00:00:00Z");
    REQUIRE(moved.status == 200);
    CHECK(moved.body.at("sums").at("replayed").as_int64() == 1);
    CHECK(moved.body.at("sums").at("differ").as_int64() == 1);
    CHECK_FALSE(moved.body.at("differences").as_array().empty());
    const auto same = tried(toml, "2020-01-01T00:00:00Z");
    CAPTURE(same.text);
    REQUIRE(same.status == 200);
    CHECK(same.body.at("sums").at("differ").as_int64() == 0);
    CHECK(tried("id = 3", "2020-01-01T00:00:00Z").status == 422);
    CHECK(tried(toml, "yesterday").status == 422);
}
