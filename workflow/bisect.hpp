// When our own code fails, or the database refuses what it wrote, one record of the batch is to blame.
// Finds it by halves and buries it, so that nothing blocks a partition.
#pragma once

#include "workflow/engine.hpp"

#include <exception>
#include <utility>
#include <vector>

namespace redress::workflow {

/// Whether a failure says something of what was being decided or written. Not so what time mends (the store,
/// memory), another engine (the fence) or whoever runs this one (a policy that is not loaded).
[[nodiscard]] bool counts_as_try(const std::exception& failed);

/// Applies the batch. After `tries` failures that count the batch is halved until a single record fails
/// alone, which becomes a dead letter `gave_up`. Answers in the batch's order. Everything else that
/// `apply` throws passes through; what was written before stays written, and the positions say how far that is.
[[nodiscard]] std::vector<answer> apply_bisecting(engine& writer, batch work, int tries = 3);

/// Two batches that say together what the one said, positions and skipped offsets included. `work` must
/// hold at least two records.
[[nodiscard]] std::pair<batch, batch> halves_of(batch work);

}  // namespace redress::workflow
