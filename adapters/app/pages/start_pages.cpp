// The pages that need no case: start, contact, answers to common problems, and a call back.
#include "adapters/app/pages/opening.hpp"
#include "adapters/app/pages/pages.hpp"

#include "adapters/app/self_help.hpp"
#include "adapters/files/calendar_file.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "adapters/postgres/matter_queries.hpp"
#include "workflow/ports/case_store.hpp"

#include <algorithm>

namespace redress::app {
namespace {

void put_problems(page_values& to, page_call& page)
{
    page_list problems;
    for (const auto& one : house_policy(page.from()).categories) {
        if (self_help_for(page.from(), one.id, page.language()).empty()) continue;
        page_values row(page_values::type::object);
        row.set("id", one.id);
        row.set("problem", page.name("category", one.id));
        problems.push_back(row);
    }
    to.set("problems", problems);
}

}  // namespace

void put_opening(page_values& to, page_call& page)
{
    const auto* by = page.from().calendars().find(house_policy(page.from()).calendar);
    // The start page tells the time by this machine, so that it is there when the database is not.
    const auto now = std::chrono::time_point_cast<duration>(std::chrono::system_clock::now());
    if (by == nullptr || page.is_for_a_file()) {
        to.set("hours", page.say("hours", "unknown"));
        return;
    }
    const auto found = opening_at(*by, now);
    if (!found.changes) {
        to.set("hours", page.say("hours", "unknown"));
        return;
    }
    const auto when = page.when(*found.changes);
    const auto left = std::chrono::ceil<std::chrono::hours>(*found.changes - now).count();
    to.set("hours", found.open ? page.say("hours", "open", {{"until", when}})
                               : page.say("hours", left == 1 ? "opens_in_one" : "opens_in",
                                          {{"hours", std::to_string(left)}, {"from", when}}));
}

void put_incidents(page_values& to, page_call& page)
{
    page_list list;
    if (page.is_for_a_file()) {
        to.set("has_incidents", yes_no(false));
        to.set("incidents", list);
        return;
    }
    try {
        for (const auto& one : page.from().matters().list(
                 {.kind = matter_kind::incident, .state = matter_state::open, .owner = {}, .limit = 5})) {
            const auto& f = one.now.facts;
            page_values row(page_values::type::object);
            row.set("words", page.language() == "zh-CN" ? f.words_zh : f.words_en);
            row.set("incident", to_string(one.now.id));
            row.set("since", f.from ? page.when(*f.from) : std::string());
            row.set("has_since", yes_no(f.from.has_value()));
            list.push_back(row);
        }
    } catch (const workflow::store_unavailable&) {
        // Whoever is being robbed finds the number to call also while the database is away.
        list.clear();
    }
    to.set("has_incidents", yes_no(!list.empty()));
    to.set("incidents", list);
}

void show_start(page_call& page)
{
    auto values = page.frame("start");
    put_opening(values, page);
    put_incidents(values, page);
    put_problems(values, page);
    // The first that is promised to whoever files: what the policy in force says, or nothing.
    const auto& clocks = house_policy(page.from()).clocks;
    const auto first = std::ranges::find(clocks, std::string_view("initial_response"), &clock_rule::id);
    const bool promised = first != clocks.end() && first->limit.given();
    values.set("has_answer_limit", yes_no(promised));
    values.set("answer_limit", promised ? page.length(first->limit.limit) : std::string());
    page.show("start", values);
}

void show_contact(page_call& page)
{
    auto values = page.frame("contact");
    put_opening(values, page);
    page_list phones;
    for (const auto& one : page.world().official.phones) {
        page_values row(page_values::type::object);
        row.set("number", one.number);
        std::string dialled;
        for (const char c : one.number)
            if ((c >= '0' && c <= '9') || c == '+') dialled += c;
        row.set("dialled", dialled);
        row.set("urgent", yes_no(one.emergency));
        phones.push_back(row);
    }
    values.set("phones", phones);
    page_list others;
    for (const auto& one : page.world().official.things) {
        if (one.kind == files::official_kind::phone) continue;
        page_values row(page_values::type::object);
        row.set("kind", page.say("official_kind", name_of(one.kind)));
        row.set("thing", one.value);
        others.push_back(row);
    }
    values.set("others", others);
    page.show("contact", values);
}

void show_answers(page_call& page)
{
    const auto found = page.call().asked().in_path.find("problem");
    const auto problem = found == page.call().asked().in_path.end() ? std::string() : found->second;
    const auto help = self_help_for(page.from(), problem, page.language());
    const auto* known = house_policy(page.from()).category(problem);
    if (known == nullptr || help.empty()) {
        page.show_words("not_found", 404);
        return;
    }
    auto values = page.frame("answers");
    put_opening(values, page);
    values.set("problem", page.name("category", problem));
    values.set("id", problem);
    values.set("urgent", yes_no(known->emergency));
    // A sentence a line: they are read by people in a hurry.
    page_list sentences;
    std::string_view rest = help;
    const std::string_view stop = page.language() == "zh-CN" ? "。" : ". ";
    while (!rest.empty()) {
        const auto at = rest.find(stop);
        const auto length = at == std::string_view::npos ? rest.size() : at + stop.size();
        sentences.push_back(std::string(rest.substr(0, length)));
        rest.remove_prefix(length);
    }
    values.set("sentences", sentences);
    page.show("answers", values);
}

void call_back(page_call& page)
{
    auto sent = page.sent();
    const auto choices = form_choices{};
    std::vector<form_error> errors;
    if (page.posted()) {
        errors = check_form(callback_fields(), sent, choices, page.world().words, page.language());
        if (errors.empty() && page.sent().text("go") != "stay") {
            begin_filing(sent);
            send_filing(page, filing_kind::callback, sent,
                        [](page_call& then, const complaint& of, const filing& done) {
                            auto values = then.frame("call_back_done");
                            put_opening(values, then);
                            put_secret(values, then, of, done);
                            values.set("contact", then.sent().text("phone"));
                            then.show("call_back_done", values);
                        });
            return;
        }
        if (page.sent().text("go") == "stay") errors.clear();
    }
    begin_filing(sent);
    auto values = page.frame("call_back", "/call-back");
    put_opening(values, page);
    put_form(values, callback_fields(), sent, choices, errors, page.world().words, page.language());
    const std::string_view but[] = {"go", "language"};
    put_carried(values, sent, callback_fields(), but);
    page.show("call_back", values, errors.empty() ? 200 : 422);
}

}  // namespace redress::app
