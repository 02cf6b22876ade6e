#include "adapters/app/policy_replay.hpp"

#include "adapters/app/history_trouble.hpp"
#include "adapters/app/nearest.hpp"
#include "adapters/app/reading.hpp"
#include "adapters/app/services.hpp"
#include "adapters/files/entity_file.hpp"
#include "adapters/files/file_error.hpp"
#include "adapters/files/policy_file.hpp"
#include "adapters/postgres/case_codec.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "adapters/postgres/history_reader.hpp"

#include <algorithm>
#include <future>
#include <string_view>

namespace redress::app {
namespace {

/// Goes through the histories, case by case.
class dry_run {
public:
    dry_run(services& from, const workflow::what_if_policies& policies, instant since,
            const replay_hearers& to)
        : from_(from),
          who_(from.reader()),
          reader_(from.database(), since),
          replay_(policies),
          to_(to),
          counts_{.since = since}
    {
    }

    [[nodiscard]] std::int64_t whole() const { return reader_.whole(); }

    replayed_cases run()
    {
        if (to_.begins) to_.begins(reader_.whole());
        // The next page is read while this one is replayed.
        const auto read = [this] {
            return std::async(std::launch::async, [this] { return reader_.next(); });
        };
        auto coming = read();
        for (auto page = coming.get(); !page.entries.empty(); page = coming.get()) {
            coming = read();
            for (const auto& one : page.entries) hear(one);
            if (to_.progress) to_.progress(page.done);
        }
        end_case();
        return {sums_, counts_, reader_.now()};
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
        if (why_not_.empty()) why_not_ = trouble_in([&] { replay_.add(one.body); });
    }

    void end_case()
    {
        if (!under_way_) return;
        under_way_ = false;
        if (why_not_.empty()) why_not_ = trouble_in([&] { tell(); });
        if (!why_not_.empty()) leave_out();
    }

    void tell()
    {
        const auto& now = replay_.recorded();
        if (!now.exists() || !now.facts.filed_at || *now.facts.filed_at < counts_.since) return;
        if (who_ && !may_open(*who_, now)) return;
        const auto twice = replay_.end(reader_.now());
        sums_.add(twice);
        to_.told(twice);
    }

    void leave_out()
    {
        if (!may_hear_of(from_, who_, id_)) return;
        ++counts_.unreadable;
        to_.unreadable(id_, why_not_);
    }

    services& from_;
    std::optional<actor> who_;
    postgres::history_reader reader_;
    workflow::what_if replay_;
    workflow::what_if_sums sums_;
    const replay_hearers& to_;
    dry_run_counts counts_;
    case_id id_{};
    bool under_way_ = false;
    std::string why_not_;  // the case under way cannot be replayed
};

}  // namespace

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

std::optional<replayed_cases> replay_cases(services& from, const workflow::what_if_policies& policies,
                                           instant since, const replay_hearers& to, std::int64_t entries_max)
{
    dry_run run(from, policies, since, to);
    if (run.whole() > entries_max) return std::nullopt;
    return run.run();
}

}  // namespace redress::app
