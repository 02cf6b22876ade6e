// The history is searched across cases by who, what and why not, with what stood there before; and the search is
// in the history.
#include "tests/adapters/app/rest/desk_at_work.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using namespace redress::tests;

namespace {

const std::string all_complaints = "/api/v1/complaints/";
constexpr const char* auditor = "p.haas";

struct worked_desk {
    desk_at_work desk;
    std::string one = desk.file(), other = desk.file();

    worked_desk()
    {
        REQUIRE(desk.post(all_complaints + one + "/actions/triaged", {{"severity", 1}}, "h.lin", 1).status ==
                200);
        REQUIRE(desk.post(all_complaints + one + "/actions/triaged", {{"severity", 3}}, "h.lin", 2).status ==
                200);
        REQUIRE(
            desk.post(all_complaints + other + "/actions/triaged", {{"severity", 1}}, "h.lin", 1).status ==
            200);
    }
    [[nodiscard]] std::size_t found(const std::string& query, const std::string& as = auditor)
    {
        const auto page = desk.get("/api/v1/audit?" + query, as);
        REQUIRE(page.status == 200);
        return page.body.at("items").as_array().size();
    }
};

}  // namespace

TEST_CASE_METHOD(worked_desk, "entries of all cases are found by what stands in them", "[rest]")
{
    CHECK(found("event=triaged") == 3);
    CHECK(found("event=triaged&actor=h.lin&type=case.event") == 3);
    CHECK(found("event=triaged&actor=c.ito") == 0);
    CHECK(found("event=triaged&case=" + one) == 2);
    CHECK(found("fact=severity&case=" + other) == 2);  // the filing sets it by category
    CHECK(found("policy=wallet-default&event=complaint_filed") == 2);
    CHECK(found("event=triaged&until=2020-01-01T00:00:00Z") == 0);
    CHECK(found("event=triaged&since=2020-01-01T00:00:00Z") == 3);
    const auto refused = desk.post(all_complaints + one + "/actions/triaged", {{"severity", 4}}, "o.ops", 3);
    REQUIRE(refused.status >= 400);
    CHECK(found("type=case.refused&event=triaged") == found("refusal=not_permitted&event=triaged"));
}

TEST_CASE_METHOD(worked_desk, "what an entry set is told with what stood there before", "[rest]")
{
    const auto page = desk.get("/api/v1/audit?event=triaged&case=" + one, auditor);
    REQUIRE(page.status == 200);
    const auto severity = [&](std::size_t item) -> boost::json::object {
        for (const auto& change : page.body.at("items").at(item).at("changes").as_array())
            if (change.at("what").as_string() == "severity") return change.as_object();
        return {};
    };
    CHECK(severity(0).at("before").as_int64() == 1);
    CHECK(severity(0).at("after").as_int64() == 3);
    CHECK(severity(1).at("before").as_int64() == 2);  // by its category
    CHECK(severity(1).at("after").as_int64() == 1);
    CHECK_FALSE(page.at("/items/0/reference").empty());
    CHECK(page.at("/items/0/chain") == one);
}

TEST_CASE_METHOD(worked_desk, "a search goes on where it stopped", "[rest]")
{
    const auto first = desk.get("/api/v1/audit?event=triaged&limit=2", auditor);
    REQUIRE(first.status == 200);
    std::size_t sum = first.body.at("items").as_array().size();
    CHECK(sum == 2);
    auto cursor = first.at("/next_cursor");
    for (int n = 0; cursor != "null" && n < 20; ++n) {
        const auto next = desk.get("/api/v1/audit?event=triaged&limit=2&cursor=" + cursor, auditor);
        REQUIRE(next.status == 200);
        sum += next.body.at("items").as_array().size();
        cursor = next.at("/next_cursor");
    }
    CHECK(sum == 3);
}

TEST_CASE_METHOD(worked_desk, "that somebody searched the history is in it, with what they asked for",
                 "[rest]")
{
    REQUIRE(found("actor=h.lin&event=triaged") == 3);
    const auto page = desk.get("/api/v1/audit?type=access.given&actor=" + std::string(auditor), auditor);
    REQUIRE(page.status == 200);
    CHECK(page.text.find("audit_search") != std::string::npos);
    CHECK(page.text.find("actor=h.lin event=triaged") != std::string::npos);
}

TEST_CASE_METHOD(worked_desk,
                 "the history is not searched by whoever may not read it, nor what concerns them", "[rest]")
{
    CHECK(desk.get("/api/v1/audit?event=triaged", "h.lin").status == 403);
    CHECK(desk.get("/api/v1/audit?actor=" + std::string("%22%20OR"), auditor).status == 400);
    CHECK(desk.get("/api/v1/audit?type=letters", auditor).status == 400);
    REQUIRE(desk.post(all_complaints + other + "/actions/triaged",
                      {{"severity", 2}, {"about_staff", boost::json::array{auditor}}}, "h.lin", 2)
                .status == 200);
    CHECK(found("event=triaged") == 2);
    CHECK(desk.get("/api/v1/audit?case=" + other, auditor).status == 404);
}

TEST_CASE("where cases stand is counted for every machine, without what concerns whoever asks", "[rest]")
{
    desk_at_work desk({}, std::chrono::seconds(0));
    const auto id = desk.file();
    static_cast<void>(desk.file());
    REQUIRE(desk.post(all_complaints + id + "/actions/escalated", {{"reason_code", "asked"}}, "h.lin", 1)
                .status == 200);
    const auto told = desk.get("/api/v1/machines/counts", "o.ops");
    REQUIRE(told.status == 200);
    const auto& counts = told.body.at("counts").as_object();
    for (const auto* machine : {"lifecycle", "hold", "ladder", "containment", "redress", "referral"})
        CHECK(counts.contains(machine));
    CHECK(counts.at("lifecycle").at("received").as_int64() == 2);
    CHECK(counts.at("ladder").at("raised").as_int64() == 1);
    CHECK(counts.at("containment").at("none").as_int64() == 2);
}
