// The clock: one instance per promise and period, and generation of it. A miss is recorded once and
// stays on record; a late act makes it `met_late`, never undone by being done after all.
#pragma once

#include "states/clocks.hpp"

#include <boost/mp11/list.hpp>

namespace redress::clock_machine {

// clang-format off
struct always            { static constexpr std::string_view name = "";
                           static bool check(const clock_facts&) { return true; } };
struct is_window         { static constexpr std::string_view name = "is_window";
                           static bool check(const clock_facts& f) { return f.window; } };
struct is_promise        { static constexpr std::string_view name = "is_promise";
                           static bool check(const clock_facts& f) { return !f.window; } };
struct kept              { static constexpr std::string_view name = "kept";
                           static bool check(const clock_facts& f) { return f.window || f.in_time; } };
struct dispatched_in_time { static constexpr std::string_view name = "dispatched_in_time";
                           static bool check(const clock_facts& f) { return f.by_dispatch && f.in_time; } };
struct reported_after_closing { static constexpr std::string_view name = "reported_after_closing";
                           static bool check(const clock_facts& f) { return f.closed && dispatched_in_time::check(f); } };
struct miss_recorded     { static constexpr std::string_view name = "miss_recorded";
                           static bool check(const clock_facts& f) { return f.miss_recorded; } };
struct miss_owed         { static constexpr std::string_view name = "miss_owed";
                           static bool check(const clock_facts& f) { return !f.miss_recorded; } };
struct not_extended_yet  { static constexpr std::string_view name = "not_extended_yet";
                           static bool check(const clock_facts& f) { return !f.extended_before; } };

/// One line of the table. `From == To`: stays, and says so by being accepted.
template <clock_state From, clock_event What, clock_state To, class If = always>
struct row {
    static constexpr clock_state from = From;
    static constexpr clock_event what = What;
    static constexpr clock_state to = To;
    using guard = If;
};

using s = clock_state;
using e = clock_event;

using rows = boost::mp11::mp_list<
    //   from          what happened   to            only if
    row< s::running,   e::satisfied,   s::met,       kept                   >,
    row< s::running,   e::satisfied,   s::met_late                          >,  // its miss is derived right after
    row< s::running,   e::paused,      s::paused                            >,
    row< s::running,   e::expired,     s::lapsed,    is_window              >,
    row< s::running,   e::expired,     s::missed,    is_promise             >,
    row< s::running,   e::extended,    s::running,   not_extended_yet       >,
    row< s::running,   e::cancelled,   s::cancelled                         >,
    row< s::paused,    e::resumed,     s::running                           >,
    row< s::paused,    e::satisfied,   s::met                               >,
    row< s::paused,    e::extended,    s::paused,    not_extended_yet       >,
    row< s::paused,    e::cancelled,   s::cancelled                         >,
    row< s::missed,    e::satisfied,   s::met,       dispatched_in_time     >,  // only the report came late
    row< s::missed,    e::satisfied,   s::met_late                          >,
    row< s::missed,    e::cancelled,   s::cancelled                         >,
    row< s::met,       e::revoked,     s::missed,    miss_recorded          >,  // the letter came back
    row< s::met,       e::revoked,     s::running                           >,
    row< s::met_late,  e::revoked,     s::missed                            >,
    row< s::met_late,  e::expired,     s::met_late,  miss_owed              >,  // the miss that was owed
    row< s::cancelled, e::satisfied,   s::met,       reported_after_closing >
>;
// clang-format on

}  // namespace redress::clock_machine
