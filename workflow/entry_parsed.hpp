// An entry that was parsed once and is asked several things. All throw std::runtime_error naming what they
// cannot read, or what Boost.JSON throws for a member that is missing or of another type.
#pragma once

#include "states/event.hpp"
#include "states/step.hpp"

#include <boost/json/fwd.hpp>

#include <vector>

namespace redress::workflow {

/// `fold` of entry.hpp, without the chain's head.
void fold(complaint& now, const boost::json::object& entry);

/// What happened, without its personal fields: those stand in an entry as digests. Of an entry with `ev`.
[[nodiscard]] event event_of(const boost::json::object& entry);

/// What the machines did; which redress item moved is not said.
[[nodiscard]] std::vector<move> moves_of(const boost::json::object& entry);

}  // namespace redress::workflow
