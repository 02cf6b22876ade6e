// policy dry-run: what a draft would have promised in the cases that were. Reads only.
#include "adapters/app/cli.hpp"

#include "adapters/app/dry_run_report.hpp"
#include "adapters/app/mapping.hpp"
#include "adapters/app/policy_in_file.hpp"
#include "adapters/app/policy_replay.hpp"
#include "adapters/app/progress.hpp"
#include "adapters/app/services.hpp"
#include "adapters/files/file_error.hpp"
#include "adapters/files/policy_file.hpp"
#include "adapters/files/text_book.hpp"
#include "adapters/files/zone_data.hpp"
#include "states/outside_range.hpp"

#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace redress::app {
namespace {

struct dry_run_options {
    std::string file;
    std::string since;
    std::string against;
    std::vector<std::string> entities;
    bool summary = false;
};

/// A date is its midnight in the policy's zone.
instant beginning(const std::string& typed, const policy& rules)
{
    if (const auto at = parse_instant(typed)) return *at;
    const auto date = parse_date(typed, "%Y-%m-%d");
    const auto zone = files::load_zone(rules.zone);
    if (date && zone) try {
            return zone->first_instant(std::chrono::time_point_cast<duration>(date->local));
        } catch (const outside_range&) {  // no case is so old, nor so new
        }
    throw command_failed(exit_code::usage, said{"no_date", {{"value", typed}}});
}

/// On stderr, so that what is printed stays what was asked for.
void tell_findings(services& from, const shared_options& shared, const policy& rules)
{
    if (shared.quiet) return;
    try {
        for (const auto& one : findings_in_file(from, rules))
            std::cerr << rules.id << (one.clock.empty() ? "" : "/" + one.clock) << ": "
                      << in_words(one, from.texts(), shared.lang()) << '\n';
    } catch (const files::file_error& wrong) {  // words of letters change no clock
        std::cerr << rules.id << ": " << from.say(wrong) << '\n';
    }
}

exit_code run(const shared_options& shared, const dry_run_options& options)
{
    services from(shared);
    auto draft = policy_in_file(from, options.file);
    bind_draft(from, draft, options.entities);
    std::optional<policy> against;
    if (!options.against.empty()) {
        against = policy_in_file(from, options.against);
        if (against->id != draft.id)
            throw command_failed(
                exit_code::usage,
                said{"against_other_policy",
                     {{"file", options.against}, {"value", against->id}, {"policy", draft.id}}});
        bind_draft(from, *against, options.entities);
    }
    const auto since = beginning(options.since, draft);
    tell_findings(from, shared, draft);
    const workflow::what_if_policies policies{
        .draft = draft, .against = against ? &*against : nullptr, .book = from.policies_of_engine()};
    dry_run_report report(from, shared, draft, options.summary, std::cout);
    std::optional<progress_bar> bar;
    const auto made = replay_cases(
        from, policies, since,
        {.told = [&](const workflow::case_twice& one) { report.add(one); },
         .unreadable =
             [&](const case_id& id, const std::string& why) {
                 std::cerr << from.say({"history_unreadable", {{"case", to_string(id)}, {"error", why}}})
                           << '\n';
             },
         .begins =
             [&](std::int64_t whole) {
                 bar.emplace(from.say({"replaying"}), static_cast<std::size_t>(whole), shared.quiet);
             },
         .progress = [&](std::int64_t done) { bar->at(static_cast<std::size_t>(done)); }});
    bar.reset();
    report.end(made->sums, made->counts);
    return made->counts.unreadable > 0 ? exit_code::partial : exit_code::ok;
}

}  // namespace

void add_dry_run_command(command_line& line, CLI::App& policies)
{
    auto options = std::make_shared<dry_run_options>();
    auto* command = add_command(
        line, policies, "dry-run",
        "Replays the cases filed since a date under a draft of a policy: whose due times would move and by "
        "how "
        "much, what would have been missed or kept, which rungs would have been called and who would have "
        "been "
        "told. Reads only.\n\n"
        "What people did, and where the case stood, stays as it was recorded: a window that would have "
        "lapsed "
        "earlier closes no case here, and a rung that the draft alone calls starts no clock, because nobody "
        "answered it. Due times count by the calendars that a case had at the time.",
        "policy dry-run wallet-default.toml --since 2026-09-01\n"
        "policy dry-run new.toml --since 2026-09-01 --against old.toml --summary\n"
        "policy dry-run uk-disp.toml --since 2026-09-01T00:00:00+01:00 --entity wallet -o csv",
        [&line, options] { return run(line.shared, *options); });
    command->add_option("file", options->file, "the draft")->required();
    command
        ->add_option("--since", options->since,
                     "cases filed since: a date in the policy's zone, or a time with offset")
        ->required();
    command->add_option(
        "--against", options->against,
        "compare with this file of the same policy; without it with what each case was pinned to");
    command
        ->add_option("--entity", options->entities,
                     "of a regime: also for cases of this legal entity, repeatable")
        ->allow_extra_args(false);
    command->add_flag("--summary", options->summary, "the sums alone, no case");
}

}  // namespace redress::app
