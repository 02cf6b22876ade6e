// case money: what is owed, offered and paid.
#include "adapters/app/cli.hpp"

#include "adapters/app/columns.hpp"
#include "adapters/app/money.hpp"
#include "adapters/app/money_view.hpp"
#include "adapters/app/services.hpp"

#include <boost/json.hpp>

#include <iostream>

namespace redress::app {
namespace {

void print(const shared_options& shared, std::vector<column> of, const std::vector<boost::json::object>& rows)
{
    row_printer printer(std::cout, shared.output(), std::move(of));
    for (const auto& row : rows) printer.row(row);
    printer.end();
}

exit_code show_money(const shared_options& shared, const std::string& named, bool totals)
{
    services from(shared);
    const auto found = from.case_of(named);
    std::vector<boost::json::object> items;
    for (const auto& line : money_of(found)) items.push_back(money_json(line));
    const auto sums = totals_json(found);
    if (shared.output() == output_format::json && !totals) {
        print_thing(std::cout, output_format::json,
                    {{"items", boost::json::array(items.begin(), items.end())},
                     {"totals", boost::json::array(sums.begin(), sums.end())}});
        return exit_code::ok;
    }
    const bool table = shared.output() == output_format::table;
    if (!totals)
        print(shared,
              columns(from, shared,
                      {{"item"},
                       {"redress_kind"},
                       {"amount", true},
                       {"currency"},
                       {"state", false, 60, "redress"},
                       {"offered_by"},
                       {"approved_by"},
                       {"answer_until", false, 27},
                       {"payment_due", false, 27},
                       {"paid_at", false, 27},
                       {"missed", false, 60, "clock"}},
                      {"payment_reference"}),
              items);
    if (!totals && table && !sums.empty()) std::cout << '\n';
    if (totals || (table && !sums.empty()))
        print(shared,
              columns(from, shared, {{"currency"}, {"state", false, 60, "redress"}, {"amount", true}}), sums);
    return exit_code::ok;
}

}  // namespace

void add_money_command(command_line& line, CLI::App& cases)
{
    auto named = std::make_shared<std::string>();
    auto totals = std::make_shared<bool>(false);
    auto* command =
        add_command(line, cases, "money", "Shows the redress of a case, item by item, and what it comes to.",
                    "case money ZSQD1-S1K8H\ncase money ZSQD1-S1K8H --totals -o csv",
                    [&line, named, totals] { return show_money(line.shared, *named, *totals); });
    command->add_option("case", *named, "case id or reference")->required();
    command->add_flag("--totals", *totals, "sums by currency and state alone");
}

}  // namespace redress::app
