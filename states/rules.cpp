#include "states/rules.hpp"

#include "states/lookups.hpp"

#include <algorithm>

namespace redress {
namespace {

event escalation(std::string reason_code, std::int64_t rung)
{
    event next{.type = event_type::escalated};
    next.set(field::reason_code, std::move(reason_code)).set(field::rung, rung);
    return next;
}

/// Raises to `rung` when the case stands below it and the ladder has it.
void raise(recorder& put, std::int64_t rung, std::string reason, const actor& by,
           std::string_view clock_id = {})
{
    const auto present = put.now.ladder == ladder_state::at_base ? 0 : put.facts().rung;
    if (rung <= present || find_rung(put.context.rules, rung) == nullptr) return;
    auto next = escalation(std::move(reason), rung);
    if (!clock_id.empty()) next.set(field::clock, std::string(clock_id));
    put.derive(std::move(next), by);
}

void on_miss(recorder& put)
{
    const auto* one = named_clock(put.now, put.what);
    const auto* rule = one != nullptr ? rule_of(put.context.rules, *one) : nullptr;
    if (rule == nullptr) return;
    if (!put.now.open()) return put.alarm("missed_on_closed_case", one->clock_id);
    auto reason = "missed:" + one->clock_id;
    if (rule->on_miss_raise_to > 0) {
        raise(put, rule->on_miss_raise_to, std::move(reason), timer_actor(), one->clock_id);
    } else if (rule->on_miss_next) {
        const auto next = (put.now.ladder == ladder_state::at_base ? 0 : put.facts().rung) + 1;
        if (find_rung(put.context.rules, next) == nullptr) return put.alarm("top_rung_silent", one->clock_id);
        raise(put, next, std::move(reason), timer_actor(), one->clock_id);
    }
}

void on_warning(recorder& put)
{
    const auto* one = named_clock(put.now, put.what);
    const auto* rule = one != nullptr ? rule_of(put.context.rules, *one) : nullptr;
    if (rule == nullptr || !put.now.open()) return;
    for (const auto& each : rule->warn)
        if (each.text == put.what.text(field::threshold) && each.raise_to > 0)
            raise(put, each.raise_to, "warned:" + one->clock_id, timer_actor(), one->clock_id);
}

void on_lapse(recorder& put, const before_event& was)
{
    const auto* one = named_clock(put.now, put.what);
    const auto* rule = one != nullptr ? rule_of(put.context.rules, *one) : nullptr;
    if (rule == nullptr || !rule->on_lapse || !was.clock_was_running || one->state != clock_state::lapsed)
        return;
    event next{.type = *rule->on_lapse};
    next.set(field::clock, one->clock_id).set(field::generation, one->generation);
    if (!one->subject.empty()) next.set(field::subject_of, one->subject);
    put.derive(std::move(next), timer_actor());
}

/// On an open case somebody more senior looks at it; on a closed one its handling is reviewed.
void on_rating(recorder& put)
{
    const auto rating = put.what.integer(field::rating);
    for (const auto* pinned : put.context.rules)
        for (const auto& rung : pinned->ladder) {
            if (rating > rung.rating_at_most) continue;
            if (!put.now.open())
                return put.alarm("quality_review_wanted", "rating " + std::to_string(rating));
            if (put.now.ladder == ladder_state::at_base) raise(put, rung.rung, "rating", engine_actor());
            return;
        }
}

/// A case linked as a repeat of an earlier complaint.
void on_link(recorder& put)
{
    if (!put.now.open() || put.now.ladder != ladder_state::at_base || put.what.text(field::cause) != "repeat")
        return;
    for (const auto* pinned : put.context.rules)
        for (const auto& rung : pinned->ladder)
            if (rung.on_repeat) return raise(put, rung.rung, "repeat", engine_actor());
}

/// Somebody's account may be being drained: its containment is asked for before anybody has read the case.
void on_emergency(recorder& put)
{
    const auto stands = put.facts().containment;
    if (!put.now.open() || (stands != containment_state::none && stands != containment_state::released))
        return;
    const auto& category = put.facts().category;
    const auto is_one = [&](const policy* pinned) {
        const auto* rule = pinned->category(category);
        return rule != nullptr && rule->emergency;
    };
    if (std::none_of(put.context.rules.begin(), put.context.rules.end(), is_one)) return;
    event next{.type = event_type::containment_requested};
    next.set(field::containment_ground, std::string(name_of(containment_ground::emergency)));
    put.derive(std::move(next), engine_actor());
}

void on_amount(recorder& put)
{
    if (!put.now.open() || put.now.ladder != ladder_state::at_base || put.facts().amount.empty()) return;
    const auto& taken = put.facts().rungs;
    const auto once = [](const rung_taken& one) { return one.reason == "amount"; };
    if (std::any_of(taken.begin(), taken.end(), once)) return;
    std::int64_t highest = 0;
    for (const auto* pinned : put.context.rules)
        for (const auto& rung : pinned->ladder)
            if (!rung.amount_above.empty() &&
                rung.amount_above.exceeded_by(put.facts().amount, put.facts().currency))
                highest = std::max<std::int64_t>(highest, rung.rung);
    if (highest > 0) raise(put, highest, "amount", engine_actor());
}

void on_message(recorder& put)
{
    if (put.now.hold != hold_state::waiting || put.facts().hold_party != hold_party::complainant) return;
    std::vector<std::string> in;
    for (const auto& item : put.what.list(field::items))
        if (among(put.facts().hold_items, item)) in.push_back(item);
    if (in.empty()) return;
    event next{.type = event_type::information_received};
    next.set(field::items, std::move(in));
    put.derive(std::move(next), engine_actor());
}

void on_answer(recorder& put)
{
    const auto answered = put.what.text(field::enquiry);
    if (put.now.hold != hold_state::waiting || answered.empty() || put.facts().hold_enquiry != answered)
        return;
    event next{.type = event_type::hold_released};
    next.set(field::enquiry, std::string(answered));
    put.derive(std::move(next), engine_actor());
}

/// The appeal is gone and its window, too: nothing is left that could end the case later.
void on_withdrawn_appeal(recorder& put)
{
    const auto* window = latest_window(put.now, put.context.rules, event_type::appeal_window_lapsed);
    if (window == nullptr || counting(*window)) return;
    put.derive({.type = event_type::appeal_window_lapsed}, timer_actor());
}

}  // namespace

before_event look_back(const complaint& now, const event& what)
{
    before_event was{.open = now.open()};
    if (what.type == event_type::window_lapsed)
        if (const auto* one = named_clock(now, what))
            was.clock_was_running = one->state == clock_state::running;
    return was;
}

void apply_rules(recorder& put, const before_event& was)
{
    switch (put.what.type) {
        case event_type::deadline_missed:
            return on_miss(put);
        case event_type::deadline_warned:
            return on_warning(put);
        case event_type::window_lapsed:
            return on_lapse(put, was);
        case event_type::rating_given:
            return on_rating(put);
        case event_type::linked:
            return on_link(put);
        case event_type::complaint_filed:
        case event_type::triaged:
            on_emergency(put);
            return on_amount(put);
        case event_type::fact_corrected:
            return on_amount(put);
        case event_type::message_received:
            return on_message(put);
        case event_type::enquiry_answered:
            return on_answer(put);
        case event_type::appeal_withdrawn:
            return on_withdrawn_appeal(put);
        default:
            return;
    }
}

}  // namespace redress
