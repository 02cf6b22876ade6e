// The restricted compartments: what a few people write and read of a case, and nobody else knows to be
// there. adapters/postgres keeps them in tables that one role alone may read; they share no position,
// counter, queue or topic with the cases.
//
// Throws as case_store.hpp says. Not thread-safe.
#pragma once

#include "workflow/batch_outcome.hpp"
#include "workflow/ports/case_store.hpp"

#include <optional>
#include <string>
#include <vector>

namespace redress::workflow {

/// One entry more in the compartment's chain, with its words, and what a decision of the case may leave out.
struct compartment_write {
    entry_row entry;  // of the chain that has the case's id; without a position
    std::vector<private_row> texts;
    std::optional<limited_reasons> limited;  // approved by this entry
};

class compartment_store {
public:
    virtual ~compartment_store() = default;
    /// Bodies of the chain in their order; empty when there is no compartment.
    [[nodiscard]] virtual std::vector<std::string> history(const case_id& of) = 0;
    [[nodiscard]] virtual std::vector<private_row> texts(const case_id& of) = 0;
    /// False, with nothing written: somebody else wrote this cseq before.
    [[nodiscard]] virtual bool write(const compartment_write& what) = 0;
    [[nodiscard]] virtual std::optional<limited_reasons> reasons_limited(const case_id& of) = 0;
    [[nodiscard]] virtual instant now() = 0;
};

}  // namespace redress::workflow
