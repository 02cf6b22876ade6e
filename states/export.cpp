// The tables for tools, as JSON: made from the rows alone, in table order, so that a changed row is a
// changed line.
#include "states/machine_step.hpp"
#include "states/matter_step.hpp"
#include "states/tables.hpp"

namespace redress {
namespace {

std::string_view kind_name(row_kind kind)
{
    switch (kind) {
        case row_kind::moves:
            return "moves";
        case row_kind::stays:
            return "stays";
        case row_kind::follows:
            break;
    }
    return "follows";
}

// Names of ours are plain ASCII letters, digits and underscores: nothing in them needs escaping.
std::string quoted(std::string_view name)
{
    return std::string("\"").append(name).append("\"");
}

template <class Range, class Text>
std::string array_of(const Range& range, Text text)
{
    std::string list = "[";
    for (const auto& one : range) {
        if (list.size() > 1) list.append(", ");
        list.append(text(one));
    }
    return list.append("]");
}

std::string role_array(role_set roles)
{
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < count_of<role>; ++i)
        if (roles.has(static_cast<role>(i))) names.push_back(name_of(static_cast<role>(i)));
    return array_of(names, quoted);
}

void add_member(std::string& json, std::string_view name, const std::string& value)
{
    json.append(json.ends_with('{') ? "" : ", ").append(quoted(name)).append(": ").append(value);
}

std::string row_json(const machine_view* one, const row_data& line)
{
    std::string json = "{";
    add_member(json, "event", quoted(name_of(line.event)));
    if (one != nullptr) {
        add_member(json, "from", quoted(one->states[line.from]));
        add_member(json, "to", quoted(one->states[line.to]));
        add_member(json, "kind", quoted(kind_name(line.kind)));
    } else {
        add_member(json, "closed_too", is_legal(line, false) ? "true" : "false");
        add_member(json, "open_too", is_legal(line, true) ? "true" : "false");
    }
    add_member(json, "guards", array_of(line.guards, [](const guard_data* g) { return quoted(g->name); }));
    add_member(json, "roles", role_array(line.roles));
    return json.append("}");
}

std::string rows_json(const machine_view* one, std::span<const row_data> rows)
{
    std::string json = "[\n";
    for (std::size_t i = 0; i < rows.size(); ++i)
        json.append("      ").append(row_json(one, rows[i])).append(i + 1 < rows.size() ? ",\n" : "\n");
    return json.append("    ]");
}

}  // namespace

std::string machines_as_json()
{
    std::string json = "{\n  \"machines\": [\n";
    for (const auto& one : machines()) {
        json.append("  {\n    \"machine\": ").append(quoted(name_of(one.which)));
        json.append(",\n    \"states\": ").append(array_of(one.states, quoted));
        json.append(",\n    \"rows\": ").append(rows_json(&one, one.rows)).append("\n  }");
        json.append(one.which == machines().back().which ? "\n" : ",\n");
    }
    json.append("  ],\n  \"records\": ").append(rows_json(nullptr, records()));
    json.append(",\n  \"matters\": ").append(matters_as_json()).append("\n}\n");
    return json;
}

}  // namespace redress
