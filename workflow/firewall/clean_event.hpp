// The firewall at the doors: words of a command and bytes of a dead letter without their secrets. Whoever makes a command
// of words from outside cleans it, once and before anything is stored, queued or logged: `admit` of records and imports,
// `command_of_words` in adapters/app of what is typed, sent to REST or to a page. Words that are kept without being a
// command (a draft, a form that is shown again) are cleaned by whoever keeps them.
//
// A cleaned event says by its marks what was taken out of which field; entries, outcomes and answers read it from there,
// so that nothing else has to be carried along.
#pragma once

#include "states/event.hpp"
#include "workflow/command.hpp"
#include "workflow/firewall/firewall.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace redress::workflow {

struct removed_secret {
    std::string slot;  // field name, "points.2" for the second of several
    secret_kind kind;
    friend bool operator==(const removed_secret&, const removed_secret&) = default;
};

/// What is secret in words that stand in that field, or in none: a card's number is none where a number is what the field
/// is for.
[[nodiscard]] std::vector<finding> secrets_in(std::string_view text, std::optional<field> name);

/// Whether an id or a name holds a key, a phrase or a token. A short one does not, save one of several words.
[[nodiscard]] bool holds_a_secret(std::string_view id);
/// The first field for ids, names and codes that holds one. It is refused by whoever takes the event: a mark in it would
/// be an id that nobody has.
[[nodiscard]] std::optional<field> id_with_a_secret(const event& what);

/// Takes the secrets out of every field that holds words, and says which: each kind once a field, in the order of
/// fields. What is an id or a code stays: it would be none any more.
std::vector<removed_secret> clean(event& what);

/// What `clean` took out, read from the marks.
[[nodiscard]] std::vector<removed_secret> removed_from(const event& what);

/// Whether whoever wrote it should be told to move their funds and be offered the emergency way.
[[nodiscard]] bool funds_in_danger(const std::vector<removed_secret>& removed);

/// Key, headers, payload and all that was read from them; the digest stays that of what came.
void clean(dead_letter& letter);

}  // namespace redress::workflow
