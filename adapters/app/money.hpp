// The redress of a case as people ask for it: each item with who offered and approved it and until when it
// is to be accepted and paid, and what all items come to.
#pragma once

#include "states/complaint.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace redress::app {

struct money_line {
    const redress_item* item = nullptr;
    std::optional<instant> answer_until;  // while the offer stands
    std::optional<instant> payment_due;   // while it is owed
    std::vector<std::string> missed;      // clocks of this item that were missed, also if met later
};

/// In the order in which the items were offered; each points into the case.
[[nodiscard]] std::vector<money_line> money_of(const complaint& of);

/// Exact sums by currency and state, of items that have an amount.
[[nodiscard]] std::map<std::pair<std::string, redress_state>, std::string> money_totals(const complaint& of);

}  // namespace redress::app
