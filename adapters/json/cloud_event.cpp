#include "adapters/json/cloud_event.hpp"

#include "adapters/json/event_json.hpp"
#include "adapters/json/strict_json.hpp"
#include "workflow/canonical.hpp"
#include "states/utf8.hpp"

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <charconv>

namespace redress::json {
namespace {

namespace bj = boost::json;
using workflow::rejection;

constexpr std::size_t source_bytes_max = 256;
constexpr std::size_t id_bytes_max = 128;
constexpr std::size_t actor_id_bytes_max = 128;

std::string lower(std::string_view s)
{
    std::string out(s);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

bool is_attribute_name(std::string_view name)
{
    return !name.empty() &&
           std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
}

bool is_printable(std::string_view s, std::size_t most)
{
    return !s.empty() && s.size() <= most &&
           std::ranges::all_of(s, [](char c) { return c > 0x20 && c < 0x7f; });
}

/// application/json, any type that ends in +json, and no charset but UTF-8.
bool is_json(std::string_view content_type)
{
    const std::string type = lower(content_type);
    const auto end = type.find_first_of("; \t");
    const auto name = std::string_view(type).substr(0, end);
    if (name != "application/json" && !name.ends_with("+json")) return false;
    const auto charset = type.find("charset=");
    return charset == std::string::npos || type.find("utf-8", charset) != std::string::npos;
}

/// W3C trace context, version 00; anything else is dropped: it is for tracing only.
bool is_traceparent(std::string_view s)
{
    if (s.size() != 55 || !s.starts_with("00-") || s[35] != '-' || s[52] != '-') return false;
    s.remove_prefix(3);
    return std::ranges::all_of(
               s, [](char c) { return c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }) &&
           std::ranges::count(s, '-') == 2;
}

rejection with_names(rejection why, const cloud_event& sent)
{
    // As far as they could be read, and only in a form that may stand in an entry.
    if (is_printable(sent.attribute("source"), source_bytes_max)) why.source = sent.attribute("source");
    if (is_printable(sent.attribute("id"), id_bytes_max)) why.id = sent.attribute("id");
    return why;
}

rejection unreadable(std::string detail)
{
    return {"unreadable", std::move(detail), {}, {}};
}

std::variant<bj::value, rejection> read_data(std::string_view bytes, bj::storage_ptr storage)
{
    auto parsed = parse_strict(bytes, std::move(storage));
    if (auto* error = std::get_if<json_error>(&parsed)) {
        // A field of ours is named; any other name is a stranger's text and stays out of the record.
        if (find_field(error->member))
            return rejection{"invalid_data", error->member + ": " + error->what, {}, {}};
        return unreadable("data: " + error->what);
    }
    return std::get<bj::value>(std::move(parsed));
}

std::optional<rejection> read_binary(const workflow::raw_record& raw, cloud_event& out,
                                     bj::storage_ptr storage)
{
    for (const auto& [name, value] : raw.headers) {
        if (!name.starts_with("ce_")) continue;
        const auto attribute = std::string_view(name).substr(3);
        if (!is_attribute_name(attribute))
            return unreadable(
                "headers: the name of an attribute has other than lower-case letters and digits; rename it");
        if (!valid_utf8(value))
            return unreadable("headers: the value of an attribute is not UTF-8; encode it so");
        if (!out.attributes.emplace(attribute, value).second)
            return unreadable("headers: an attribute stands twice; send it once");
    }
    auto data = read_data(raw.payload, std::move(storage));
    if (auto* why = std::get_if<rejection>(&data)) return std::move(*why);
    out.data = std::get<bj::value>(std::move(data));
    return std::nullopt;
}

std::optional<rejection> read_structured(const workflow::raw_record& raw, cloud_event& out,
                                         bj::storage_ptr storage)
{
    auto whole = read_data(raw.payload, storage);
    if (auto* why = std::get_if<rejection>(&whole)) return std::move(*why);
    auto* object = std::get<bj::value>(whole).if_object();
    if (!object) return unreadable("event: must be a JSON object");
    bool has_data = false;
    for (auto& [key, value] : *object) {
        const std::string_view name(key.data(), key.size());
        if (name == "data") {
            out.data = bj::value(std::move(value), storage);
            has_data = true;
        } else if (name == "data_base64") {
            return unreadable("data_base64: not read here; send data as a JSON object");
        } else if (!is_attribute_name(name)) {
            return unreadable(
                "event: the name of an attribute has other than lower-case letters and digits; rename it");
        } else if (const auto* text = value.if_string()) {
            out.attributes.emplace(name, std::string_view(text->data(), text->size()));
        } else if (const auto* number = value.if_int64()) {
            out.attributes.emplace(name, std::to_string(*number));
        } else if (const auto* yes = value.if_bool()) {
            out.attributes.emplace(name, *yes ? "true" : "false");
        } else if (!value.is_null()) {
            return unreadable("event: an attribute must be a string, an integer or a boolean");
        }
    }
    if (!has_data) return with_names(unreadable("data: required; send a JSON object"), out);
    return std::nullopt;
}

std::string_view string_member(const bj::object& object, std::string_view name)
{
    const auto* value = object.if_contains(bj::string_view(name.data(), name.size()));
    const auto* text = value ? value->if_string() : nullptr;
    return text ? std::string_view(text->data(), text->size()) : std::string_view{};
}

/// The case: ce_subject, else data.complaint; where both (or ce_partitionkey) stand, they agree.
std::variant<case_id, rejection> read_subject(const cloud_event& sent, const bj::object& data)
{
    std::optional<case_id> id;
    for (const auto text :
         {sent.attribute("subject"), string_member(data, "complaint"), sent.attribute("partitionkey")}) {
        if (text.empty()) continue;
        const auto read = parse_uuid(text);
        if (!read)
            return rejection{
                "invalid_data",
                "subject: a case id is a UUID of 36 characters; send it in ce_subject or data.complaint",
                {},
                {}};
        if (id && *id != *read)
            return rejection{
                "key_mismatch",
                "subject: ce_subject, data.complaint and ce_partitionkey name different cases; send one",
                {},
                {}};
        id = read;
    }
    if (!id || id->is_nil())
        return rejection{
            "invalid_data", "subject: required; send the case id in ce_subject or data.complaint", {}, {}};
    return *id;
}

std::optional<rejection> read_actor(const bj::object& data, workflow::incoming& out)
{
    const auto* value = data.if_contains("actor");
    if (!value || value->is_null()) return std::nullopt;
    const auto* object = value->if_object();
    if (!object) return rejection{"invalid_data", "actor: must be an object {\"id\", \"role\"}", {}, {}};
    const auto id = string_member(*object, "id");
    if (!id.empty() && !is_printable(id, actor_id_bytes_max))
        return rejection{
            "invalid_data",
            "actor.id: printable ASCII without spaces, at most 128 characters; send the id, not the name",
            {},
            {}};
    out.actor_id = id;
    if (const auto role_name = string_member(*object, "role"); !role_name.empty()) {
        out.actor_role = parse_name<role>(role_name);
        if (!out.actor_role) {
            const auto near = workflow::nearest_name(role_name, names_of<role>::list);
            return rejection{"invalid_data",
                             "actor.role: no such role; " +
                                 (near.empty() ? std::string("send one of the roles of the case model")
                                               : "did you mean '" + std::string(near) + "'?"),
                             {},
                             {}};
        }
    } else if (object->contains("role")) {
        return rejection{"invalid_data", "actor.role: must be a string", {}, {}};
    }
    return std::nullopt;
}

std::optional<rejection> read_claims(const cloud_event& sent, workflow::incoming& out)
{
    if (const auto text = sent.attribute("time"); !text.empty()) {
        out.time = parse_instant(text);
        if (!out.time)
            return rejection{
                "invalid_data",
                "time: an RFC 3339 instant with its offset; send 2026-11-23T09:30:00Z or the like",
                {},
                {}};
    }
    if (const auto text = sent.attribute("expectedversion"); !text.empty()) {
        std::int64_t version = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), version);
        if (error != std::errc{} || end != text.data() + text.size() || version < 0)
            return rejection{"invalid_data",
                             "expectedversion: an integer from 0; send the version that the sender saw",
                             {},
                             {}};
        out.expected_version = version;
    }
    if (const auto text = sent.attribute("traceparent"); is_traceparent(text)) out.traceparent = text;
    return std::nullopt;
}

}  // namespace

