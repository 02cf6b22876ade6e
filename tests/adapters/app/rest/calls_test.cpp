// What is for the desk alone: a letter before it is sent, cases alike, and where a case stands for a caller.
#include "tests/adapters/app/rest/desk_at_work.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using namespace redress::tests;
using http::verb;

namespace {

const std::string complaints = "/api/v1/complaints/";

std::string filed(desk_at_work& desk, const boost::json::object& more)
{
    boost::json::object body{{"channel", "hotline"},
                             {"category", "fees"},
                             {"language", "en"},
                             {"narrative", "Charged twice for one transfer."},
                             {"complainant", "u-1042"}};
    for (const auto& [name, value] : more) body[name] = value;
    const auto told = desk.post("/api/v1/complaints", body);
    REQUIRE(told.status == 201);
    return told.at("/case");
}

std::int64_t version_of(desk_at_work& desk, const std::string& id)
{
    return std::stoll(desk.get(complaints + id).at("/version"));
}

const boost::json::object answer{{"route", "email"},
                                 {"letter_language", "en"},
                                 {"letter_parts", {"contact", "next_step", "timeframe"}},
                                 {"letter_body", "We have looked at the two charges."},
                                 {"next_step", "We ask the bank."}};

}  // namespace

TEST_CASE("a letter is shown before it is sent, and in these words it goes", "[rest]")
{
    desk_at_work desk;
    const auto id = filed(desk, {{"complainant_name", "Li Na"}});
    REQUIRE(desk.post(complaints + id + "/assignment", {}, "h.lin", 1).status == 200);
    const auto preview = complaints + id + "/actions/initial_response_sent/letter";
    const auto before = version_of(desk, id);
    const auto shown = desk.post(preview, answer);
    REQUIRE(shown.status == 200);
    CHECK(shown.at("/letter/letter_kind") == "initial_response");
    CHECK(shown.at("/letter/text").find("We have looked at the two charges.") != std::string::npos);
    CHECK(shown.at("/letter/text").find("Li Na") != std::string::npos);
    CHECK(shown.at("/letter/letter").empty());
    // Nothing was sent; that its words were read is on record.
    CHECK(version_of(desk, id) == before + 1);
    CHECK(desk.get(complaints + id + "/messages").body.at_pointer("/items").as_array().empty());

    REQUIRE(
        desk.post(complaints + id + "/actions/initial_response_sent", answer, "h.lin", before + 1).status ==
        200);
    const auto sent = desk.get(complaints + id + "/messages/L1");
    CHECK(sent.at("/text") == shown.at("/letter/text"));
    CHECK(sent.at("/subject") == shown.at("/letter/subject"));
}

TEST_CASE("a letter that would be refused is shown to nobody, and puts nothing on record", "[rest]")
{
    desk_at_work desk;
    const auto id = filed(desk, {});
    const auto before = version_of(desk, id);
    const auto preview = complaints + id + "/actions/initial_response_sent/letter";
    auto lacking = answer;
    lacking["letter_parts"] = boost::json::array{"contact"};
    const auto refused = desk.post(preview, lacking);
    CHECK(refused.status == 409);
    CHECK(refused.at("/blockers/0/code") == "letter_complete");
    CHECK(version_of(desk, id) == before);
    // An act that sends no letter has none.
    const auto none = desk.post(complaints + id + "/actions/note_added/letter", {{"text", "Called."}});
    REQUIRE(none.status == 200);
    CHECK(none.body.as_object().if_contains("letter") == nullptr);
}

TEST_CASE("cases about the same matter are found, with what may be done about them", "[rest]")
{
    desk_at_work desk;
    const auto first = filed(desk, {{"transaction_id", "tx-1"}});
    const auto second = filed(desk, {{"transaction_id", "tx-1"}, {"narrative", "Charged twice, once more."}});
    const auto other = filed(
        desk, {{"complainant", "u-7"}, {"narrative", "The app does not start."}, {"category", "login"}});
    const auto told = desk.get(complaints + second + "/candidates");
    REQUIRE(told.status == 200);
    REQUIRE(told.body.at_pointer("/items").as_array().size() == 1);
    CHECK(told.at("/items/0/case") == first);
    CHECK(told.at("/items/0/shared/0") == "transaction");
    CHECK(told.at("/items/0/may/0") == "marked_duplicate");
    CHECK(desk.get(complaints + other + "/candidates").body.at_pointer("/items").as_array().empty());
    CHECK(desk.get(complaints + second + "/candidates?limit=0").status == 400);
}

TEST_CASE("a caller who tells two facts of a case hears where it stands, and nothing internal", "[rest]")
{
    desk_at_work desk;
    const auto id =
        filed(desk, {{"complainant_account", "138-0000"}, {"amount", "120.50"}, {"currency", "CNY"}});
    REQUIRE(desk.post(complaints + id + "/actions/note_added", {{"text", "A note of ours."}}, "h.lin", 1)
                .status == 200);
    const auto ask = [&](const boost::json::object& body, const std::string& as) {
        return desk.ask(verb::post, complaints + id + "/caller",
                        {.as = as, .body = boost::json::serialize(body)});
    };
    const boost::json::object right{{"facts", {{"account", "138 0000"}, {"amount", "120.5"}}}};
    const auto told = ask(right, "h.lin");
    REQUIRE(told.status == 200);
    CHECK(told.at("/status/stage") == "received");
    CHECK(told.at("/contact_unsafe") == "false");
    CHECK(told.text.find("A note of ours.") == std::string::npos);
    CHECK(told.text.find("h.lin") == std::string::npos);
    CHECK(told.text.find("secret") == std::string::npos);
    // The history says on which facts, and not what was said.
    CHECK(desk.database().number("SELECT count(*) FROM audit_entry WHERE convert_from(body, 'UTF8') LIKE "
                                 "'%status_told%' AND convert_from(body, 'UTF8') LIKE '%\"account\"%'") == 1);
    CHECK(desk.database().number("SELECT count(*) FROM audit_entry WHERE convert_from(body, 'UTF8') LIKE "
                                 "'%138 0000%'") == 0);

    const auto version = version_of(desk, id);
    const auto refused = [&](const boost::json::object& body, const std::string& as, unsigned status) {
        INFO(as << " " << boost::json::serialize(body));
        CHECK(ask(body, as).status == status);
    };
    refused({{"facts", {{"account", "138 0000"}}}}, "h.lin", 409);
    refused({{"facts", {{"account", "138 0000"}, {"amount", "9"}}}}, "h.lin", 409);
    refused({{"facts", {{"account", "138 0000"}, {"shoe_size", "9"}}}}, "h.lin", 409);
    refused({{"facts", {{"account", "138 0000"}, {"amount", "120.50"}}}, {"for", "representative"}}, "h.lin",
            409);
    refused({{"facts", "138 0000"}}, "h.lin", 422);
    refused(right, "o.ops", 403);
    CHECK(version_of(desk, id) == version);
    // Who tried is on record: of which case and with which facts, and not what was said.
    const auto tries = [&](const std::string& like) {
        return desk.database().number(
            "SELECT count(*) FROM audit_entry WHERE convert_from(body, 'UTF8') LIKE '%caller_not_proven%' "
            "AND "
            "convert_from(body, 'UTF8') LIKE '%" +
            like + "%'");
    };
    CHECK(tries(id) == 4);
    CHECK(tries("account,amount") == 2);
    CHECK(tries("h.lin") == 4);
    CHECK(tries("shoe_size") == 0);
}
