// Reports made of histories that stand here as literals, with figures that were reckoned by hand. The engine would
// refuse some of what is told here: a report says what the entries say, not what should be in them.
#include "workflow/returns.hpp"

#include "tests/support/elapsed.hpp"

#include <boost/json.hpp>
#include <catch2/catch_test_macros.hpp>

#include <string>
#include <vector>

namespace redress::tests {
namespace {

using namespace workflow;

instant time_of(const std::string& text)
{
    return *parse_instant(text);
}

/// Writes a history entry by entry.
class history {
public:
    explicit history(char last) : id_(std::string("0190a0b0-0000-7000-8000-00000000000") + last) {}

    history& event(const char* at, const char* name, const char* who, const char* as, const std::string& set,
                   const std::string& moves = "[]")
    {
        return entry("case.event", at, name, who, as, R"(,"set":)" + set + R"(,"moves":)" + moves);
    }
    history& refused(const char* at, const char* name, const char* who, const char* as)
    {
        return entry("case.refused", at, name, who, as, "");
    }
    history& filed(const char* at, const std::string& more = "")
    {
        const std::string time(at);
        return event(at, "complaint_filed", "c.1", "complainant",
                     R"({"category":"missing_transfer","channel":"email","filed_at":")" + time +
                         R"(","received_at":")" + time +
                         R"(","kind":"complaint","legal_entity":"wallet","reference":"RD7K2M9QX4T")" + more +
                         "}",
                     R"([{"machine":"lifecycle","from":"none","to":"received"}])");
    }

    [[nodiscard]] lived_case lived(const char* as_of = "2027-01-01T00:00:00.000000Z") const
    {
        lived_case one(time_of(as_of));
        for (const auto& body : entries_) one.add(body);
        return one;
    }

private:
    history& entry(const char* type, const char* at, const char* name, const char* who, const char* as,
                   const std::string& rest)
    {
        ++cseq_;
        entries_.push_back(R"({"actor":{"id":")" + std::string(who) + R"(","kind":"user","role":")" + as +
                           R"("},"at":")" + at + R"(","case":")" + id_ + R"(","cseq":)" +
                           std::to_string(cseq_) + R"(,"ev":")" + name + R"(","rec":")" + at +
                           R"(","type":")" + type + "\"" + rest + "}");
        return *this;
    }

    std::string id_;
    std::vector<std::string> entries_;
    int cseq_ = 0;
};

zone utc()
{
    return {"UTC",
            "test",
            {{time_of("1970-01-01T00:00:00Z"), std::chrono::seconds(0)}},
            time_of("2100-01-01T00:00:00Z")};
}

std::vector<boost::json::object> report(std::string_view name, const std::vector<lived_case>& cases,
                                        const crosswalks& said = {}, const std::string& entity = "")
{
    static const zone where = utc();
    const auto made =
        find_return(name)->make({.period = {time_of("2026-09-01T00:00:00Z"), time_of("2026-10-01T00:00:00Z")},
                                 .as_of = time_of("2026-10-02T00:00:00Z"),
                                 .legal_entity = entity,
                                 .where = &where,
                                 .said = &said});
    std::vector<boost::json::object> rows;
    const row_taken take = [&](const boost::json::object& row) { rows.push_back(row); };
    for (const auto& one : cases) made->add(one, take);
    made->end(take);
    return rows;
}

/// The one row with these members; an empty one when there is none.
boost::json::object row_with(const std::vector<boost::json::object>& rows, std::string_view part,
                             std::string_view key)
{
    for (const auto& one : rows)
        if (one.at("part").as_string() == part && one.at("key").as_string() == key) return one;
    return {};
}

constexpr auto decided = R"([{"machine":"lifecycle","from":"investigating","to":"decided"}])";
constexpr auto closed = R"([{"machine":"lifecycle","from":"decided","to":"closed"}])";

/// Received on the 2nd at 08:00, acknowledged after 1 h, decided after 10 days, closed after 12.
history answered()
{
    return history('1')
        .filed("2026-09-02T08:00:00.000000Z", R"(,"service":"transfers","support_needs":["large_print"])")
        .event("2026-09-02T09:00:00.000000Z", "acknowledged", "h.lin", "handler",
               R"({"acknowledged_at":"2026-09-02T09:00:00.000000Z"})")
        .event(
            "2026-09-12T08:00:00.000000Z", "decision_sent", "h.lin", "handler",
            R"({"decided_at":"2026-09-12T08:00:00.000000Z","decided_by":"h.lin","outcome":"upheld","root_cause":"late_batch",
                   "redress_items":[{"amount":"120.50","approved_by":"l.cho","currency":"EUR","id":"R1","kind":"refund_owed",
                   "offered_by":"h.lin","paid_at":"2026-09-13T08:00:00.000000Z","state":"paid"}]})",
            decided)
        .event("2026-09-14T08:00:00.000000Z", "resolution_accepted", "c.1", "complainant",
               R"({"closed_at":"2026-09-14T08:00:00.000000Z"})", closed);
}

