// Amounts of money as the fields of events hold them: decimal strings, each with its currency or asset.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace redress {

/// Compared by value; false when either is no decimal.
[[nodiscard]] bool greater_amount(std::string_view left, std::string_view right);

/// The exact sum of two decimals; an empty one counts as nothing.
[[nodiscard]] std::string sum_of_amounts(std::string_view left, std::string_view right);

/// How much, in one currency.
struct money {
    std::string amount;    // decimal
    std::string currency;  // ISO 4217, or the name of an asset
    bool operator==(const money&) const = default;
};

/// A limit, set for each currency by itself: rates change, limits are decided. Sorted by currency.
struct money_limit {
    std::vector<money> of;

    [[nodiscard]] bool empty() const { return of.empty(); }
    /// Of that currency; null: none was set.
    [[nodiscard]] const money* in(std::string_view currency) const;
    /// Above the limit of its currency. What cannot be compared is above: a currency that no limit was set
    /// for, and what is no decimal.
    [[nodiscard]] bool exceeded_by(std::string_view amount, std::string_view currency) const;
    bool operator==(const money_limit&) const = default;
};
/// "900 EUR, 1000 USDT".
[[nodiscard]] std::string written(const money_limit& limit);

}  // namespace redress
