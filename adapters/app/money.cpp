#include "adapters/app/money.hpp"

#include <algorithm>

namespace redress::app {
namespace {

struct decimal {
    std::string whole, part;
};

decimal split(std::string_view text)
{
    const auto point = std::min(text.find('.'), text.size());
    return {std::string(text.substr(0, point)),
            point < text.size() ? std::string(text.substr(point + 1)) : std::string()};
}

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

std::string sum_of_amounts(std::string_view left, std::string_view right)
{
    auto a = split(left), b = split(right);
    const auto places = std::max(a.part.size(), b.part.size());
    const auto digits = std::max(a.whole.size(), b.whole.size());
    for (auto* one : {&a, &b}) {
        one->part.append(places - one->part.size(), '0');
        one->whole.insert(0, digits - one->whole.size(), '0');
    }
    const auto x = a.whole + a.part, y = b.whole + b.part;
    std::string sum(x.size(), '0');
    int carry = 0;
    for (std::size_t i = x.size(); i-- > 0;) {
        const int digit = (x[i] - '0') + (y[i] - '0') + carry;
        sum[i] = static_cast<char>('0' + digit % 10);
        carry = digit / 10;
    }
    if (carry != 0) sum.insert(0, 1, '1');
    auto whole = sum.substr(0, sum.size() - places);
    whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size()));
    if (whole.empty()) whole = "0";
    return places == 0 ? whole : whole + "." + sum.substr(sum.size() - places);
}

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
