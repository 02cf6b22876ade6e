// The clocks of a policy file. Private to this folder.
#pragma once

#include "adapters/files/toml_reader.hpp"
#include "states/policy.hpp"

#include <vector>

namespace redress::files {

class calendar_book;

/// "30min", "24h", "14d": elapsed time, for what no calendar counts.
[[nodiscard]] duration read_length(toml_reader& in, std::string_view key);

/// Reads limits and clocks in one policy's terms.
class clock_reading {
public:
    /// Takes `calendar` from the policy, by which everything is counted that names no other, into `p`.
    /// `known`: where its calendars must stand; null: taken at its word, for a policy of earlier days.
    clock_reading(toml_reader& in, policy& p, calendar_book* known);

    /// A limit of a window, in dates until their end, or elapsed time.
    [[nodiscard]] limit_rule window(toml_reader& in, std::string_view key) const;
    /// Ladder and categories of the policy have been read: clocks raise to rungs and name categories.
    [[nodiscard]] std::vector<clock_rule> clocks(toml_reader& in, const policy& so_far) const;

private:
    [[nodiscard]] clock_rule clock(toml_reader& one, const policy& so_far) const;
    void read_limit(toml_reader& one, clock_rule& rule, const policy& so_far) const;
    void read_warnings(toml_reader& one, clock_rule& rule, const policy& so_far) const;
    [[nodiscard]] std::string calendar(toml_reader& in) const;

    calendar_book* known_;
    std::string calendar_;
};

}  // namespace redress::files
