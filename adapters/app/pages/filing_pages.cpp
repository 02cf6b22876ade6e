// Filing: the emergency on one screen, and a complaint in four steps, a look over it, and sending. What was typed
// goes from step to step in the forms themselves: no cookie, no draft on our side, nothing in an address.
#include "adapters/app/command_answer.hpp"
#include "adapters/app/pages/page_person.hpp"
#include "adapters/app/pages/pages.hpp"
#include "adapters/app/refusal_told.hpp"
#include "adapters/app/self_help.hpp"
#include "adapters/files/calendar_file.hpp"
#include "adapters/paper/qr.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "adapters/postgres/page_store.hpp"
#include "workflow/reference.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace redress::app {
namespace {

constexpr auto not_carried = std::to_array<std::string_view>({"go", "step", "language"});

std::size_t number_in(const std::string& text, std::size_t otherwise)
{
    std::size_t value = otherwise;
    (void)std::from_chars(text.data(), text.data() + text.size(), value);
    return value >= 1 && value <= filing_steps + 1 ? value : otherwise;
}

form_choices choices_for(page_call& page)
{
    return filing_choices(page.world(), page.from().texts(), house_policy(page.from()), page.language());
}

void show_step(page_call& page, std::size_t step, form_body sent, const std::vector<form_error>& errors)
{
    const auto key = "step_" + std::to_string(step);
    if (step == 3 && sent.text("case_language").empty()) sent.set("case_language", page.language());
    if (step == 4 && sent.text("for_whom").empty()) sent.set("for_whom", "me");
    auto values = page.frame(key, "/file");
    const auto fields = filing_fields(step);
    put_form(values, fields, sent, choices_for(page), errors, page.world().words, page.language());
    put_carried(values, sent, fields, not_carried);
    values.set("step", std::to_string(step));
    values.set("progress", page.say("file", "progress", {{"step", std::to_string(step)}}));
    values.set("heading", page.say("title", key));
    values.set("lead", page.say("file", "lead_" + std::to_string(step)));
    values.set("is_first", yes_no(step == 1));
    page_list evidence;
    if (step == 2)
        if (const auto* category = house_policy(page.from()).category(sent.text("category")))
            for (const auto& item : category->evidence) evidence.push_back(page.say("evidence", item));
    values.set("has_evidence", yes_no(!evidence.empty()));
    values.set("takes_files", yes_no(!page.world().documents.empty()));
    values.set("evidence", evidence);
    page.show_unsent("file", values, errors.empty() ? 200 : 422);
}

/// What a field says on the page that shows everything before it is sent.
std::string words_said(const form_field& field, const form_body& sent, const form_choices& choices,
                       const std::string& between)
{
    std::string out;
    for (const auto& value : sent.list(field.name)) {
        auto words = field.as == typed_as::ticks ? value : sent.text(field.name);
        if (const auto list = choices.find(field.name); list != choices.end())
            for (const auto& [choice, name] : list->second)
                if (choice == value) words = name;
        if (value.empty()) words.clear();
        if (!words.empty()) out += (out.empty() ? "" : between) + words;
        if (field.as != typed_as::ticks) break;
    }
    return out;
}

void show_check(page_call& page, const form_body& sent, const std::vector<form_error>& errors)
{
    const auto choices = choices_for(page);
    auto values = page.frame("check", "/file");
    page_list parts;
    for (std::size_t step = 1; step <= filing_steps; ++step) {
        page_values part(page_values::type::object);
        part.set("step", std::to_string(step));
        part.set("heading", page.say("title", "step_" + std::to_string(step)));
        page_list rows;
        for (const auto& field : filing_fields(step)) {
            const auto words = words_said(field, sent, choices, page.say("choice", "between"));
            page_values row(page_values::type::object);
            row.set("label", page.say("field", field.name));
            row.set("words", words);
            row.set("is_empty", yes_no(words.empty()));
            rows.push_back(row);
        }
        part.set("rows", rows);
        parts.push_back(part);
    }
    values.set("parts", parts);
    values.set("takes_files", yes_no(!page.world().documents.empty()));
    values.set("no_contact", yes_no(sent.text("email").empty() && sent.text("phone").empty()));
    put_carried(values, sent, {}, not_carried);
    if (!errors.empty()) {
        page_list list;
        for (const auto& one : errors) {
            page_values row(page_values::type::object);
            row.set("to", one.field);
            row.set("words", one.words);
            list.push_back(row);
        }
        values.set("has_errors", yes_no(true));
        values.set("errors", list);
    }
    page.show_unsent("file_check", values, errors.empty() ? 200 : 422);
}

std::vector<form_error> wrong_in(page_call& page, std::size_t step, const form_body& sent)
{
    auto errors =
        check_form(filing_fields(step), sent, choices_for(page), page.world().words, page.language());
    for (auto& one : check_filing(step, sent, page.world(), page.language()))
        if (std::ranges::find(errors, one.field, &form_error::field) == errors.end())
            errors.push_back(std::move(one));
    return errors;
}

void show_filed(page_call& page, const complaint& of, const filing& sent)
{
    auto values = page.frame("filed");
    put_secret(values, page, of, sent);
    put_opening(values, page);
    const auto status = status_for(page.from(), of, speaker_of(of, sent.representative));
    values.set("has_next", yes_no(status.next.has_value()));
    values.set("next", status.next ? page.when(status.next->due) : std::string());
    const auto help = self_help_for(page.from(), of.facts.category, page.language());
    values.set("has_help", yes_no(!help.empty()));
    values.set("help", help);
    values.set("takes_files", yes_no(!page.world().documents.empty()));
    page.show("file_done", values);
}

void show_alarm(page_call& page, const complaint& of, const filing& sent)
{
    auto values = page.frame("alarm_sent");
    put_secret(values, page, of, sent);
    put_opening(values, page);
    const auto now = page.from().queries().now();
    const auto state = of.facts.containment;
    values.set("asked",
               yes_no(state == containment_state::requested || state == containment_state::contained));
    values.set("asked_at", page.when(of.facts.filed_at.value_or(now)));
    const auto help = self_help_for(page.from(), of.facts.category, page.language());
    values.set("help", help);
    values.set("has_help", yes_no(!help.empty()));
    page.show("emergency_done", values);
}

}  // namespace

