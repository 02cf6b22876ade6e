// Policies by content hash, and the calendars that they count by: the cases' pins. Immutable once loaded.
#pragma once

#include "states/calendar_source.hpp"
#include "states/policy.hpp"

#include <memory>
#include <string_view>
#include <vector>

namespace redress::workflow {

class policy_book {
public:
    virtual ~policy_book() = default;
    /// Policies that a case filed now pins, in order. Never empty.
    [[nodiscard]] virtual const std::vector<const policy*>& in_force() const = 0;
    /// A policy by its SHA-256 (lower-case hexadecimal), also one no longer in force; null when this
    /// process does not have it: the batch stops for that case and says so.
    [[nodiscard]] virtual const policy* find(std::string_view sha256) const = 0;
    [[nodiscard]] virtual const calendar_source& calendars() const { return no_calendars(); }
};

}  // namespace redress::workflow
