#include "workflow/batch_outcome.hpp"

namespace redress::workflow {

void batch_outcome::clear()
{
    heads.clear();
    created.clear();
    changed.clear();
    matters_made.clear();
    matters_moved.clear();
    entries.clear();
    erased.clear();
    redacted.clear();
    texts.clear();
    agenda.clear();
    agenda_done.clear();
    work.clear();
    counters.clear();
    incidents.clear();
    offsets.clear();
    dead.clear();
    prepared = 0;
}

}  // namespace redress::workflow
