#include "workflow/canonical.hpp"

#include "workflow/entry.hpp"

#include <boost/json/value.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <stdexcept>
#include <vector>

namespace redress::workflow {
namespace {

constexpr std::string_view digits = "0123456789abcdef";

/// Bytes that a JSON text may not hold as they are.
constexpr auto needs_escape = [] {
    std::array<bool, 256> table{};
    for (std::size_t c = 0; c < 0x20; ++c) table[c] = true;
    table[static_cast<unsigned char>('"')] = true;
    table[static_cast<unsigned char>('\\')] = true;
    return table;
}();

void append_escaped(std::string& out, char c)
{
    switch (c) {
        case '"':
            out += "\\\"";
            return;
        case '\\':
            out += "\\\\";
            return;
        case '\b':
            out += "\\b";
            return;
        case '\t':
            out += "\\t";
            return;
        case '\n':
            out += "\\n";
            return;
        case '\f':
            out += "\\f";
            return;
        case '\r':
            out += "\\r";
            return;
        default:
            break;
    }
    const auto code = static_cast<unsigned char>(c);
    out += "\\u00";
    out += digits[code >> 4];
    out += digits[code & 15];
}

/// Names sort by UTF-16 code units. UTF-8 byte order agrees but for one case: what lies above the
/// basic plane (first byte F0 and up) is written with surrogates and comes before U+E000 to U+FFFF.
bool before(std::string_view a, std::string_view b)
{
    const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    if (y == b.end()) return false;
    if (x == a.end()) return true;
    const auto left = static_cast<unsigned char>(*x);
    const auto right = static_cast<unsigned char>(*y);
    if (left >= 0xf0 && (right == 0xee || right == 0xef)) return true;
    if (right >= 0xf0 && (left == 0xee || left == 0xef)) return false;
    return left < right;
}

void append_number(std::string& out, const boost::json::value& value)
{
    std::int64_t whole = 0;
    if (value.is_int64()) {
        whole = value.get_int64();
    } else if (value.is_double()) {
        const double number = value.get_double();
        if (std::abs(number) > static_cast<double>(json_integer_max) || number != std::trunc(number))
            throw std::invalid_argument("canonical JSON: a number with a fraction; write it as text");
        whole = static_cast<std::int64_t>(number);
    } else {
        whole = json_integer_max + 1;  // beyond int64 altogether
    }
    if (whole > json_integer_max || whole < -json_integer_max)
        throw std::invalid_argument("canonical JSON: an integer beyond 2^53 - 1; write it as text");
    append_json(out, whole);
}

}  // namespace

void append_json(std::string& out, std::string_view text)
{
    out += '"';
    std::size_t clean = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!needs_escape[static_cast<unsigned char>(text[i])]) continue;
        out.append(text, clean, i - clean);
        append_escaped(out, text[i]);
        clean = i + 1;
    }
    out.append(text, clean);
    out += '"';
}

void append_json(std::string& out, std::int64_t number)
{
    std::array<char, 20> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
    out.append(text.data(), static_cast<std::size_t>(end - text.data()));
}

void append_hex(std::string& out, const std::uint8_t* bytes, std::size_t count)
{
    static constexpr auto pairs = [] {
        std::array<std::array<char, 2>, 256> table{};
        for (std::size_t i = 0; i < table.size(); ++i) table[i] = {digits[i >> 4], digits[i & 15]};
        return table;
    }();
    const std::size_t from = out.size();
    out.resize(from + 2 * count);
    char* to = out.data() + from;
    for (std::size_t i = 0; i < count; ++i) {
        *to++ = pairs[bytes[i]][0];
        *to++ = pairs[bytes[i]][1];
    }
}

void append_canonical(std::string& out, const boost::json::value& value)
{
    if (const auto* object = value.if_object()) {
        std::vector<const boost::json::key_value_pair*> members;
        members.reserve(object->size());
        for (const auto& member : *object) members.push_back(&member);
        std::sort(members.begin(), members.end(),
                  [](const auto* a, const auto* b) { return before(a->key(), b->key()); });
        char between = '{';
        for (const auto* member : members) {
            out += between;
            append_json(out, std::string_view(member->key()));
            out += ':';
            append_canonical(out, member->value());
            between = ',';
        }
        out += members.empty() ? "{}" : "}";
    } else if (const auto* array = value.if_array()) {
        char between = '[';
        for (const auto& element : *array) {
            out += between;
            append_canonical(out, element);
            between = ',';
        }
        out += array->empty() ? "[]" : "]";
    } else if (const auto* text = value.if_string()) {
        append_json(out, std::string_view(*text));
    } else if (value.is_bool()) {
        out += value.get_bool() ? "true" : "false";
    } else if (value.is_null()) {
        out += "null";
    } else {
        append_number(out, value);
    }
}

redress::digest command_digest(std::string_view type, const uuid& subject, const boost::json::value& data)
{
    std::string bytes = "{\"data\":";
    append_canonical(bytes, data);
    bytes += ",\"subject\":\"" + to_string(subject) + "\",\"type\":";
    append_json(bytes, type);
    bytes += '}';
    return sha256(bytes);
}

}  // namespace redress::workflow
