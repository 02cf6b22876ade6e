// A dry run of a draft over the cases that were, history by history. Reads only.
#pragma once

#include "adapters/app/dry_run_report.hpp"
#include "states/policy.hpp"
#include "workflow/what_if.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace redress::app {

class services;

/// As entities.toml binds it, and beside that to those named. Throws command_failed.
void bind_draft(services& from, policy& rules, const std::vector<std::string>& named);

/// Who hears what while it runs; none of them is asked for what concerns whoever reads.
struct replay_hearers {
    std::function<void(const workflow::case_twice&)> told;
    /// Of a case that cannot be replayed, and why.
    std::function<void(const case_id&, const std::string&)> unreadable;
    std::function<void(std::int64_t whole)> begins = {};
    std::function<void(std::int64_t done)> progress = {};
};

struct replayed_cases {
    workflow::what_if_sums sums;
    dry_run_counts counts;
    instant as_of{};
};

/// Goes through the cases filed since. `entries_max`: gives up with nothing when the log has more to go through.
[[nodiscard]] std::optional<replayed_cases> replay_cases(services& from,
                                                         const workflow::what_if_policies& policies,
                                                         instant since, const replay_hearers& to,
                                                         std::int64_t entries_max = INT64_MAX);
}  // namespace redress::app
