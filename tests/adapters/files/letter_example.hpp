// A case in the middle of its life and a letter of it with everything that may be said in one: what the tests of
// shipped wording turn this way and that.
#pragma once

#include "adapters/files/letter_book.hpp"
#include "states/calendar_source.hpp"
#include "states/complaint.hpp"
#include "workflow/letter_text.hpp"

#include <map>
#include <set>
#include <span>
#include <string>

namespace redress::tests {

inline const instant letter_sent_at = *parse_instant("2026-11-25T09:30:00Z");

/// Sentences of a handler and a complainant, in the language of the letter.
struct said {
    std::string name, reason, body, safety, next_step, first_point, second_point;
};

/// A clock that runs since the letter was sent.
[[nodiscard]] clock running(const std::string& id, duration ahead, clock_kind kind = clock_kind::internal,
                            const std::string& policy = "wallet-default");

struct letter_example {
    complaint now;
    letter sent;
    event what;
    said by;

    letter_example(letter_kind kind, const std::string& language);

    /// As the case's policies have it, in their zones.
    [[nodiscard]] workflow::letter_or_errors write(std::span<const policy* const> rules,
                                                   std::span<const workflow::letter_wording* const> wordings,
                                                   const calendar_source& calendars) const;
};

/// The {places} of a text.
[[nodiscard]] std::set<std::string> places_in(const std::string& text);

/// Every wording of schemas/letters by the name of its policy and by language.
using wordings_by_language = std::map<std::string, workflow::letter_wording>;
[[nodiscard]] const std::map<std::string, wordings_by_language>& shipped_wordings();

}  // namespace redress::tests