std::string_view cloud_event::attribute(std::string_view name) const
{
    const auto at = attributes.find(name);
    return at == attributes.end() ? std::string_view{} : std::string_view(at->second);
}

std::variant<cloud_event, rejection> decode(const workflow::raw_record& raw, bj::storage_ptr storage)
{
    cloud_event out{.attributes = {}, .data = bj::value(nullptr, storage)};
    std::string_view content_type, traceparent;
    for (const auto& [name, value] : raw.headers) {
        const auto key = lower(name);
        if (key == "content-type") content_type = value;
        if (key == "traceparent") traceparent = value;
    }
    const std::string type = lower(content_type);
    const bool structured = type.starts_with("application/cloudevents");
    if (raw.size() > workflow::record_bytes_max)
        return rejection{"too_large",
                         "record: more than 256 kB with key and headers; send attachments by reference",
                         {},
                         {}};
    if (structured && !type.starts_with("application/cloudevents+json"))
        return unreadable(
            "content-type: of the CloudEvents forms only application/cloudevents+json is read; send one "
            "event a record");
    if (!structured && !content_type.empty() && !is_json(content_type))
        return unreadable("content-type: send application/json in UTF-8, or application/cloudevents+json");

    const auto failed = structured ? read_structured(raw, out, storage) : read_binary(raw, out, storage);
    // The unprefixed header is where tracing libraries write; the event's own attribute goes first.
    if (!traceparent.empty()) out.attributes.emplace("traceparent", traceparent);
    if (failed) return with_names(*failed, out);

    const auto version = out.attribute("specversion");
    if (version.empty())
        return with_names(
            unreadable("specversion: required; send ce_specversion 1.0, or application/cloudevents+json"),
            out);
    if (version != "1.0")
        return with_names({"unknown_version", "specversion: only 1.0 is read here", {}, {}}, out);
    if (!is_printable(out.attribute("source"), source_bytes_max))
        return with_names(unreadable("source: required, printable ASCII without spaces, at most 256 "
                                     "characters; send a URI reference"),
                          out);
    if (!is_printable(out.attribute("id"), id_bytes_max))
        return with_names(
            unreadable("id: required, printable ASCII without spaces, at most 128 characters; send a UUID"),
            out);
    if (out.attribute("type").empty())
        return with_names(unreadable("type: required; send io.redress.complaint.command.<event>.v1"), out);
    if (const auto data_type = out.attribute("datacontenttype");
        structured && !data_type.empty() && !is_json(data_type))
        return with_names(unreadable("datacontenttype: send application/json"), out);
    return out;
}

