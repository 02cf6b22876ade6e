// audit: the history against what is stored; what is taken out of the house of it.
#include "adapters/app/cli.hpp"

#include "adapters/app/columns.hpp"
#include "adapters/app/commands_export.hpp"
#include "adapters/app/history_replay.hpp"
#include "adapters/app/services.hpp"

#include <boost/json.hpp>

#include <iostream>

namespace redress::app {
namespace {

exit_code replay(const shared_options& shared, const std::string& since)
{
    instant from_then{};
    if (!since.empty()) {
        const auto at = parse_instant(since.size() == 10 ? since + "T00:00:00Z" : since);
        if (!at) throw command_failed(exit_code::usage, said{"no_time", {{"value", since}}});
        from_then = *at;
    }
    services from(shared);
    row_printer rows(std::cout, shared.output(),
                     columns(from, shared, {{"case"}, {"cseq", true}, {"difference", false, 80}}));
    history_replay histories(from.database(), from_then);
    bool same = true;
    const auto differs = [&](const workflow::replay_difference& one) {
        same = false;
        rows.row({{"case", to_string(one.id)}, {"cseq", one.cseq}, {"difference", one.what}});
    };
    while (histories.next(differs)) {
    }
    rows.end();
    if (!shared.quiet)
        std::cerr << from.say({"replayed", {{"n", std::to_string(histories.cases())}}}) << '\n';
    return same ? exit_code::ok : exit_code::failure;
}

}  // namespace

void add_audit_commands(command_line& line, CLI::App& root)
{
    auto* audit =
        add_command(line, root, "audit", "The audit trail: checked, and taken out so that others check it.",
                    "audit replay\naudit export out --purpose 'yearly audit'\naudit verify out --key KEY");
    auto since = std::make_shared<std::string>();
    auto* again = add_command(line, *audit, "replay",
                              "Folds the history of every case and compares it with what is stored; exit "
                              "code 1 when a case differs.",
                              "audit replay\naudit replay --since 2026-01-01 -o jsonl",
                              [&line, since] { return replay(line.shared, *since); });
    again->add_option("--since", *since, "cases filed since then: a day, or an instant as RFC 3339");
    add_export_commands(line, *audit);
}

}  // namespace redress::app
