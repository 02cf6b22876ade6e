#include "workflow/dead_letters.hpp"

#include "workflow/canonical.hpp"
#include "workflow/entry.hpp"
#include "workflow/entry_values.hpp"

#include <algorithm>
#include <vector>

namespace redress::workflow {
namespace {

std::string payload_of(const command& from)
{
    std::string out = "{\"actor\":{\"id\":";
    append_json(out, std::string_view(from.who.id));
    out += ",\"role\":";
    write_value(out, from.who.role);
    out += "},\"data\":";
    std::vector<const std::pair<field, field_value>*> fields;
    for (const auto& pair : from.what.fields) fields.push_back(&pair);
    std::sort(fields.begin(), fields.end(), [](const auto* a, const auto* b) { return name_of(a->first) < name_of(b->first); });
    char between = '{';
    for (const auto* pair : fields) {
        out += between;
        append_json(out, name_of(pair->first));
        out += ':';
        std::visit([&out](const auto& value) { write_value(out, value); }, pair->second);
        between = ',';
    }
    out += fields.empty() ? "{}" : "}";
    out += ",\"subject\":";
    write_value(out, from.id);
    out += ",\"type\":";
    append_json(out, name_of(from.what.type));
    out += '}';
    return out;
}

}  // namespace

dead_letter dead_letter_of(const command& from, std::string_view reason, std::string detail)
{
    dead_letter letter;
    if (from.as_came) {
        letter = *from.as_came;
    } else {
        letter.key = to_string(from.id);
        letter.payload = payload_of(from);
        letter.sha256 = sha256(letter.payload);
    }
    letter.reason = reason;
    letter.detail = std::move(detail);
    letter.source = from.from.source;
    letter.id = from.from.id;
    letter.topic = from.from.topic;
    letter.partition = from.from.partition;
    letter.offset = from.from.offset;
    return letter;
}

}  // namespace redress::workflow
