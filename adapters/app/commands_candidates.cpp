// case candidates: which cases may be about the same matter, and what may be done about it.
#include "adapters/app/cli.hpp"

#include "adapters/app/candidates.hpp"
#include "adapters/app/columns.hpp"
#include "adapters/app/services.hpp"
#include "adapters/files/text_book.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "adapters/postgres/likeness_index.hpp"
#include "workflow/reference.hpp"

#include <boost/json.hpp>

#include <chrono>
#include <cmath>
#include <iostream>

namespace redress::app {
namespace {

using namespace std::chrono_literals;

boost::json::object row_of(services& from, const shared_options& shared, const complaint& of,
                           const candidate& one)
{
    const auto& f = one.found.facts;
    const bool table = shared.output() == output_format::table;
    boost::json::array alike;
    for (const auto name : names_of_shared(one.shared))
        alike.emplace_back(table ? from.texts().text("alike", name, shared.lang()) : std::string(name));
    boost::json::array may;
    if (one.may_be_primary) may.emplace_back("marked_duplicate");
    may.emplace_back("linked");
    const auto reference = workflow::shown_reference(f.reference);
    boost::json::object row{{"reference", reference},
                            {"score", one.shared.score()},
                            {"shared", std::move(alike)},
                            {"likeness", std::lround(one.shared.words * 100)},
                            {"same_complainant", one.shared.complainant},
                            {"state", name_of(one.found.lifecycle)},
                            {"category", f.category}};
    if (!f.owner.empty()) row["owner"] = f.owner;
    if (f.filed_at) row["filed_at"] = to_string(*f.filed_at);
    row["may"] = std::move(may);
    const auto about = "redress case do " + workflow::shown_reference(of.facts.reference);
    boost::json::array how;
    if (one.may_be_primary) how.emplace_back(about + " marked_duplicate --primary-case " + reference);
    how.emplace_back(about + " linked --cause CAUSE --to " + reference);
    row["unblock"] = std::move(how);
    row["case"] = to_string(one.found.id);
    return row;
}

/// Whatever the engine's upkeep has not come to yet, so that the answer is whole without an engine, too.
void mark_the_rest(services& from, postgres::likeness_index& index, const shared_options& shared)
{
    for (auto left = index.behind(); left > 0; left = index.behind()) {
        if (left > 20'000 && !shared.quiet)
            std::cerr << from.say({"entries_left", {{"n", std::to_string(left)}}}) << '\n';
        (void)index.catch_up(2s);
    }
}

exit_code list_candidates(const shared_options& shared, const std::string& named, int limit)
{
    services from(shared);
    const auto who = from.who();
    const auto found = from.case_of(named);
    auto& index = from.likeness();
    mark_the_rest(from, index, shared);
    row_printer rows(std::cout, shared.output(),
                     columns(from, shared,
                             {{"reference"},
                              {"score", true},
                              {"shared", false, 50},
                              {"likeness", true},
                              {"state"},
                              {"category"},
                              {"owner"},
                              {"filed_at", false, 27},
                              {"may", false, 30},
                              {"case"}},
                             {"same_complainant"}));
    for (const auto& one : candidates_of(index, from.queries(), found, who, static_cast<std::size_t>(limit)))
        rows.row(row_of(from, shared, found, one));
    rows.end();
    return exit_code::ok;
}

}  // namespace

void add_candidates_command(command_line& line, CLI::App& cases)
{
    auto named = std::make_shared<std::string>();
    auto limit = std::make_shared<int>(10);
    auto* command = add_command(
        line, cases, "candidates",
        "Shows which cases may be about the same matter, the likeliest first. Score: 40 for the same "
        "transaction, 20 for the same complainant or contact, 20 for the same account, up to 20 for the "
        "words.",
        "case candidates ZSQD1-S1K8H --as h.lin\ncase candidates ZSQD1-S1K8H --limit 3 -o json --as h.lin",
        [&line, named, limit] { return list_candidates(line.shared, *named, *limit); });
    command->add_option("case", *named, "case id or reference")->required();
    command->add_option("--limit", *limit, "cases at most")->check(CLI::Range(1, 100))->capture_default_str();
}

}  // namespace redress::app
