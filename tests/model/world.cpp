#include "tests/model/world.hpp"

#include "adapters/files/policy_file.hpp"
#include "states/clocks.hpp"

#include <algorithm>
#include <map>

namespace redress::tests {
namespace {

using namespace std::chrono_literals;
using enum event_type;
using texts = std::vector<std::string>;

constexpr int depth_max = 3;  // of derived events, as in the engine

std::string word(std::string_view text)
{
    return std::string(text);
}

actor staff(role as, const char* id, const char* team = "care", std::uint16_t rungs = 0,
            const char* limit = "")
{
    return {.id = id,
            .role = as,
            .team = team,
            .rungs = rungs,
            .authority_limit = {{{.amount = limit, .currency = "USDT"}}},
            .named_staff = true};
}

const actor customer{.id = "customer-1", .role = role::complainant};
const actor mail{.id = "mail", .kind = actor_kind::system, .role = role::channel};
const actor lin = staff(role::handler, "h.lin", "intake", 0, "20");
const actor osei = staff(role::handler, "h.osei", "intake", 0, "20");
const actor ito = staff(role::care_reviewer, "c.ito", "care", 0b1110, "1000");
const actor novak = staff(role::care_lead, "l.novak", "care", 0b1110, "10000");
const actor compliance = staff(role::compliance, "p.weber");
/// More than a case can wear out: each may hear an appeal of a case once, and a second one is another team's.
const std::vector<actor> reviewers = [] {
    std::vector<actor> all;
    for (const char* id : {"a.moreau", "a.sato", "a.roy", "a.bell", "a.cruz", "a.dahl", "a.eze", "a.fox"})
        all.push_back(staff(role::appeal_reviewer, id, all.size() % 2 == 0 ? "appeals" : "appeals_two"));
    return all;
}();

event happened(event_type what, std::vector<std::pair<field, field_value>> fields = {})
{
    return {.type = what, .fields = std::move(fields)};
}

/// Whatever is approved here is what was approved.
const std::string approved_act(64, 'a');

event second_person(event what)
{
    return what.set(field::approved_by, word("c.reyes"))
        .set(field::approved_role, word("care_reviewer"))
        .set(field::approved_at, instant(std::chrono::days(20'000)))
        .set(field::approved_digest, approved_act);
}

texts findings_of(const complaint& now, const char* finding)
{
    texts all;
    for (const auto& one : now.facts.points) all.push_back(std::to_string(one.number) + ":" + finding);
    return all;
}

/// Somebody of ours who has not acted on the case.
std::string somebody_new(const complaint& now)
{
    for (int n = 1;; ++n) {
        const auto id = "h.new" + std::to_string(n);
        const auto same = [&](const acted& one) { return one.id == id; };
        if (now.facts.owner != id && std::none_of(now.facts.acted.begin(), now.facts.acted.end(), same))
            return id;
    }
}

}  // namespace

world::world()
    : calendars_("schemas/calendars"),
      rules_(files::load_policy(files::read_file("schemas/policies/wallet-default.toml"),
                                "wallet-default.toml", &calendars_)),
      pinned_{&rules_}
{
    for (const auto& one : rules_.letters)
        for (const auto& part : one.must_contain)
            if (std::find(parts_.begin(), parts_.end(), part) == parts_.end()) parts_.push_back(part);
}

event world::letter(event_type what) const
{
    return happened(what, {{field::route, word("post")},
                           {field::letter_language, word("en")},
                           {field::letter_parts, parts_},
                           {field::letter_body, word("We have looked at what you wrote.")},
                           {field::next_step, word("We look into it.")},
                           {field::next_step_due, instant(std::chrono::days(30'000))},
                           {field::reason, word("These are the reasons.")}});
}

bool world::decide(standing& s, const event& what, const actor& who, int depth) const
{
    const outside primary{.primary_complainant = "customer-1", .primary_state = lifecycle_state::received};
    const step_context context{.who = &who,
                               .rules = pinned_,
                               .at = s.at,
                               .occurred = s.at,
                               .outside = &primary,
                               .reference = "R-26-000001",
                               .act_digest = approved_act,
                               .calendars = &calendars_};
    changes out;
    if (step(s.now, what, context, out)) return false;
    s.now.facts.approvals.clear();  // whoever approves the next act does so anew
    if (on_accepted) on_accepted(s, what, who, out);
    for (const auto& next : out.derived) {
        if (depth >= depth_max || decide(s, next.event, next.who, depth + 1)) continue;
        if (what.type != window_lapsed) continue;
        event again{.type = window_restarted};
        for (const field f : {field::clock, field::generation, field::subject_of})
            if (const auto* value = what.find(f)) again.set(f, *value);
        again.set(field::reason_code, word("refused"));
        static_cast<void>(decide(s, again, timer_actor(), depth + 1));
    }
    return true;
}

bool world::apply(standing& s, const act& one) const
{
    s.at += 1s;
    return decide(s, one.what, one.who, 0);
}

bool world::wait(standing& s) const
{
    const auto look = look_at(s.now, pinned_, calendars_);
    if (!look) return false;
    s.at = std::max(s.at, *look);
    for (int n = 0; n < 64; ++n) {
        const auto due = due_events(s.now, pinned_, s.at, calendars_);
        if (due.empty() || !decide(s, due.front(), timer_actor(), 0)) break;
    }
    return true;
}

world::standing world::filed(const std::string& category, bool anonymous) const
{
    standing s;
    s.now.id.bytes[15] = 1;
    s.at = instant(std::chrono::days(20'000));
    const act filing{customer, happened(complaint_filed, {{field::channel, word("in_app")},
                                                          {field::category, category},
                                                          {field::language, word("en")},
                                                          {field::narrative, word("My money is gone.")},
                                                          {field::complainant, word("customer-1")},
                                                          {field::complainant_account, word("savings")},
                                                          {field::anonymous, anonymous},
                                                          {field::points, texts{"It is late."}}})};
    if (!apply(s, filing)) throw std::logic_error("the model's case was not filed");
    return s;
}

std::vector<act> world::everybody(const standing& s) const
{
    const auto& f = s.now.facts;
    std::vector<act> all;
    const auto add = [&](const actor& who, event what) { all.push_back({who, std::move(what)}); };
    const auto reason = std::pair<field, field_value>{field::reason, word("There is a reason.")};
    const auto evidence = std::pair<field, field_value>{field::evidence, word("msg-1")};

    add(lin, happened(assigned, {{field::owner, word("h.lin")}}));
    add(lin, happened(released));
    add(lin, happened(points_agreed, {{field::points, texts{"It is late."}}}));
    add(lin, happened(document_added, {{field::document, word("doc-1")}}));
    add(lin, happened(call_recorded, {{field::summary, word("Called.")}, {field::read_back, true}}));
    add(lin, happened(root_cause_recorded, {{field::root_cause, word("delay")}}));
    add(lin, letter(acknowledged));
    add(lin, letter(initial_response_sent));
    add(lin, happened(investigation_started));
    add(lin, letter(progress_update_sent));
    add(lin, letter(holding_response_sent));
    add(lin, second_person(letter(extension_granted)
                               .set(field::clock, word("investigation"))
                               .set(field::days, std::int64_t{14})));
    for (const auto* outcome : {"upheld", "not_upheld"})
        for (const auto& who : {lin, ito})
            add(who, letter(decision_sent)
                         .set(field::outcome, word(outcome))
                         .set(field::findings, findings_of(s.now, outcome))
                         .set(field::root_cause, word("delay"))
                         .set(field::redress_ruled_out, true));
    add(lin, second_person(letter(declared_inadmissible).set(field::inadmissibility, word("not_about_us"))));
    add(lin, letter(query_answered).set(field::told_how_to_complain, true));
    add(lin, second_person(happened(reclassified, {{field::kind, word("query")}, reason})));
    add(lin, happened(reclassified, {{field::kind, word("complaint")}, reason}));
    add(customer, happened(resolution_accepted, {evidence}));
    add(customer, happened(withdrawn, {reason}));
    add(lin, happened(withdrawn, {reason, evidence}));
    add(customer, happened(exit_disputed));
    add(lin,
        happened(marked_duplicate, {{field::primary_case, word("00000000-0000-8000-8000-000000000002")}}));
    add(lin, happened(duplicate_unmarked, {reason}));
    add(customer, happened(reopened, {{field::new_facts, word("There is more.")}}));
    add(novak, happened(own_error_found, {reason}));
    add(novak, happened(late_for_good_cause, {reason}));
    add(customer, happened(appeal_filed, {{field::grounds, word("It is wrong.")}}));
    add(customer, happened(appeal_withdrawn));
    for (const auto& who : reviewers) {
        add(who, letter(appeal_decided).set(field::result, word("upheld")));
        add(who, letter(appeal_remitted).set(field::owner, somebody_new(s.now)));
    }
    if (f.hold_items.empty())
        add(lin, letter(information_requested)
                     .set(field::items, texts{"receipt" + std::to_string(f.items_held.size())}));
    if (!f.hold_items.empty())
        add(customer,
            happened(message_received, {{field::text, word("Here.")}, {field::items, f.hold_items}}));
    add(lin, happened(enquiry_opened, {{field::enquiry, word("E1")},
                                       {field::enquiry_kind, word("bank")},
                                       {field::to, word("bank")}}));
    add(lin, happened(hold_placed, {{field::hold_reason, word("bank_answer")},
                                    {field::expires, s.at + 48h},
                                    {field::enquiry, word("E1")}}));
    add(mail, happened(enquiry_answered, {{field::enquiry, word("E1")}}));
    add(lin, happened(hold_released));
    add(customer, happened(escalated, {{field::reason_code, word("asked")}}));
    add(ito, happened(escalated, {{field::reason_code, word("reviewer")}}));
    add(ito, happened(rung_accepted));
    add(ito, happened(de_escalated, {{field::instruction, word("Go on.")}}));
    add(customer, happened(callback_requested));
    add(customer, happened(rating_given, {{field::rating, std::int64_t{1}}}));
    add(mail, happened(identity_verified, {{field::identity_method, word("document")}}));
    if (!f.letters.empty()) {
        const auto& last = f.letters.back().id;
        add(mail, happened(message_dispatched, {{field::letter, last}}));
        add(mail, happened(message_undelivered, {{field::letter, last}}));
        add(lin, happened(message_sent, {{field::text, word("Once more.")},
                                         {field::route, word("post")},
                                         {field::letter, last}}));
    }
    add(customer, happened(containment_requested, {{field::containment_ground, word("theft")}}));
    add(mail, happened(containment_confirmed));
    add(mail, happened(containment_refused, {{field::refusal_reason, word("self_custody")}}));
    add(customer, happened(containment_contested));
    add(ito, happened(containment_upheld, {reason}));
    for (const auto* ground : {"holder_asked", "freeze_was_wrong", "requester_unverified"})
        add(ito, happened(containment_released, {{field::release_ground, word(ground)}}));
    if (f.redress_items.size() < 2)
        for (const auto& [kind, amount] :
             {std::pair{"goodwill", "10"}, {"goodwill", "100"}, {"refund_owed", "10"}})
            add(lin, happened(redress_offered, {{field::redress_kind, word(kind)},
                                                {field::amount, word(amount)},
                                                {field::currency, word("USDT")}}));
    for (const auto& one : f.redress_items) {
        const auto item = std::pair<field, field_value>{field::item, one.id};
        add(ito, happened(redress_approved, {item}));
        add(ito, happened(redress_rejected, {item, reason}));
        add(customer, happened(redress_accepted, {item}));
        add(customer, happened(redress_declined, {item}));
        add(mail, happened(redress_paid, {item, {field::payment_reference, word("P-1")}}));
        add(mail, happened(payment_failed, {item}));
    }
    add(customer,
        happened(referral_made, {{field::body, word("ombudsman")}, {field::bundle, word("sha-1")}}));
    add(compliance, happened(external_request_received));
    add(compliance, happened(external_reply_sent));
    add(compliance, happened(referral_refused, {{field::reason_code, word("too_early")}}));
    add(compliance, happened(referral_ended, {reason}));
    add(compliance,
        happened(external_outcome_received, {{field::text, word("Pay.")}, {field::due, s.at + 28 * 24h}}));
    add(compliance, happened(outcome_complied, {evidence}));
    return all;
}

std::vector<act> world::towards_the_end(const standing& s) const
{
    const auto& f = s.now.facts;
    std::vector<act> all;
    const auto add = [&](const actor& who, event what) { all.push_back({who, std::move(what)}); };
    switch (s.now.lifecycle) {
        case lifecycle_state::decided:
            // The decision must reach them: by another route when it came back. The rest is time.
            for (const auto& one : f.letters)
                if (one.kind == letter_kind::final_response || one.kind == letter_kind::appeal_decision)
                    if (!one.dispatched || (one.returned && *one.dispatched <= *one.returned))
                        add(mail, happened(message_dispatched, {{field::letter, one.id}}));
            break;
        case lifecycle_state::appealed:
            for (const auto& who : reviewers)
                add(who, letter(appeal_decided).set(field::result, word("upheld")));
            break;
        default: {
            if (s.now.ladder == ladder_state::raised) add(ito, happened(rung_accepted));
            const auto& owner = f.owner.empty() ? word("h.lin") : f.owner;
            if (f.owner.empty()) add(lin, happened(assigned, {{field::owner, owner}}));
            if (f.points.empty()) add(lin, happened(points_agreed, {{field::points, texts{"It is late."}}}));
            if (f.documents == 0) add(lin, happened(document_added, {{field::document, word("doc-1")}}));
            if (f.calls == 0)
                add(lin,
                    happened(call_recorded, {{field::summary, word("Called.")}, {field::read_back, true}}));
            auto decider = s.now.ladder == ladder_state::at_base ? lin : ito;
            if (s.now.ladder == ladder_state::at_base) decider.id = owner;
            if (s.now.ladder == ladder_state::under_review) decider.id = f.rung_reviewer;
            add(decider, letter(decision_sent)
                             .set(field::outcome, word("not_upheld"))
                             .set(field::findings, findings_of(s.now, "not_upheld")));
        }
    }
    return all;
}

std::string world::key(const standing& s) const
{
    const auto& f = s.now.facts;
    std::string key;
    const auto say = [&](std::string_view text) { key.append(text).push_back('|'); };
    const auto flag = [&](bool yes) { key.push_back(yes ? '1' : '0'); };
    say(name_of(s.now.lifecycle));
    say(name_of(s.now.hold));
    say(name_of(f.hold_party));
    say(name_of(s.now.ladder));
    say(std::to_string(f.rung));
    say(name_of(f.containment));
    say(std::to_string(std::min<std::int64_t>(f.containment_reviews, 1)));
    say(name_of(f.referral));
    texts items;
    for (const auto& one : f.redress_items)
        items.push_back(std::string(name_of(one.kind)) + std::string(name_of(one.state)));
    std::sort(items.begin(), items.end());
    for (const auto& one : items) say(one);
    say(name_of(f.kind));
    say(name_of(f.outcome));
    say(name_of(f.closure_reason));
    say(name_of(f.closed_from));
    say(std::to_string(f.appeal_level) + f.appeal_team);
    flag(!f.owner.empty()), flag(!f.points.empty()), flag(f.documents > 0), flag(f.calls > 0);
    flag(f.identity == identity_state::verified), flag(f.first_answered_at.has_value());
    flag(f.external_outcomes > 0), flag(!f.reclassified_by.empty()), flag(f.good_cause_at.has_value());
    flag(f.closed_by_role == role::complainant);
    const auto open = [](const enquiry& one) { return !one.answered; };
    flag(std::any_of(f.enquiries.begin(), f.enquiries.end(), open));
    if (!f.letters.empty()) {
        const auto& last = f.letters.back();
        say(name_of(last.kind));
        flag(last.dispatched.has_value()), flag(last.returned.has_value());
    }
    // Of each promise what became of its latest period.
    std::map<std::string, std::string> clocks;
    for (const auto& one : f.clocks) {
        const auto* rule = rule_of(one);
        const bool single = rule != nullptr && rule->subject == clock_subject::case_;
        clocks[one.clock_id + (single || one.subject.empty() ? "" : "/*")] = name_of(one.state);
    }
    for (const auto& [id, state] : clocks) say(id + state);
    return key;
}

}  // namespace redress::tests
