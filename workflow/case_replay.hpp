// Replays the history of a case and compares what comes out with what is stored: state, facts, clocks, redress, rungs,
// and the chain that the entries hang in. A difference is a fault of ours or somebody's hand, and is named exactly.
#pragma once

#include "states/complaint.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace redress::workflow {

struct replay_difference {
    case_id id{};
    std::int64_t cseq =
        0;             // the first entry that is wrong; of what is stored otherwise, the last that was folded
    std::string what;  // "fact owner: stored otherwise"
};

class case_replay {
public:
    explicit case_replay(const case_id& id) { now_.id = id; }

    /// The next entry of the chain. Behind the first that is wrong nothing is looked at.
    void take(std::string_view body);
    /// What the entries make of the case so far.
    [[nodiscard]] const complaint& now() const { return now_; }
    /// Compares with the row, which must not have moved on since the last entry was taken.
    [[nodiscard]] std::optional<replay_difference> against(const complaint& stored) const;

private:
    complaint now_;
    std::optional<replay_difference> wrong_;
};

}  // namespace redress::workflow
