// Pages about how we work: made from the policy in force and from what is so, never written beside it.
#include "adapters/app/pages/pages.hpp"

#include "adapters/app/policy_words.hpp"
#include "adapters/files/policy_file.hpp"
#include "adapters/postgres/case_queries.hpp"

#include <array>
#include <algorithm>
#include <map>

namespace redress::app {
namespace {

bool letters_name_it(const policy& rules, const std::string& clock)
{
    return std::ranges::any_of(rules.letters, [&](const letter_rule& one) {
        return std::ranges::find(one.dates, clock) != one.dates.end();
    });
}

}  // namespace

void how_we_work(page_call& page)
{
    const auto& rules = house_policy(page.from());
    auto values = page.frame("how");
    page_list promises;
    for (const auto& one : rules.clocks) {
        if (one.kind == clock_kind::window || !one.limit.given()) continue;
        if (one.kind == clock_kind::internal && !letters_name_it(rules, one.id)) continue;
        page_values row(page_values::type::object);
        row.set("promise", page.name("clock", one.id));
        row.set("limit", page.length(one.limit.limit));
        promises.push_back(row);
    }
    values.set("promises", promises);
    values.set("appeal_limit", page.length(rules.appeal_window.limit));
    values.set("levels", std::to_string(rules.appeal_levels));
    values.set("reopen_limit", page.length(rules.reopen_window.limit));
    values.set("any_time", yes_no(rules.referral.any_time));
    page_list bodies;
    for (const auto& body : page.world().official.bodies)
        bodies.push_back(page.language() == "zh-CN" ? body.name_zh : body.name_en);
    values.set("bodies", bodies);
    page_list all;
    for (const auto* one : page.from().policies_of_files().in_force())
        for (const auto& words : policy_words(*one, page.from().texts(), page.language()))
            all.push_back(words);
    values.set("rules", all);
    page.show("how", values);
}

void paper_form(page_call& page)
{
    auto values = page.frame("paper");
    page_list parts;
    for (std::size_t step = 1; step <= filing_steps; ++step) {
        page_values part(page_values::type::object);
        part.set("heading", page.say("title", "step_" + std::to_string(step)));
        page_list rows;
        for (const auto& field : filing_fields(step)) {
            page_values row(page_values::type::object);
            row.set("label", page.say("field", field.name));
            row.set("is_long", yes_no(field.as == typed_as::long_text));
            rows.push_back(row);
        }
        part.set("rows", rows);
        parts.push_back(part);
    }
    values.set("parts", parts);
    page.show("paper", values);
}

void figures(page_call& page)
{
    // Few cases would tell of single people: below five nothing is counted out.
    constexpr std::int64_t shown_from = 5;
    std::map<public_stage, std::int64_t> stages;
    std::int64_t all = 0;
    for (const auto& one : page.from().queries().counts())
        if (const auto state = parse_name<lifecycle_state>(one.state)) {
            stages[stage_of(*state)] += one.cases;
            all += one.cases;
        }
    auto values = page.frame("figures");
    page_list rows;
    for (const auto& [stage, cases] : stages) {
        page_values row(page_values::type::object);
        row.set("stage", page.say("stage", name_of(stage)));
        row.set("cases", cases < shown_from ? page.say("figures", "few") : std::to_string(cases));
        rows.push_back(row);
    }
    values.set("rows", rows);
    values.set("has_rows", yes_no(all > 0));
    values.set("as_of", page.when(page.from().queries().now()));
    page.show("figures", values);
}

void official(page_call& page)
{
    static constexpr auto fields = std::to_array<form_field>({{"thing", typed_as::text, 300, true}});
    std::vector<form_error> errors;
    std::string answer = "none";
    std::string kind;
    if (page.posted() && page.sent().text("go") != "stay") {
        errors = check_form(fields, page.sent(), {}, page.world().words, page.language());
        if (errors.empty()) {
            const auto* found = page.world().official.find(page.sent().text("thing"));
            answer = found != nullptr ? "ours" : "not_ours";
            if (found != nullptr) kind = page.say("official_kind", name_of(found->kind));
        }
    }
    auto values = page.frame("official", "/is-it-you");
    values.set("is_ours", yes_no(answer == "ours"));
    values.set("is_not_ours", yes_no(answer == "not_ours"));
    values.set("thing", page.sent().text("thing"));
    values.set("kind", kind);
    put_form(values, fields, page.sent(), {}, errors, page.world().words, page.language());
    values.set("carried", page_list{});
    page.show("official", values, errors.empty() ? 200 : 422);
}

}  // namespace redress::app
