// The clocks of a policy file. Private to this folder.
#pragma once

#include "adapters/files/toml_reader.hpp"
#include "states/policy.hpp"

#include <vector>

namespace redress::files {

/// Reads limits and clocks in one policy's terms.
class clock_reading {
public:
    /// Takes `elapsed_business_day` from the policy: what one "bd" stands for until calendars exist.
    explicit clock_reading(toml_reader& in);

    /// "30min", "24h", "14d", and "5bd" where the policy says what a business day stands for.
    [[nodiscard]] duration limit(const toml_reader& in, const word& text, std::string_view key) const;
    [[nodiscard]] duration limit(toml_reader& in, std::string_view key) const;
    /// Ladder and categories of the policy have been read: clocks raise to rungs and name categories.
    [[nodiscard]] std::vector<clock_rule> clocks(toml_reader& in, const policy& so_far) const;

private:
    [[nodiscard]] clock_rule clock(toml_reader& one, const policy& so_far) const;
    void read_limit(toml_reader& one, clock_rule& rule, const policy& so_far) const;
    void read_warnings(toml_reader& one, clock_rule& rule, const policy& so_far) const;

    std::optional<duration> business_day_;
};

}  // namespace redress::files
