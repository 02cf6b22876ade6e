// What a policy cannot mean: rules that contradict each other, each with the sentence that names clock or rung,
// rule and fix. Other languages have theirs in schemas/texts under [policy_contradiction], by the same code.
#pragma once

#include <array>
#include <string_view>

namespace redress::files {

struct contradiction_row {
    std::string_view code;
    std::string_view sentence;  // {names} are filled in
};

// clang-format off
inline constexpr auto contradictions = std::to_array<contradiction_row>({
    {"clock_nothing_stops",
     "clock '{clock}': nothing stops it, so the promise could never be kept; write stop with what keeps it, such "
     "as stop = [\"dispatched:final_response\"], or make it a window"},
    {"rung_without_target",
     "rung {rung}: it has no target, so nobody would look at a case that climbs to it; write target = \"<team>\" "
     "with a team of the roster"},
    {"rung_not_in_ladder",
     "clock '{clock}': raise_to is {rung}, but the number of rungs is {rungs}, so the case would climb to nobody; name a "
     "rung that there is, or add the [[rung]] with its target"},
    {"statutory_clock_pauses",
     "clock '{clock}': it is statutory and pauses on '{pause}', but the time of a law runs on whatever the house waits "
     "for; leave pause out, or give the clock another kind"},
    {"category_out_of_reach",
     "clock '{clock}': its override is for category '{category}', under which nothing can be filed, so it is never "
     "taken; add the [[category]], or name one that there is, such as '{near}'"},
    {"warning_after_due",
     "clock '{clock}': its warning at '{at}' comes when the clock is due already; write 1% to 99% of the limit, or "
     "how long before it is due, such as 1h; what happens at the end itself is on_miss"},
    {"warning_before_start",
     "clock '{clock}': its warning at '{at}' before it is due is not shorter than the limit of {limit}, so it would "
     "never be crossed; write a shorter one"},
});
// clang-format on

}  // namespace redress::files
