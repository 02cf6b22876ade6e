// Writes any stored value as canonical JSON, from `members_of` alone. Private to workflow.
//
// Inside a struct, members that hold their default are left out (an instant that is not set, a
// generation of 1, the first enumerator): a reader takes the default of `states/complaint.hpp`.
#pragma once

#include "states/complaint.hpp"
#include "workflow/canonical.hpp"

#include <concepts>
#include <optional>
#include <string>
#include <vector>

namespace redress::workflow {

inline void write_value(std::string& out, bool value)
{
    out += value ? "true" : "false";
}
inline void write_value(std::string& out, std::int64_t value)
{
    append_json(out, value);
}
inline void write_value(std::string& out, const std::string& value)
{
    append_json(out, std::string_view(value));
}
inline void write_value(std::string& out, instant value)
{
    char text[29];
    text[0] = text[28] = '"';
    write_instant(value, text + 1);
    out.append(text, sizeof text);
}

inline void write_value(std::string& out, const std::optional<instant>& value)
{
    if (value)
        write_value(out, *value);
    else
        out += "null";
}

template <named Enum>
void write_value(std::string& out, Enum value)
{
    out += '"';
    out += name_of(value);  // names are lower-case words: nothing to escape
    out += '"';
}

inline void write_value(std::string& out, const uuid& value)
{
    char text[38];
    text[0] = text[37] = '"';
    write_uuid(value, text + 1);
    out.append(text, sizeof text);
}

template <reflected Struct>
void write_value(std::string& out, const Struct& value);

template <class T>
void write_value(std::string& out, const std::vector<T>& values)
{
    out += '[';
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i != 0) out += ',';
        write_value(out, values[i]);
    }
    out += ']';
}

/// The value that a member of this struct has when nothing says otherwise.
template <reflected Struct>
const Struct& default_of()
{
    static const Struct value{};
    return value;
}

template <reflected Struct>
void write_value(std::string& out, const Struct& value)
{
    const Struct& usual = default_of<Struct>();
    char between = '{';
    for_each_member<Struct>([&](auto, auto m) {
        if (value.*m.where == usual.*m.where) return;
        out += between;
        out += '"';
        out += m.name;
        out += "\":";
        write_value(out, value.*m.where);
        between = ',';
    });
    if (between == '{') out += '{';
    out += '}';
}

}  // namespace redress::workflow
