// What must hold of the tables, checked by the compiler: a wrong row does not build.
#include "states/matter_rows.hpp"
#include "states/tables.hpp"

namespace redress::tables {
namespace {

/// No row stands behind an unguarded one that admits every role it admits.
constexpr bool nothing_is_shadowed(std::span<const row_data> rows)
{
    for (std::size_t later = 0; later < rows.size(); ++later)
        for (std::size_t first = 0; first < later; ++first) {
            const auto& a = rows[first];
            const auto& b = rows[later];
            if (a.from == b.from && a.event == b.event && a.guards.empty() &&
                (a.roles.bits | b.roles.bits) == a.roles.bits)
                return false;
        }
    return true;
}

constexpr bool no_guard_twice(std::span<const row_data> rows)
{
    for (const auto& line : rows)
        for (std::size_t i = 0; i < line.guards.size(); ++i)
            for (std::size_t k = 0; k < i; ++k)
                if (line.guards[i]->name == line.guards[k]->name) return false;
    return true;
}

constexpr bool every_guard_is_named(std::span<const row_data> rows)
{
    for (const auto& line : rows)
        for (const auto* one : line.guards)
            if (one->name.empty() || one->fix.empty()) return false;
    return true;
}

constexpr bool roles_are_named(std::span<const row_data> rows)
{
    for (const auto& line : rows)
        if ((line.kind == row_kind::follows) != (line.roles.bits == 0)) return false;
    return true;
}

/// State 0 is where a machine begins; every other must be entered from a reachable one.
template <class Machine>
constexpr bool every_state_is_reachable()
{
    std::array<bool, states_of<Machine>> seen{};
    seen[0] = true;
    for (std::size_t round = 0; round < seen.size(); ++round)
        for (const auto& line : rows_of<Machine>)
            if (seen[line.from]) seen[line.to] = true;
    for (const bool one : seen)
        if (!one) return false;
    return true;
}

/// A case, a hold or a rung must never be stuck: every state has a row that leaves it, save the one
/// that a machine says it ends in.
template <class Machine>
constexpr bool every_state_has_an_exit()
{
    std::array<bool, states_of<Machine>> left{};
    if constexpr (requires { Machine::ends_in; }) left[static_cast<std::size_t>(Machine::ends_in)] = true;
    for (const auto& line : rows_of<Machine>)
        if (line.kind != row_kind::stays && line.from != line.to) left[line.from] = true;
    for (const bool one : left)
        if (!one) return false;
    return true;
}

/// From every state some rows lead to `closed`.
constexpr bool every_state_can_close()
{
    std::array<bool, states_of<lifecycle>> can{};
    can[static_cast<std::size_t>(lifecycle_state::closed)] = true;
    for (std::size_t round = 0; round < can.size(); ++round)
        for (const auto& line : rows_of<lifecycle>)
            if (can[line.to]) can[line.from] = true;
    for (const bool one : can)
        if (!one) return false;
    return true;
}

constexpr bool every_event_has_one_owner()
{
    for (std::size_t i = 0; i < event_count; ++i) {
        int found = matter_rows::beside_the_case(static_cast<event_type>(i)) ? 1 : 0;
        for (const auto& one : all) found += owns(one, static_cast<event_type>(i)) ? 1 : 0;
        if (found != 1) return false;
    }
    return true;
}

constexpr bool one_row_a_record()
{
    for (std::size_t i = 0; i < record_list.size(); ++i)
        for (std::size_t k = 0; k < i; ++k)
            if (record_list[i].event == record_list[k].event) return false;
    return true;
}

/// Followers never refuse: no guards, no roles, and never an event of their own machine.
constexpr bool followers_never_refuse()
{
    for (const auto& one : all)
        for (const auto& line : one.rows)
            if (line.kind == row_kind::follows &&
                (!line.guards.empty() || line.roles.bits != 0 || tables::owner_of(line.event) == one.who))
                return false;
    return true;
}

/// A follower must answer from every state that is not the one it leads to.
template <class Machine>
constexpr bool answers_everywhere(event_type e)
{
    for (std::size_t state = 1; state < states_of<Machine>; ++state) {
        bool answered = false;
        for (const auto& line : rows_of<Machine>)
            answered = answered || (line.event == e && line.kind == row_kind::follows && line.from == state);
        if (!answered) return false;
    }
    return true;
}

/// What enters `decided` or `closed` takes the case off the ladder and ends a hold.
constexpr bool endings_are_followed()
{
    constexpr auto decided = static_cast<std::uint8_t>(lifecycle_state::decided);
    constexpr auto closed = static_cast<std::uint8_t>(lifecycle_state::closed);
    for (const auto& line : rows_of<lifecycle>)
        if (line.kind == row_kind::moves && (line.to == decided || line.to == closed))
            if (!answers_everywhere<ladder>(line.event) || !answers_everywhere<hold>(line.event))
                return false;
    return true;
}

/// What stands beside the case: nothing personal, as its entries hold everything in the clear, save in a
/// compartment, whose words are sealed; every row in reach, and each event in one list.
constexpr bool matters_are_sound(matter_kind kind)
{
    std::array<bool, count_of<matter_state>> seen{true};
    for (std::size_t round = 0; round < seen.size(); ++round)
        for (const auto& row : matter_rows::of(kind))
            if (seen[static_cast<std::size_t>(row.from)]) seen[static_cast<std::size_t>(row.to)] = true;
    for (const auto& row : matter_rows::of(kind)) {
        if (!seen[static_cast<std::size_t>(row.from)] || row.roles.bits == 0 ||
            matter_rows::kinds[static_cast<std::size_t>(row.event)] != kind)
            return false;
        const auto& carries = row_of(row.event);
        for (std::size_t f = 0; f < field_count; ++f)
            if (kind != matter_kind::restricted && field_rows[f].personal &&
                (carries.required.has(static_cast<field>(f)) || carries.optional.has(static_cast<field>(f))))
                return false;
    }
    return true;
}

constexpr bool rows_are_sound(std::span<const row_data> rows)
{
    return nothing_is_shadowed(rows) && no_guard_twice(rows) && every_guard_is_named(rows) &&
           roles_are_named(rows);
}

template <class Machine>
constexpr bool machine_is_sound()
{
    return rows_of<Machine>.size() <= machine_rows_max && rows_are_sound(rows_of<Machine>) &&
           every_state_is_reachable<Machine>() && every_state_has_an_exit<Machine>();
}

static_assert(machine_is_sound<lifecycle>());
static_assert(machine_is_sound<hold>());
static_assert(machine_is_sound<ladder>());
static_assert(machine_is_sound<containment>());
static_assert(machine_is_sound<redress_item_machine>());
static_assert(machine_is_sound<referral>());
static_assert(rows_are_sound(record_list));
static_assert(every_state_can_close());
static_assert(every_event_has_one_owner());
static_assert(one_row_a_record());
static_assert(followers_never_refuse());
static_assert(endings_are_followed());
static_assert(matters_are_sound(matter_kind::incident) && matters_are_sound(matter_kind::action) &&
              matters_are_sound(matter_kind::restricted));

}  // namespace
}  // namespace redress::tables
