// The tables as a page: for each machine a diagram and its rows, then the records. Written from the
// rows alone; states/machines.md is this text, and a test compares the two.
#include "states/clocks.hpp"
#include "states/diagrams.hpp"
#include "states/machine_step.hpp"
#include "states/matter_step.hpp"
#include "states/records.hpp"
#include "states/step.hpp"

#include <string>
#include <utility>
#include <vector>

namespace redress {
namespace {

constexpr auto heading =
    "# The machines\n\n"
    "Each case stands in one state of each machine; what is only written down is a record. An event has one "
    "owner, which\n"
    "decides it; other machines may follow. Of rows with the same state and event the first is taken that "
    "admits the role and\n"
    "whose guards hold; else the first guard that says no is the refusal. What guards ask stands in\n"
    "[guards.hpp](guards.hpp), what rows write in [actions.hpp](actions.hpp).\n\n"
    "Made from the tables that decide, by `redress machine export --format markdown`; a test compares this "
    "page with them.\n";

std::string_view about(machine which)
{
    switch (which) {
        case machine::lifecycle:
            return "From filing to the end, and back when the end was wrong.";
        case machine::hold:
            return "Waiting: for the complainant, or for somebody outside who was asked.";
        case machine::ladder:
            return "Who looks at a case that needs more than its handler.";
        case machine::containment:
            return "Safety: whether somebody's account is frozen, in every state of the lifecycle, closed "
                   "included.";
        case machine::redress:
            return "What is owed and given: one instance per item, in every state of the lifecycle, closed "
                   "included.";
        case machine::referral:
            break;
    }
    return "An outside body looks at the case, in every state of the lifecycle, closed included.";
}

template <class List, class Name>
std::string joined(const List& list, Name name)
{
    std::string text;
    for (const auto& one : list) text.append(text.empty() ? "" : ", ").append(name(one));
    return text;
}

std::string code(std::string_view name)
{
    return "`" + std::string(name) + "`";
}

std::string guards_of(const row_data& line)
{
    return joined(line.guards, [](const guard_data* one) { return code(one->name); });
}

std::string roles_of(const row_data& line)
{
    if (line.kind == row_kind::follows) return "(follows)";
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < count_of<role>; ++i)
        if (line.roles.has(static_cast<role>(i))) names.push_back(name_of(static_cast<role>(i)));
    return joined(names, [](std::string_view one) { return std::string(one); });
}

std::string cells(std::initializer_list<std::string> texts)
{
    std::string line = "|";
    for (const auto& text : texts) line.append(text.empty() ? "" : " ").append(text).append(" |");
    return line.append("\n");
}

/// What a line says beside the state in which it is said.
struct said {
    std::string what, to, guards, who;
    bool operator==(const said&) const = default;
};

said said_by(const machine_view& one, const row_data& line)
{
    return {code(name_of(line.event)),
            line.kind == row_kind::stays ? "(stays)" : std::string(one.states[line.to]), guards_of(line),
            roles_of(line)};
}

/// Rows that stand one after the other and differ in their state alone are one line; so are lines of
/// followers that differ in the event alone.
std::string table_of(const machine_view& one)
{
    std::vector<std::pair<std::string, said>> lines;
    for (std::size_t i = 0; i < one.rows.size();) {
        auto line = said_by(one, one.rows[i]);
        const bool follows = one.rows[i].kind == row_kind::follows;
        std::string from;
        for (; i < one.rows.size() && said_by(one, one.rows[i]) == line; ++i)
            from.append(from.empty() ? "" : ", ").append(one.states[one.rows[i].from]);
        if (follows && !lines.empty() && lines.back().second.who == line.who && lines.back().first == from &&
            lines.back().second.to == line.to)
            lines.back().second.what.append(", ").append(line.what);
        else
            lines.emplace_back(std::move(from), std::move(line));
    }
    std::string text =
        cells({"from", "what happened", "to", "only if", "who"}) + cells({"---", "---", "---", "---", "---"});
    for (const auto& [from, line] : lines)
        text.append(cells({from, line.what, line.to, line.guards, line.who}));
    return text;
}

std::string words_of(legal_in when)
{
    switch (when) {
        case legal_in::open:
            return "open";
        case legal_in::closed_too:
            return "closed, too";
        case legal_in::closed:
            break;
    }
    return "closed alone";
}

std::string records_table()
{
    std::string text =
        cells({"what happened", "legal", "only if", "who"}) + cells({"---", "---", "---", "---"});
    for (const auto& line : records())
        text.append(
            cells({code(name_of(line.event)), words_of(legality_of(line)), guards_of(line), roles_of(line)}));
    return text;
}

std::string clock_table()
{
    std::string text =
        cells({"from", "what happened", "to", "only if"}) + cells({"---", "---", "---", "---"});
    for (const auto& line : clock_rows())
        text.append(cells({std::string(name_of(line.from)), code(name_of(line.what)),
                           std::string(name_of(line.to)), line.guard.empty() ? "" : code(line.guard)}));
    return text;
}

std::string fenced(const std::string& diagram)
{
    return "```mermaid\n" + diagram + "```\n";
}

}  // namespace

std::string machines_as_page()
{
    std::string page = heading;
    for (const auto& one : machines())
        page.append("\n## ")
            .append(name_of(one.which))
            .append("\n\n")
            .append(about(one.which))
            .append("\n\n")
            .append(fenced(diagram_of(one)))
            .append("\n")
            .append(table_of(one));
    page.append(
            "\n## clock\n\nOne instance for each promise and period; the policies say which, and when they "
            "start and stop.\n\n")
        .append(fenced(clock_diagram()))
        .append("\n")
        .append(clock_table());
    page.append(
            "\n## records\n\nWhat is written down and moves no state. `open`: in every state of the "
            "lifecycle but closed.\n\n")
        .append(records_table());
    return page.append(matters_as_page());
}

}  // namespace redress