std::string refused_words(services& from, std::string_view language, event_type tried,
                          const std::string& code, const std::map<std::string, std::string>& args)
{
    auto told = refusal_told(from.texts(), tried, code, args, language);
    if (!told.what_to_do.empty()) told.words += (language == "zh-CN" ? "" : " ") + told.what_to_do;
    return std::move(told.words);
}

void put_secret(page_values& to, page_call& page, const complaint& of, const filing& sent)
{
    const auto& w = page.world();
    const auto secret = w.secrets.mint(of.id, sent.number);
    const auto reference = workflow::shown_reference(of.facts.reference);
    to.set("reference", reference);
    to.set("reference_digits", in_digits(of.facts.reference));
    // Another form may have filed the case first: then its secret is known to whoever sent that.
    const auto kept = page.from().pages().secret(of.id);
    const bool ours = kept && w.secrets.proves(secret, kept);
    to.set("has_secret", yes_no(ours));
    to.set("secret", in_groups(secret));
    to.set("secret_digits", in_digits(secret));
    const auto made = paper::qr_of(
        w.address.empty() ? reference : w.address + "/" + page.language() + "/status#" + reference);
    to.set("qr_size", std::to_string(made.size));
    to.set("qr_path", made.svg_path());
    to.set("status_address",
           w.address.empty() ? std::string() : w.address + "/" + page.language() + "/status");
    to.set("has_address", yes_no(!w.address.empty()));
}

/// Sent before with other words, which stand: says so to whoever has that form, and how to correct them. False for others.
bool show_sent_before(page_call& page, const filing& again)
{
    const auto& w = page.world();
    const auto kept = page.from().pages().secret(again.id);
    const auto of = page.from().queries().get(again.id);
    if (!of || !kept || !w.secrets.proves(w.secrets.mint(again.id, again.number), kept)) return false;
    page.show_words("sent_before", 409, {{"reference", workflow::shown_reference(of->facts.reference)}});
    return true;
}

