// The contract's examples, sent through the code that the contract describes.
#include "adapters/json/cloud_event.hpp"
#include "adapters/json/strict_json.hpp"
#include "workflow/letter_command.hpp"
#include "workflow/outgoing.hpp"

#include <catch2/catch_test_macros.hpp>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <fstream>
#include <map>

using namespace redress;
using namespace redress::workflow;

namespace {

struct example {
    std::vector<std::pair<std::string, std::string>> headers;
    std::string payload;
};

/// The examples by name: each has its headers and its payload on one line.
std::map<std::string, example> examples()
{
    std::map<std::string, example> out;
    std::ifstream file("schemas/asyncapi.yaml");
    REQUIRE(file);
    std::string name;
    for (std::string line; std::getline(file, line);) {
        const auto at = [&](std::string_view key) {
            const auto found = line.find(key);
            return found == std::string::npos || line.find_first_not_of(' ') != found
                       ? std::string{}
                       : line.substr(found + key.size());
        };
        if (auto text = at("- name: "); !text.empty()) name = text;
        if (auto text = at("headers: "); text.starts_with('{')) {
            const auto headers = boost::json::parse(text);
            for (const auto& [key, value] : headers.as_object())
                out[name].headers.emplace_back(std::string(key), value.as_string().c_str());
        }
        if (auto text = at("payload: "); text.starts_with('{')) out[name].payload = text;
    }
    return out;
}

struct rules_of_examples final : source_rules {
    [[nodiscard]] source_rule rule(std::string_view source) const override
    {
        source_rule out{.listed = true};
        if (source == "/wallet/desk") out.may_speak_for = role::handler | role::care_lead;
        return out;
    }
    [[nodiscard]] std::optional<actor> staff(std::string_view id, role as) const override
    {
        return actor{.id = std::string(id), .role = as};
    }
};

std::string header(const std::vector<std::pair<std::string, std::string>>& headers, std::string_view name)
{
    for (const auto& [key, value] : headers)
        if (key == name) return value;
    return {};
}

/// What the relay makes of an entry, compared with an example.
void same(const std::string& body, const example& as)
{
    const auto made = outgoing_of({.bucket = 1, .pos = 1, .body = body}, {},
                                  [](auto, auto code, const auto&, auto language) {
                                      return told_refusal{std::string(code) + " in " + std::string(language),
                                                          "what to do in " + std::string(language)};
                                  });
    REQUIRE(made);
    CHECK(boost::json::parse(made->payload) == boost::json::parse(as.payload));
    CHECK(made->headers == as.headers);
}

}  // namespace

TEST_CASE("every command of asyncapi.yaml is accepted by intake", "[asyncapi]")
{
    auto all = examples();
    const std::map<std::string, event_type> commands{{"filed", event_type::complaint_filed},
                                                     {"assigned", event_type::assigned},
                                                     {"withdrawn", event_type::withdrawn},
                                                     {"incident", event_type::incident_opened},
                                                     {"dispatched", event_type::message_dispatched}};
    for (const auto& [name, type] : commands) {
        INFO(name);
        REQUIRE(all.contains(name));
        raw_record raw{.topic = "redress.complaint.command.v1",
                       .partition = 0,
                       .offset = 0,
                       .key = "01934f2a-0000-7000-8000-000000000001",
                       .headers = all[name].headers,
                       .payload = all[name].payload};
        const auto got = json::read_record(std::move(raw), rules_of_examples{}, {},
                                           *parse_instant("2026-11-23T10:00:10Z"));
        if (const auto* letter = std::get_if<dead_letter>(&got))
            FAIL(letter->reason << ": " << letter->detail);
        CHECK(std::get<command>(got).what.type == type);
    }
    CHECK(all.size() == commands.size() + 4);  // no example without a test
}

TEST_CASE("every outcome of asyncapi.yaml is what the relay makes", "[asyncapi]")
{
    const auto all = examples();
    const std::string id = "01934f2a-0000-7000-8000-000000000001";
    const auto& filed = all.at("filed_accepted");
    same(
        R"({"at":"2026-11-23T09:30:01.000000Z","case":")" + id +
            R"(","clk":[{"clock":"initial_response","due":"2026-11-24T09:30:00.000000Z","policy":"p","since":"2026-11-23T09:30:00.000000Z"}],)"
            R"("ev":"complaint_filed","id":")" +
            header(filed.headers, "ce_id") +
            R"(","moves":[{"from":"none","machine":"lifecycle","to":"received"}],)"
            R"("set":{"category":"withdrawal_missing","channel":"in_app","complainant":"user-31415","reference":"7K3MPX2Q9A"},)"
            R"("src":{"id":")" +
            header(filed.headers, "ce_causationid") +
            R"(","source":"/wallet/app"},"type":"case.event","ver":1})",
        filed);
    const auto& refused = all.at("refused");
    same(
        R"({"at":"2026-11-23T09:31:00.000000Z","case":")" + id + R"(","ev":"assigned","id":")" +
            header(refused.headers, "ce_id") +
            R"(","ref":{"args":{"version":"2"},"code":"version_conflict","fix":"","guard":""},"src":{"id":"assign-7","source":"/wallet/desk"},)"
            R"("tp":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01","type":"case.refused"})",
        refused);
    const auto& noticed = all.at("noticed");
    same(
        R"({"at":"2026-11-23T09:32:00.000000Z","data":{"detail":"channel: required; schemas/events/commands/complaint_filed.v1.json says what it holds","reason":"invalid_data"},)"
        R"("id":")" +
            header(noticed.headers, "ce_id") +
            R"(","src":{"digest":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","id":"e-1","offset":42,"partition":3,)"
            R"("source":"/wallet/app","topic":"redress.complaint.command.v1"},"type":"dead_letter.recorded"})",
        noticed);
}

TEST_CASE("the command to send a letter is what the relay makes beside the outcome", "[asyncapi]")
{
    const auto all = examples();
    const auto& asked = all.at("letter_to_carry");
    const read_entry entry{
        .bucket = 1,
        .pos = 1,
        .body =
            R"({"at":"2026-11-23T10:00:00.000000Z","case":"01934f2a-0000-7000-8000-000000000001","ev":"initial_response_sent",)"
            R"("id":"01934f2a-1111-7000-8000-000000000004","set":{"letters":[{"by":"h.lin","id":"L1","kind":"initial_response",)"
            R"("language":"zh-CN","sent":"2026-11-23T10:00:00.000000Z"}]},"src":{"id":"first-answer","source":"/wallet/desk"},)"
            R"("type":"case.event","ver":3})"};
    const auto outcome = outgoing_of(entry, {}, [](auto, auto, const auto&, auto) { return told_refusal{}; });
    REQUIRE(outcome);
    const auto made = letter_command_of(entry, *outcome, "redress.notify.command.v1");
    REQUIRE(made);
    CHECK(made->topic == "redress.notify.command.v1");
    CHECK(made->key == outcome->key);
    CHECK(made->headers == asked.headers);
    CHECK(boost::json::parse(made->payload) == boost::json::parse(asked.payload));
    CHECK(made->payload.find("h.lin") == std::string::npos);
}
