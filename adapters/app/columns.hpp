// Heads of tables and labels of single things, in the language of whoever looks: the words stand in
// schemas/texts under [column], by the name that a value has in JSON and CSV, and the codes in a table have
// the names of their section. A column that is not listed here does not compile.
#pragma once

#include "adapters/app/output.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace redress::app {

class services;
struct shared_options;

// clang-format off
inline constexpr auto column_names = std::to_array<std::string_view>({
    "absence", "ended_by", "said_at", "said_by", "size", "root", "signed", "cosigned", "entries",
    "account_state", "action", "advice", "agenda_due", "agenda_oldest", "amount", "answer_until", "applied",
    "applied_at", "approved_by", "at", "authority_limit", "away", "bar", "behind", "business_days", "by",
    "calendar", "calendar_days", "candidates", "case", "cases", "category", "cause", "channel", "checked_at",
    "checked_by", "clock", "clock_state", "clocks", "clocks_after", "clocks_before", "closed_because", "code",
    "column", "counted", "counting", "created", "cseq", "currency", "date", "days", "delegate", "derived",
    "detail", "differ", "difference", "dispatched", "done_at", "done_by", "draft", "due", "due_after",
    "due_before", "due_then", "due_within_day", "duty", "earlier", "elapsed_seconds", "emergency", "end",
    "ended_at", "entities", "entry", "event", "evidence", "expected", "expires", "file", "filed_at",
    "finding", "first", "first_year", "friday", "from", "gained", "generation", "grave", "hand_over",
    "headers", "hold", "holder", "hour", "hours", "how", "import", "in", "incident", "item", "key", "kind",
    "language", "last", "last_work", "last_year", "later", "least", "left", "letter", "letter_kind",
    "letter_language", "likeness", "limit", "limited_at", "limited_by", "limited_now", "limited_until",
    "line", "linked_cases", "links", "login", "manager", "manages", "may", "mean", "meaning", "measure",
    "mend", "migration", "missed", "missed_after", "missed_at", "missed_before", "monday", "most", "moves",
    "name", "next_due", "next_step", "not_applied", "notes", "offered_by", "offset", "opened_at", "opened_by",
    "origin", "os_user", "outcome", "outcome_after", "outcome_before", "overdue", "owner", "paid_at",
    "partition", "password", "payload", "payment_due", "people", "permission", "person", "policy",
    "posted_by", "reader", "reason", "rec", "received", "recorded_otherwise", "redress_kind", "redrives",
    "reference", "relations", "removed", "reopenings", "replayed", "restricted", "result", "returned", "rev",
    "role", "roles", "roles_nobody_has", "route", "row", "rung", "rungs", "rungs_after", "rungs_before",
    "rungs_called", "rungs_nobody_serves", "saturday", "saved", "scopes", "score", "seconds", "secret",
    "self_help", "sent", "setting", "severity", "sha256", "shared", "since", "source", "source_id", "sources",
    "speaks_for", "start", "started", "state", "sunday", "target", "team", "thursday", "times", "title",
    "token", "token_state", "told", "told_after", "told_before", "topic", "tuesday", "unattended", "unblock",
    "unreadable", "until", "used_at", "value", "version", "waiting_for", "warned_after", "warned_before",
    "warning", "warnings", "wednesday", "what", "what_to_do", "when", "who", "words", "words_en",
    "words_erased", "words_zh", "work_left", "working_seconds", "zone", "zone_data"});
// clang-format on

/// A section for codes that are shown as they are typed.
inline constexpr std::string_view as_typed = "as_typed";

struct column_spec {
    std::string_view key;
    bool right = false;
    std::size_t widest = 60;

    std::string_view section;  // of the texts, with names for its codes; empty: as `section_of` says

    consteval column_spec(std::string_view name, bool to_the_right = false, std::size_t at_most = 60,
                          std::string_view named_in = {})
        : key(name), right(to_the_right), widest(at_most), section(named_in)
    {
        if (std::find(column_names.begin(), column_names.end(), name) == column_names.end())
            throw std::logic_error("list the column in column_names and give it words");
    }
};

/// Where the codes of a value have their names; empty: it has no codes.
[[nodiscard]] std::string_view section_of(std::string_view key);

/// Prints one thing in the format that the command was asked for; a table has labels and names in words.
void print_thing(services& from, const shared_options& shared, const boost::json::object& thing);
/// The lines of that table.
[[nodiscard]] std::vector<labelled> labelled_lines(services& from, const shared_options& shared,
                                                   const boost::json::object& thing);

/// Columns with their heads. `untitled`: further ones that stand in CSV, never in a table.
[[nodiscard]] std::vector<column> columns(services& from, const shared_options& shared, output_format format,
                                          std::initializer_list<column_spec> shown,
                                          std::initializer_list<std::string_view> untitled = {});
/// In the format that the command was asked for.
[[nodiscard]] std::vector<column> columns(services& from, const shared_options& shared,
                                          std::initializer_list<column_spec> shown,
                                          std::initializer_list<std::string_view> untitled = {});

}  // namespace redress::app
