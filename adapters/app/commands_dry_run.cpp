// policy dry-run: what a draft would have promised in the cases that were. Reads only.
#include "adapters/app/cli.hpp"

#include "adapters/app/dry_run_report.hpp"
#include "adapters/app/mapping.hpp"
#include "adapters/app/nearest.hpp"
#include "adapters/app/policy_in_file.hpp"
#include "adapters/app/progress.hpp"
#include "adapters/app/reading.hpp"
#include "adapters/app/services.hpp"
#include "adapters/files/entity_file.hpp"
#include "adapters/files/file_error.hpp"
#include "adapters/files/policy_file.hpp"
#include "adapters/files/text_book.hpp"
#include "adapters/files/zone_data.hpp"
#include "adapters/postgres/case_codec.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "adapters/postgres/history_reader.hpp"
#include "states/outside_range.hpp"
#include "workflow/ports/case_store.hpp"

#include <algorithm>
#include <future>
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

/// As entities.toml binds it, and beside that as it was told to.
void bind_draft(services& from, policy& rules, const std::vector<std::string>& named)
{
    const auto known = from.entities();
    if (!rules.applies) {
        if (!named.empty())
            throw command_failed(exit_code::usage, said{"bound_to_all", {{"policy", rules.id}}});
        return;
    }
    try {
        files::bind(rules, known);
    } catch (const files::file_error& wrong) {
        throw command_failed(exit_code::config, wrong.what());
    }
    const auto& kinds = rules.applies->entity_kinds;
    for (const auto& name : named) {
        const auto found = std::ranges::find(known.all, name, &files::legal_entity::id);
        if (found == known.all.end()) {
            std::vector<std::string_view> ids;
            for (const auto& one : known.all) ids.push_back(one.id);
            throw command_failed(
                exit_code::usage,
                said{"no_entity",
                     {{"value", name}, {"file", known.file}, {"near", std::string(nearest(name, ids))}}});
        }
        if (std::ranges::find(kinds, found->kind) == kinds.end()) {
            std::string list;
            for (const auto& one : kinds) list += (list.empty() ? "" : ", ") + one;
            throw command_failed(
                exit_code::usage,
                said{"entity_of_other_kind", {{"value", name}, {"kind", found->kind}, {"kinds", list}}});
        }
        rules.entities.push_back(name);
        if (found->usual) rules.entities.emplace_back();
    }
    if (rules.entities.empty())
        throw command_failed(exit_code::usage,
                             said{"draft_for_nobody", {{"policy", rules.id}, {"file", known.file}}});
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

/// Goes through the histories, case by case.
class dry_run {
public:
    dry_run(services& from, const shared_options& shared, const workflow::what_if_policies& policies,
            instant since, dry_run_report& to)
        : from_(from),
          shared_(shared),
          who_(from.reader()),
          reader_(from.database(), since),
          replay_(policies),
          to_(to),
          counts_{.since = since}
    {
    }

    exit_code run()
    {
        progress_bar bar(from_.say({"replaying"}), static_cast<std::size_t>(reader_.whole()), shared_.quiet);
        // The next page is read while this one is replayed.
        const auto read = [this] {
            return std::async(std::launch::async, [this] { return reader_.next(); });
        };
        auto coming = read();
        for (auto page = coming.get(); !page.entries.empty(); page = coming.get()) {
            coming = read();
            for (const auto& one : page.entries) hear(one);
            bar.at(static_cast<std::size_t>(page.done));
        }
        end_case();
        to_.end(sums_, counts_);
        return counts_.unreadable > 0 ? exit_code::partial : exit_code::ok;
    }

private:
    void hear(const postgres::history_entry& one)
    {
        if (!under_way_ || one.id != id_) {
            end_case();
            id_ = one.id;
            under_way_ = true;
            why_not_.clear();
            replay_.begin();
        }
        if (why_not_.empty()) attempt([&] { replay_.add(one.body); });
    }

    void end_case()
    {
        if (!under_way_) return;
        under_way_ = false;
        if (why_not_.empty()) attempt([&] { tell(); });
        if (!why_not_.empty()) leave_out();
    }

    void tell()
    {
        const auto& now = replay_.recorded();
        if (!now.exists() || !now.facts.filed_at || *now.facts.filed_at < counts_.since) return;
        if (who_ && !may_open(*who_, now)) return;
        const auto twice = replay_.end(reader_.now());
        sums_.add(twice);
        to_.add(twice);
    }

    /// Whatever is wrong with a history is said of that case alone; a database that is away ends it all.
    template <class F>
    void attempt(F&& f)
    {
        try {
            f();
        } catch (const workflow::store_unavailable&) {
            throw;
        } catch (const std::exception& wrong) {
            why_not_ = wrong.what();
            if (why_not_.empty()) why_not_ = "?";
        }
    }

    /// Whom a case concerns is then taken from its row.
    void leave_out()
    {
        if (who_) try {
                const auto row = from_.queries().get(id_);
                if (!row || !may_open(*who_, *row)) return;
            } catch (const postgres::unknown_state&) {
                return;
            }
        ++counts_.unreadable;
        std::cerr << from_.say({"history_unreadable", {{"case", to_string(id_)}, {"error", why_not_}}})
                  << '\n';
    }

    services& from_;
    const shared_options& shared_;
    std::optional<actor> who_;
    postgres::history_reader reader_;
    workflow::what_if replay_;
    workflow::what_if_sums sums_;
    dry_run_report& to_;
    dry_run_counts counts_;
    case_id id_{};
    bool under_way_ = false;
    std::string why_not_;  // the case under way cannot be replayed
};

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
    return dry_run(from, shared, policies, since, report).run();
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
