// The words of letters as values: one wording for a policy and language. adapters/files reads and checks
// them; letter_text.hpp fills them in.
//
// A letter is its wording's opening, the letter's own blocks, and the ending. A block may fulfil a named
// part that policies demand (`must_contain`) and may depend on what the case holds.
#pragma once

#include "states/complaint.hpp"

#include <cstdint>
#include <array>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace redress::workflow {

/// Conditions name a value or list, which holds when the case fills it, or a code: "outcome=upheld".
struct wording_block {
    std::string part;                 // of `must_contain`; empty: fulfils none
    bool own = false;                 // what this policy alone can say of the part, such as its own body
    std::vector<std::string> when;    // one of these at the least; empty: always
    std::vector<std::string> needs;   // all of these
    std::vector<std::string> unless;  // none of these
    std::string each;                 // "points" or "items": a list with a line for each; empty: a paragraph
    std::string text;                 // with {places}
    std::uint32_t line = 0;           // of the file
};

struct letter_words {
    letter_kind kind{};
    std::string subject;
    std::vector<wording_block> blocks;
    std::uint32_t line = 0;
};

struct letter_wording {
    std::string language;  // BCP-47
    std::int64_t rev = 0;
    std::string source;                                     // whose words these are
    std::string date;                                       // since when
    std::string sha256;                                     // lower-case hexadecimal of the file's bytes
    std::string file;                                       // as errors call it
    std::map<std::string, std::string, std::less<>> fixed;  // {places} of its own
    std::map<std::string, std::string, std::less<>> items;  // what is asked for, in words
    std::vector<wording_block> opening, ending;
    std::vector<letter_words> letters;

    [[nodiscard]] const letter_words* letter(letter_kind kind) const;
    /// Whether the letter of that kind has a block for the part, opening and ending included.
    [[nodiscard]] bool has_part(letter_kind kind, std::string_view part) const;
};

/// Places that every wording may use beside its own: of the case, the event and the policy.
[[nodiscard]] std::span<const std::string_view> letter_values();
/// "due:<clock>" stands for the due time of a clock that runs; "until:<window>" for the end of a window that
/// the letter's dispatch begins, counted from its sending.
inline constexpr std::string_view due_prefix = "due:";
inline constexpr std::string_view until_prefix = "until:";
/// Lists, the places of one line of each, and conditions that are no values.
[[nodiscard]] std::span<const std::string_view> letter_lists();
[[nodiscard]] std::span<const std::string_view> line_values(std::string_view list);
inline constexpr std::string_view condition_findings = "findings";          // every point has a finding
inline constexpr std::string_view condition_restricted = "restricted";      // reasons may not be told
inline constexpr std::string_view condition_left_out = "reasons_left_out";  // of a decision, as was approved
inline constexpr std::string_view condition_own_error = "own_error";        // we found an error of ours
inline constexpr std::array letter_conditions{condition_findings, condition_restricted, condition_left_out,
                                              condition_own_error};
/// A condition NAME=CODE asks a fact that is one of a closed list: the names of those facts, the codes of
/// one (empty when there is none of that name), and the code that a case has.
[[nodiscard]] std::span<const std::string_view> letter_codes();
[[nodiscard]] std::span<const std::string_view> codes_of(std::string_view name);
[[nodiscard]] std::string_view code_of(const facts& of, std::string_view name);

/// Cuts a text at its {places}, in order. Returns false at a brace without its partner.
bool for_each_piece(std::string_view text, const std::function<void(std::string_view words)>& words,
                    const std::function<void(std::string_view place)>& place);

}  // namespace redress::workflow
