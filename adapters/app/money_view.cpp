#include "adapters/app/money_view.hpp"

#include <boost/json.hpp>

namespace redress::app {

boost::json::object money_json(const money_line& line)
{
    const auto& item = *line.item;
    boost::json::object row{
        {"item", item.id}, {"redress_kind", name_of(item.kind)}, {"state", name_of(item.state)}};
    const auto say = [&](std::string_view name, const std::string& text) {
        if (!text.empty()) row[name] = text;
    };
    const auto when = [&](std::string_view name, const std::optional<instant>& at) {
        if (at) row[name] = to_string(*at);
    };
    say("amount", item.amount);
    say("currency", item.currency);
    say("offered_by", item.offered_by);
    say("approved_by", item.approved_by);
    when("answer_until", line.answer_until);
    when("payment_due", line.payment_due);
    when("paid_at", item.paid_at);
    say("payment_reference", item.payment_reference);
    row["missed"] = boost::json::array(line.missed.begin(), line.missed.end());
    return row;
}

std::vector<boost::json::object> totals_json(const complaint& of)
{
    std::vector<boost::json::object> rows;
    for (const auto& [which, amount] : money_totals(of))
        rows.push_back({{"currency", which.first}, {"state", name_of(which.second)}, {"amount", amount}});
    return rows;
}

}  // namespace redress::app
