#include "adapters/app/pages/public_status.hpp"

#include "workflow/reference.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>

namespace redress::app {
namespace {

constexpr auto offered = std::to_array<event_type>({
    event_type::message_received,
    event_type::document_added,
    event_type::resolution_accepted,
    event_type::appeal_filed,
    event_type::appeal_withdrawn,
    event_type::redress_accepted,
    event_type::redress_declined,
    event_type::exit_disputed,
    event_type::reopened,
    event_type::escalated,
    event_type::containment_contested,
    event_type::referral_made,
    event_type::callback_requested,
    event_type::contact_unsafe_marked,
    event_type::support_needs_recorded,
    event_type::rating_given,
    event_type::withdrawn,
});

/// Guards that ask for what the form of the act is about to ask: they say nothing against it.
constexpr auto asked_by_the_form = std::to_array<std::string_view>(
    {"grounds_given", "withdrawal_recorded", "acceptance_evidence", "new_facts_given", "reason_given",
     "reasons_given", "bundle_frozen", "account_named", "ground_given", "some_items_missing"});

bool runs(const clock& one)
{
    return one.state == clock_state::running && one.due.has_value();
}

whose_turn turn_of(const complaint& of)
{
    if (of.lifecycle == lifecycle_state::closed)
        return of.facts.referral == referral_state::with_body ? whose_turn::outside_body : whose_turn::nobody;
    if (of.hold == hold_state::waiting && of.facts.hold_party == hold_party::complainant)
        return whose_turn::yours;
    if (of.lifecycle == lifecycle_state::decided)
        return of.facts.referral == referral_state::with_body ? whose_turn::outside_body : whose_turn::yours;
    return whose_turn::ours;
}

void say(boost::json::object& to, std::string_view name, const std::optional<instant>& at)
{
    if (at) to[name] = to_string(*at);
}

boost::json::object as_json(const public_promise& one)
{
    return {{"clock", one.clock}, {"due", to_string(one.due)}};
}

}  // namespace

std::span<const event_type> acts_of_pages()
{
    return offered;
}

public_stage stage_of(lifecycle_state state)
{
    switch (state) {
        case lifecycle_state::none:
        case lifecycle_state::received:
            return public_stage::received;
        case lifecycle_state::responded:
        case lifecycle_state::investigating:
            return public_stage::being_looked_at;
        case lifecycle_state::decided:
            return public_stage::decision;
        case lifecycle_state::appealed:
            return public_stage::appeal;
        case lifecycle_state::closed:
            return public_stage::closed;
    }
    return public_stage::received;
}

bool is_promised(const clock& one, std::span<const policy* const> rules)
{
    if (one.kind == clock_kind::window) return false;
    if (one.kind != clock_kind::internal) return true;
    const auto names_it = [&](const letter_rule& letter) {
        return std::ranges::find(letter.dates, one.clock_id) != letter.dates.end();
    };
    return std::ranges::any_of(rules, [&](const policy* pinned) {
        return pinned->id == one.policy && std::ranges::any_of(pinned->letters, names_it);
    });
}

public_status status_of(const complaint& of, std::span<const policy* const> rules,
                        std::span<const legal_action> may, instant at)
{
    const auto& f = of.facts;
    public_status out;
    out.reference = workflow::shown_reference(f.reference);
    out.language = f.language;
    out.category = f.category;
    out.kind = f.kind;
    out.stage = stage_of(of.lifecycle);
    out.next_is = turn_of(of);
    out.waits_for_you = of.open() && out.next_is == whose_turn::yours && of.hold == hold_state::waiting;
    out.with_outside_body = f.referral == referral_state::with_body;
    out.received = f.received_at;
    out.first_answered = f.first_answered_at;
    out.closed = f.closed_at;
    out.outcome = f.outcome;
    out.appeal_result = f.appeal_result;
    out.closure_reason = f.closure_reason;
    out.raised_to = f.rung;
    out.freeze = {.state = f.containment, .refusal = f.containment_refusal, .confirmed = f.contained_at};
    out.documents = f.documents;
    for (const auto& one : f.clocks) {
        if (one.kind == clock_kind::window && one.clock_id == "appeal_window" && runs(one) && one.due > at)
            out.appeal_until = one.due;
        if (!is_promised(one, rules) || !one.due) continue;
        // Past its due time it is late, whether or not the pass that says so has come by.
        const bool owed = one.state == clock_state::missed || (runs(one) && *one.due <= at);
        if (owed)
            out.late.push_back({one.clock_id, *one.due});
        else if (runs(one) && (!out.next || *one.due < out.next->due))
            out.next = public_promise{one.clock_id, *one.due};
    }
    std::ranges::sort(out.late, {}, &public_promise::due);
    if (out.waits_for_you) {
        out.missing = f.hold_items;
        out.answer_until = f.hold_expires_at;
    }
    for (const auto& one : f.letters)
        if (one.kind == letter_kind::final_response || one.kind == letter_kind::appeal_decision)
            out.final_answer_at = one.dispatched ? one.dispatched : one.sent;
    for (const auto& one : f.redress_items)
        // What nobody approved yet is no offer.
        if (one.state == redress_state::approved || one.state == redress_state::accepted ||
            one.state == redress_state::paid)
            out.offers.push_back({one.id, one.kind, one.amount, one.currency, one.state});
    for (const auto act : offered) {
        const auto found = std::ranges::find_if(may, [&](const legal_action& one) {
            return one.event == act && one.how != legality::other_role;
        });
        if (found == may.end()) continue;
        const bool open = found->how == legality::now ||
                          std::ranges::find(asked_by_the_form, found->guard) != asked_by_the_form.end();
        public_act made{.what = act, .possible = open};
        if (!open) {
            made.guard = found->guard;
            for (const auto& [name, value] : found->args) made.args.emplace(name, value);
        }
        out.acts.push_back(std::move(made));
    }
    return out;
}

boost::json::object as_json(const public_status& of)
{
    boost::json::object out{{"reference", of.reference},         {"language", of.language},
                            {"category", of.category},           {"kind", name_of(of.kind)},
                            {"stage", name_of(of.stage)},        {"next_is", name_of(of.next_is)},
                            {"waits_for_you", of.waits_for_you}, {"with_outside_body", of.with_outside_body}};
    say(out, "received", of.received);
    say(out, "first_answered", of.first_answered);
    say(out, "closed", of.closed);
    if (of.outcome != outcome::none) out["outcome"] = name_of(of.outcome);
    if (of.appeal_result != appeal_result::none) out["appeal_result"] = name_of(of.appeal_result);
    if (of.closure_reason != closure_reason::none) out["closure_reason"] = name_of(of.closure_reason);
    if (of.next) out["next"] = as_json(*of.next);
    boost::json::array late;
    for (const auto& one : of.late) late.emplace_back(as_json(one));
    if (!late.empty()) out["late"] = std::move(late);
    if (!of.missing.empty()) out["missing"] = boost::json::array(of.missing.begin(), of.missing.end());
    say(out, "answer_until", of.answer_until);
    say(out, "appeal_until", of.appeal_until);
    if (of.freeze.state != containment_state::none) {
        boost::json::object freeze{{"state", name_of(of.freeze.state)}};
        say(freeze, "confirmed", of.freeze.confirmed);
        out["freeze"] = std::move(freeze);
    } else if (of.freeze.refusal != containment_refusal::none) {
        out["freeze"] = boost::json::object{{"state", "refused"}, {"why", name_of(of.freeze.refusal)}};
    }
    boost::json::array offers;
    for (const auto& one : of.offers)
        offers.emplace_back(boost::json::object{{"item", one.item},
                                                {"kind", name_of(one.kind)},
                                                {"amount", one.amount},
                                                {"currency", one.currency},
                                                {"state", name_of(one.state)}});
    if (!offers.empty()) out["offers"] = std::move(offers);
    boost::json::array acts;
    for (const auto& one : of.acts) {
        boost::json::object act{{"event", name_of(one.what)}, {"possible", one.possible}};
        if (!one.possible) act["guard"] = one.guard;
        acts.emplace_back(std::move(act));
    }
    out["acts"] = std::move(acts);
    return out;
}

}  // namespace redress::app
