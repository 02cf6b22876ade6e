// A case and its history as JSON for people and scripts: facts that are not at their default, names
// instead of numbers, times as RFC 3339.
#pragma once

#include "adapters/app/output.hpp"
#include "states/complaint.hpp"
#include "states/policy.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace redress::files {
class text_book;
}

namespace redress::app {

/// Everything the case row holds; `clocks` with what is due when. With the case's policies a clock that
/// another one is due before, kept by the same act, names it as `due_first`: "wallet-default/investigation".
[[nodiscard]] boost::json::object case_json(const complaint& from, std::span<const policy* const> rules = {});

/// How codes are said; without texts they stay as they are stored.
struct reading_language {
    const files::text_book* texts = nullptr;
    std::string language;
};

/// The few lines a person wants first: reference, state, who has it, what is due. In words.
[[nodiscard]] std::vector<labelled> case_summary(const complaint& from, const files::text_book& texts,
                                                 const std::string& language,
                                                 std::span<const policy* const> rules = {});

/// What the words of a slot are called; "points.2" is the second of a list.
[[nodiscard]] std::string slot_label(std::string_view slot, const files::text_book& texts,
                                     const std::string& language);

/// Of a case, which of its words are gone: all of before the erasure, and those of single entries by cseq.
struct gone_words {
    std::optional<instant> erased_at;
    std::vector<std::int64_t> redacted;
};

/// One line of a timeline from an entry's bytes: what, who, when, which moves, why not.
/// Throws std::runtime_error when the bytes are no entry.
[[nodiscard]] boost::json::object timeline_row(std::string_view body, const gone_words& gone = {},
                                               const reading_language& in = {});
/// The same row beside other lines: "#3 2026-11-23T09:30:00Z", what and who.
[[nodiscard]] labelled history_line(const boost::json::object& row);

}  // namespace redress::app
