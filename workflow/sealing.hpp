// Personal values leave an event here: digests go into the entry, the words into a table of their own.
#pragma once

#include "states/event.hpp"
#include "workflow/batch_outcome.hpp"
#include "workflow/entry.hpp"

#include <vector>

namespace redress::workflow {

/// Appends what the event holds of personal values; of a row in `texts`, `place` says where it belongs
/// and when it was written.
void seal_texts(const event& what, const private_row& place, std::vector<sealed_value>& sealed,
                std::vector<private_row>& texts);

}  // namespace redress::workflow
