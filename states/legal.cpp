// What may be done now, read from the same rows that `step` decides by.
#include "states/legal.hpp"

#include "states/lookups.hpp"
#include "states/machine_step.hpp"
#include "states/matter_rows.hpp"
#include "states/tables.hpp"

#include <array>

namespace redress {
namespace {

/// Questions without an event's fields: an act on redress is possible when some item stands where it
/// begins, and its guards are asked about the first such item.
void name_an_item(const complaint& now, const row_data& line, event& asked)
{
    if (line.event == event_type::redress_offered) return;
    for (const auto& one : now.facts.redress_items)
        if (static_cast<std::uint8_t>(one.state) == line.from) {
            asked.set(field::item, one.id);
            return;
        }
}

bool applies(const complaint& now, const tables::table& one, const row_data& line, const event& asked)
{
    if (line.kind == row_kind::follows) return false;
    if (one.who == tables::owner::record) return now.exists() && is_legal(line, now.open());
    if (!now.exists() && one.who != tables::owner::lifecycle) return false;
    return line.from == state_in(now, static_cast<machine>(one.who), asked);
}

std::string_view target_of(tables::owner who, const row_data& line)
{
    if (who == tables::owner::record) return {};
    return machines()[static_cast<std::size_t>(who)].states[line.to];
}

}  // namespace

std::span<const machine_view> machines()
{
    static constexpr std::array<machine_view, 6> list{
        machine_view{machine::lifecycle, rows_of<lifecycle>, names_of<lifecycle_state>::list,
                     &lifecycle_step},
        machine_view{machine::hold, rows_of<hold>, names_of<hold_state>::list, &hold_step},
        machine_view{machine::ladder, rows_of<ladder>, names_of<ladder_state>::list, &ladder_step},
        machine_view{machine::containment, rows_of<containment>, names_of<containment_state>::list,
                     &containment_step},
        machine_view{machine::redress, rows_of<redress_item_machine>, names_of<redress_state>::list,
                     &redress_step},
        machine_view{machine::referral, rows_of<referral>, names_of<referral_state>::list, &referral_step}};
    return list;
}

std::uint8_t state_in(const complaint& now, machine which, const event& what)
{
    switch (which) {
        case machine::lifecycle:
            return static_cast<std::uint8_t>(now.lifecycle);
        case machine::hold:
            return static_cast<std::uint8_t>(now.hold);
        case machine::ladder:
            return static_cast<std::uint8_t>(now.ladder);
        case machine::containment:
            return static_cast<std::uint8_t>(now.facts.containment);
        case machine::redress: {
            const auto* one = find_item(now, item_named(what));
            return static_cast<std::uint8_t>(one != nullptr ? one->state : redress_state::none);
        }
        case machine::referral:
            break;
    }
    return static_cast<std::uint8_t>(now.facts.referral);
}

std::span<const row_data> records()
{
    return record_list;
}

std::vector<legal_action> legal_actions(const complaint& now, const step_context& context)
{
    static constexpr auto every = [] {
        std::array<event_type, event_count> all{};
        for (std::size_t i = 0; i < event_count; ++i) all[i] = static_cast<event_type>(i);
        return all;
    }();
    return legal_actions(now, context, every);
}

std::vector<legal_action> legal_actions(const complaint& now, const step_context& context,
                                        std::span<const event_type> events)
{
    std::vector<legal_action> actions;
    actions.reserve(events.size());
    for (const auto type : events) {
        event asked{.type = type};
        if (matter_rows::beside_the_case(asked.type)) continue;
        const auto& one = tables::all[static_cast<std::size_t>(tables::owner_of(asked.type))];
        if (one.who == tables::owner::redress)
            for (const auto& line : one.rows)
                if (line.event == asked.type && line.kind != row_kind::follows && asked.fields.empty())
                    name_an_item(now, line, asked);
        decide_context c{.look = {now, asked, context}};
        relate(c);
        legal_action action{.event = asked.type, .how = legality::other_role};
        bool possible = false;
        for (const auto& line : one.rows) {
            if (line.event != asked.type || !applies(now, one, line, asked)) continue;
            possible = true;
            action.roles = action.roles | line.roles;
            if (action.how == legality::now) continue;
            const auto* refused_before = c.refused_by;
            if (line.accepts(c)) {
                action.how = legality::now;
                action.target = target_of(one.who, line);
                action.guard = {};
                action.args.clear();
            } else if (refused_before == nullptr && c.refused_by != nullptr) {
                action.how = legality::blocked;
                action.target = target_of(one.who, line);
                refusal why;
                c.refused_by->explain(c.look, why);
                action.guard = c.refused_by->name;
                action.args = std::move(why.args);
            }
        }
        if (possible) actions.push_back(std::move(action));
    }
    return actions;
}

std::string_view owner_of(event_type e)
{
    if (const auto kind = matter_of(e)) return name_of(*kind);
    return tables::owner_names[static_cast<std::size_t>(tables::owner_of(e))];
}

role_set roles_of(event_type e)
{
    role_set roles;
    for (const auto& one : tables::all)
        for (const auto& line : one.rows)
            if (line.event == e) roles = roles | line.roles;
    if (const auto kind = matter_of(e))
        for (const auto& line : rows_of_matter(*kind))
            if (line.event == e) roles = roles | line.roles;
    return roles;
}

}  // namespace redress
