// A policy in plain words, clock by clock, in the reader's language; and what in it is worth a second look.
#pragma once

#include "states/policy.hpp"
#include "workflow/letter_wording.hpp"

#include <array>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace redress {
class calendar;
}

namespace redress::files {
class text_book;
}

namespace redress::app {

// What these words are made of, under [policy_words] and [policy_finding].
// clang-format off
inline constexpr auto policy_word_names = std::to_array<std::string_view>({
    "amount_above", "any_letter", "applies", "before", "cancel", "clock", "cutoff", "draft", "entered", "except",
    "for_some", "from_event", "from_receipt", "left", "nobody", "none", "on_lapse", "on_miss", "on_miss_next", "on_rung", "or",
    "pause_appealed", "pause_hold", "policy", "repeat", "roll", "rung", "sent", "severity_from", "source", "survives",
    "unconfirmed", "warn", "warn_and_raise", "window", "windows",
});
inline constexpr auto policy_finding_names = std::to_array<std::string_view>({
    "a_miss_reaches_nobody", "bound_to_nobody", "category_excluded", "category_nowhere", "draft",
    "due_when_nobody_works", "letter_without_rule", "letter_without_words", "never_ends", "override_never_reached",
    "rung_nowhere", "statutory_override_pauses", "warning_before_start", "window_without_effect",
});
// clang-format on

/// One paragraph for each clock and one for what else it promises; its title and source first.
[[nodiscard]] std::vector<std::string> policy_words(const policy& rules, const files::text_book& texts,
                                                    const std::string& language);

/// What a clock waits for, in words: "“closing” going out or Call recorded".
[[nodiscard]] std::string trigger_words(const trigger_set& set, const files::text_book& texts,
                                        const std::string& language);

/// Something that is no error and that its author should have seen.
struct policy_finding {
    std::string clock;                        // empty: of the policy
    std::string code;                         // words stand under [policy_finding]
    std::map<std::string, std::string> args;  // what they name beside the clock
    std::optional<letter_kind> letter;        // that the clock counts on
    std::string language;                     // in which it has no words
    bool operator==(const policy_finding&) const = default;
};
/// `by`: the policy's calendar; null when it has none. `words`: the wordings that it names. `house`: the house's
/// own policy, whose categories and ladder a regime uses; null: what depends on it is not looked at.
[[nodiscard]] std::vector<policy_finding> findings_in(const policy& rules, const calendar* by,
                                                      std::span<const workflow::letter_wording* const> words,
                                                      const policy* house = nullptr);
/// The sentence for its author.
[[nodiscard]] std::string in_words(const policy_finding& one, const files::text_book& texts,
                                   const std::string& language);
/// Whether the policy must not be bound before it is mended: it promises by law or in public what a letter keeps,
/// and that letter is not worded. A draft may.
[[nodiscard]] bool is_unfit(const policy& rules, const policy_finding& one);

}  // namespace redress::app
