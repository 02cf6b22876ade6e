// Entries for reading: CSV for spreadsheets, XES (IEEE 1849) for process mining. Neither proves anything; beside the
// log in a package they say the same to people and to other programs, as far as the package's profile goes.
#pragma once

#include "adapters/app/export_request.hpp"

#include <boost/json/fwd.hpp>

#include <string>
#include <string_view>

namespace redress::app {

/// A cell that no spreadsheet takes for a formula and that reads in the order in which it was written: characters
/// that turn the direction of text are named.
[[nodiscard]] std::string export_cell(std::string_view text);

/// Whether an entry is told in a profile's lines.
[[nodiscard]] bool is_told(const boost::json::object& entry, const export_profile& to);

/// With a byte order mark, so that spreadsheets read it as UTF-8.
[[nodiscard]] std::string csv_head();
/// One line of an entry.
[[nodiscard]] std::string csv_line(const boost::json::object& entry, const export_profile& to);

[[nodiscard]] std::string xes_head();
[[nodiscard]] std::string xes_trace_begin(std::string_view case_id);
/// Empty for what is no event of a case: a refusal changed nothing.
[[nodiscard]] std::string xes_event(const boost::json::object& entry, const export_profile& to);
[[nodiscard]] std::string xes_trace_end();
[[nodiscard]] std::string xes_end();

}  // namespace redress::app
