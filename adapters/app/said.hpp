// Sentences of commands as keys and values, put into words where they are shown: the texts stand in
// schemas/texts under [said], in both languages. A key that is not listed here does not compile.
#pragma once

#include <algorithm>
#include <array>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>

namespace redress::files {
class text_book;
}

namespace redress::app {

// clang-format off
inline constexpr auto said_names = std::to_array<std::string_view>({
    "approved_in_future", "board_due", "board_missed", "board_rung", "board_rungs", "board_states", "board_waiting",
    "caller_in_no_role", "caller_not_in_role",
    "counted_as_elapsed", "counted_without_calendar", "deadline_sums", "did_you_mean", "digest_needs_reason",
    "digest_to_approve", "due_named_by_event", "entries_left", "for_roles", "forecast_sums", "forecast_unattended",
    "given_twice", "go_on", "handover_nobody_ends", "handover_sums", "import_dry", "import_filed", "import_sent",
    "length", "letter_erased", "letter_not_whole", "letter_redacted", "letter_settled", "migrations_applied",
    "migrations_taken_back", "migrations_to_apply", "no_action", "no_action_id", "no_case_name", "no_own_policy",
    "no_rota",
    "no_category", "no_clock", "no_command", "no_compartment", "no_dead_letter", "no_dead_letter_id", "no_equals", "no_file",
    "file_lacks_glyphs", "file_not_written", "file_written", "no_incident", "no_incident_id", "no_kafka", "no_letter", "no_letter_entry", "no_role", "no_settings_file",
    "no_state", "no_such_case", "no_such_field", "no_time", "no_uuid", "nobody_approves", "nobody_called",
    "nobody_in_roster", "not_a_whole_number", "not_in_role", "not_signed_in", "not_true_or_false", "not_utf8", "nothing_to_apply",
    "nothing_to_take_back", "one_letter_only", "one_word_too_many", "option_missing", "policy_in_order", "policy_missing", "required",
    "roles_without_person", "roster_gives_roles", "rung_without_person", "say_yes", "schema_up_to_date", "see", "see_help",
    "settings_in_order", "still_no_command", "store_down", "take_back_all", "takes", "there_may_be_more", "times_shifted",
    "unknown_option", "user_unknown", "value_count", "value_refused", "value_unreadable", "warning_given",
    // of a dry run
    "against_other_policy", "bound_to_all", "draft_for_nobody", "dry_run_busy", "dry_run_too_long", "due_earlier", "due_later", "due_unchanged",
    "entity_of_other_kind", "history_unreadable", "length_days", "length_hours", "length_minutes", "length_seconds",
    "no_date", "no_entity", "nothing_differs", "replaying",
    // of reports
    "report_no_date", "report_no_period", "report_sums", "report_too_long",
    // of accounts and tokens
    "no_role_called", "password_again", "password_asked", "password_differs", "password_set", "secret_once",
    "nothing_said_of_absence", "token_revoked", "user_added", "user_disabled", "user_enabled", "user_linked",
    // of a complainant's secret
    "reissue_contact_new", "reissue_facts_differ", "reissue_gone", "reissue_no_contact", "reissue_no_pages",
    "reissue_no_such_fact",
    "reissue_not_theirs", "reissue_two_facts", "reissue_unsafe",
    // of the audit log's tree
    "log_bad_key", "log_key_made", "log_key_stands", "log_no_key", "log_not_in_tree", "log_not_signed", "log_witness_setting", "replayed",
    // of documents
    "document_held_back", "document_unscanned", "document_waits",
});
// clang-format on

struct said_key {
    std::string_view name;
    consteval said_key(const char* of) : name(of)
    {
        if (std::find(said_names.begin(), said_names.end(), name) == said_names.end())
            throw std::logic_error("list the sentence in said_names and give it words");
    }
};

struct said {
    said_key key;
    /// For the places of the text. `near`: the name that was probably meant, or empty; `option`: what the
    /// sentence is about, put before it.
    std::map<std::string, std::string> values = {};
};

[[nodiscard]] std::string in_words(const said& what, const files::text_book& texts,
                                   const std::string& language);
/// Without texts: the key as words, and the values.
[[nodiscard]] std::string in_words(const said& what);

}  // namespace redress::app
