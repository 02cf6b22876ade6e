// A case as it lies in the columns of `complaint`, read in binary form.
#pragma once

#include "adapters/postgres/wire.hpp"
#include "states/complaint.hpp"

#include <cstdint>

namespace redress::postgres {

/// From the column `first` on: case_id, reference, state, hold, ladder, severity, rung, version, cseq, agenda_at,
/// owner, team, head, facts. Throws unknown_state (case_codec.hpp).
[[nodiscard]] complaint stored_case(const result& rows, int row, int first, std::int16_t bucket);

}  // namespace redress::postgres
