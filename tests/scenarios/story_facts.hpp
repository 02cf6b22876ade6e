// A case, its entries and its clocks in the words of stories.
#pragma once

#include "adapters/app/story.hpp"
#include "workflow/command.hpp"

#include <boost/json/object.hpp>

#include <string>
#include <vector>

namespace redress::tests {

/// "handler to h.lin", from the second word on with `from` 1.
[[nodiscard]] std::string joined_words(const std::vector<std::string>& words, std::size_t from);

/// "letter_complete, letter final_response, missing outside_body".
[[nodiscard]] std::string told_refusal(const workflow::answer& said);

/// "deadline_missed initial_response": the event and what it carries besides words of people.
[[nodiscard]] std::string told_entry(const boost::json::object& entry);
/// Whether the words name the entry's event, and else only what it carries: "escalated to rung 2".
[[nodiscard]] bool tells(const std::vector<std::string>& words, const boost::json::object& entry);
/// Warnings, and the dispatch of what reaches its reader at once.
[[nodiscard]] bool goes_without_saying(const boost::json::object& entry);
[[nodiscard]] bool is_warning(const boost::json::object& entry);

/// A clock that runs, rests or was missed: a story that speaks of clocks speaks of these.
[[nodiscard]] bool must_be_told(const clock& one);
[[nodiscard]] std::string told_clocks(const complaint& now, const std::vector<bool>& also,
                                      const app::story_time& time);

/// Where a machine stands, or a fact: a list of words with "and", of other things as their number.
[[nodiscard]] std::string told_fact(const complaint& now, const std::string& name,
                                    const app::story_time& time);

/// The same of a redress item, by the names of its members; empty: it has no such member.
[[nodiscard]] std::string told_item(const redress_item& one, const std::string& name,
                                    const app::story_time& time);

}  // namespace redress::tests
