// One batch, decided: what is written, and what its callers hear once it is. Private to workflow.
#pragma once

#include "workflow/batch_outcome.hpp"
#include "workflow/case_cache.hpp"
#include "workflow/command.hpp"
#include "workflow/ports/case_store.hpp"
#include "workflow/process_chain.hpp"

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace redress::workflow {

/// A matter that a batch is about: read under lock, and gone with the batch.
struct matter_in_hand {
    matter now;
    std::string why_unreadable;  // empty unless its row is there and cannot be read
    bool touched = false;
    bool accepted = false;  // an event was accepted: the agenda is looked at
    std::int64_t version_before = 0;
};

struct decision {
    struct place {
        remembered_case* in = nullptr;  // null for a dead letter
        std::int16_t bucket = 0;        // of the case; of the process chain for a dead letter
    };

    batch owned;                     // of `start`: kept until answered
    const batch* work = nullptr;     // null for a locked pass of deadlines and for `record`
    std::vector<due_case> due;       // of a slice of deadlines: each case once, oldest first
    std::vector<due_case> due_rows;  // of the agenda, that go with the slice
    std::vector<place> places;       // of each record
    std::vector<case_id> behind;     // cases read behind this batch's COMMIT
    std::vector<remembered_case*> touched;
    std::map<case_id, matter_in_hand> matters;  // `out` points to them

    batch_outcome out;
    std::vector<answer> answers;
    std::vector<std::pair<case_id, alarm>> alarms;
    std::uint64_t derived = 0;        // accepted derived events
    std::uint64_t fired = 0;          // accepted timer events
    std::deque<dead_letter> letters;  // made here; `out` points to them
    std::vector<std::pair<std::int16_t, process_chain>> chains_before;

    /// Everything but the batch: before it is decided again.
    void clear();
};

}  // namespace redress::workflow
