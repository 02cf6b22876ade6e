// When the database refuses what we wrote, one record of the batch is to blame. Finds it by halves and
// buries it, so that nothing blocks a partition.
#pragma once

#include "workflow/engine.hpp"

#include <utility>
#include <vector>

namespace redress::workflow {

/// Applies the batch. `write_rejected` counts as a try: after `tries` of them the batch is halved until
/// a single record fails alone, which becomes a dead letter `gave_up`. Answers in the batch's order.
/// Everything else that `apply` throws passes through; what was written before stays written, and the
/// positions say how far that is.
[[nodiscard]] std::vector<answer> apply_bisecting(engine& writer, batch work, int tries = 3);

/// Two batches that say together what the one said, positions and skipped offsets included. `work` must
/// hold at least two records.
[[nodiscard]] std::pair<batch, batch> halves_of(batch work);

}  // namespace redress::workflow
