// JSON Schemas of what travels over Kafka, made from the field and event rows: a subset of draft
// 2020-12 (type, properties, required, items, enum, lengths, ranges, pattern, format, const).
#pragma once

#include <string>
#include <vector>

namespace redress::json {

struct schema_file {
    std::string path;  // below schemas/events: commands/appeal_filed.v1.json
    std::string text;
};

/// Two files an event (its command and its outcome), the outcome `command_refused`, and the command of
/// the notify topic.
[[nodiscard]] std::vector<schema_file> event_schemas();

}  // namespace redress::json