/// Received before the period, and open still.
history waiting()
{
    return history('2').filed("2026-08-20T08:00:00.000000Z", R"(,"service":"transfers")");
}

}  // namespace

TEST_CASE("returns: the hours of each step, and what came of it")
{
    const auto rows = report("mica_art8", {answered().lived(), waiting().lived()});
    CHECK(row_with(rows, "received", "").at("cases").as_int64() == 1);
    CHECK(row_with(rows, "topic", "missing_transfer").at("cases").as_int64() == 1);
    const auto step = row_with(rows, "step", "decision");
    CHECK(step.at("cases").to_number<int>() == 1);
    CHECK(step.at("median_hours").to_number<double>() == 240.0);
    CHECK(row_with(rows, "step", "acknowledged").at("p95_hours").to_number<double>() == 1.0);
    CHECK(row_with(rows, "outcome", "upheld").at("cases").as_int64() == 1);
}

TEST_CASE("returns: the 95th percentile is of the nearest rank, the median of the middle")
{
    std::vector<lived_case> cases;
    for (int hour = 1; hour <= 20; ++hour) {
        const auto at =
            "2026-09-03T" + std::string(hour < 10 ? "0" : "") + std::to_string(hour) + ":00:00.000000Z";
        cases.push_back(
            history('1')
                .filed("2026-09-03T00:00:00.000000Z")
                .event(at.c_str(), "acknowledged", "h.lin", "handler", R"({"acknowledged_at":")" + at + "\"}")
                .lived());
    }
    const auto step = row_with(report("mica_art8", cases), "step", "acknowledged");
    CHECK(step.at("mean_hours").to_number<double>() == 10.5);
    CHECK(step.at("median_hours").to_number<double>() == 10.5);
    CHECK(step.at("p95_hours").to_number<double>() == 19.0);
}

TEST_CASE("returns: what was open, came, went and was paid, by entity, product and category")
{
    const auto rows = report("fca_return", {answered().lived(), waiting().lived()});
    REQUIRE(rows.size() == 1);
    CHECK(
        boost::json::serialize(rows.front()) ==
        R"({"entity":"wallet","product":"transfers","main_cause":"missing_transfer","open_at_start":1,"opened":1,)"
        R"("closed":1,"closed_3bd":0,"closed_4w":1,"closed_8w":0,"closed_later":0,"upheld":1,)"
        R"("redress_paid":"120.50 EUR","vulnerable":1})");
}

TEST_CASE("returns: a case that was opened again is not closed")
{
    auto again = answered();
    again.event("2026-09-20T08:00:00.000000Z", "reopened", "h.lin", "handler", R"({"closed_at":null})",
                R"([{"machine":"lifecycle","from":"closed","to":"investigating"}])");
    const auto rows = report("fca_return", {again.lived()});
    REQUIRE(rows.size() == 1);
    CHECK(rows.front().at("closed").as_int64() == 0);
    const auto register_rows = report("asic_idr", {again.lived()});
    REQUIRE(register_rows.size() == 1);
    CHECK(register_rows.front().at("status").as_string() == "open");
}

TEST_CASE("returns: as of an earlier time a report is what it was then")
{
    const auto then = answered().lived("2026-09-10T00:00:00.000000Z");
    CHECK(then.now().lifecycle == lifecycle_state::received);
    const auto rows = report("cfpb_like", {then});
    REQUIRE(rows.size() == 1);
    CHECK(rows.front().at("response").as_string() == "in_progress");
}

TEST_CASE("returns: a register has what was carried over and what closed, in the words of others")
{
    crosswalks said;
    said.add("channel", {{"email", "e-mail"}});
    const auto rows = report("asic_idr", {answered().lived(), waiting().lived()}, said);
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].at("status").as_string() == "closed");
    CHECK(rows[0].at("days").as_int64() == 12);
    CHECK(rows[0].at("channel").as_string() == "e-mail");
    CHECK(rows[1].at("carried_over").as_bool());
    CHECK(rows[1].at("days").as_int64() == 42);  // up to the end of the period
}

