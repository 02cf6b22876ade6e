// A letter as it was sent, taken from the case's history: the case is folded up to the event that sent
// it, so that what came later changes nothing in it.
#pragma once

#include "adapters/postgres/case_queries.hpp"
#include "states/complaint.hpp"
#include "states/event.hpp"
#include "workflow/letter_text.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace redress::app {

class services;

struct letter_as_sent {
    complaint now;  // after the event
    letter sent;
    event what;                       // personal fields included
    std::vector<std::string> points;  // the complainant's words, by number from 1
    std::string name;                 // of the complainant; empty when unknown
    std::string offer;  // the words with which the event's redress item was offered; may be empty
};

/// `entries`: the case's, from the first on. Nothing when no event sent a letter of that id. Throws
/// std::runtime_error for an entry that cannot be read.
[[nodiscard]] std::optional<letter_as_sent> find_letter_as_sent(
    std::span<const postgres::timeline_entry> entries, std::span<const postgres::private_text> texts,
    std::string_view id);

/// The letter that an act would send. `then`: the case after the act, whose last letter it is; `entries` and `texts`: of
/// the case before it.
[[nodiscard]] letter_as_sent letter_ahead(std::span<const postgres::timeline_entry> entries,
                                          std::span<const postgres::private_text> texts, complaint then,
                                          event what);

/// Every entry of a case, from the first on.
[[nodiscard]] std::vector<postgres::timeline_entry> whole_history(services& from, const case_id& of);

/// The letter as its policies worded it, with the dates of the calendars that the case had.
[[nodiscard]] workflow::letter_or_errors rendered_letter(services& from, const complaint& of,
                                                         const letter_as_sent& found);

}  // namespace redress::app
