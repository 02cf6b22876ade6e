// What a clock promised, as arithmetic: from its start, its limit, its calendar and its pauses to the due
// time and to the instants of its warnings. Every due time of a case comes from here and from nowhere else,
// so that whoever has the pinned policy and the pinned calendar can work it out again.
//
// A limit in dates or working time needs a calendar. Where there is none, or its years have run out, the
// clock is counted as the shortest elapsed time that such a limit can mean. The case goes on, nobody waits longer than
// promised because a file was not renewed, and `calendar_missing` tells the operators.
#pragma once

#include "states/calendar_source.hpp"
#include "states/complaint.hpp"
#include "states/due.hpp"
#include "states/policy.hpp"

#include <optional>
#include <vector>

namespace redress {

/// The limit of a clock as it was promised, with the days that were granted since.
[[nodiscard]] limit_rule promise_of(const clock& one);
/// Makes it the promise of a clock; `granted` days are kept.
void promise(clock& one, const limit_rule& rule);

/// Its closed pauses, and one that is still open as lasting until `now`.
[[nodiscard]] std::vector<instant_span> pauses_of(const clock& one, instant now);

/// The calendar that it pinned; null when it has pinned none. Throws unknown_calendar.
[[nodiscard]] const calendar* calendar_of(const facts& known, const clock& one, const calendar_source& from);

/// When a clock that has a limit of its own is due, as far as its pauses are over. `by`: the calendar that
/// it pinned; null: elapsed time. Throws outside_range.
[[nodiscard]] instant due_of(const clock& one, const calendar* by);

/// Sets the due time of a clock that starts: by the calendar in force, pinned among `pins`, when its limit
/// needs one. False: there is none, or its years do not reach so far, and it is counted as elapsed time.
[[nodiscard]] bool count_from_start(clock& one, const calendar_source& from, std::string_view calendar_id,
                                    std::vector<calendar_pin>& pins);
/// Sets it anew by what the clock has pinned, after a pause or with days granted. False as above; its pin
/// is then dropped. Throws unknown_calendar.
[[nodiscard]] bool count_again(clock& one, const facts& known, const calendar_source& from);

/// When a limit that starts at an instant is over, by the calendar in force of that id.
[[nodiscard]] instant due_after(const calendar_source& from, std::string_view calendar_id, instant start,
                                const limit_rule& rule);

/// When a running clock crosses a threshold of its warnings; nothing for a threshold that lies before its
/// start. A share is one of the working time for limits in business days and hours, and of the time that
/// passes for all others; pauses are not part of it.
[[nodiscard]] std::optional<instant> crossing(const clock& one, const warning& at, const calendar* by);

/// A clock names a pin of its case that this process cannot read.
class unknown_calendar : public std::runtime_error {
public:
    explicit unknown_calendar(const calendar_pin& pin);
};

}  // namespace redress
