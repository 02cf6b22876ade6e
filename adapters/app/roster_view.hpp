// The roster as it is told: who may act as what, what each source may say, and what nobody can do.
#pragma once

#include "adapters/files/roster_file.hpp"
#include "states/policy.hpp"

#include <boost/json.hpp>

#include <span>
#include <string>
#include <vector>

namespace redress::app {

[[nodiscard]] boost::json::object person_row(const files::roster& roster, std::span<const colleague> people,
                                             const std::string& id);
[[nodiscard]] boost::json::object source_row(const std::string& name, const workflow::source_rule& rule);

/// What the roster leaves open: a case may climb to a rung, or need a role, that nobody has.
struct roster_gaps {
    boost::json::array rungs, roles;
    [[nodiscard]] bool none() const { return rungs.empty() && roles.empty(); }
};
[[nodiscard]] roster_gaps gaps_of(const files::roster& roster, const std::vector<const policy*>& rules);

/// All of it; `known`: everybody with their absences.
[[nodiscard]] boost::json::object roster_json(const files::roster& roster, std::span<const colleague> known,
                                              const roster_gaps& gaps);

}  // namespace redress::app
