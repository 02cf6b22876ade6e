// Private to the *_machine.cpp files: how Boost.MSM is fed from a row list.
//
// MSM sees rows by machine and number alone (`R<Machine, I>`): with the list in the name of each of
// its types, time and memory of the compiler grow tenfold. It tries the rows of one state and event
// from last to first, so the list goes in reversed and the first in table order is taken.
#pragma once

#include "states/machine_step.hpp"

#include <boost/mp11/algorithm.hpp>
#include <boost/mpl/push_back.hpp>
#include <boost/mpl/vector.hpp>
#include <boost/msm/back/metafunctions.hpp>
#include <boost/msm/back/state_machine.hpp>
#include <boost/msm/front/state_machine_def.hpp>
#include <boost/msm/front/states.hpp>
#include <boost/msm/row_tags.hpp>

#include <array>
#include <cstddef>
#include <cstdlib>
#include <type_traits>
#include <utility>

namespace redress::machine_support {

namespace mp = boost::mp11;
namespace msm = boost::msm;

/// Events are empty tags; what they carry stands in the decide_context.
template <event_type Event>
struct happened {
};
template <class Machine, std::size_t State>
struct at : msm::front::state<> {
};

template <class Machine, std::size_t I>
struct R {
    using line = mp::mp_at_c<typename Machine::rows, I>;
    using Source = at<Machine, static_cast<std::size_t>(line::from)>;
    using Evt = happened<line::event>;
    using Target = at<Machine, static_cast<std::size_t>(line::to)>;
    using row_type_tag = std::conditional_t<line::kind == row_kind::stays, msm::irow_tag, msm::row_tag>;

    template <class M, class E, class S, class T, class All>
    static bool guard_call(M& m, const E&, S&, T&, All&)
    {
        return line::accepts(*m.decision);
    }
    template <class M, class E, class S, class T, class All>
    static msm::back::HandledEnum action_call(M& m, const E&, S&, T&, All&)
    {
        m.decision->taken = static_cast<int>(I);
        line::act(*m.decision);
        return msm::back::HANDLED_TRUE;
    }
};

template <class Vector, class Row>
using push = typename boost::mpl::push_back<Vector, Row>::type;
template <class Machine, std::size_t... I>
auto reversed(std::index_sequence<I...>) -> mp::mp_list<R<Machine, sizeof...(I) - 1 - I>...>;
template <class Machine>
constexpr std::size_t row_count = mp::mp_size<typename Machine::rows>::value;

template <class Machine>
struct front : msm::front::state_machine_def<front<Machine>> {
    using initial_state = at<Machine, 0>;
    struct transition_table
        : mp::mp_fold<decltype(reversed<Machine>(std::make_index_sequence<row_count<Machine>>{})),
                      boost::mpl::vector0<>, push> {};
    using no_exception_thrown = int;
    using no_message_queue = int;
    /// Nothing: the decide_context says that no row was asked. MSM's own would assert.
    template <class E, class M>
    void no_transition(const E&, M&, int) noexcept
    {
    }
    decide_context* decision = nullptr;
};

/// serialize() offers exactly the members that say where a machine stands: no entry action runs,
/// nothing is allocated.
struct stand {
    int id;
    void operator&(int (&ids)[1]) const { ids[0] = id; }
    void operator&(bool& busy) const { busy = false; }
    template <class Other>
    void operator&(Other&) const
    {
    }
};

template <class Machine>
class engine {
    using msm_engine = msm::back::state_machine<front<Machine>>;
    static constexpr std::size_t states = states_of<Machine>;

    // The machine is used for one case after another, so it may hold nothing but where it stands.
    static_assert(sizeof(msm_engine) <= 64);  // also completes the type that the next lines ask about
    static_assert(sizeof(at<Machine, 0>) == sizeof(msm::front::state<>));
    static_assert(!msm::back::has_fsm_deferred_events<msm_engine>::type::value);
    static_assert(!msm::back::has_fsm_blocking_states<msm_engine>::type::value);
    static_assert(!msm::back::has_fsm_eventless_transition<msm_engine>::type::value);
    static_assert(msm::back::is_no_message_queue<msm_engine>::type::value);

    template <std::size_t State>
    static constexpr int msm_id =
        msm::back::get_state_id<typename msm_engine::stt, at<Machine, State>>::type::value;

    /// MSM numbers states by their place in the table: those numbers stay in this file.
    template <std::size_t... State>
    static constexpr std::array<int, states> ids(std::index_sequence<State...>)
    {
        return {msm_id<State>...};
    }
    static constexpr auto to_msm = ids(std::make_index_sequence<states>{});
    static constexpr auto from_msm = [] {
        std::array<std::uint8_t, states> back{};
        for (std::size_t s = 0; s < states; ++s)
            back[static_cast<std::size_t>(to_msm[s])] = static_cast<std::uint8_t>(s);
        return back;
    }();

    using handler = void (*)(msm_engine&);
    template <event_type Event>
    static void handle(msm_engine& m)
    {
        m.process_event(happened<Event>{});
    }
    /// One entry an event; null where no row names it.
    static constexpr auto handlers = [] {
        std::array<handler, event_count> table{};
        mp::mp_for_each<mp::mp_iota_c<row_count<Machine>>>([&](auto i) {
            using line = mp::mp_at_c<typename Machine::rows, i.value>;
            table[static_cast<std::size_t>(line::event)] = &handle<line::event>;
        });
        return table;
    }();

public:
    static std::uint8_t step(std::uint8_t state, event_type what, decide_context& c)
    {
        if (state >= states) std::abort();  // stores refuse unknown names before they get here
        const auto handle_it = handlers[static_cast<std::size_t>(what)];
        if (handle_it == nullptr) return state;
        thread_local msm_engine machine;
        machine.decision = &c;
        stand where{to_msm[state]};
        machine.serialize(where, 0U);
        handle_it(machine);
        machine.decision = nullptr;
        return from_msm[static_cast<std::size_t>(machine.current_state()[0])];
    }
};

}  // namespace redress::machine_support
