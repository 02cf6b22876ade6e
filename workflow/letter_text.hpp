// A letter as people read it: the wording of its policy, filled in from the case as it stood when the
// letter was sent and from the event that sent it. The same history gives the same letter for ever.
//
// A letter is worded by the first policy that has words for it. The others add what they demand and it does not
// say; words that a policy alone can say (`own`) stand in the place of words that any other has for that part.
//
// Strict: a place without a value, or a part that a policy demands and nothing fulfils, is an error that
// names it. Values are the case's and the complainant's; no place shows who of the staff did what.
#pragma once

#include "states/calendar_source.hpp"
#include "states/complaint.hpp"
#include "states/event.hpp"
#include "states/policy.hpp"
#include "workflow/letter_wording.hpp"

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace redress::workflow {

/// An instant as a clock on the wall shows it.
struct local_time {
    int year = 0;
    unsigned month = 0, day = 0, weekday = 0;  // 0: Sunday
    unsigned hour = 0, minute = 0;
    int offset_minutes = 0;  // east of UTC
};

/// What was sent.
struct letter_source {
    const complaint& now;  // as it stood after `what`
    const letter& sent;
    const event& what;                // the event that sent it, personal fields included
    std::vector<std::string> points;  // the complainant's words, by number from 1
    std::string name;                 // of the complainant; empty when unknown
    std::string offer;  // the words with which the event's redress item was offered; may be empty
};

/// What it is written with.
struct letter_means {
    std::span<const policy* const> rules;             // pinned by the case, in order
    std::span<const letter_wording* const> wordings;  // of those policies, in order, all languages
    /// The name of a code: section "outcome", key "upheld", language.
    std::function<std::string(std::string_view section, std::string_view key, std::string_view language)>
        names;
    /// In a zone, by its IANA name.
    std::function<local_time(instant, std::string_view zone)> local;
    const calendar_source* calendars = &no_calendars();  // dates to come are counted by
};

struct rendered_letter {
    std::string language;
    std::string subject;  // one line
    std::string text;
    std::string html;  // a whole page; says what `text` says
    const letter_wording* wording = nullptr;
};

struct letter_error {
    std::string part;   // or the place's block; empty: the letter as a whole
    std::string place;  // without braces; empty: the part as a whole
    std::string why;    // what is missing and who can give it
    bool operator==(const letter_error&) const = default;
};
/// "timeframe: {due:update}: ...", several joined by " | ".
[[nodiscard]] std::string sentence_of(const std::vector<letter_error>& errors);

struct letter_or_errors {
    rendered_letter letter;
    std::vector<letter_error> errors;  // empty: the letter is whole
};

[[nodiscard]] letter_or_errors render_letter(const letter_source& source, const letter_means& means);

/// "Wednesday, 25 November 2026", "2026年11月25日（星期三）".
[[nodiscard]] std::string written_date(const local_time& at, std::string_view language);
/// The same with the time of day and the offset from UTC.
[[nodiscard]] std::string written_time(const local_time& at, std::string_view language);
/// "1,234.50 USDT"; empty without amount or currency.
[[nodiscard]] std::string written_amount(std::string_view amount, std::string_view currency);

}  // namespace redress::workflow
