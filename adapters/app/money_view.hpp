// Redress items and their sums as JSON.
#pragma once

#include "adapters/app/money.hpp"

#include <boost/json/object.hpp>

#include <vector>

namespace redress::app {

[[nodiscard]] boost::json::object money_json(const money_line& line);
/// A row for each currency and state.
[[nodiscard]] std::vector<boost::json::object> totals_json(const complaint& of);

}  // namespace redress::app
