// The clock machine on Boost.MSM: the only translation unit that sees both. MSM knows a row by its
// number alone and tries the last row first, so the list goes in reversed.
#include "states/clock_rows.hpp"

#include <boost/mp11/algorithm.hpp>
#include <boost/mpl/push_back.hpp>
#include <boost/mpl/vector.hpp>
#include <boost/msm/back/metafunctions.hpp>
#include <boost/msm/back/state_machine.hpp>
#include <boost/msm/front/state_machine_def.hpp>
#include <boost/msm/front/states.hpp>
#include <boost/msm/row_tags.hpp>

#include <cstddef>
#include <cstdlib>
#include <type_traits>
#include <utility>

namespace redress {
namespace clock_machine {
namespace {

namespace mp = boost::mp11;
namespace msm = boost::msm;

constexpr std::size_t row_count = mp::mp_size<rows>::value;
constexpr std::size_t state_count = count_of<clock_state>;

template <clock_state S>
struct at : msm::front::state<> {
};
template <clock_event E>
struct on {
};

template <std::size_t I>
struct R {
    using line = mp::mp_at_c<rows, I>;
    using Source = at<line::from>;
    using Evt = on<line::what>;
    using Target = at<line::to>;
    using row_type_tag = std::conditional_t<line::from == line::to, msm::irow_tag, msm::row_tag>;

    template <class Machine, class Event, class From, class To, class All>
    static bool guard_call(Machine& m, const Event&, From&, To&, All&)
    {
        return line::guard::check(*m.facts);
    }
    template <class Machine, class Event, class From, class To, class All>
    static msm::back::HandledEnum action_call(Machine& m, const Event&, From&, To&, All&)
    {
        m.taken = true;
        return msm::back::HANDLED_TRUE;
    }
};

template <class Vector, class Row>
using push = typename boost::mpl::push_back<Vector, Row>::type;
template <std::size_t... I>
auto reversed(std::index_sequence<I...>) -> mp::mp_list<R<row_count - 1 - I>...>;

struct clock_ : msm::front::state_machine_def<clock_> {
    using initial_state = at<clock_state::running>;
    struct transition_table : mp::mp_fold<decltype(reversed(std::make_index_sequence<row_count>{})),
                                          boost::mpl::vector0<>, push> {};
    using no_exception_thrown = int;
    using no_message_queue = int;
    template <class Event, class Machine>
    void no_transition(const Event&, Machine&, int) noexcept
    {
    }
    const clock_facts* facts = nullptr;
    bool taken = false;
};
using engine = msm::back::state_machine<clock_>;

// A machine is used for one clock after another, so it may hold nothing but where it stands.
static_assert(sizeof(engine) <= 64);  // also completes the type that the next lines ask about
static_assert(!msm::back::has_fsm_deferred_events<engine>::type::value);
static_assert(!msm::back::has_fsm_blocking_states<engine>::type::value);
static_assert(msm::back::is_no_message_queue<engine>::type::value);

template <std::size_t S>
constexpr int msm_id = msm::back::get_state_id<engine::stt, at<static_cast<clock_state>(S)>>::type::value;

/// MSM numbers states in the order of the table; ours are the enumerators. `lapsed` has no way out,
/// but is entered, so every state has a number.
constexpr auto to_msm = []<std::size_t... S>(std::index_sequence<S...>)
{
    return std::array<int, state_count>{msm_id<S>...};
}
(std::make_index_sequence<state_count>{});
constexpr auto from_msm = [] {
    std::array<clock_state, state_count> states{};
    for (std::size_t i = 0; i < state_count; ++i)
        states[static_cast<std::size_t>(to_msm[i])] = static_cast<clock_state>(i);
    return states;
}();

/// serialize() offers exactly what has to be set for the machine to stand somewhere.
struct stand {
    int id;
    void operator&(int (&ids)[1]) const { ids[0] = id; }
    void operator&(bool& busy) const { busy = false; }
    template <class Other>
    void operator&(Other&) const
    {
    }
};

template <class Row>
constexpr clock_row_view view_of()
{
    return {Row::from, Row::what, Row::to, Row::guard::name, &Row::guard::check};
}

constexpr auto views = []<class... Row>(mp::mp_list<Row...>) {
    return std::array<clock_row_view, sizeof...(Row)>{view_of<Row>()...};
}(rows{});

/// No row stands behind an unguarded one of the same state and event: it could never be taken.
consteval bool no_row_is_shadowed()
{
    for (std::size_t later = 0; later < views.size(); ++later)
        for (std::size_t first = 0; first < later; ++first)
            if (views[first].from == views[later].from && views[first].what == views[later].what &&
                views[first].guard.empty())
                return false;
    return true;
}
static_assert(no_row_is_shadowed());
static_assert(row_count <= 60);

}  // namespace
}  // namespace clock_machine

std::span<const clock_row_view> clock_rows()
{
    return clock_machine::views;
}

std::optional<clock_state> clock_step(clock_state from, clock_event what, const clock_facts& facts)
{
    using namespace clock_machine;
    if (from >= static_cast<clock_state>(state_count)) std::abort();  // stores refuse unknown names before
    thread_local engine machine;
    machine.facts = &facts;
    machine.taken = false;
    stand where{to_msm[static_cast<std::size_t>(from)]};
    machine.serialize(where, 0U);
    mp::mp_with_index<count_of<clock_event>>(static_cast<std::size_t>(what), [&](auto i) {
        machine.process_event(on<static_cast<clock_event>(i.value)>{});
    });
    machine.facts = nullptr;
    if (!machine.taken) return std::nullopt;
    return from_msm[static_cast<std::size_t>(machine.current_state()[0])];
}

}  // namespace redress
