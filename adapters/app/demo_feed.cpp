#include "adapters/app/demo_feed.hpp"

#include "adapters/app/mapping.hpp"
#include "adapters/json/event_json.hpp"
#include "states/ids.hpp"
#include "workflow/entry.hpp"

#include <boost/json.hpp>

#include <map>
#include <optional>
#include <stdexcept>
#include <utility>

namespace redress::app {
namespace {

constexpr std::string_view filed_type = "io.redress.complaint.command.complaint_filed.v1";

std::string member(const boost::json::object& line, std::string_view name)
{
    const auto* value = line.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string{};
}

/// "26h", "-3h", "5min", "3d".
duration age_of(std::string_view text)
{
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    const auto length = parse_duration(text);
    if (!length)
        throw std::runtime_error("'" + std::string(text) + "' is no age: write it as 26h, 3d or 5min");
    return negative ? -*length : *length;
}

workflow::outgoing record(const std::string& topic, std::string key, const fed_record& of,
                          std::string_view type, const std::string& subject, std::optional<instant> time,
                          std::string payload)
{
    workflow::outgoing out{.topic = topic, .key = std::move(key), .payload = std::move(payload)};
    out.headers = {{"ce_specversion", "1.0"}, {"ce_id", of.id},        {"ce_type", std::string(type)},
                   {"ce_source", of.source},  {"ce_subject", subject}, {"content-type", "application/json"}};
    if (time) out.headers.emplace_back("ce_time", to_string(*time));
    return out;
}

}  // namespace

std::vector<fed_record> feed_of_samples(std::string_view jsonl, const std::string& topic, instant now,
                                        std::uint64_t seed)
{
    std::vector<fed_record> feed;
    std::map<std::string, std::pair<std::size_t, std::string>> sent;  // sample -> place in the feed, case id
    std::size_t number = 0;
    while (!jsonl.empty()) {
        const auto end = jsonl.find('\n');
        const auto text = jsonl.substr(0, end);
        jsonl.remove_prefix(end == std::string_view::npos ? jsonl.size() : end + 1);
        ++number;
        if (text.empty()) continue;
        boost::system::error_code wrong;
        const auto parsed = boost::json::parse(text, wrong);
        if (wrong || !parsed.is_object())
            throw std::runtime_error("line " + std::to_string(number) +
                                     " is not a JSON object; a CSV file needs --mapping (schemas/mappings), "
                                     "JSON lines are described in "
                                     "schemas/samples/README.md");
        const auto& line = parsed.as_object();
        fed_record one{.label = member(line, "sample"),
                       .source = std::string(demo_source),
                       .expect = member(line, "expect")};
        if (const auto same = member(line, "same_as"); !same.empty()) {
            const auto first = sent.find(same);
            if (first == sent.end())
                throw std::runtime_error(one.label + " repeats " + same + ", which no line before it is");
            one.id = feed[first->second.first].id;
            one.message = feed[first->second.first].message;
            feed.push_back(std::move(one));
            continue;
        }
        const auto unique = std::to_string(seed) + "/" + one.label;
        auto case_text = to_string(uuid_v8(workflow::sha256("demo case " + unique)));
        one.id = to_string(uuid_v8(workflow::sha256("demo event " + unique)));
        if (const auto same = member(line, "same_case_as"); !same.empty()) {
            const auto first = sent.find(same);
            if (first == sent.end())
                throw std::runtime_error(one.label + " names the case of " + same +
                                         ", which no line before it is");
            case_text = first->second.second;
        }
        const auto received = now - age_of(member(line, "age"));
        std::string payload;
        if (const auto* raw = line.if_contains("raw")) {
            payload = std::string(raw->as_string());
        } else {
            auto data = line.at("data").as_object();
            if (const auto happened = member(data, "happened_age"); !happened.empty()) {
                data.erase("happened_age");
                data["happened_at"] = to_string(now - age_of(happened));
            }
            data["actor"] = {{"id", "demo"}, {"role", "channel"}};
            payload = boost::json::serialize(data);
        }
        const auto type = member(line, "type");
        const auto key = member(line, "key");
        one.message = record(topic, key.empty() ? case_text : key, one,
                             type.empty() ? filed_type : std::string_view(type), case_text, received,
                             std::move(payload));
        sent.emplace(one.label, std::pair{feed.size(), case_text});
        feed.push_back(std::move(one));
    }
    return feed;
}

std::vector<fed_record> feed_of_csv(std::string_view csv, std::string_view mapping_toml,
                                    const std::string& mapping_name, const std::string& topic, instant now)
{
    const auto by = parse_mapping(mapping_toml, mapping_name);
    const auto check = [](const boost::json::object& data) -> std::optional<std::string> {
        const auto read = json::read_event(event_type::complaint_filed, data);
        return read.errors.empty() ? std::nullopt : std::optional(json::sentence_of(read.errors));
    };
    std::vector<fed_record> feed;
    for (const auto& row : map_rows(by, csv, now, check)) {
        fed_record one{
            .label = "row " + std::to_string(row.row), .source = by.source, .id = to_string(row.id)};
        one.expect = row.reason.empty() ? "accepted" : "dead_letter:rejected_by_source";
        one.message = record(topic, one.id, one, filed_type, one.id,
                             row.reason.empty() ? std::optional(row.received) : std::nullopt,
                             boost::json::serialize(row.data));
        if (!row.reason.empty()) one.message.headers.emplace_back("ce_rejected", row.reason);
        feed.push_back(std::move(one));
    }
    return feed;
}

}  // namespace redress::app
