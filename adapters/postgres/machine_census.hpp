// In which state of each machine the cases stand, open and closed: counted in one pass over the case table, without
// reading a case. Machines that are a fact of the case are found by the bytes of the stored facts.
//
// Role: redress_reader. Throws store_unavailable.
#pragma once

#include "states/complaint.hpp"

#include <cstdint>
#include <map>
#include <string>

namespace redress::postgres {

/// Machine, then state, then cases. Of redress, cases with an item that stands there; a case may have several.
using machine_census = std::map<std::string, std::map<std::string, std::int64_t>>;

[[nodiscard]] machine_census count_machines(const std::string& url);

/// What one case adds to them.
[[nodiscard]] machine_census machines_of(const complaint& of);

}  // namespace redress::postgres
