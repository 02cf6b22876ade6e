// What happens in the restricted compartment of a case: decided by the rows of states/matter_rows.hpp,
// recorded in a chain of its own, with every reading of it. The engine has no part in this: whoever
// watches a case, its bucket or a topic sees nothing of it (decision 0010).
#pragma once

#include "states/matter_step.hpp"
#include "workflow/command.hpp"
#include "workflow/entry.hpp"
#include "workflow/ports/compartment_store.hpp"
#include "workflow/randomness.hpp"

#include <cstdint>

namespace redress::workflow {

class compartments {
public:
    compartments(compartment_store& store, log_identity log, std::uint64_t seed = 0)
        : store_(store), log_(std::move(log)), random_(seed)
    {
    }

    /// What the chain says; `exists()` is false when there is none.
    [[nodiscard]] matter find(const case_id& of);
    /// Decides and records. A refusal is recorded where there is a compartment that could hold it.
    [[nodiscard]] answer tell(const complaint& of, const event& what, const actor& who,
                              const source_ref& from);
    /// Records that somebody reads it; to be called before they do. The compartment must exist.
    void note_reading(const complaint& of, const actor& who, const source_ref& from);

private:
    compartment_store& store_;
    log_identity log_;
    randomness random_;
};

}  // namespace redress::workflow