TEST_CASE("returns: other entities and what is no complaint are left out")
{
    CHECK(report("asic_idr", {answered().lived()}, {}, "another").empty());
    auto query = history('3');
    query.event("2026-09-02T08:00:00.000000Z", "complaint_filed", "c.1", "complainant",
                R"({"filed_at":"2026-09-02T08:00:00.000000Z","kind":"query"})",
                R"([{"machine":"lifecycle","from":"none","to":"received"}])");
    CHECK(report("asic_idr", {query.lived()}).empty());
}

TEST_CASE("returns: a promise that was not kept stands with how late it was and who said so before")
{
    auto late = history('4');
    late.filed(
        "2026-09-01T08:00:00.000000Z",
        R"(,"owner":"h.lin","letters":[{"by":"h.lin","id":"L1","kind":"delay","sent":"2026-09-04T08:00:00.000000Z"}],
                   "clocks":[
                   {"clock":"decision","due":"2026-09-05T08:00:00.000000Z","kind":"statutory","policy":"p","state":"met_late",
                    "started":"2026-09-01T08:00:00.000000Z","stopped":"2026-09-05T20:00:00.000000Z","extended":true},
                   {"clock":"update","due":"2026-09-30T08:00:00.000000Z","kind":"internal","policy":"p","state":"running",
                    "started":"2026-09-05T08:00:00.000000Z"},
                   {"clock":"appeal_window","due":"2026-09-06T08:00:00.000000Z","kind":"window","policy":"p","state":"lapsed"}])");
    const auto rows = report("breach_register", {late.lived()});
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].at("clock").as_string() == "decision");
    CHECK(rows[0].at("late_by_hours").to_number<double>() == 12.0);
    CHECK(rows[0].at("told_before_due").as_string() == "L1");
    CHECK(rows[0].at("extended").as_bool());
    CHECK(rows[1].at("clock").as_string() == "update");
    CHECK(rows[1].at("late_by_hours").to_number<double>() == 40.0);  // up to the report's time
    CHECK_FALSE(rows[1].contains("stopped_at"));
    CHECK_FALSE(rows[1].contains("told_before_due"));
}

TEST_CASE("returns: who judged what they had done themselves is named, and nobody else is")
{
    auto clean = answered();
    clean.event("2026-09-15T08:00:00.000000Z", "appeal_decided", "a.weiss", "appeal_reviewer", "{}");
    auto own = answered();
    own.refused("2026-09-15T07:00:00.000000Z", "appeal_decided", "l.cho", "appeal_reviewer")
        .event("2026-09-15T08:00:00.000000Z", "appeal_decided", "h.lin", "appeal_reviewer", "{}");
    auto about = answered();
    about
        .event("2026-09-15T08:00:00.000000Z", "fact_corrected", "l.cho", "care_lead",
               R"({"about_staff":["h.lin"]})")
        .event("2026-09-16T08:00:00.000000Z", "assigned", "h.lin", "handler", "{}")
        .event("2026-09-17T08:00:00.000000Z", "message_received", "h.lin", "handler", "{}");
    const auto rows = report("independence", {clean.lived(), own.lived(), about.lived()});
    REQUIRE(rows.size() == 3);
    CHECK_FALSE(rows[0].contains("conflicts"));
    CHECK(rows[0].at("appeal_heard_by").as_string() == "a.weiss");
    CHECK(rows[1].at("conflicts").as_string() == "appeal_reviewer_acted:h.lin");
    CHECK(rows[2].at("conflicts").as_string() == "concerned_acted:h.lin");
}

TEST_CASE("returns: causes by month, with the change")
{
    const auto rows = report("root_causes", {answered().lived()});
    REQUIRE(rows.size() == 1);
    CHECK(rows.front().at("month").as_string() == "2026-09");
    CHECK(rows.front().at("root_cause").as_string() == "late_batch");
    CHECK(rows.front().at("redress_paid").as_string() == "120.50 EUR");
}

TEST_CASE("returns: every row has the columns of its report and no other")
{
    for (const auto& kind : return_kinds())
        for (const auto& row : report(kind.name, {answered().lived(), waiting().lived()}))
            for (const auto& [name, value] : row) {
                INFO(kind.name << " " << std::string(name));
                CHECK(std::ranges::find(kind.columns, std::string_view(name)) != kind.columns.end());
            }
}

}  // namespace redress::tests
