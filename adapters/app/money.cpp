#include "adapters/app/money.hpp"

#include "states/money.hpp"

#include <algorithm>

namespace redress::app {
namespace {

/// The instance that counts: a later offer of the same item starts the clock anew.
const clock* last_clock(const complaint& of, std::string_view item, std::string_view id)
{
    const clock* last = nullptr;
    for (const auto& one : of.facts.clocks)
        if (one.subject == item && one.clock_id == id &&
            (last == nullptr || one.generation > last->generation))
            last = &one;
    return last;
}

std::optional<instant> due_of(const complaint& of, const redress_item& item, redress_state wanted,
                              std::string_view id)
{
    const auto* found = item.state == wanted ? last_clock(of, item.id, id) : nullptr;
    return found != nullptr ? found->due : std::nullopt;
}

}  // namespace

std::vector<money_line> money_of(const complaint& of)
{
    std::vector<money_line> lines;
    for (const auto& item : of.facts.redress_items) {
        money_line line{.item = &item,
                        .answer_until = due_of(of, item, redress_state::approved, "offer"),
                        .payment_due = due_of(of, item, redress_state::accepted, "payment"),
                        .missed = {}};
        for (const auto& one : of.facts.clocks)
            if (one.subject == item.id &&
                (one.state == clock_state::missed || one.state == clock_state::met_late))
                line.missed.push_back(one.clock_id);
        lines.push_back(std::move(line));
    }
    return lines;
}

std::map<std::pair<std::string, redress_state>, std::string> money_totals(const complaint& of)
{
    std::map<std::pair<std::string, redress_state>, std::string> totals;
    for (const auto& item : of.facts.redress_items) {
        if (item.amount.empty()) continue;
        auto& total = totals[{item.currency, item.state}];
        total = sum_of_amounts(total, item.amount);
    }
    return totals;
}

}  // namespace redress::app
