// What the places of a letter stand for. Private to the rendering of letters.
#pragma once

#include "workflow/letter_text.hpp"

namespace redress::workflow {

/// The words of others without what would move a cursor, turn the direction of reading or end a line of
/// a header: no control characters but line breaks, no marks of direction.
[[nodiscard]] std::string cleaned(std::string_view words);
/// The same on one line.
[[nodiscard]] std::string one_line(std::string_view words);

/// An instant with the zone in which whoever promised it counts the days.
struct promised_instant {
    instant at;
    std::string_view zone;
};

/// Answers for one letter. Empty means: there is no such value.
class letter_filling {
public:
    letter_filling(const letter_source& source, const letter_means& means, std::string_view language)
        : source_(source), means_(means), language_(language)
    {
    }

    /// Of letter_values(), or due:<clock>.
    [[nodiscard]] std::string value(std::string_view name) const;
    /// Who can give the value, for the error that it is missing.
    [[nodiscard]] std::string fix(std::string_view name) const;
    [[nodiscard]] bool holds(std::string_view condition) const;
    [[nodiscard]] std::size_t lines(std::string_view list) const;
    /// Of line_values(list), for line 0 and up.
    [[nodiscard]] std::string line_value(std::string_view name, std::size_t line,
                                         const letter_wording& words) const;

    // For the table of values.
    [[nodiscard]] const letter_source& source() const { return source_; }
    [[nodiscard]] const facts& known() const { return source_.now.facts; }
    [[nodiscard]] const event& what() const { return source_.what; }
    [[nodiscard]] const redress_item* item() const;  // of redress, that the event names
    [[nodiscard]] std::string code(std::string_view section, std::string_view name) const;
    /// In the zone of the case's first policy.
    [[nodiscard]] std::string date(std::optional<instant> at) const;
    [[nodiscard]] std::string time(std::optional<instant> at) const;
    /// In its own.
    [[nodiscard]] std::string time(std::optional<promised_instant> at) const;
    [[nodiscard]] instant sent() const;
    /// The longest of the pins, so that a letter never names a date that is too early; empty: none has it.
    [[nodiscard]] std::optional<promised_instant> after_sent(limit_rule policy::*window) const;
    [[nodiscard]] bool appeal_is_left() const;
    [[nodiscard]] std::optional<promised_instant> due_of(std::string_view clock_id) const;
    /// When a window ends that begins with the letter's dispatch, counted from its sending: what goes out later
    /// ends no sooner. The shortest of the pins, as somebody else closes it; empty: none has it.
    [[nodiscard]] std::optional<promised_instant> until_of(std::string_view window_id) const;
    /// When the window that the letter's own event opened ends.
    [[nodiscard]] std::optional<promised_instant> window_end() const;

private:
    [[nodiscard]] std::string_view first_zone() const;
    [[nodiscard]] std::string_view zone_of(std::string_view policy_id) const;

    const letter_source& source_;
    const letter_means& means_;
    std::string_view language_;
};

}  // namespace redress::workflow
