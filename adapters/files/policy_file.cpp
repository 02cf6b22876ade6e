#include "adapters/files/policy_file.hpp"
#include "adapters/files/policy_clock.hpp"

#include <algorithm>
#include <array>

namespace redress::files {
namespace {

// clang-format off
constexpr auto letter_parts = std::to_array<std::string_view>({
    "contact", "received_date", "timeframe", "reference", "reasons", "every_point", "remedies", "outside_body",
    "last_dates", "appeal", "how_to_complain", "what_is_missing", "answer_until", "next_step", "new_date",
    "sorry", "who_looks_at_it", "how_to_accept", "what_was_done", "how_to_contest", "time_limit", "referral_until",
    "admissibility", "named_contact", "copy_of_complaint", "precedents"});
constexpr auto record_names = std::to_array<std::string_view>({
    "owner", "points", "calls", "evidence", "root_cause_when_upheld"});
constexpr auto evidence_marks = std::to_array<std::string_view>({"V", "S", "K"});
// clang-format on

std::vector<std::string> listed(toml_reader& in, std::string_view key,
                                std::span<const std::string_view> known)
{
    std::vector<std::string> names;
    for (auto& one : in.ids(key)) {
        if (!known.empty() && std::find(known.begin(), known.end(), one.text) == known.end())
            in.unknown_name(one, key, known);
        names.push_back(std::move(one.text));
    }
    return names;
}

std::vector<std::string_view> names_of_clocks(const policy& p)
{
    std::vector<std::string_view> names;
    for (const auto& one : p.clocks) names.push_back(one.id);
    return names;
}

void read_rungs(toml_reader& in, policy& p)
{
    for (auto& one : in.tables("rung")) {
        rung_rule rule;
        rule.rung = static_cast<int>(one.integer("number", 1, 9));
        one.call("rung " + std::to_string(rule.rung));
        if (rule.rung != static_cast<int>(p.ladder.size()) + 1)
            one.fail("number", "is out of order: rungs stand as 1, 2, 3 without a gap");
        const auto target = one.maybe_text("target");
        if (!target) one.contradict("target", "rung_without_target", {{"rung", std::to_string(rule.rung)}});
        rule.target = target->text;
        if (auto fallback = one.maybe_text("fallback")) rule.fallback = fallback->text;
        rule.on_request = one.yes("on_request");
        rule.rating_at_most = static_cast<int>(one.maybe_integer("rating_at_most", 1, 5).value_or(0));
        rule.on_repeat = one.yes("on_repeat");
        rule.amount_above = one.maybe_money_limit("amount_above");
        one.finish();
        p.ladder.push_back(std::move(rule));
    }
}

void read_identity(toml_reader& in, policy& p)
{
    auto one = in.maybe_table("identity");
    if (!one) return;  // verified is verified
    std::vector<std::string_view> known;
    for (const auto& method : one->ids("methods")) p.identity_methods.push_back(method.text);
    for (const auto& method : p.identity_methods) known.push_back(method);
    if (auto needs = one->maybe_table("needs")) {
        needs->call("identity.needs");
        for (const auto& [act, method] : needs->entries()) {
            const auto type = parse_event_type(act);
            if (!type) needs->fail(act, act + " is no event; `redress machine export` lists them");
            if (p.identity_rank(method.text) < 0) needs->unknown_name(method, act, known);
            p.identity_rules.push_back({.act = *type, .method = method.text});
        }
        needs->finish();
    }
    one->finish();
}

void read_letters(toml_reader& in, policy& p)
{
    const auto clocks = names_of_clocks(p);
    for (auto& one : in.tables("letter")) {
        const auto kind = one.text("kind");
        one.call("letter '" + kind.text + "'");
        letter_rule rule;
        rule.kind = one.name<letter_kind>(kind, "kind");
        if (p.letter(rule.kind)) one.fail(kind.at, "kind stands twice; put all parts into one [[letter]]");
        rule.must_contain = listed(one, "must_contain", letter_parts);
        rule.dates = listed(one, "dates", clocks);
        rule.durable = one.yes("durable");
        rule.automatic = one.yes("automatic");
        one.finish();
        p.letters.push_back(std::move(rule));
    }
}

void read_wordings(toml_reader& in, policy& p)
{
    for (auto& one : in.tables("wording")) {
        const auto language = one.id("language");
        one.call("wording '" + language.text + "'");
        for (const auto& other : p.wordings)
            if (other.language == language.text)
                one.fail(language.at, "language stands twice; one file holds all letters of a language");
        wording_rule rule{.language = language.text};
        const auto file = one.id("file");
        if (file.text.find('/') != std::string::npos)
            one.fail(file.at, "file '" + file.text + "' is a path; name a file in the folder letters.dir");
        rule.file = file.text;
        const auto sha256 = one.text("sha256");
        if (sha256.text.size() != 64 ||
            sha256.text.find_first_not_of("0123456789abcdef") != std::string::npos)
            one.fail(sha256.at, "sha256 must be 64 digits of 0-9a-f; `redress config check` says which");
        rule.sha256 = sha256.text;
        one.finish();
        p.wordings.push_back(std::move(rule));
    }
}

void read_categories(toml_reader& in, policy& p)
{
    for (auto& one : in.tables("category")) {
        const auto id = one.id("id");
        one.call("category '" + id.text + "'");
        if (p.category(id.text)) one.fail(id.at, "id stands twice; ids are unique");
        category_rule rule;
        rule.id = id.text;
        rule.severity = static_cast<int>(one.integer("severity", 1, 4));
        rule.emergency = one.yes("emergency");
        rule.evidence = listed(one, "evidence", {});
        one.finish();
        p.categories.push_back(std::move(rule));
    }
    if (p.categories.empty() && !p.applies)
        in.fail("category", "is missing: a complaint needs at least one [[category]] to be filed under");
}

/// Where the policy comes from, whom it is for, and what of it is not confirmed.
void read_regime(toml_reader& in, policy& p)
{
    const auto maybe = [&](std::string_view key) {
        const auto said = in.maybe_text(key);
        return said ? said->text : std::string();
    };
    p.title = maybe("title");
    p.title_zh = maybe("title_zh");
    p.source = maybe("source");
    p.effective = maybe("effective");
    if (const auto mark = in.maybe_text("evidence")) {
        if (std::ranges::find(evidence_marks, mark->text) == evidence_marks.end())
            in.unknown_name(*mark, "evidence", evidence_marks);
        p.evidence = mark->text;
    }
    p.draft = in.yes("draft");
    for (auto& one : in.tables("unconfirmed")) {
        p.unconfirmed.push_back({.id = one.id("id").text, .why = one.text("why").text});
        if (!p.draft) one.fail(one.where(), "needs draft = true: figures are missing");
        one.finish();
    }
    if (auto whom = in.maybe_table("applies")) {
        applies_rule rule;
        rule.entity_kinds = listed(*whom, "entity_kinds", {});
        if (rule.entity_kinds.empty())
            whom->fail("entity_kinds", "is missing: the kinds of legal entity that the regime is for");
        rule.countries = listed(*whom, "countries", {});
        rule.services = listed(*whom, "services", {});
        rule.categories = listed(*whom, "categories", {});
        rule.channels = listed(*whom, "channels", names_of<channel>::list);
        rule.amount_above = whom->maybe_money_limit("amount_above");
        whom->finish();
        p.applies = std::move(rule);
        if (p.source.empty()) in.fail("source", "is missing: the rule that a regime's figures come from");
    }
    p.appeal_levels = p.applies ? static_cast<int>(in.maybe_integer("appeal_levels", 0, 9).value_or(0))
                                : static_cast<int>(in.integer("appeal_levels", 0, 9));
}

void read_windows(toml_reader& in, const clock_reading& reading, policy& p)
{
    auto windows = in.maybe_table("windows");
    if (!windows && p.applies) return;  // a regime leaves them to the house
    if (!windows) in.fail("windows", "is missing: a table with appeal, reopen, restart and longest_hold");
    p.appeal_window = reading.window(*windows, "appeal");
    p.reopen_window = reading.window(*windows, "reopen");
    p.window_restart = reading.window(*windows, "restart");
    p.longest_hold = read_length(*windows, "longest_hold");
    windows->finish();
}

void read_retention(toml_reader& in, policy& p)
{
    auto one = in.maybe_table("retention");
    if (!one) return;  // nothing is erased under this policy
    p.retention_case = read_length(*one, "case");
    one->finish();
}

void read_referral(toml_reader& in, policy& p)
{
    auto one = in.maybe_table("referral");
    if (!one) return;  // to no body
    p.referral.any_time = one->yes("any_time");
    p.referral.after_decision = one->yes("after_decision");
    if (const auto clock = one->maybe_text("when_overdue")) {
        if (!p.clock(clock->text)) one->unknown_name(*clock, "when_overdue", names_of_clocks(p));
        p.referral.when_overdue = clock->text;
    }
    one->finish();
}

}  // namespace

std::span<const std::string_view> known_letter_parts()
{
    return letter_parts;
}
std::span<const std::string_view> known_records()
{
    return record_names;
}
std::span<const std::string_view> known_evidence()
{
    return evidence_marks;
}

policy load_policy(std::string_view toml_bytes, std::string_view name, calendar_book* calendars)
{
    const std::string file(name);
    const toml::table root = parse_toml(toml_bytes, file);
    toml_reader in(root, file, "");
    policy p;
    const auto id = in.id("id");
    if (id.text.find('/') != std::string::npos)
        in.fail(id.at,
                "id holds '/', as the ids do under which wording, calendars and zone data are stored; "
                "call the policy otherwise");
    p.id = id.text;
    p.rev = in.integer("rev", 1, 1'000'000);
    p.sha256 = sha256_hex(toml_bytes);
    p.zone = in.text("zone").text;
    p.status_page_counts_as_dispatch = in.yes("status_page_counts_as_dispatch", true);
    read_regime(in, p);

    const clock_reading reading(in, p, calendars);
    read_windows(in, reading, p);
    read_retention(in, p);
    read_rungs(in, p);
    read_categories(in, p);
    p.clocks = reading.clocks(in, p);  // they name rungs and categories
    read_referral(in, p);
    read_identity(in, p);
    read_letters(in, p);
    read_wordings(in, p);
    p.records_required = listed(in, "records_required", record_names);
    p.inadmissibility_reasons = listed(in, "inadmissibility_reasons", {});
    p.hold_reasons = listed(in, "hold_reasons", {});
    in.finish();
    return p;
}

}  // namespace redress::files