void send_filing(page_call& page, filing_kind kind, const form_body& sent,
                 const std::function<void(page_call&, const complaint&, const filing&)>& then,
                 const std::function<void(page_call&, const workflow::answer&)>& refused)
{
    const auto* by = page.from().calendars().find(house_policy(page.from()).calendar);
    auto made = std::make_shared<filing>(filing_of(kind, sent, page.world(), by->zone(), page.language()));
    auto first = made->commands.front();
    made->commands.erase(made->commands.begin());
    // The rest follows only when this was their filing: an id that somebody else's case has opens nothing.
    page.call().decide({std::move(first)}, [kept = page.kept(), made, then, refused](
                                               web_call& call, const std::vector<workflow::answer>& answers) {
        page_call next(call, kept);
        const auto& got = answers.front();
        if (!was_done(got)) {
            if (refused) {
                refused(next, got);
                return;
            }
            if (got.code == "ID_REUSE" && show_sent_before(next, *made)) return;
            auto values = next.frame("not_sent");
            values.set("why", refused_words(next.from(), next.language(), event_type::complaint_filed,
                                            got.code, got.args));
            put_carried(values, next.sent(), {}, not_carried);
            next.show("not_sent", values, 422);
            return;
        }
        next.from().pages().keep_secret(
            made->id, next.world().secrets.kept(next.world().secrets.mint(made->id, made->number),
                                                made->representative));
        const auto finish = [kept, made, then](web_call& last, const std::vector<workflow::answer>&) {
            page_call shown(last, kept);
            then(shown, *last.from().queries().get(made->id), *made);
        };
        if (made->commands.empty())
            finish(call, {});
        else
            call.decide(made->commands, finish);
    });
}

void emergency(page_call& page)
{
    auto sent = page.sent();
    const auto choices = choices_for(page);
    std::vector<form_error> errors;
    if (page.posted() && sent.text("go") != "stay") {
        errors = check_form(emergency_fields(), sent, choices, page.world().words, page.language());
        if (errors.empty()) {
            begin_filing(sent);
            send_filing(page, filing_kind::emergency, sent, show_alarm);
            return;
        }
    }
    if (!page.is_for_a_file()) begin_filing(sent);
    auto values = page.frame("emergency", "/emergency");
    put_opening(values, page);
    put_form(values, emergency_fields(), sent, choices, errors, page.world().words, page.language());
    put_carried(values, sent, emergency_fields(), not_carried);
    page.show_unsent("emergency", values, errors.empty() ? 200 : 422);
}

void file_complaint(page_call& page)
{
    auto sent = page.sent();
    begin_filing(sent);
    if (!page.posted()) {
        const auto& query = page.call().asked().query;
        if (const auto about = query.find("about"); about != query.end()) sent.set("category", about->second);
        if (const auto same = query.find("incident"); same != query.end() && parse_uuid(same->second))
            sent.set("incident", same->second);
        show_step(page, 1, std::move(sent), {});
        return;
    }
    const auto step = number_in(sent.text("step"), 1);
    const auto go = sent.text("go");
    if (go == "stay") {  // the language was switched: nothing is checked
        if (step > filing_steps)
            show_check(page, sent, {});
        else
            show_step(page, step, std::move(sent), {});
        return;
    }
    if (go == "back") {
        show_step(page, step > 1 ? step - 1 : 1, std::move(sent), {});
        return;
    }
    if (go.starts_with("step_")) {
        show_step(page, number_in(go.substr(5), 1), std::move(sent), {});
        return;
    }
    if (go == "send") {
        for (std::size_t one = 1; one <= filing_steps; ++one)
            if (auto errors = wrong_in(page, one, sent); !errors.empty()) {
                show_step(page, one, std::move(sent), errors);
                return;
            }
        send_filing(page, filing_kind::complaint, sent, show_filed);
        return;
    }
    if (auto errors = wrong_in(page, step, sent); !errors.empty())
        show_step(page, step, std::move(sent), errors);
    else if (step < filing_steps)
        show_step(page, step + 1, std::move(sent), {});
    else
        show_check(page, sent, {});
}

}  // namespace redress::app
