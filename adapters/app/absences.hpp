// Saying that somebody is away, and that they are back: by whichever way it was asked for, command line or API. Each is
// recorded with who said it.
#pragma once

#include "adapters/app/identity/problem.hpp"
#include "workflow/absences.hpp"
#include "workflow/principal.hpp"

#include <boost/json/fwd.hpp>

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace redress::app {

class services;

/// For oneself, for one's own people, or for anybody with `manage_absences`. `what` without id; a `from` that is over
/// becomes now, because who could decide what before stands in the record already.
[[nodiscard]] std::variant<workflow::said_absence, refused> say_absence(services& from,
                                                                        const workflow::principal& by,
                                                                        workflow::said_absence what);
/// Ends one now: the person is back, or does not go. Its new row.
[[nodiscard]] std::variant<workflow::said_absence, refused> end_absence(services& from,
                                                                        const workflow::principal& by,
                                                                        const std::string& id);

/// Those that are not over and those that ended less than 30 days ago.
[[nodiscard]] std::vector<workflow::said_absence> absences_told(services& from);
/// As lists and answers show it.
[[nodiscard]] boost::json::object row_of(const workflow::said_absence& one);

}  // namespace redress::app
