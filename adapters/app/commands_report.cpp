// report: what supervisors and auditors ask for, from entries alone.
#include "adapters/app/cli.hpp"

#include "adapters/app/columns.hpp"
#include "adapters/app/progress.hpp"
#include "adapters/app/report_maker.hpp"
#include "adapters/app/services.hpp"
#include "adapters/files/text_book.hpp"
#include "adapters/paper/workbook.hpp"
#include "workflow/permissions.hpp"

#include <boost/json.hpp>

#include <iostream>
#include <memory>

namespace redress::app {
namespace {

exit_code list_reports(const shared_options& shared)
{
    services from(shared);
    row_printer out(std::cout, shared.output(),
                    columns(from, shared, {{"name"}, {"meaning", false, 400, as_typed}}));
    for (const auto& one : workflow::return_kinds())
        out.row({{"name", one.name}, {"meaning", from.texts().text("report", one.name, from.language())}});
    out.end();
    return exit_code::ok;
}

/// What a report's cell is in a workbook: numbers and times as such, lists as they stand in CSV.
paper::cell cell_of(const boost::json::value* value)
{
    if (value == nullptr || value->is_null()) return {};
    if (value->is_bool()) return value->get_bool();
    if (value->is_number()) return value->to_number<double>();
    if (value->is_string())
        if (const auto at = parse_instant(std::string_view(value->get_string()))) return *at;
    return cell_text(value);
}

/// Rows as they come, to the screen or into a file.
class report_out {
public:
    report_out(const shared_options& shared, const report_asked& asked, const std::string& file)
        : kind_(*asked.kind)
    {
        if (file.empty()) {
            std::vector<column> heads;
            for (const auto name : kind_.columns)
                heads.push_back({.key = std::string(name), .title = std::string(name)});
            rows_.emplace(std::cout, shared.output(), std::move(heads));
            return;
        }
        const std::vector<std::string> heads(kind_.columns.begin(), kind_.columns.end());
        book_.emplace(file, std::string(kind_.name), heads);
    }

    void row(const boost::json::object& one)
    {
        if (rows_) return rows_->row(one);
        std::vector<paper::cell> cells;
        for (const auto name : kind_.columns) cells.push_back(cell_of(one.if_contains(name)));
        book_->row(cells);
    }

    void end()
    {
        if (rows_) return rows_->end();
        book_->close();
    }

private:
    const workflow::return_kind& kind_;
    std::optional<row_printer> rows_;
    std::optional<paper::workbook> book_;
};

exit_code make(const shared_options& shared, const report_asked& asked, const std::string& file)
{
    services from(shared);
    const auto who = from.who_as(workflow::roles_of(workflow::permission::export_cases));
    const auto span = span_of(from, asked);
    // Before it is shown, as every export.
    from.engine().record("operator.command", who,
                         {{"as_of", to_string(span.as_of)},
                          {"command", "report make"},
                          {"entity", asked.legal_entity},
                          {"from", to_string(span.period.from)},
                          {"report", std::string(asked.kind->name)},
                          {"until", to_string(span.period.until)}});
    report_out out(shared, asked, file);
    std::optional<progress_bar> bar;
    const auto told = make_report(
        from, asked,
        {.row = [&](const boost::json::object& row) { out.row(row); },
         .unreadable =
             [&](const case_id& id, const std::string& why) {
                 std::cerr << from.say({"history_unreadable", {{"case", to_string(id)}, {"error", why}}})
                           << '\n';
             },
         .progress =
             [&](std::int64_t done, std::int64_t whole) {
                 if (!bar)
                     bar.emplace(from.say({"replaying"}), static_cast<std::size_t>(whole), shared.quiet);
                 bar->at(static_cast<std::size_t>(done));
             }});
    bar.reset();
    out.end();
    if (!shared.quiet)
        std::cerr << from.say({"report_sums",
                               {{"rows", std::to_string(told.rows)},
                                {"cases", std::to_string(told.cases)},
                                {"from", to_string(told.of.period.from)},
                                {"until", to_string(told.of.period.until)},
                                {"as_of", to_string(told.of.as_of)},
                                {"zone", told.of.zone}}})
                  << '\n';
    return told.unreadable > 0 ? exit_code::partial : exit_code::ok;
}

}  // namespace

void add_report_commands(command_line& line, CLI::App& root)
{
    auto* report =
        add_command(line, root, "report", "Reports for supervisors and auditors, from entries alone.",
                    "report list\n"
                    "report make breach_register --from 2026-09-01 --until 2026-09-30 -o csv");
    add_command(line, *report, "list", "Lists the reports and what each says.", "report list",
                [&line] { return list_reports(line.shared); });
    auto asked = std::make_shared<report_asked>();
    auto name = std::make_shared<std::string>();
    auto file = std::make_shared<std::string>();
    std::vector<std::string> names;
    for (const auto& one : workflow::return_kinds()) names.emplace_back(one.name);
    auto* command = add_command(
        line, *report, "make",
        "Makes a report of a period, for whoever may export cases; that it was made is recorded.\n\n"
        "It is made of the log's entries and of nothing else, so whoever has these can make it again: as of "
        "an earlier time it is what it was then. Codes are said as schemas/crosswalks.toml says.",
        "report make independence --from 2026-09-01 --until 2026-11-30\n"
        "report make fca_return --from 2026-07-01 --until 2026-12-31 --entity wallet -o csv\n"
        "report make breach_register --from 2026-09-01 --until 2026-09-30 --xlsx breaches.xlsx",
        [&line, asked, name, file] {
            asked->kind = workflow::find_return(*name);
            return make(line.shared, *asked, *file);
        });
    command->add_option("report", *name, "which one: see report list")
        ->required()
        ->check(CLI::IsMember(names));
    command->add_option("--from", asked->from, "first date, of the house's zone, or a time with offset")
        ->required();
    command
        ->add_option("--until", asked->until,
                     "last date, included, or a time with offset before which it ends")
        ->required();
    command->add_option("--entity", asked->legal_entity, "cases of this legal entity alone");
    command->add_option("--xlsx", *file, "writes a workbook to this file instead");
    command->add_option("--as-of", asked->as_of, "as the log was then; without it as it is now");
}

}  // namespace redress::app
