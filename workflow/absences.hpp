// Who says that they are away, and who stands in meanwhile: what is kept beside the roster, whose absences are those that
// were known when it was written. Decisions see both as one (states/colleague.hpp).
#pragma once

#include "states/colleague.hpp"
#include "states/ids.hpp"

#include <array>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace redress::workflow {

/// Never changed but by its end, so that what was in force then can be told later.
struct said_absence {
    uuid id{};
    std::string person;
    instant from{}, until{};  // UTC; `until` itself is not in it
    std::string delegate;     // empty: the standing one of the roster, else the team
    std::string said_by;
    instant said_at{};
    std::optional<instant> ended_at;  // back earlier; at or before `from`: called off
    std::string ended_by;
};

/// Until when it holds, as things stand: not later than `until`.
[[nodiscard]] instant end_of(const said_absence& one);

/// The people of the roster with what was said; of people who are not there any more nothing.
[[nodiscard]] std::vector<colleague> with_absences(std::span<const colleague> roster,
                                                   std::span<const said_absence> said);

inline constexpr auto absence_rules = std::to_array<std::string_view>(
    {"a_role_of_the_person", "a_year_at_most", "here_meanwhile", "later_than_from", "no_overlap", "not_over",
     "of_the_roster", "somebody_else", "time"});

/// What is wrong with an absence that somebody wants to say.
struct absence_fault {
    std::string_view field;  // "person", "until", "delegate"
    std::string_view rule;   // one of absence_rules; words stand in schemas/texts under [absence_rule]
    std::map<std::string, std::string> values;
};
/// `people` with all that is in force. Nothing when it is well: it ends later than it begins and than now, after a year
/// at most; it does not overlap with another of the person; whoever stands in is of the roster, somebody else, here
/// all the time, and has a role in which the person works on cases,
/// since standing in gives none.
[[nodiscard]] std::optional<absence_fault> fault_of(const said_absence& one,
                                                    std::span<const colleague> people, instant now);

/// Whose work somebody does then.
[[nodiscard]] std::vector<std::string> stood_in_for(std::span<const colleague> people, std::string_view id,
                                                    instant at);

}  // namespace redress::workflow
