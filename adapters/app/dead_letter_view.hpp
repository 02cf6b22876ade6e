// Dead letters for whoever keeps them: lists, one whole, and the command that one becomes when it is sent again.
#pragma once

#include "adapters/postgres/case_queries.hpp"
#include "states/vocabulary.hpp"
#include "workflow/command.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace redress::app {

class services;

/// Whoever runs the feeds or answers for what came over them. A letter may hold a person's words.
inline constexpr role_set keepers_of_letters = role::operator_ | role::compliance;

/// Without those about a case that is not there for whoever reads; newest first.
[[nodiscard]] std::vector<postgres::dead_letter_line> dead_letters_for_reader(services& from,
                                                                              const std::string& state,
                                                                              int limit);
/// Takes those out of a list.
void leave_out_hidden_letters(services& from, std::vector<postgres::dead_letter_line>& lines);
/// Throws command_failed: usage or not_found.
[[nodiscard]] postgres::dead_letter_record dead_letter_named(services& from, const std::string& text);

[[nodiscard]] boost::json::object dead_letter_json(const postgres::dead_letter_line& line);
/// Whole; that it is read is recorded by whoever shows it, before.
[[nodiscard]] boost::json::object dead_letter_json(const postgres::dead_letter_record& letter);

/// The command that an open letter is now. Throws command_failed(refused) when it was settled, or is none still.
[[nodiscard]] workflow::command command_redriven(services& from, const postgres::dead_letter_record& letter);

}  // namespace redress::app
