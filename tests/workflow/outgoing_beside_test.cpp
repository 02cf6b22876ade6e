// What the relay makes of the entries of incidents and actions: messages like those of a case, under
// their own id and name, without our people.
#include "tests/workflow/engine_fixture.hpp"
#include "workflow/outgoing.hpp"

#include <boost/json/parse.hpp>

namespace redress::tests {
namespace {

outgoing message_of(const std::string& body)
{
    auto made = outgoing_of({.bucket = 1, .pos = 1, .body = body}, {},
                            [](event_type, std::string_view code, const auto&, std::string_view language) {
                                return told_refusal{std::string(code) + " in " + std::string(language), {}};
                            });
    REQUIRE(made);
    return *std::move(made);
}

std::string header(const outgoing& message, std::string_view name)
{
    for (const auto& [key, value] : message.headers)
        if (key == name) return value;
    return {};
}

TEST_CASE_METHOD(engine_fixture, "an accepted event of an action goes out under its id, without our people",
                 "[relay][beside]")
{
    const auto id = case_number(7);
    static_cast<void>(ask(id, action_opening(db->now + 48h, "h.osei"), handler(), "1"));
    const auto sent = message_of(db->history(id).at(0));
    CHECK(sent.topic == "redress.complaint.event.v1");
    CHECK(sent.key == to_string(id));
    CHECK(header(sent, "ce_type") == "io.redress.complaint.action_opened.v1");
    CHECK(header(sent, "ce_subject") == to_string(id));
    CHECK(header(sent, "ce_sequence") == "1");
    CHECK(header(sent, "ce_causationid") == "1");
    const auto payload = boost::json::parse(sent.payload).as_object();
    CHECK(payload.at("action").as_string() == to_string(id));
    CHECK_FALSE(payload.contains("case"));
    CHECK_FALSE(payload.contains("clocks"));
    CHECK(payload.at("set").as_object().at("measure").as_string() == "Retry the gateway.");
    CHECK(sent.payload.find("h.osei") == std::string::npos);
    CHECK(sent.payload.find("h.lin") == std::string::npos);
}

TEST_CASE_METHOD(engine_fixture, "a refusal of an incident goes out with words, under its id",
                 "[relay][beside]")
{
    const auto id = case_number(7);
    static_cast<void>(ask(id, incident_opening(), operations(), "1"));
    static_cast<void>(ask(id, {.type = event_type::incident_changed}, operations(), "2"));
    const auto sent = message_of(db->history(id).at(1));
    CHECK(sent.key == to_string(id));
    CHECK(header(sent, "ce_type") == "io.redress.complaint.command_refused.v1");
    CHECK(header(sent, "ce_subject") == to_string(id));
    CHECK(header(sent, "ce_sequence").empty());
    const auto payload = boost::json::parse(sent.payload).as_object();
    CHECK(payload.at("incident").as_string() == to_string(id));
    CHECK(payload.at("guard").as_string() == "something_changes");
    CHECK(payload.at("words").as_object().at("zh-CN").as_string() == "something_changes in zh-CN");
}

}  // namespace
}  // namespace redress::tests
