// What a complainant does on a case: one form each, shown and sent at the same address.
#include "adapters/app/command_answer.hpp"
#include "adapters/app/pages/act_on.hpp"
#include "adapters/app/pages/page_person.hpp"
#include "adapters/app/pages/pages.hpp"

#include "adapters/app/identity/secrets.hpp"
#include "adapters/app/letter_history.hpp"
#include "adapters/files/text_book.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "adapters/postgres/page_store.hpp"
#include "workflow/reference.hpp"
#include "states/step.hpp"

#include <algorithm>
#include <array>

namespace redress::app {
namespace {

constexpr auto not_carried = std::to_array<std::string_view>({"go", "mark", "language", "number"});

/// What an appeal opens with: what they complained of, what was found on each point, and why.
void put_earlier(page_values& to, page_call& page, const complaint& of)
{
    page_list points;
    std::string told;
    std::vector<std::string> words;
    for (const auto& one : page.from().queries().texts(of.id)) {
        if (one.slot == "narrative" && told.empty()) told = one.bytes;
        if (one.slot.starts_with("points.")) words.push_back(one.bytes);
    }
    std::size_t n = 0;
    for (const auto& one : of.facts.points) {
        page_values row(page_values::type::object);
        row.set("point", n < words.size() ? words[n] : std::to_string(one.number));
        row.set("finding", page.name("finding", name_of(one.finding)));
        points.push_back(row);
        ++n;
    }
    to.set("told", told);
    to.set("has_points", yes_no(!points.empty()));
    to.set("points", points);
    std::string reasons;
    const auto last =
        std::ranges::find_if(of.facts.letters.rbegin(), of.facts.letters.rend(), [](const letter& one) {
            return one.kind == letter_kind::final_response || one.kind == letter_kind::appeal_decision;
        });
    if (last != of.facts.letters.rend()) {
        const auto entries = whole_history(page.from(), of.id);
        if (const auto found = find_letter_as_sent(entries, page.from().queries().texts(of.id), last->id))
            if (auto made = rendered_letter(page.from(), of, *found); made.errors.empty())
                reasons = std::move(made.letter.text);
    }
    to.set("has_reasons", yes_no(!reasons.empty()));
    to.set("reasons", reasons);
}

void show_form(page_call& page, const act_row& row, const open_visit& visit, const complaint& of,
               const public_status& status, const form_body& sent, const std::vector<form_error>& errors)
{
    const auto path = "/case/" + std::string(row.path);
    auto values = page.frame("case_act", path);
    values.set("heading", page.say("act", row.path));
    values.set("title", page.say("act", row.path));
    values.set("path", path);
    values.set("send", page.say("act_send", row.path));
    values.set("reference", status.reference);
    values.set("form_mark", page.world().secrets.form_mark(visit.token));
    values.set("number", sent.text("number").empty() ? hex(random_bytes(16)) : sent.text("number"));
    page_list lead;
    const std::map<std::string, std::string> known{
        {"until", status.appeal_until ? page.when(*status.appeal_until) : "-"},
        {"date", status.answer_until ? page.when(*status.answer_until) : "-"}};
    for (int n = 1;
         page.world().words.has("act_lead", std::string(row.path) + "_" + std::to_string(n), page.language());
         ++n)
        lead.push_back(page.say("act_lead", std::string(row.path) + "_" + std::to_string(n), known));
    values.set("lead", lead);
    const bool appeals = row.what == event_type::appeal_filed;
    values.set("is_appeal", yes_no(appeals));
    if (appeals) put_earlier(values, page, of);
    values.set("with_files", yes_no(row.with_files));
    values.set("files_max", std::to_string(files_max));
    values.set("megabytes", std::to_string(page.world().document_bytes_max / 1024 / 1024));
    put_form(values, row.fields, sent,
             act_choices(row, page.world(), page.from().texts(), status, page.language()), errors,
             page.world().words, page.language());
    put_carried(values, sent, row.fields, not_carried);
    // Other than at filing, a field that offers nothing is left out.
    page.show("act", values, errors.empty() ? 200 : 422);
}

/// Instead of a form that could not be sent: why not now, and what helps.
void show_closed(page_call& page, const act_row& row, const complaint& of, const public_status& status,
                 const public_act& why)
{
    auto values = page.frame("case_act");
    values.set("heading", page.say("act", row.path));
    values.set("reference", status.reference);
    values.set("plain", why.guard.empty() ? page.say("act_when", row.path) : std::string());
    values.set("has_plain", yes_no(why.guard.empty()));
    if (why.guard.empty()) {
        const auto no = not_possible(of, {.type = row.what});
        values.set("why", refused_words(page.from(), page.language(), row.what, std::string(no.code),
                                        {no.args.begin(), no.args.end()}));
    } else {
        values.set("why", refused_words(page.from(), page.language(), row.what, why.guard, why.args));
    }
    page.show("act_closed", values, 409);
}

}  // namespace

void act(page_call& page)
{
    const auto found = page.call().asked().in_path.find("act");
    act_named(page, found == page.call().asked().in_path.end() ? std::string_view{} : found->second);
}

void act_named(page_call& page, std::string_view path)
{
    const auto* row = act_of(path);
    if (row == nullptr || (row->with_files && page.world().documents.empty())) {
        page.show_words("not_found", 404);
        return;
    }
    const auto visit = visit_of(page.call().asked(), page.from(), page.world());
    const bool marked =
        visit && same_secret(page.sent().text("mark"), page.world().secrets.form_mark(visit->token));
    if (!visit || (page.posted() && (!marked || sent_by_another_site(page.call().asked())))) {
        if (!page.posted()) {
            page.go_to("/status");
            return;
        }
        // The visit is over: reference and secret are asked for again, and what was typed comes along.
        auto sent = page.sent();
        sent.set("then", std::string(row->path));
        show_look_up(page, sent);
        return;
    }
    const auto& of = visit->of;
    const auto who = speaker_of(of, visit->representative);
    const auto status = status_for(page.from(), of, who);
    if (!page.posted() && std::ranges::find(acts_of_pages(), row->what) != acts_of_pages().end()) {
        const auto found = std::ranges::find(status.acts, row->what, &public_act::what);
        if (found == status.acts.end() || !found->possible) {
            show_closed(page, *row, of, status, found == status.acts.end() ? public_act{} : *found);
            return;
        }
    }
    if (!page.posted() || page.sent().text("go") == "stay") {
        show_form(page, *row, *visit, of, status, page.sent(), {});
        return;
    }
    const auto choices = act_choices(*row, page.world(), page.from().texts(), status, page.language());
    auto errors = check_form(row->fields, page.sent(), choices, page.world().words, page.language());
    std::vector<workflow::command> commands;
    if (errors.empty())
        commands =
            commands_of_act(page.from(), page.world(), *row, page.sent(), of, who, page.language(), errors);
    if (!errors.empty()) {
        show_form(page, *row, *visit, of, status, page.sent(), errors);
        return;
    }
    page.call().decide(std::move(commands), [kept = page.kept(), row, visit = *visit, id = of.id](
                                                web_call& call,
                                                const std::vector<workflow::answer>& answers) {
        page_call next(call, kept);
        for (const auto& got : answers) {
            if (was_done(got)) continue;
            // Done already: the same file with other words about it, or a record that has grown since.
            if (got.code == "ID_REUSE" && (row->with_files || row->what == event_type::referral_made))
                continue;
            const auto now = *next.from().queries().get(id);
            const auto told = status_for(next.from(), now, speaker_of(now, visit.representative));
            const auto field = row->fields.empty() ? std::string() : std::string(row->fields.front().name);
            show_form(next, *row, visit, now, told, next.sent(),
                      {{field, refused_words(next.from(), next.language(), row->what, got.code, got.args)}});
            return;
        }
        const auto act_path = std::string(row->path);
        if (!next.asked().removed.empty()) {
            // Something was taken out: whoever sent it is told now, not on some later page.
            auto values = next.frame("removed");
            values.set("done", next.say("done", act_path));
            next.show("removed", values);
            return;
        }
        next.go_to("/case?done=" + act_path);
    });
}

}  // namespace redress::app
