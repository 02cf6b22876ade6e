// Where a case stands, and the complainant's own record.
#include "adapters/app/pages/acts.hpp"
#include "adapters/app/pages/own_record.hpp"
#include "adapters/app/pages/page_person.hpp"
#include "adapters/app/pages/pages.hpp"

#include "adapters/app/letter_history.hpp"
#include "adapters/files/calendar_file.hpp"
#include "adapters/files/roster_file.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "adapters/postgres/page_store.hpp"
#include "states/legal.hpp"
#include "workflow/reference.hpp"

#include <algorithm>

namespace redress::app {
namespace {

std::string item_words(page_call& page, const std::string& item)
{
    return page.world().words.has("evidence", item, page.language()) ? page.say("evidence", item) : item;
}

void put_freeze(page_values& to, page_call& page, const public_status& status,
                const std::vector<record_line>& lines)
{
    const auto asked = std::ranges::find(lines, event_type::containment_requested, &record_line::what);
    std::map<std::string, std::string> values{
        {"asked", asked == lines.end() ? "" : page.when(asked->at)},
        {"confirmed", status.freeze.confirmed ? page.when(*status.freeze.confirmed) : ""},
        {"why", page.name("containment_refusal", name_of(status.freeze.refusal))}};
    std::string words;
    switch (status.freeze.state) {
        case containment_state::requested:
            words = page.say("freeze", "requested", values);
            break;
        case containment_state::contained:
            words = page.say("freeze", values["asked"].empty() ? "contained_by_us" : "contained", values);
            break;
        case containment_state::released:
            words = page.say("freeze", "released", values);
            break;
        case containment_state::none:
            if (status.freeze.refusal != containment_refusal::none)
                words = page.say("freeze", "refused", values);
            break;
    }
    to.set("has_freeze", yes_no(!words.empty()));
    to.set("freeze", words);
}

void put_stages(page_values& to, page_call& page, const public_status& status)
{
    page_list stages;
    const bool appealed = status.stage == public_stage::appeal || status.appeal_result != appeal_result::none;
    for (std::size_t n = 0; n < count_of<public_stage>; ++n) {
        const auto stage = static_cast<public_stage>(n);
        if (stage == public_stage::appeal && !appealed) continue;
        // Withdrawn or ended early: nothing was decided, or nobody had looked at it.
        if (status.stage == public_stage::closed && !status.final_answer_at &&
            (stage == public_stage::decision ||
             (stage == public_stage::being_looked_at && !status.first_answered)))
            continue;
        page_values row(page_values::type::object);
        row.set("stage", page.say("stage", name_of(stage)));
        row.set("is_now", yes_no(stage == status.stage));
        row.set("is_done", yes_no(stage < status.stage));
        row.set("to_come", yes_no(stage > status.stage));
        stages.push_back(row);
    }
    to.set("stages", stages);
}

/// What happens next and by when, in sentences; and what is late, told plainly.
void put_next(page_values& to, page_call& page, const public_status& status)
{
    page_list late;
    for (const auto& one : status.late)
        late.push_back(page.say("status", "late",
                                {{"promise", page.name("clock", one.clock)}, {"due", page.when(one.due)}}));
    to.set("has_late", yes_no(!late.empty()));
    to.set("late", late);
    to.set("who_acts", page.say("turn", name_of(status.next_is)));
    std::string next;
    if (status.waits_for_you && status.answer_until)
        next = page.say("status", "we_need", {{"until", page.when(*status.answer_until)}});
    else if (status.stage == public_stage::decision && status.appeal_until)
        next = page.say("status", "you_can_appeal", {{"until", page.when(*status.appeal_until)}});
    else if (status.next)
        next = page.say(
            "status", status.late.empty() ? "next" : "new_date",
            {{"promise", page.name("clock", status.next->clock)}, {"due", page.when(status.next->due)}});
    else if (status.stage == public_stage::closed)
        next = page.say("status", "closed",
                        {{"when", status.closed ? page.when(*status.closed) : "-"},
                         {"why", page.name("closure_reason", name_of(status.closure_reason))}});
    else
        next = page.say("status", "no_date");
    to.set("next", next);
    to.set("is_raised", yes_no(status.raised_to > 0 && status.stage != public_stage::closed));
    page_list missing;
    for (const auto& item : status.missing) missing.push_back(item_words(page, item));
    to.set("has_missing", yes_no(!missing.empty()));
    to.set("missing", missing);
    to.set("has_outcome", yes_no(status.outcome != outcome::none));
    to.set("outcome", page.name("outcome", name_of(status.outcome)));
}

void put_dates(page_values& to, page_call& page, const public_status& status)
{
    // Both last dates side by side: an appeal to us does not move the other one.
    page_list bodies;
    for (const auto& body : page.world().official.bodies) {
        page_values row(page_values::type::object);
        const bool chinese = page.language() == "zh-CN";
        row.set("body", chinese ? body.name_zh : body.name_en);
        row.set("how", chinese ? body.how_zh : body.how_en);
        const bool dated = body.days > 0 && status.final_answer_at;
        row.set("until",
                dated ? page.say("outside", "until",
                                 {{"date", page.day(*status.final_answer_at + std::chrono::days(body.days))}})
                      : page.say("outside", "any_time"));
        bodies.push_back(row);
    }
    to.set("bodies", bodies);
    to.set("appeal_date",
           status.appeal_until
               ? page.say("outside", "appeal_until", {{"date", page.when(*status.appeal_until)}})
               : page.say("outside", status.stage == public_stage::appeal ? "appeal_runs" : "no_appeal_now"));
}

void put_acts(page_values& to, page_call& page, const public_status& status)
{
    page_list open, blocked;
    for (const auto& one : status.acts) {
        const auto* row = act_of(one.what);
        if (row == nullptr || (row->with_files && page.world().documents.empty())) continue;
        // What makes no sense here is not offered at all, rather than explained away.
        if (!one.possible &&
            (one.guard == "not_rated_yet" || one.guard == "higher_rung_exists" ||
             one.guard == "was_reclassified_by_staff" || one.guard == "staff_recorded_the_exit"))
            continue;
        const bool offers = std::ranges::any_of(
            status.offers, [](const public_offer& offer) { return offer.state == redress_state::approved; });
        if ((one.what == event_type::redress_accepted || one.what == event_type::redress_declined) && !offers)
            continue;
        page_values act(page_values::type::object);
        act.set("path", std::string(row->path));
        act.set("words", page.say("act", row->path));
        act.set("why", one.possible
                           ? std::string()
                           : refused_words(page.from(), page.language(), one.what, one.guard, one.args));
        (one.possible ? open : blocked).push_back(act);
    }
    to.set("acts", open);
    to.set("has_blocked", yes_no(!blocked.empty()));
    to.set("blocked", blocked);
}

void put_offers(page_values& to, page_call& page, const public_status& status)
{
    page_list offers;
    for (const auto& one : status.offers)
        offers.push_back(page.name("redress_kind", name_of(one.kind)) +
                         (one.amount.empty() ? "" : " " + one.amount + " " + one.currency) + " · " +
                         page.name("redress", name_of(one.state)));
    to.set("has_offers", yes_no(!offers.empty()));
    to.set("offers", offers);
}

void put_lines(page_values& to, page_call& page, const std::vector<record_line>& lines)
{
    page_list list;
    for (const auto& one : lines) {
        page_values row(page_values::type::object);
        row.set("at", page.when(one.at));
        row.set("who", page.say("record", one.yours ? "you" : "we"));
        row.set("is_yours", yes_no(one.yours));
        row.set("what", one.letter ? page.name("letter", name_of(*one.letter))
                                   : page.name("event", name_of(one.what)));
        row.set("subject", one.subject);
        row.set("has_subject", yes_no(!one.subject.empty()));
        row.set("text", one.text);
        row.set("has_text", yes_no(!one.text.empty()));
        page_list words;
        for (const auto& [which, text] : one.words) {
            page_values word(page_values::type::object);
            word.set("slot", page.say("own_words", name_of(which)));
            word.set("said", text);
            words.push_back(word);
        }
        row.set("has_words", yes_no(!words.empty()));
        row.set("words", words);
        list.push_back(row);
    }
    to.set("lines", list);
    to.set("has_lines", yes_no(!list.empty()));
}

}  // namespace

std::vector<record_line> record_for(services& from, const complaint& of)
{
    const auto entries = whole_history(from, of.id);
    const auto texts = from.queries().texts(of.id);
    return own_record(entries, texts, of.facts.letters, [&](const letter& one) {
        const auto found = find_letter_as_sent(entries, texts, one.id);
        const bool gone =
            (of.facts.erased_at && one.sent && *one.sent < *of.facts.erased_at) ||
            (found && std::ranges::find(of.facts.redacted, found->now.cseq) != of.facts.redacted.end());
        if (!found || gone) return std::pair<std::string, std::string>{};
        auto made = rendered_letter(from, of, *found);
        if (!made.errors.empty()) return std::pair<std::string, std::string>{};
        return std::pair(std::move(made.letter.subject), std::move(made.letter.text));
    });
}

public_status status_for(services& from, const complaint& of, const actor& who, std::optional<instant> at)
{
    const auto rules = from.rules_of(of);
    if (!at) at = from.queries().now();
    const auto may = legal_actions(of,
                                   {.who = &who,
                                    .rules = rules,
                                    .at = *at,
                                    .occurred = *at,
                                    .people = from.colleagues(),
                                    .calendars = &from.policies_of_engine().calendars()},
                                   acts_of_pages());
    return status_of(of, rules, may, *at);
}

void show_case(page_call& page)
{
    const auto visit = visit_of(page.call().asked(), page.from(), page.world());
    if (!visit) {
        page.go_to("/status");
        return;
    }
    const auto& of = visit->of;
    const auto status = status_for(page.from(), of, speaker_of(of, visit->representative));
    auto lines = record_for(page.from(), of);
    auto values = page.frame("status");
    values.set("reference", status.reference);
    values.set("about", page.name("category", status.category));
    values.set("received", status.received ? page.when(*status.received) : std::string("-"));
    values.set("form_mark", page.world().secrets.form_mark(visit->token));
    const auto done = page.call().asked().query.find("done");
    const bool known = done != page.call().asked().query.end() && act_of(done->second) != nullptr;
    values.set("has_done", yes_no(known));
    values.set("done", known ? page.say("done", done->second) : std::string());
    put_stages(values, page, status);
    put_next(values, page, status);
    put_freeze(values, page, status, lines);
    put_offers(values, page, status);
    put_acts(values, page, status);
    put_dates(values, page, status);
    const auto documents = page.from().pages().documents(of.id);
    values.set("documents", std::to_string(std::ranges::count_if(documents, [&](const auto& one) {
                   return told_of(of, one, page.world().scans).state != "gone";
               })));
    // The newest first, and only what passed between us: the record has all of it.
    std::erase_if(lines, [](const record_line& one) {
        return !one.letter && one.what != event_type::message_received &&
               one.what != event_type::message_sent && one.what != event_type::complaint_filed &&
               one.what != event_type::appeal_filed;
    });
    std::ranges::reverse(lines);
    put_lines(values, page, lines);
    page.show("status", values);
}

void show_record(page_call& page)
{
    const auto visit = visit_of(page.call().asked(), page.from(), page.world());
    if (!visit) {
        page.go_to("/status");
        return;
    }
    const auto& of = visit->of;
    auto values = page.frame("record");
    values.set("reference", workflow::shown_reference(of.facts.reference));
    put_lines(values, page, record_for(page.from(), of));
    put_documents(values, page, of);
    page.show("record", values);
}

}  // namespace redress::app
