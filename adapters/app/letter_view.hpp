// The letters of a case for whoever shows them: rows of a list, and one as the complainant read it.
#pragma once

#include "states/complaint.hpp"
#include "workflow/letter_text.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <string>

namespace redress::app {

class services;

[[nodiscard]] boost::json::object letter_json(const letter& one);

/// The letter of that id. Throws command_failed(not_found) with what was probably meant.
[[nodiscard]] const letter& letter_named(const complaint& of, const std::string& id);

/// When its words were erased, as far as the case itself says so; reading them need not be recorded then.
[[nodiscard]] std::optional<instant> words_erased(const complaint& of, const letter& one);

/// A letter in the words that were sent; `words` is empty when they were redacted.
struct letter_as_read {
    letter sent;
    std::optional<workflow::rendered_letter> words;
};
/// Throws command_failed: failure when no entry sent it, partial when its words are not whole. That they are read
/// is recorded before, by whoever shows them.
[[nodiscard]] letter_as_read letter_read(services& from, const complaint& of, const std::string& id);

/// The letter that an act would send, in its words; nothing when it sends none. `then`: the case after it. Throws
/// command_failed(partial) when its words would not be whole. That words of the case are read is recorded before.
[[nodiscard]] std::optional<letter_as_read> letter_to_come(services& from, const complaint& of,
                                                           const complaint& then, const event& what);

/// With its words.
[[nodiscard]] boost::json::object letter_json(const letter_as_read& one);

}  // namespace redress::app
