#include "workflow/dead_letters.hpp"

#include "workflow/canonical.hpp"
#include "workflow/entry.hpp"
#include "workflow/entry_values.hpp"
#include "workflow/firewall/clean_event.hpp"

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
    std::sort(fields.begin(), fields.end(),
              [](const auto* a, const auto* b) { return name_of(a->first) < name_of(b->first); });
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

/// Length of the well-formed UTF-8 sequence at the front (RFC 3629); 0 when there is none.
std::size_t sequence_at(std::string_view text)
{
    const auto byte = [text](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const auto follows = [&](std::size_t i) { return (byte(i) & 0xc0U) == 0x80U; };
    const unsigned first = byte(0);
    if (first < 0x80) return 1;
    if (first >= 0xc2 && first <= 0xdf) return follows(1) ? 2 : 0;
    if (first >= 0xe0 && first <= 0xef) {
        if (!follows(1) || !follows(2)) return 0;
        const bool overlong = first == 0xe0 && byte(1) < 0xa0;
        const bool surrogate = first == 0xed && byte(1) >= 0xa0;
        return overlong || surrogate ? 0 : 3;
    }
    if (first >= 0xf0 && first <= 0xf4) {
        if (!follows(1) || !follows(2) || !follows(3)) return 0;
        const bool overlong = first == 0xf0 && byte(1) < 0x90;
        const bool beyond = first == 0xf4 && byte(1) >= 0x90;
        return overlong || beyond ? 0 : 4;
    }
    return 0;
}

}  // namespace

std::string presentable(std::string_view text, std::size_t bytes_max)
{
    constexpr std::string_view replacement = "\xef\xbf\xbd";
    std::string out;
    while (!text.empty()) {
        const std::size_t length = sequence_at(text);
        const auto code = static_cast<unsigned char>(text.front());
        const bool good = length > 1 || (length == 1 && code >= 0x20 && code != 0x7f);
        const std::string_view next = good ? text.substr(0, length) : replacement;
        if (out.size() + next.size() > bytes_max) break;
        out += next;
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return out;
}

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
    clean(letter);
    return letter;
}

}  // namespace redress::workflow
