// A question about a due time as people and programs ask it, and the answer as JSON.
//
//   {"calendar":"uk","start":"2026-12-24T10:00:00Z","limit":"3bd","end":"cob","roll":"none",
//    "cutoff":"none","pauses":[["2026-12-28T09:00:00Z","2026-12-29T09:00:00Z"]]}
//
// `end`, `roll`, `cutoff` and `pauses` may be left out: instant, none, none, none.
#pragma once

#include "states/due.hpp"

#include <functional>
#include <iosfwd>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace redress::files {
class calendar_book;
}

namespace redress::app {

/// `what()` says what is wrong with a question and what mends it.
class unclear_question : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

struct calendar_question {
    std::string calendar;
    instant start;
    limit_rule rule;
    std::vector<instant_span> pauses;
};

// From words; each throws unclear_question. `what` is how the error calls it: "--start".
[[nodiscard]] instant asked_instant(std::string_view what, std::string_view text);
[[nodiscard]] limit asked_limit(std::string_view what, std::string_view text);
[[nodiscard]] instant_span asked_pause(std::string_view from, std::string_view until);
template <named Enum>
[[nodiscard]] Enum asked_name(std::string_view what, std::string_view text)
{
    if (const auto found = parse_name<Enum>(text)) return *found;
    std::string known;
    for (const auto name : names_of<Enum>::list) known.append(known.empty() ? "" : ", ").append(name);
    throw unclear_question(std::string(what) + " must be one of " + known);
}

/// From one JSON text.
[[nodiscard]] calendar_question parse_question(std::string_view text);

/// The calendar of that id. Throws unclear_question that names the nearest one.
[[nodiscard]] const calendar& calendar_named(files::calendar_book& book, std::string_view id);

/// Appends {"due":"...Z","counted":[...]} without a line end. A counted part has `from`, `until` and
/// either `seconds`, or `days` with the dates `first` and `last`.
void write_answer(std::string& out, const due_explained& answer, bool counts_days);

/// Fills a buffer with what there is, at most its size, waiting for the first byte; 0 at the end.
using byte_source = std::function<std::size_t(std::span<char>)>;

/// Answers each line by one of `out`: the due time, or {"error":"..."}. Answers go out before it waits
/// for more, so that a program may ask, read and ask again. False: at least one was an error.
bool answer_lines(const byte_source& in, std::ostream& out, files::calendar_book& book);

}  // namespace redress::app
