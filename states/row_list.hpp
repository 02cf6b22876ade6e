// Rows of a machine. One list drives Boost.MSM, the legal actions, the documents, the lint and the
// tests' interpreter. Of rows with the same state and event the first that admits the role and whose
// guards hold is taken.
#pragma once

#include "states/decide.hpp"

#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

namespace redress {

inline constexpr std::size_t machine_rows_max = 60;

/// Which guards a row needs, in the order in which they are asked.
template <class... Guards>
struct all {
};
/// Which actions a row runs once it is taken, in order.
template <class... Actions>
struct ask {
};

enum class row_kind : std::uint8_t { moves, stays, follows };

template <row_kind Kind, auto From, event_type Event, auto To, class Guards, class Actions, role_set Roles>
struct any_row;

template <row_kind Kind, auto From, event_type Event, auto To, class... Guards, class... Actions,
          role_set Roles>
struct any_row<Kind, From, Event, To, all<Guards...>, ask<Actions...>, Roles> {
    static constexpr row_kind kind = Kind;
    static constexpr auto from = From;
    static constexpr auto to = To;
    static constexpr event_type event = Event;
    static constexpr role_set roles = Roles;
    static constexpr std::array<const guard_data*, sizeof...(Guards)> guards{&guard_of<Guards>...};

    /// Asks role and guards, and notes who said no first.
    static bool accepts(decide_context& c)
    {
        ++c.asked;
        if constexpr (Kind != row_kind::follows) {
            if (c.stranger || !roles.has(c.look.who().role)) return false;
            if (c.concerned != nullptr) {
                if (c.refused_by == nullptr) c.refused_by = c.concerned;
                return false;
            }
        }
        const guard_data* no = nullptr;
        const bool yes = ((holds<Guards>(c.look) || (no = &guard_of<Guards>, false)) && ...);
        if (!yes && c.refused_by == nullptr) c.refused_by = no;
        return yes;
    }
    static void act(decide_context& c)
    {
        if (c.write != nullptr) (Actions::run(*c.write), ...);
    }
};

/// Leads from one state to another, or leaves a state and enters it again.
template <auto From, event_type Event, auto To, class Guards, class Actions, role_set Roles>
using row = any_row<row_kind::moves, From, Event, To, Guards, Actions, Roles>;
/// Acts and leaves the state alone: nothing is left or entered.
template <auto State, event_type Event, class Guards, class Actions, role_set Roles>
using stays = any_row<row_kind::stays, State, Event, State, Guards, Actions, Roles>;
/// Answers an event that another machine owns. Never refuses, so it has neither guards nor roles.
template <auto From, event_type Event, auto To, class Actions>
using follows = any_row<row_kind::follows, From, Event, To, all<>, Actions, role_set{}>;

template <class... Rows>
using row_list = boost::mp11::mp_list<Rows...>;

/// A row as data.
struct row_data {
    row_kind kind{};
    std::uint8_t from = 0;
    event_type event{};
    std::uint8_t to = 0;
    role_set roles;
    std::span<const guard_data* const> guards;
    bool (*accepts)(decide_context&) = nullptr;
    void (*act)(decide_context&) = nullptr;
};

template <class Row>
constexpr row_data as_data()
{
    return {Row::kind,     static_cast<std::uint8_t>(Row::from),
            Row::event,    static_cast<std::uint8_t>(Row::to),
            Row::roles,    Row::guards,
            &Row::accepts, &Row::act};
}

template <class List>
struct rows_as_data;
template <class... Rows>
struct rows_as_data<boost::mp11::mp_list<Rows...>> {
    static constexpr std::array<row_data, sizeof...(Rows)> list{as_data<Rows>()...};
};

/// Machine: `which` (its enumerator), `state` (its state names), `rows` (a row_list).
template <class Machine>
inline constexpr auto& rows_of = rows_as_data<typename Machine::rows>::list;

template <class Machine>
constexpr std::size_t states_of = count_of<typename Machine::state>;

}  // namespace redress
