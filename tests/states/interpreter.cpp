#include "tests/states/interpreter.hpp"

#include <algorithm>

namespace redress::tests {

bool scripted_guards::holds(std::string_view guard) const
{
    const auto found = std::find(names.begin(), names.end(), guard);
    if (found != names.end()) return (truths >> (found - names.begin()) & 1U) != 0;
    strayed = true;
    return others;
}

std::vector<std::string_view> guards_of(std::span<const row_data> rows, std::uint8_t state, event_type what)
{
    std::vector<std::string_view> names;
    for (const auto& line : rows)
        if (line.from == state && line.event == what)
            for (const auto* one : line.guards)
                if (std::find(names.begin(), names.end(), one->name) == names.end())
                    names.push_back(one->name);
    return names;
}

verdict interpret(std::span<const row_data> rows, std::uint8_t state, event_type what, role who,
                  const guard_source& guards)
{
    verdict said{.to = state, .code = "not_possible_in_this_state"};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& line = rows[i];
        if (line.from != state || line.event != what) continue;
        if (said.code == "not_possible_in_this_state") said.code = "not_permitted";
        if (line.kind != row_kind::follows && !line.roles.has(who)) continue;
        const auto no = std::find_if(line.guards.begin(), line.guards.end(),
                                     [&](const auto* g) { return !guards.holds(g->name); });
        if (no == line.guards.end()) return {.row = static_cast<int>(i), .to = line.to, .code = {}};
        if (said.code == "not_permitted") said.code = (*no)->name;
    }
    return said;
}

bool record_is_legal(const row_data& record, lifecycle_state state)
{
    if (state == lifecycle_state::none) return false;
    const auto when = static_cast<legal_in>(record.from);
    return when == legal_in::closed_too || (when == legal_in::closed) == (state == lifecycle_state::closed);
}

const row_data* find_record(event_type what)
{
    const auto all = records();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const row_data& line) { return line.event == what; });
    return found == all.end() ? nullptr : &*found;
}

verdict interpret_record(lifecycle_state state, event_type what, role who, const guard_source& guards)
{
    const auto* line = find_record(what);
    if (line == nullptr || !record_is_legal(*line, state)) return {.code = "not_possible_in_this_state"};
    auto said = interpret({line, 1}, line->from, what, who, guards);
    if (said.accepted()) said.row = static_cast<int>(line - records().data());
    return said;
}

const machine_view* find_owner(event_type what)
{
    for (const auto& one : machines())
        for (const auto& line : one.rows)
            if (line.event == what && line.kind != row_kind::follows) return &one;
    return nullptr;
}

}  // namespace redress::tests
