// The rows beside the case for readers and tools: a part of states/machines.md and of the JSON export.
#include "states/matter_rows.hpp"

#include <string>

namespace redress {
namespace {

template <class List, class Text>
std::string joined(const List& list, Text text)
{
    std::string all;
    for (const auto& one : list) all.append(all.empty() ? "" : ", ").append(text(one));
    return all;
}

std::vector<std::string_view> names_in(role_set roles)
{
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < count_of<role>; ++i)
        if (roles.has(static_cast<role>(i))) names.push_back(name_of(static_cast<role>(i)));
    return names;
}

std::string quoted(std::string_view name)
{
    return "\"" + std::string(name) + "\"";
}

std::string code(std::string_view name)
{
    return "`" + std::string(name) + "`";
}

std::string cell(const std::string& text)
{
    return (text.empty() ? std::string{} : " " + text) + " |";
}

std::string target(const matter_row& row)
{
    return row.from == row.to ? "(stays)" : std::string(name_of(row.to));
}

std::string row_json(const matter_row& row)
{
    return R"({"event": )" + quoted(name_of(row.event)) + R"(, "from": )" + quoted(name_of(row.from)) +
           R"(, "to": )" + quoted(name_of(row.to)) + R"(, "guards": [)" +
           joined(row.guards, [](const matter_guard* one) { return quoted(one->name); }) +
           R"(], "roles": [)" + joined(names_in(row.roles), quoted) + "]}";
}

}  // namespace

std::string matters_as_page()
{
    std::string page =
        "\n## beside the case\n\nIncidents and improvement actions: no case, and decided, recorded and "
        "published like one\n([matter_rows.hpp](matter_rows.hpp)). `restricted` is the compartment of a "
        "case, "
        "which is decided\nlike them, published nowhere and known to its reviewers alone.\n\n"
        "| of | from | what happened | to | only if | who |\n| --- | --- | --- | --- | --- | --- |\n";
    for (const auto kind : matter_rows::every_kind)
        for (const auto& row : rows_of_matter(kind))
            page.append("|")
                .append(cell(std::string(name_of(kind))))
                .append(cell(std::string(name_of(row.from))))
                .append(cell(code(name_of(row.event))))
                .append(cell(target(row)))
                .append(cell(joined(row.guards, [](const matter_guard* one) { return code(one->name); })))
                .append(cell(
                    joined(names_in(row.roles), [](std::string_view name) { return std::string(name); })))
                .append("\n");
    return page;
}

std::string matters_as_json()
{
    std::string json = "[\n";
    for (const auto kind : matter_rows::every_kind) {
        json.append(R"(  {"kind": )").append(quoted(name_of(kind))).append(R"(, "rows": [)").append("\n");
        const auto rows = rows_of_matter(kind);
        for (std::size_t i = 0; i < rows.size(); ++i)
            json.append("      ").append(row_json(rows[i])).append(i + 1 < rows.size() ? ",\n" : "\n");
        json.append(kind == matter_rows::every_kind.back() ? "    ]}\n" : "    ]},\n");
    }
    return json.append("  ]");
}

}  // namespace redress
