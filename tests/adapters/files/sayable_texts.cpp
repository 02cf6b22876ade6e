#include "tests/adapters/files/sayable_texts.hpp"

#include "adapters/app/columns.hpp"
#include "adapters/app/export_words.hpp"
#include "adapters/app/policy_words.hpp"
#include "adapters/app/identity/problem.hpp"
#include "adapters/app/said.hpp"
#include "adapters/files/contradictions.hpp"
#include "adapters/files/policy_file.hpp"
#include "states/explain.hpp"
#include "states/matter_step.hpp"
#include "states/step.hpp"
#include "states/tables.hpp"
#include "workflow/absences.hpp"
#include "workflow/firewall/firewall.hpp"
#include "workflow/returns.hpp"

#include <catch2/catch_test_macros.hpp>
#include <toml++/toml.h>

#include <array>
#include <filesystem>
#include <regex>

namespace redress::tests {
namespace {

names args_of(const refusal& no)
{
    names all;
    for (const auto& [name, value] : no.args) all.insert("{" + std::string(name) + "}");
    return all;
}

refusal refused(event_type what, role as)
{
    complaint nobody;
    const policy rules = wallet();
    const policy* const pinned[] = {&rules};
    const actor who{.id = "x", .role = as};
    const step_context context{.who = &who, .rules = pinned};
    changes out;
    auto no = step(nobody, {.type = what}, context, out);
    REQUIRE(no);
    return std::move(*no);
}

/// Codes of answers over HTTP stand where they are given: a text is wanted when a source of ours spells its code,
/// and each problem of the API has a title.
void add_what_the_web_says(names& all)
{
    std::string sources;
    for (const std::string folder : {"adapters/app", "adapters/http"})
        for (const auto& file : std::filesystem::recursive_directory_iterator(folder))
            if (file.path().extension() == ".cpp") sources += files::read_file(file.path().string());
    for (const auto& code : found(sources, R"re(problem\(\d+, "[a-z_]+")re"))
        all.insert("problem." + code.substr(code.find('"') + 1, code.size() - code.find('"') - 2));
    const names sections{"problem",  "problem_detail", "problem_fix",  "rule",
                         "contract", "http",           "secret_advice"};
    for (const auto& [key, text] : texts_of("en")) {
        const auto dot = key.find('.');
        if (!sections.contains(key.substr(0, dot))) continue;
        if (sources.find('"' + key.substr(dot + 1) + '"') != std::string::npos) all.insert(key);
    }
}

}  // namespace

const std::map<std::string, std::string>& texts_of(std::string_view language)
{
    static std::map<std::string, std::map<std::string, std::string>, std::less<>> read;
    auto& texts = read[std::string(language)];
    if (texts.empty())
        for (const auto& [section, table] :
             toml::parse_file("schemas/texts/" + std::string(language) + ".toml"))
            for (const auto& [key, text] : *table.as_table())
                texts[std::string(section.str()) + "." + std::string(key.str())] = text.as_string()->get();
    return texts;
}

names found(const std::string& text, const char* pattern)
{
    const std::regex form(pattern);
    names all;
    for (std::sregex_iterator it(text.begin(), text.end(), form), end; it != end; ++it) all.insert(it->str());
    return all;
}

policy wallet()
{
    return files::load_policy(files::read_file("schemas/policies/wallet-default.toml"),
                              "wallet-default.toml");
}

std::map<std::string, names> codes()
{
    std::map<std::string, names> all;
    for (const auto& no :
         {refused(event_type::assigned, role::handler), refused(event_type::complaint_filed, role::auditor)})
        all[std::string(no.code)] = args_of(no);
    REQUIRE(all.contains("not_possible_in_this_state"));
    REQUIRE(all.contains("not_permitted"));
    all["version_conflict"] = {"{actual}", "{expected}"};
    for (const char* code :
         {"already_filed", "ID_REUSE", "unreadable", "invalid_data", "unknown_event", "unknown_version",
          "unknown_case", "key_mismatch", "misplaced", "received_in_future", "source_may_not_speak",
          "too_large", "rejected_by_source", "gave_up", "unknown_state", "unknown_matter", "id_in_use",
          "no_compartment", "compartment_is_open"})
        all[code] = {};
    matter nothing;
    matter_changes changed;
    const actor stranger{.id = "x", .role = role::auditor};
    const auto never = step(nothing, {.type = event_type::incident_ended}, {.who = &stranger}, changed);
    REQUIRE(never);
    all[std::string(never->code)] = args_of(*never);

    const complaint nobody;
    const policy rules = wallet();
    const policy* const pinned[] = {&rules};
    const actor who{.id = "x", .role = role::handler};
    const step_context context{.who = &who, .rules = pinned};
    const event what{};
    for (const auto& table : tables::all)
        for (const auto& line : table.rows)
            for (const auto* guard : line.guards) {
                refusal no{.code = guard->name};
                guard->explain({nobody, what, context}, no);
                all[std::string(guard->name)] = args_of(no);
            }
    for (const auto kind : {matter_kind::incident, matter_kind::action, matter_kind::restricted})
        for (const auto& row : rows_of_matter(kind))
            for (const auto* guard : row.guards) all[std::string(guard->name)] = {};
    return all;
}

names everything()
{
    names all{"list.between",      "needs.decide", "needs.evidence",  "needs.expires",
              "needs.letter_body", "needs.money",  "needs.next_step", "needs.next_step_due"};
    const auto add = [&](const std::string& section, const auto& list) {
        for (const auto& one : list) all.insert(section + "." + std::string(one));
    };
    add("timeline",
        std::to_array<std::string_view>({"due_first", "due", "legend", "received", "restricted_read", "rung",
                                         "stopped", "words_erased", "words_redacted", "stands_in_for"}));
    add("case_file",
        std::to_array<std::string_view>({"title",     "lead",       "at_a_glance", "promises",
                                         "stopped",   "words",      "no_words",    "words_erased",
                                         "letters",   "no_letters", "letter_gone", "letter_not_whole",
                                         "history",   "digest",     "proof",       "proof_what",
                                         "proof_how", "foot",       "foot_head",   "page_of"}));
    add("said", app::said_names);
    add("export", app::export_words);
    // Sentences with which whoever types is told a command.
    add("see", std::to_array<std::string_view>({"letter_settled", "no_action", "no_action_id", "no_case_name",
                                                "no_category", "no_clock", "no_compartment", "no_dead_letter",
                                                "no_dead_letter_id", "no_incident", "no_incident_id",
                                                "no_letter", "no_rota", "no_such_case", "nobody_approves",
                                                "nobody_called", "nothing_said_of_absence", "store_down"}));
    add("account_state", std::to_array<std::string_view>({"active", "disabled"}));
    add("token_state", std::to_array<std::string_view>({"active", "expired", "revoked"}));
    add("absence_rule", workflow::absence_rules);
    add("sign_in", app::sign_in_codes);
    for (const auto code : app::sign_in_codes) all.insert("sign_in." + std::string(code) + "_fix");
    add("sign_in_rest", std::to_array<std::string_view>({"no_source_fix", "no_token_fix", "no_user_fix",
                                                         "oidc_nobody_fix", "user_exists_fix"}));
    for (const auto& one : workflow::return_kinds()) all.insert("report." + std::string(one.name));
    add("duty", std::to_array<std::string_view>({"on_duty", "on_call"}));
    add("when", std::to_array<std::string_view>({"now", "next"}));
    add("yes_no", std::to_array<std::string_view>({"true", "false"}));
    add("result",
        std::to_array<std::string_view>({"accepted", "applied", "dead_lettered", "duplicate", "refused"}));
    add("state", std::to_array<std::string_view>({"discarded", "redriven"}));  // of dead letters
    add("state", std::to_array<std::string_view>({"made", "there"}));          // of topics
    for (const auto& row : field_rows)
        if (row.personal) all.insert("slot." + std::string(row.name));
    add("hint", std::to_array<std::string_view>({"amount", "boolean", "case", "cases", "contact", "integer",
                                                 "language", "mail_address", "text", "texts", "time", "word",
                                                 "words"}));
    add("doctor", std::to_array<std::string_view>({"bind_policy",
                                                   "due_unattended",
                                                   "list_unattended",
                                                   "unattended",
                                                   "bound_to_nobody",
                                                   "calendar_until",
                                                   "calendars",
                                                   "draft_in_force",
                                                   "renew_calendar",
                                                   "database",
                                                   "dead_letters",
                                                   "deadlines",
                                                   "differs",
                                                   "down",
                                                   "due",
                                                   "files_of_words",
                                                   "gate",
                                                   "in_force",
                                                   "last_error",
                                                   "letters",
                                                   "mend_file",
                                                   "migrate",
                                                   "more_open",
                                                   "nobody_has_read",
                                                   "none_open",
                                                   "ok",
                                                   "oldest",
                                                   "open",
                                                   "part",
                                                   "policies",
                                                   "reader_behind",
                                                   "reader_unheld",
                                                   "refuses",
                                                   "relay",
                                                   "roster",
                                                   "set_brokers",
                                                   "set_roster",
                                                   "set_texts",
                                                   "since",
                                                   "start_broker",
                                                   "start_database",
                                                   "state",
                                                   "texts",
                                                   "topic",
                                                   "unset",
                                                   "warning",
                                                   "what_to_do",
                                                   "wrong",
                                                   "audit_log",
                                                   "make_log_key",
                                                   "nothing_signed",
                                                   "signed_until"}));
    add("alike",
        std::to_array<std::string_view>({"account", "complainant", "contact", "transaction", "words"}));
    add("column", app::column_names);
    add("gate", std::to_array<std::string_view>(
                    {"server_old", "fsync_off", "full_page_writes_off", "synchronous_commit", "in_recovery",
                     "encoding", "checksums_off", "schema_behind", "schema_foreign", "engine_may_rewrite",
                     "engine_may_read", "engine_superuser", "url_superuser", "generic_plans", "agenda_short",
                     "clock_skew"}));
    add("legality",
        std::to_array<std::string_view>({"blocked", "may_leave_reasons_out", "other_role", "possible"}));
    add("unblock", std::to_array<std::string_view>({"add", "could", "run"}));
    for (const auto& [code, places] : codes()) {
        all.insert("refusal." + code);
        all.insert("fix." + code);
    }
    for (const char* part : {"refusal.", "fix."}) all.insert(part + std::string("not_permitted_beside"));
    add("refusal", std::to_array<std::string_view>(
                       {"not_possible_containment", "not_possible_redress", "not_possible_referral"}));
    add("state", names_of<lifecycle_state>::list);
    add("state", names_of<matter_state>::list);
    add("hold", names_of<hold_state>::list);
    add("ladder", names_of<ladder_state>::list);
    add("containment", names_of<containment_state>::list);
    add("containment_ground", names_of<containment_ground>::list);
    add("containment_refusal", names_of<containment_refusal>::list);
    add("release_ground", names_of<release_ground>::list);
    add("redress", names_of<redress_state>::list);
    add("redress_kind", names_of<redress_kind>::list);
    add("referral", names_of<referral_state>::list);
    add("clock_state", names_of<clock_state>::list);
    add("clock_kind", names_of<clock_kind>::list);
    add("role", names_of<role>::list);
    add("kind", names_of<case_kind>::list);
    add("channel", names_of<channel>::list);
    add("route", names_of<route>::list);
    add("customer", names_of<customer_relation>::list);
    add("outcome", names_of<outcome>::list);
    add("finding", names_of<finding>::list);
    add("closure_reason", names_of<closure_reason>::list);
    add("appeal_result", names_of<appeal_result>::list);
    add("hold_party", names_of<hold_party>::list);
    add("identity", names_of<identity_state>::list);
    add("complexity", names_of<complexity>::list);
    add("letter", names_of<letter_kind>::list);
    for (const auto& row : event_rows) all.insert("event." + std::string(row.name));

    add("missing", files::known_letter_parts());
    add("missing", files::known_records());
    const auto rules = wallet();
    for (const auto& clock : rules.clocks) all.insert("clock." + clock.id);
    for (const auto& file : std::filesystem::directory_iterator("schemas/presets")) {
        if (file.path().extension() != ".toml") continue;
        const auto preset = files::load_policy(files::read_file(file.path().string()), file.path().string());
        for (const auto& clock : preset.clocks) all.insert("clock." + clock.id);
        for (const auto& figure : preset.unconfirmed) all.insert("clock." + figure.id);
    }
    for (const auto& category : rules.categories) {
        all.insert("category." + category.id);
        all.insert("self_help." + category.id);
        add("missing", category.evidence);
    }
    add("hold_reason", rules.hold_reasons);
    add("inadmissibility", rules.inadmissibility_reasons);
    // A filing that a guard refuses has no case that could hold the refusal, so its code is a reason, too.
    add("dead_letter", std::to_array<std::string_view>({"unreadable",
                                                        "invalid_data",
                                                        "unknown_event",
                                                        "unknown_version",
                                                        "unknown_case",
                                                        "key_mismatch",
                                                        "misplaced",
                                                        "received_in_future",
                                                        "source_may_not_speak",
                                                        "too_large",
                                                        "rejected_by_source",
                                                        "not_permitted",
                                                        "category_known",
                                                        "gave_up",
                                                        "unknown_state",
                                                        "unknown_matter",
                                                        "id_in_use",
                                                        "words_in_both_languages",
                                                        "until_is_after_from",
                                                        "due_lies_ahead",
                                                        "cases_are_ids",
                                                        "asks_for_no_secret",
                                                        "poster_is_known",
                                                        "action_owner_is_known"}));
    add("alarm",
        std::to_array<std::string_view>(
            {"missed_on_closed_case", "top_rung_silent", "rung_without_person", "no_independent_person",
             "derived_too_deep", "unknown_policy", "unknown_state", "deadline_stuck", "quality_review_wanted",
             "action_overdue", "payment_failed", "containment_not_requested", "unknown_category",
             "calendar_missing", "about_unknown_staff", "history_differs", "log_not_signed"}));
    add("counting", names_of<counting_reason>::list);
    add("limit_unit", names_of<limit_unit>::list);
    add("limit_end", std::to_array<std::string_view>({"cob", "eod"}));
    add("evidence", std::to_array<std::string_view>({"v", "s", "k"}));
    add("policy_words", app::policy_word_names);
    add("policy_finding", app::policy_finding_names);
    for (const auto& row : files::contradictions) all.insert("policy_contradiction." + std::string(row.code));
    for (std::size_t kind = 0; kind < workflow::secret_kind_count; ++kind)
        all.insert("secret." + std::string(workflow::name_of(static_cast<workflow::secret_kind>(kind))));
    add_what_the_web_says(all);
    return all;
}

}  // namespace redress::tests