std::variant<workflow::incoming, rejection> read_claim(const cloud_event& sent)
{
    // Its reason may quote a person, so it stays in the record's headers, which are private text.
    if (!sent.attribute("rejected").empty())
        return with_names({"rejected_by_source",
                           "rejected: the sender could make no command of what it had; its reason is this "
                           "header of the record; mend the original and send it without",
                           {},
                           {}},
                          sent);
    const auto type = workflow::command_type(sent.attribute("type"));
    if (const auto* why = std::get_if<rejection>(&type)) return with_names(*why, sent);
    const auto* data = sent.data.if_object();
    if (!data) return with_names({"invalid_data", "data: must be a JSON object", {}, {}}, sent);
    const auto subject = read_subject(sent, *data);
    if (const auto* why = std::get_if<rejection>(&subject)) return with_names(*why, sent);

    workflow::incoming out;
    out.source = sent.attribute("source");
    out.id = sent.attribute("id");
    out.subject = std::get<case_id>(subject);
    if (auto why = read_actor(*data, out)) return with_names(*std::move(why), sent);
    if (auto why = read_claims(sent, out)) return with_names(*std::move(why), sent);
    auto read = read_event(std::get<event_type>(type), *data);
    if (!read.errors.empty()) return with_names({"invalid_data", sentence_of(read.errors), {}, {}}, sent);
    out.what = std::move(read.what);
    out.digest = workflow::command_digest(sent.attribute("type"), out.subject, sent.data);
    return out;
}

workflow::record read_record(workflow::raw_record raw, const workflow::source_rules& rules,
                             const workflow::intake_settings& settings, instant now)
{
    // The parsed form dies here, so its memory comes from the stack first.
    unsigned char room[8192];
    bj::monotonic_resource arena(room, sizeof room);
    const auto sent = decode(raw, &arena);
    if (const auto* why = std::get_if<rejection>(&sent))
        return workflow::as_dead_letter(std::move(raw), *why);
    auto claim = read_claim(std::get<cloud_event>(sent));
    if (auto* why = std::get_if<rejection>(&claim))
        return workflow::as_dead_letter(std::move(raw), std::move(*why));
    return workflow::admit(std::get<workflow::incoming>(std::move(claim)), std::move(raw), rules, settings,
                           now);
}

workflow::outgoing encode(const command_to_send& send)
{
    workflow::outgoing out{.topic = send.topic, .key = to_string(send.id)};
    auto& headers = out.headers;
    headers.emplace_back("ce_specversion", "1.0");
    headers.emplace_back("ce_id", send.event_id);
    headers.emplace_back("ce_type", workflow::command_type_of(send.what.type));
    headers.emplace_back("ce_source", send.source);
    headers.emplace_back("ce_subject", out.key);
    if (send.time) headers.emplace_back("ce_time", to_string(*send.time));
    if (send.expected_version)
        headers.emplace_back("ce_expectedversion", std::to_string(*send.expected_version));
    headers.emplace_back("content-type", "application/json");
    if (!send.traceparent.empty()) headers.emplace_back("traceparent", send.traceparent);
    auto data = write_event(send.what);
    if (send.actor_role) {
        auto& actor = data["actor"].emplace_object();
        if (!send.actor_id.empty()) actor["id"] = send.actor_id;
        const auto name = name_of(*send.actor_role);
        actor["role"] = bj::string_view(name.data(), name.size());
    }
    out.payload = bj::serialize(data);
    return out;
}

}  // namespace redress::json
