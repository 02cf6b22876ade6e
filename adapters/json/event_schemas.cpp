#include "adapters/json/event_schemas.hpp"

#include "adapters/json/event_json.hpp"
#include "adapters/json/strict_json.hpp"
#include "states/matter_step.hpp"
#include "workflow/firewall/firewall.hpp"
#include "workflow/letter_command.hpp"
#include "workflow/outgoing.hpp"

#include <boost/json/array.hpp>

namespace redress::json {
namespace {

namespace bj = boost::json;

bj::string text_of(std::string_view s)
{
    return bj::string(s.data(), s.size());
}

constexpr auto uuid_pattern = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$";
constexpr auto word_pattern = "^[!-~]+$";

bj::object head(std::string_view what, const std::string& path)
{
    return {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
            {"$id", text_of("urn:redress:schemas:events:" + path)},
            {"title", text_of(what)},
            {"type", "object"}};
}

bj::object word_of(std::uint32_t max)
{
    return {{"type", "string"}, {"pattern", word_pattern}, {"maxLength", max}};
}

/// Without '@': an address is no id.
bj::object person_of(std::uint32_t max)
{
    return {{"type", "string"}, {"pattern", "^[!-?A-~]+$"}, {"maxLength", max}};
}

bj::object words_of(std::uint32_t max)
{
    return {{"type", "array"}, {"items", word_of(max)}, {"maxItems", list_items_max}};
}

bj::array codes_of(std::span<const std::string_view> codes)
{
    bj::array out;
    for (const auto code : sayable(codes)) out.emplace_back(text_of(code));
    return out;
}

/// Those that somebody outside may speak in: engine and timer are ours alone.
bj::array roles_outside()
{
    bj::array out;
    for (const auto name : names_of<role>::list)
        if (name != name_of(role::engine) && name != name_of(role::timer)) out.emplace_back(text_of(name));
    return out;
}

bj::object schema_of(const field_row& row, bool required)
{
    switch (row.type) {
        case field_type::text: {
            bj::object text{{"type", "string"}, {"maxLength", row.max}};
            if (required) text["pattern"] = "\\S";
            return text;
        }
        case field_type::texts:
            return {{"type", "array"},
                    {"items", {{"type", "string"}, {"maxLength", row.max}, {"pattern", "\\S"}}},
                    {"maxItems", list_items_max}};
        case field_type::word:
            return names_a_person(row) ? person_of(row.max) : word_of(row.max);
        case field_type::words:
            return words_of(row.max);
        case field_type::code:
            return {{"type", "string"}, {"enum", codes_of(row.codes)}};
        case field_type::language:
            return {{"type", "string"},
                    {"pattern", "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"},
                    {"maxLength", row.max}};
        case field_type::integer:
            return {{"type", "integer"}, {"minimum", 0}, {"maximum", row.max}};
        case field_type::boolean:
            return {{"type", "boolean"}};
        case field_type::time:
            return {{"type", "string"}, {"format", "date-time"}};
        case field_type::amount:
            return {{"type", "string"}, {"pattern", "^[0-9]{1,18}(\\.[0-9]{1,18})?$"}};
    }
    return {};
}

bj::object case_id_schema()
{
    return {{"type", "string"}, {"format", "uuid"}, {"pattern", uuid_pattern}};
}

/// What an event is about, as the member of an outcome that names it: case, incident or action.
std::string_view subject_name(const event_row& row)
{
    const auto kind = matter_of(static_cast<event_type>(&row - event_rows.data()));
    return kind ? name_of(*kind) : "case";
}

schema_file command_schema(const event_row& row)
{
    const std::string path = "commands/" + std::string(row.name) + ".v1.json";
    auto schema = head("Data of io.redress.complaint.command." + std::string(row.name) + ".v1", path);
    schema["description"] =
        "Unknown members are ignored; an optional member that is null or an empty string counts as absent. "
        "The " +
        std::string(subject_name(row)) +
        " id stands in ce_subject or in complaint, and is the key of the record.";
    bj::object properties{
        {"actor",
         {{"type", "object"},
          {"description",
           "Who acts. Without it the complainant does, as far as the source may speak for complainants."},
          {"properties", {{"id", word_of(128)}, {"role", {{"type", "string"}, {"enum", roles_outside()}}}}}}},
        {"complaint", case_id_schema()}};
    bj::array required;
    for (std::size_t i = 0; i < field_count; ++i) {
        const auto f = static_cast<field>(i);
        if (!row.required.has(f) && !row.optional.has(f)) continue;
        auto field = schema_of(row_of(f), row.required.has(f));
        if (row_of(f).personal) field["x-personal"] = true;
        if (!row.required.has(f)) {
            field["type"] = bj::array{field["type"], "null"};
            // What is optional may also say nothing.
            if (auto* codes = field.if_contains("enum")) {
                codes->as_array().emplace_back(nullptr);
                codes->as_array().emplace_back("");
            }
            if (auto* pattern = field.if_contains("pattern"))
                *pattern = text_of("^$|" + std::string(pattern->as_string().c_str()));
        }
        properties[text_of(name_of(f))] = std::move(field);
        if (row.required.has(f)) required.emplace_back(text_of(name_of(f)));
    }
    schema["properties"] = std::move(properties);
    schema["required"] = std::move(required);
    return {path, pretty(schema)};
}

bj::object removed_schema()
{
    bj::array kinds;
    for (std::size_t k = 0; k < workflow::secret_kind_count; ++k)
        kinds.emplace_back(text_of(workflow::name_of(static_cast<workflow::secret_kind>(k))));
    return {
        {"type", "array"},
        {"description",
         "Secrets that stood in the command's words and were taken out before anything was stored: which "
         "kind "
         "from which field. With a seed_phrase or a private_key the funds are in danger: tell the "
         "complainant."},
        {"items",
         {{"type", "object"},
          {"properties", {{"kind", {{"type", "string"}, {"enum", std::move(kinds)}}}, {"slot", word_of(72)}}},
          {"required", {"kind", "slot"}}}}};
}

bj::object outcome_properties(std::string_view about)
{
    return {
        {text_of(about), case_id_schema()},
        {"emergency", {{"const", true}, {"description", "Present when a phrase or a key was taken out."}}},
        {"event", word_of(64)},
        {"moves",
         {{"type", "array"},
          {"items",
           {{"type", "object"},
            {"properties", {{"machine", word_of(32)}, {"from", word_of(32)}, {"to", word_of(32)}}},
            {"required", {"machine", "from", "to"}}}}}},
        {"removed", removed_schema()},
        {"set", {{"type", "object"}}},
        {"version", {{"type", "integer"}, {"minimum", 1}}}};
}

schema_file outcome_schema(const event_row& row)
{
    const std::string path = "outcomes/" + std::string(row.name) + ".v1.json";
    auto schema = head("Data of io.redress.complaint." + std::string(row.name) + ".v1", path);
    schema["description"] = "The event was accepted. Holds nothing personal; ce_sequence is the version.";
    const auto about = subject_name(row);
    auto properties = outcome_properties(about);
    properties["event"] = bj::object{{"const", text_of(row.name)}};
    bj::object facts;
    for (const auto name : about == "case" ? workflow::published_facts() : workflow::published_matter_facts())
        facts[text_of(name)] = bj::object{};
    properties["set"] =
        bj::object{{"type", "object"},
                   {"description", "New values of what the event changed; null: back to unsaid."},
                   {"properties", std::move(facts)}};
    if (about == "case")
        properties["clocks"] =
            bj::object{{"type", "array"},
                       {"items",
                        {{"type", "object"},
                         {"properties",
                          {{"clock", word_of(64)},
                           {"due", {{"type", bj::array{"string", "null"}}, {"format", "date-time"}}},
                           {"generation", {{"type", "integer"}, {"minimum", 1}}},
                           {"state", {{"type", "string"}, {"enum", codes_of(names_of<clock_state>::list)}}},
                           {"subject", {{"type", "string"}}}}},
                         {"required", {"clock", "generation", "state"}}}}};
    if (row.name == "complaint_filed") properties["reference"] = word_of(16);
    schema["properties"] = std::move(properties);
    schema["required"] = bj::array{text_of(about), "event", "version", "moves", "set"};
    return {path, pretty(schema)};
}

bj::object in_both_languages()
{
    return {{"type", "object"},
            {"properties", {{"en", {{"type", "string"}}}, {"zh-CN", {{"type", "string"}}}}},
            {"required", {"en", "zh-CN"}}};
}

schema_file refusal_schema()
{
    const std::string path = "outcomes/command_refused.v1.json";
    auto schema = head("Data of io.redress.complaint.command_refused.v1", path);
    schema["description"] =
        "A command was refused: the case, incident or action is as it was. ce_causationid is the command's "
        "id.";
    schema["properties"] = bj::object{
        {"action", case_id_schema()},
        {"args", {{"type", "object"}, {"additionalProperties", {{"type", "string"}}}}},
        {"case", case_id_schema()},
        {"code", word_of(64)},
        {"emergency", {{"const", true}, {"description", "Present when a phrase or a key was taken out."}}},
        {"event", word_of(64)},
        {"fix", {{"type", "string"}}},
        {"guard", {{"type", "string"}}},
        {"incident", case_id_schema()},
        {"removed", removed_schema()},
        {"what_to_do", in_both_languages()},
        {"words", in_both_languages()}};
    schema["required"] = bj::array{"event", "code", "words"};
    bj::array one_of;
    for (const char* about : {"case", "incident", "action"})
        one_of.push_back(bj::object{{"required", bj::array{about}}});
    schema["oneOf"] = std::move(one_of);
    return {path, pretty(schema)};
}

bj::array routes_of_channels()
{
    bj::array out;
    for (std::size_t r = 0; r < count_of<route>; ++r)
        if (workflow::carried_by_channel(static_cast<route>(r)))
            out.emplace_back(text_of(name_of(static_cast<route>(r))));
    return out;
}

schema_file send_letter_schema()
{
    const std::string path = "notify/send_letter.v1.json";
    auto schema = head("Data of " + std::string(workflow::send_letter_type), path);
    schema["description"] =
        "A channel is to carry this letter. Nothing personal is in it: whoever carries it asks for the words "
        "and the address. It reports message_dispatched or message_undelivered with the same letter. The "
        "same "
        "ce_id is the same command.";
    auto language = schema_of(row_of(field::letter_language), true);
    schema["properties"] =
        bj::object{{"again", {{"type", "boolean"}, {"description", "It was sent before, another way."}}},
                   {"case", case_id_schema()},
                   {"kind", {{"type", "string"}, {"enum", codes_of(names_of<letter_kind>::list)}}},
                   {"language", std::move(language)},
                   {"letter", word_of(row_of(field::letter).max)},
                   {"route", {{"type", "string"}, {"enum", routes_of_channels()}}}};
    schema["required"] = bj::array{"again", "case", "letter", "route"};
    return {path, pretty(schema)};
}

}  // namespace

std::vector<schema_file> event_schemas()
{
    std::vector<schema_file> out;
    for (const auto& row : event_rows) {
        if (is_restricted(static_cast<event_type>(&row - event_rows.data()))) continue;  // on no topic
        out.push_back(command_schema(row));
        out.push_back(outcome_schema(row));
    }
    out.push_back(refusal_schema());
    out.push_back(send_letter_schema());
    return out;
}

}  // namespace redress::json
