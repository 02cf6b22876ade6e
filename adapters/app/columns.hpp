// Heads of tables, in the language of whoever looks: the words stand in schemas/texts under [column], by
// the name that a column has in JSON and CSV. A column that is not listed here does not compile. The
// doctor's table alone keeps heads of its own: it must speak when the texts cannot be read.
#pragma once

#include "adapters/app/output.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <stdexcept>
#include <string_view>

namespace redress::app {

class services;
struct shared_options;

// clang-format off
inline constexpr auto column_names = std::to_array<std::string_view>({
    "action", "amount", "answer_until", "approved_by", "authority_limit", "away", "behind", "calendar", "case", "category", "cause", "clock", "clocks",
    "created", "cseq", "currency", "date", "days", "delegate", "detail", "dispatched", "due", "due_then", "emergency", "event", "evidence", "filed_at", "first", "first_year", "from", "generation", "holder",
    "hours", "how", "incident", "item", "last", "last_year", "letter", "letter_kind", "letter_language", "likeness", "linked_cases", "manager", "may",
    "measure", "missed", "missed_at", "moves", "name", "next_due", "offered_by", "os_user", "owner", "paid_at", "payment_due",
    "person", "policy", "reader", "reason", "rec", "redress_kind", "reference", "returned", "roles", "route", "rung", "rungs",
    "score", "seconds", "sent", "severity", "shared", "source", "speaks_for", "state", "target", "team", "times", "title", "unblock", "until",
    "what", "what_to_do", "who", "words", "words_en", "words_zh", "zone",
});
// clang-format on

struct column_spec {
    std::string_view key;
    bool right = false;
    std::size_t widest = 60;

    consteval column_spec(std::string_view name, bool to_the_right = false, std::size_t at_most = 60)
        : key(name), right(to_the_right), widest(at_most)
    {
        if (std::find(column_names.begin(), column_names.end(), name) == column_names.end())
            throw std::logic_error("list the column in column_names and give it words");
    }
};

/// Columns with their heads. `untitled`: further ones that stand in CSV, never in a table.
[[nodiscard]] std::vector<column> columns(services& from, const shared_options& shared, output_format format,
                                          std::initializer_list<column_spec> shown,
                                          std::initializer_list<std::string_view> untitled = {});
/// In the format that the command was asked for.
[[nodiscard]] std::vector<column> columns(services& from, const shared_options& shared,
                                          std::initializer_list<column_spec> shown,
                                          std::initializer_list<std::string_view> untitled = {});

}  // namespace redress::app
