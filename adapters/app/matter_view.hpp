// An incident or an improvement action as it is shown: the same by command line and over REST.
#pragma once

#include "adapters/postgres/matter_queries.hpp"

#include <boost/json/object.hpp>

#include <span>
#include <string>
#include <vector>

namespace redress::app {

class services;

/// Everything that a row holds but what is at its default; of an incident how many cases are linked to it. Which cases
/// are not there for whoever reads is asked once for all.
[[nodiscard]] std::vector<boost::json::object> matters_json(services& from,
                                                            std::span<const postgres::matter_line> lines);
/// The same of one.
[[nodiscard]] boost::json::object matter_json(services& from, const postgres::matter_line& line);

/// Of the cases that a row or the data of an entry names, those that are not there for whoever reads are taken out.
void leave_out_hidden_cases(services& from, boost::json::object& to);

/// Throws command_failed: usage when that is no id, not_found when there is none of this kind.
[[nodiscard]] postgres::matter_line matter_named(services& from, matter_kind kind, const std::string& named);

}  // namespace redress::app
