// All tables side by side: who owns an event, and the lint over every row list. Included where the
// tables are read as data; the machines themselves need only their own rows.
#pragma once

#include "states/containment_rows.hpp"
#include "states/hold_rows.hpp"
#include "states/ladder_rows.hpp"
#include "states/lifecycle_rows.hpp"
#include "states/records.hpp"
#include "states/redress_rows.hpp"
#include "states/referral_rows.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace redress::tables {

/// Who decides an event: one machine, numbered as `machine` does, or the record list; nobody of these,
/// when it is about no case.
enum class owner : std::uint8_t { lifecycle, hold, ladder, containment, redress, referral, record, nobody };
inline constexpr std::array<std::string_view, 7> owner_names{"lifecycle", "hold",     "ladder", "containment",
                                                             "redress",   "referral", "record"};
static_assert(static_cast<std::size_t>(owner::record) == count_of<machine>);

struct table {
    owner who{};
    std::span<const row_data> rows;
};
inline constexpr std::array<table, 7> all{table{owner::lifecycle, rows_of<lifecycle>},
                                          table{owner::hold, rows_of<hold>},
                                          table{owner::ladder, rows_of<ladder>},
                                          table{owner::containment, rows_of<containment>},
                                          table{owner::redress, rows_of<redress_item_machine>},
                                          table{owner::referral, rows_of<referral>},
                                          table{owner::record, record_list}};

constexpr bool owns(const table& one, event_type e)
{
    for (const auto& line : one.rows)
        if (line.event == e && line.kind != row_kind::follows) return true;
    return false;
}

constexpr bool follows_event(const table& one, event_type e)
{
    for (const auto& line : one.rows)
        if (line.event == e && line.kind == row_kind::follows) return true;
    return false;
}

inline constexpr auto owners = [] {
    std::array<owner, event_count> list{};
    for (std::size_t i = 0; i < event_count; ++i) {
        list[i] = owner::nobody;
        for (const auto& one : all)
            if (owns(one, static_cast<event_type>(i))) list[i] = one.who;
    }
    return list;
}();

/// Bit per machine: which follow an event that another owns.
inline constexpr auto followers = [] {
    std::array<std::uint8_t, event_count> list{};
    for (std::size_t i = 0; i < event_count; ++i)
        for (const auto& one : all)
            if (follows_event(one, static_cast<event_type>(i)))
                list[i] = static_cast<std::uint8_t>(list[i] | 1U << static_cast<unsigned>(one.who));
    return list;
}();

constexpr owner owner_of(event_type e)
{
    return owners[static_cast<std::size_t>(e)];
}
constexpr bool follows(machine who, event_type e)
{
    return (followers[static_cast<std::size_t>(e)] >> static_cast<unsigned>(who) & 1U) != 0;
}

}  // namespace redress::tables
