// A line of a list of cases as JSON: names instead of numbers, what is not said left out.
#pragma once

#include "adapters/postgres/case_queries.hpp"

#include <boost/json/object.hpp>

namespace redress::app {

[[nodiscard]] boost::json::object line_json(const postgres::case_line& line);

}  // namespace redress::app
